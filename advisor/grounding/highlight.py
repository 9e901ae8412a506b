"""Which words of a passage carry a claim, for highlighting."""

from __future__ import annotations

from advisor.grounding.figures import entails_figure
from advisor.grounding.reading import Clause, Reading, is_content, read
from advisor.grounding.times import entails as entails_time

_CARRIES = 0.3
_OF_THE_BEST = 0.5


def carrying_spans(claim: str, passage: str) -> list[tuple[int, int]]:
    """Spans of the passage that carry the claim, in order: clauses, trimmed to their matching words; [] for none."""
    reading, held = read(claim), read(passage)
    scored = [(_carries(reading, clause), clause) for clause in held.clauses]
    best = max((score for score, _ in scored), default=0.0)
    if best <= 0:
        return []
    kept = [clause for score, clause in scored if score >= _OF_THE_BEST * best and score >= min(_CARRIES, best)]
    return _joined([_trimmed(reading, held, clause) for clause in kept], held)


def _carries(claim: Reading, clause: Clause) -> float:
    """Share of the clause's pairs that the claim has, raised by figures and times that it lets the claim say."""
    shared = len(clause.grams & claim.grams) / len(clause.grams) if clause.grams else 0.0
    figures = any(entails_figure(own, one) for own in clause.quantities for one in claim.quantities)
    times = any(entails_time(own, one) for own in clause.periods for one in claim.periods)
    return shared + 0.3 * figures + 0.15 * times


def _trimmed(claim: Reading, held: Reading, clause: Clause) -> tuple[int, int]:
    """The clause from its first to its last character that belongs to the claim or to a figure or time."""
    inside = [one.span for one in clause.quantities] + [one.span for one in clause.periods]
    marked = [
        position
        for position in range(clause.start, clause.end)
        if _belongs(claim, held, position) or any(start <= position < end for start, end in inside)
    ]
    return (marked[0], marked[-1] + 1) if marked else (clause.start, clause.end)


def _belongs(claim: Reading, held: Reading, position: int) -> bool:
    if not is_content(held.folded[position]):
        return False
    pairs = (held.folded[max(0, position - 1) : position + 1], held.folded[position : position + 2])
    return any(len(pair) == 2 and pair in claim.grams for pair in pairs)


def _joined(spans: list[tuple[int, int]], held: Reading) -> list[tuple[int, int]]:
    """Spans with nothing but a mark between them become one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not any(is_content(character) for character in held.folded[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
