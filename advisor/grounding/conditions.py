"""A rule told without a condition that its passage sets: 平台要与商家承担连带责任, where only one that knew and did nothing must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.content import aligned
from advisor.grounding.cues import Mode
from advisor.grounding.faults import Fault, slight
from advisor.grounding.reading import Clause, Reading, is_content

_FEWEST_PAIRS, _SAYS_THE_SAME = 3, 0.5
_OTHERWISE_SAID, _HALF, _NEARLY_ALL, _LAST = 0.12, 0.5, 0.8, 3
_RULES = frozenset({Mode.MUST, Mode.FORBIDDEN, Mode.MAY})
_SETS = re.compile("[处罚奖补][^，。；]{0,12}[元倍%]|责任|不超过|最高|年满|义务")
_CONDITION = re.compile(r"(?<!目)的[，,]?$")
_EITHER = re.compile("、|等|或者?")
# A bracket tells no condition, nor does what only names the rule (……规定).
_ASIDE = re.compile(r"[（(][^）)]*[）)]|《[^》]*》")


def condition_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The first condition of a rule of which the claim, otherwise in the rule's own words, has nothing."""
    for clause in claim.clauses:
        own = len(clause.grams) >= _FEWEST_PAIRS and not _CONDITION.search(clause.text)
        nearest = aligned(clause, passages) if own else ()
        if not nearest or nearest[0][0] < _SAYS_THE_SAME:
            continue
        _, reading, held = nearest[0]
        if not _is_a_rule(held, reading) or not _in_its_words(claim, reading):
            continue
        for start, end in _conditions_of(held, reading):
            if not _is_told(reading.folded[start:end], claim.folded):
                text = f"来源另有条件“{reading.text[start:end]}”，论断没有写"
                return [slight("condition", text, (clause.start, clause.end), held=reading, span=(start, end))]
    return []


def _is_a_rule(held: Clause, reading: Reading) -> bool:
    sentence = [one for one in reading.clauses if one.sentence == held.sentence]
    return any(one.modes & _RULES or _SETS.search(one.text) for one in sentence)


def _in_its_words(claim: Reading, reading: Reading) -> bool:
    """Whether nearly every character of the claim is the passage's: then no condition is told in other words."""
    own = [character for character in claim.folded if is_content(character)]
    return sum(character not in reading.characters for character in own) <= _OTHERWISE_SAID * len(own)


def _conditions_of(held: Clause, reading: Reading) -> Iterator[tuple[int, int]]:
    """Spans of the conditions (……的，) that stand right before a clause in its sentence."""
    at = reading.clauses.index(held)
    for before in reversed(reading.clauses[:at]):
        text = before.text.rstrip()
        if before.sentence != held.sentence or not _CONDITION.search(text) or _ASIDE.search(text):
            return
        yield before.start, before.start + len(text)


def _is_told(condition: str, claim: str) -> bool:
    """Whether the claim has one of a condition's alternatives, or half of its words and what it ends in."""
    alternatives = [_said(one, claim) for one in _EITHER.split(condition)]
    if len(alternatives) > 1:
        return max(sum(one) / (len(one) or 1) for one in alternatives) >= _NEARLY_ALL
    said = alternatives[0]
    return sum(said) >= _HALF * len(said) and any(said[-_LAST:])


def _said(words: str, claim: str) -> list[bool]:
    """For each content character whether it stands in the claim."""
    return [character in claim for character in words if is_content(character)]
