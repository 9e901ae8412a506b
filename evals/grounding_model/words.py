"""`python -m evals.grounding_model.words --public FOLDER`: vectors, rarity, tags of words, to advisor/grounding/model/words.npz.

Words that stand near the same words get like vectors: positive pointwise mutual information of words within four words
of each other (Levy and Goldberg 2014), cut to its first dimensions by singular value decomposition. Trained on the
library and, where `--public` names their folder, on the texts of laws in `law_local.jsonl.gz` and `stard_train.jsonl.gz`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.linalg import svds

from advisor.grounding.word_vectors import TABLE
from advisor.library.knowledge import load_knowledge
from advisor.segmenting import part_of_speech, segmenter
from advisor.settings import Settings
from advisor.text import normalise

_PUBLIC = ("law_local.jsonl.gz", "stard_train.jsonl.gz")
_SENTENCE_END = re.compile(r"[。！？；\n ]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WINDOW, _FEWEST, _MOST_WORDS = 4, 4, 40_000
_SMOOTHING, _SHIFT = 0.75, np.log(2)
_COMPUTED, _KEPT = 128, 96
_SCALE, _LARGEST = 254, 127
_A_MILLION, _FLOOR, _LOG_RANGE = 1e6, 20, 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the table."""
    options = _parser().parse_args(arguments)
    sentences = list(_sentences(sorted(set(_texts(options.public)))))
    counts = Counter(word for sentence in sentences for word in sentence)
    words = [word for word, count in counts.most_common(_MOST_WORDS) if count >= _FEWEST]
    vectors = _vectors(sentences, words)
    rarity = _rarity(counts, words)
    table = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    tags = np.frombuffer("".join(part_of_speech(word)[0] for word in words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(options.output, words=table, vectors=vectors, rarity=rarity, tags=tags)
    print(f"{options.output}: {len(words)} words, {options.output.stat().st_size} bytes", file=sys.stderr)
    return 0


def _texts(public: Path | None) -> Iterator[str]:
    for passage in load_knowledge(Settings.load().knowledge).passages:
        yield " ".join((passage.text, *passage.asks))
    for name in _PUBLIC if public else ():
        with gzip.open(public / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                pair = json.loads(line)
                yield from (pair["query"], pair["passage"])


def _sentences(texts: Sequence[str]) -> Iterator[list[str]]:
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            words = [word for word in segmenter().lcut(normalise(sentence), HMM=False) if _HAN.search(word)]
            if len(words) > 1:
                yield words


def _vectors(sentences: Sequence[Sequence[str]], words: Sequence[str]) -> NDArray[np.int8]:
    row_of = {word: row for row, word in enumerate(words)}
    rows, columns, values = [], [], []
    for sentence in sentences:
        numbers = [row_of.get(word, -1) for word in sentence]
        for at, own in enumerate(numbers):
            for back in range(1, min(_WINDOW, at) + 1):
                if own >= 0 and numbers[at - back] >= 0:
                    rows.append(own)
                    columns.append(numbers[at - back])
                    values.append(1 / back)
    together = coo_matrix((values, (rows, columns)), shape=(len(words), len(words))).tocsr()
    left, strength, _ = svds(_information(together + together.T), k=_COMPUTED, random_state=0)
    strongest = np.argsort(-strength)
    vectors = (left * np.sqrt(strength))[:, strongest][:, :_KEPT]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return np.clip(np.round(vectors * _SCALE), -_LARGEST, _LARGEST).astype(np.int8)


def _information(together: csr_matrix) -> csr_matrix:
    """Positive pointwise mutual information, the context smoothed, shifted by log 2."""
    found = together.tocoo()
    total = np.asarray(together.sum(axis=1)).ravel()
    context = total**_SMOOTHING
    context /= context.sum()
    values = np.log(np.maximum(found.data / (total[found.row] * context[found.col]), 1e-12)) - _SHIFT
    kept = values > 0
    return csr_matrix((values[kept].astype(np.float32), (found.row[kept], found.col[kept])), shape=found.shape)


def _rarity(counts: Counter[str], words: Sequence[str]) -> NDArray[np.uint8]:
    total = sum(counts.values())
    rarity = np.array([np.log(_A_MILLION / (counts[one] * _A_MILLION / total + _FLOOR)) / _LOG_RANGE for one in words])
    rarity = (rarity - rarity.min()) / (rarity.max() - rarity.min())
    return (rarity * 255).astype(np.uint8)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.words", description=__doc__)
    parser.add_argument("--public", type=Path, help="folder of the public law texts")
    parser.add_argument("--output", type=Path, default=TABLE)
    return parser


if __name__ == "__main__":
    sys.exit(main())
