"""`python -m evals.grounding_model.words --model FOLDER --public FOLDER`: vectors, rarity, tags of words, to advisor/grounding/model/.

A word's vector is what a language model holds of it after its first layers, read by itself: the mean over the word's
tokens and the last of them, centred, without the three directions that all words share most (Mu and Viswanath 2018),
cut to the first dimensions by principal components. So words of like meaning have like vectors, however rare they are
in our own texts. Rarity is counted in the library and, where `--public` names their folder, in the texts of laws in
`law_local.jsonl.gz` and `stard_train.jsonl.gz`. `--model` is a folder that transformers can read.
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
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from advisor.grounding.thesaurus import all_words
from advisor.grounding.word_vectors import LENGTH, TABLE, VECTORS
from advisor.library.knowledge import load_knowledge
from advisor.segmenting import part_of_speech, segmenter
from advisor.settings import Settings
from advisor.text import normalise
from evals.grounding_model.training_pairs import written_passages

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_PUBLIC = ("law_local.jsonl.gz", "stard_train.jsonl.gz")
_SENTENCE_END = re.compile(r"[。！？；\n ]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[\u4e00-\u9fff]{1,8}")
_FEWEST, _FEWEST_IN_DICTIONARY = 4, 30
# Before the first token a causal model attends to nothing but itself; its state says little of a word.
_OPENING = "词语："
_LAYER, _AT_ONCE, _SHARED_DIRECTIONS = 10, 96, 3
_LARGEST, _QUANTILE = 127, 0.9999
_A_MILLION, _FLOOR, _LOG_RANGE = 1e6, 20, 12
_UNKNOWN = 255

Floats = NDArray[np.float32]


def main(arguments: Sequence[str] | None = None) -> int:
    """Work out and write the tables."""
    options = _parser().parse_args(arguments)
    counts = Counter(word for sentence in _sentences(sorted(set(_texts(options.public)))) for word in sentence)
    words = _vocabulary(counts)
    vectors = _shortened(_states(words, options.model, Console(stderr=True)))
    table = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    tags = np.frombuffer("".join(part_of_speech(word)[0] for word in words).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(options.output / TABLE.name, words=table, rarity=_rarity(counts, words), tags=tags)
    np.save(options.output / VECTORS.name, vectors)
    print(f"{options.output}: {len(words)} words, {vectors.nbytes} bytes of vectors", file=sys.stderr)
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


def _vocabulary(counts: Counter[str]) -> list[str]:
    """Words of our texts, of the thesaurus, of the training pairs, and the commoner ones of jieba's dictionary; short ones first."""
    found = {word for word, count in counts.items() if count >= _FEWEST}
    found |= {word for word, count in segmenter().FREQ.items() if count >= _FEWEST_IN_DICTIONARY}
    found |= set(all_words())
    for one in written_passages():
        for text in (one.passage, *(claim.claim for claim in one.claims)):
            found.update(segmenter().lcut(normalise(text), HMM=False))
    return sorted((word for word in found if _WORD.fullmatch(word)), key=lambda word: (len(word), word))


def _states(words: Sequence[str], folder: Path, console: Console) -> Floats:
    """What the model holds of each word: the mean over its tokens and the last of them, both of unit length, added."""
    import torch

    tokenizer, model = _loaded(folder)
    opening = tokenizer(_OPENING)["input_ids"]
    numbers = [tokenizer(word)["input_ids"] for word in words]
    order = sorted(range(len(words)), key=lambda at: len(numbers[at]))
    means = np.zeros((len(words), model.config.hidden_size), dtype=np.float32)
    lasts = np.zeros_like(means)
    for start in track(range(0, len(order), _AT_ONCE), description="reading words", console=console):
        chosen = order[start : start + _AT_ONCE]
        longest = max(len(numbers[at]) for at in chosen)
        # Padding stands after the word, where a causal model does not see it from the word.
        ids = [[*opening, *numbers[at], *[0] * (longest - len(numbers[at]))] for at in chosen]
        with torch.no_grad():
            states = model(input_ids=torch.tensor(ids)).last_hidden_state.float().numpy()
        for row, at in enumerate(chosen):
            own = states[row, len(opening) : len(opening) + len(numbers[at])]
            means[at], lasts[at] = own.mean(axis=0), own[-1]
    return _unit(means) + _unit(lasts)


def _loaded(folder: Path) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """The tokenizer and the first layers of the model, whose own closing normalisation is left out."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    model = AutoModel.from_pretrained(folder, dtype=torch.bfloat16, local_files_only=True).eval()
    model.layers = model.layers[:_LAYER]
    model.norm = torch.nn.Identity()
    return AutoTokenizer.from_pretrained(folder, local_files_only=True), model


def _unit(rows: Floats) -> Floats:
    centred = rows - rows.mean(axis=0)
    return np.asarray(centred / (np.linalg.norm(centred, axis=1, keepdims=True) + 1e-6), dtype=np.float32)


def _shortened(states: Floats) -> NDArray[np.int8]:
    centred = states - states.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    kept = directions[:, ::-1][:, _SHARED_DIRECTIONS : _SHARED_DIRECTIONS + LENGTH]
    vectors = centred @ kept
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    scale = _LARGEST / np.quantile(np.abs(vectors), _QUANTILE)
    return np.clip(np.round(vectors * scale), -_LARGEST, _LARGEST).astype(np.int8)


def _rarity(counts: Counter[str], words: Sequence[str]) -> NDArray[np.uint8]:
    """How rare each word is in our texts, 0 to 255; a word that they hardly have is as rare as an unknown one."""
    total = sum(counts.values())
    known = np.array([counts[word] >= _FEWEST for word in words])
    rarity = np.array([np.log(_A_MILLION / (counts[one] * _A_MILLION / total + _FLOOR)) / _LOG_RANGE for one in words])
    low, high = rarity[known].min(), rarity[known].max()
    return np.where(known, np.clip((rarity - low) / (high - low), 0, 1) * 255, _UNKNOWN).astype(np.uint8)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.grounding_model.words", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of a language model")
    parser.add_argument("--public", type=Path, help="folder of the public law texts")
    parser.add_argument("--output", type=Path, default=TABLE.parent, help="folder of the tables")
    return parser


if __name__ == "__main__":
    sys.exit(main())
