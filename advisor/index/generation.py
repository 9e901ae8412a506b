"""A new Chroma generation, written and checked aside by processes of its own."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from advisor.index.chroma import FOLDER_COLLECTION, server_client
from advisor.index.manifest import is_intact, write_manifest
from advisor.types import Data

if TYPE_CHECKING:
    from advisor.settings import Settings

_log = logging.getLogger(__name__)
_PREFIX = "generation-"


class Job(Data):
    """What a worker is told: where the vectors lie and where they go (a folder, or a server's address)."""

    ids: Path
    vectors: Path
    collection: str
    folder: Path | None = None
    url: str | None = None


def build_generation(
    settings: Settings, ids: Sequence[str], vectors: NDArray[np.float32], *, stage: Callable[[str], None]
) -> str | None:
    """Write and check a generation; its name, or None when Chroma would not have it (the exact scan then serves)."""
    if not len(ids):
        return None
    name = f"{_PREFIX}{uuid.uuid4().hex[:12]}"
    settings.index_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="job-", dir=settings.index_folder) as scratch:
        job = _job(settings, name, Path(scratch))
        job.ids.write_text("\n".join(ids), encoding="utf-8")
        np.save(job.vectors, vectors)
        job_file = Path(scratch) / "job.json"
        job_file.write_text(job.model_dump_json(), encoding="utf-8")
        written = _run("write", job_file)
        stage("chroma-written")
        verified = written and _run("verify", job_file)
    if not verified:
        remove_generation(settings, name)
        return None
    if job.folder is not None:
        write_manifest(job.folder, len(ids))
    stage("chroma-verified")
    return name


def marker_path(index_folder: Path, generation: str) -> Path:
    """A file that exists while a generation is being opened; left behind, it says that opening it crashed."""
    return index_folder / f"{generation}.opening"


def is_usable(settings: Settings, generation: str | None) -> bool:
    """Whether a generation is there, whole, and was not left by a crash while it was opened."""
    if generation is None:
        return False
    if settings.chroma_url:
        return generation in _server_generations(settings.chroma_url)
    return is_intact(settings.index_folder / generation) and not marker_path(settings.index_folder, generation).exists()


def remove_others(settings: Settings, keep: set[str]) -> None:
    """Remove every generation, leftover of a crashed build and lock that belongs to none of the kept generations."""
    if settings.chroma_url:
        for name in _server_generations(settings.chroma_url) - keep:
            remove_generation(settings, name)
    if not settings.index_folder.is_dir():
        return
    for path in settings.index_folder.iterdir():
        if path.name.partition(".")[0] not in keep:
            _remove(path)


def remove_generation(settings: Settings, name: str) -> None:
    """Remove one generation from the folder or the server; one that is not there is no fault."""
    if not settings.chroma_url:
        _remove(settings.index_folder / name)
        return
    from chromadb.errors import ChromaError

    try:
        server_client(settings.chroma_url).delete_collection(name)
    except (ChromaError, ValueError, OSError) as error:
        _log.warning("%s was not removed: %s", name, error)


def _job(settings: Settings, name: str, scratch: Path) -> Job:
    ids, vectors = scratch / "ids.txt", scratch / "vectors.npy"
    if settings.chroma_url:
        return Job(ids=ids, vectors=vectors, collection=name, url=settings.chroma_url)
    return Job(ids=ids, vectors=vectors, collection=FOLDER_COLLECTION, folder=settings.index_folder / name)


def _run(task: str, job_file: Path) -> bool:
    """Run a worker to its end. It watches its input and ends when this process does, so a killed build leaves none."""
    command = [sys.executable, "-m", "advisor.index.build_worker", task, str(job_file)]
    package = str(Path(__file__).resolve().parents[2])
    search_path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": search_path},
    )
    assert process.stderr is not None
    complaint = process.stderr.read().decode(errors="replace")
    code = process.wait()
    if process.stdin is not None:
        process.stdin.close()
    if code:
        _log.warning("the index worker failed (%s, exit code %d): %s", task, code, complaint[-500:])
    return code == 0


def _server_generations(url: str) -> set[str]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        names = {str(collection.name) for collection in server_client(url).list_collections()}
    except (ChromaError, ValueError, OSError, httpx.HTTPError):
        return set()
    return {name for name in names if name.startswith(_PREFIX)}


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
