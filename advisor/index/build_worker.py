"""The process that writes or checks one Chroma generation, so that a crash inside Chroma is not ours.

Run as `python -m advisor.index.build_worker write|verify JOB.json`. Exit code 0: done and right.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from advisor.index.chroma import ChromaIndex, fill, folder_client, server_client
from advisor.index.generation import Job

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_SAMPLES = 20
# A vector finds itself at cosine 1; float32 arithmetic and the index's own rounding stay well within this.
_SELF_COSINE = 0.999


def main(arguments: list[str]) -> int:
    """Do the task named first with the job named second."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    task, job_file = arguments
    job = Job.model_validate_json(Path(job_file).read_text(encoding="utf-8"))
    ids = job.ids.read_text(encoding="utf-8").split("\n")
    vectors: NDArray[np.float32] = np.load(job.vectors)
    if task == "write":
        client = _client(job)
        fill(client, job.collection, ids, vectors)
        _close(client)
        return 0
    return 0 if _is_right(job, ids, vectors) else 1


def _is_right(job: Job, ids: list[str], vectors: NDArray[np.float32]) -> bool:
    """Whether everything arrived: the count, and that passages across the library find themselves."""
    client = _client(job)
    index = ChromaIndex(client, client.get_collection(job.collection, embedding_function=None))
    if index.collection.count() != len(ids):
        return False
    for row in {int(at) for at in np.linspace(0, len(ids) - 1, _SAMPLES)}:
        if not vectors[row].any():
            continue
        # Another passage may share the vector, so the best score is compared, not the best id.
        best = index.query(vectors[row], limit=1)
        own = index.query(vectors[row], limit=1, allowed=[ids[row]])
        if not best or not own or min(best[0][1], own[0][1]) < _SELF_COSINE:
            return False
    index.close()
    return True


def _client(job: Job) -> ClientAPI:
    if job.folder is not None:
        return folder_client(job.folder)
    return server_client(job.url or "")


def _close(client: ClientAPI) -> None:
    close = getattr(client, "close", None)
    if close is not None:
        close()


def _end_with_parent() -> None:
    """The parent holds the other end of the input open; its end is ours."""
    # Read below Python's buffered stream, whose lock a waiting thread would hold when the interpreter shuts down.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
