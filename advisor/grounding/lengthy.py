"""Long claims and long passages: a claim is checked piece by piece, and of a passage the model reads the nearest sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from advisor.grounding.lexemes import lexemes_of
from advisor.grounding.reading import read
from advisor.grounding.support_model import MOST_TOKENS
from advisor.grounding.tokens import Tokens, tokens_of
from advisor.types import Reason, Verdict, VerdictKind

MOST_HELD = 384
# What is cut is cut to the length of ordinary claims.
_PIECE = MOST_TOKENS // 2
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")
_CLAUSE = re.compile(r"[^，,；;：:]+[，,；;：:]*")
# From the gravest: one piece that fails fails the whole.
_GRAVEST = (VerdictKind.CONTRADICTED, VerdictKind.NOT_FOUND, VerdictKind.SUPPORTED, VerdictKind.NOT_CHECKED)


def pieces_of(claim: str) -> list[tuple[int, str]]:
    """A claim longer than the model reads, cut at its stops, and at its commas where need be; each piece with its start.

    A claim that is short enough, or cannot be cut, is one piece.
    """
    if not _is_long(claim):
        return [(0, claim)]
    found: list[tuple[int, str]] = []
    for sentence in _SENTENCE.finditer(claim):
        found += _in_pieces(sentence.group(), sentence.start())
    return found or [(0, claim)]


def _is_long(text: str, most: int = MOST_TOKENS) -> bool:
    return len(text) > most and len(tokens_of(read(text)).words) > most


def _in_pieces(sentence: str, start: int) -> Iterator[tuple[int, str]]:
    """A sentence whole, or its clauses joined as far as the model reads."""
    if not _is_long(sentence):
        yield start, sentence
        return
    piece = ""
    for clause in _clauses_of(sentence):
        if piece and _is_long(piece + clause, _PIECE):
            yield start, piece
            start, piece = start + len(piece), ""
        piece += clause
    if piece:
        yield start, piece


def _clauses_of(sentence: str) -> Iterator[str]:
    """The clauses of a sentence; one without commas that goes on beyond what is read, cut where it must be."""
    for match in _CLAUSE.finditer(sentence):
        clause = match.group()
        step = MOST_TOKENS if _is_long(clause) else len(clause)
        yield from (clause[at : at + step] for at in range(0, len(clause), step))


def piecewise(pieces: Sequence[tuple[int, str]], check: Callable[[str], Verdict]) -> Verdict:
    """The verdict on the gravest of several pieces, with the reasons of all; their spans count the whole claim."""
    verdicts = [(start, check(piece)) for start, piece in pieces]
    kind = next(kind for kind in _GRAVEST if any(verdict.kind is kind for _, verdict in verdicts))
    score = min(verdict.score for _, verdict in verdicts if verdict.kind is kind)
    reasons = (_moved(reason, start) for start, verdict in verdicts for reason in verdict.reasons)
    return Verdict(kind=kind, score=score, reasons=tuple({reason.text: reason for reason in reasons}.values()))


def _moved(reason: Reason, shift: int) -> Reason:
    if reason.claim_span is None:
        return reason
    start, end = reason.claim_span
    return reason.model_copy(update={"claim_span": (start + shift, end + shift)})


def nearest_part(held: Tokens, claim: Tokens, most: int = MOST_HELD) -> Tokens:
    """The sentences of a long text that share most words with a claim, in their order; at most `most` tokens of them."""
    if len(held.words) <= most:
        return held
    numbers = np.asarray(held.sentences)
    asked = set(claim.words)
    shared = {int(number): 0 for number in np.unique(numbers)}
    for number, word in zip(numbers, held.words, strict=True):
        shared[int(number)] += word in asked
    kept: list[int] = []
    for number in sorted(shared, key=lambda one: (-shared[one], one)):
        rows = np.flatnonzero(numbers == number)[: most - len(kept)]
        kept += rows.tolist()
        if len(kept) >= most:
            break
    return _only(held, sorted(kept))


def _only(held: Tokens, rows: Sequence[int]) -> Tokens:
    """Some of the tokens of a text, as a text of their own."""
    new_row = {row: at for at, row in enumerate(rows)}
    words, kinds = tuple(held.words[row] for row in rows), tuple(held.kinds[row] for row in rows)
    listed = ((word, tuple(new_row[row] for row in places if row in new_row)) for word, places in held.listed)
    return Tokens(
        words=words,
        spans=tuple(held.spans[row] for row in rows),
        kinds=kinds,
        things=tuple(held.things[row] for row in rows),
        own=held.own[list(rows)],
        clauses=held.clauses[list(rows)],
        sentences=held.sentences[list(rows)],
        lexemes=(lexemes_of(words, kinds),),
        listed=tuple((word, places) for word, places in listed if places),
    )
