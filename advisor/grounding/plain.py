"""Whether a claim stands in a sentence of its passages word for word, or all but word for word: no model is asked then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from advisor.grounding.articles import find_articles
from advisor.grounding.periods import PeriodMention
from advisor.grounding.quantity import Bound, Quantity
from advisor.grounding.reading import Clause, Reading, is_content
from advisor.grounding.thesaurus import meanings
from advisor.grounding.tokens import Thing, Tokens, tokens_of
from advisor.text import stand_in_order

_LEAD = re.compile(
    r"^(?:最接近的记载是|其中|此外|另外|同时|具体来看|总的来看|总体上|值得注意的是"
    r"|(?:据)?(?:有关)?(?:资料|数据|材料|文件|文献|调查|统计|报道|论文|文章)(?:显示|表明|记载|提到|介绍|了解)|据了解|据悉)?[，,：:]?"
    r"(?:(?:据|根据|依据|按照|依照)(?:该|这篇)?(?:论文|文章|资料|《[^》]*》)(?:[（(][^）)]*[）)])?"
    r"(?:第[^，,]{1,16})?(?:的?规定|记载|所述)?[，,：:])?"
)
# What was left out, and what follows from a state, which `without_consequences` blanks.
_LEFT_OUT = re.compile(r"\n| {2,}")
# Brackets, and the prepositions that a time leaves behind.
_AROUND_PARTS = "()（）[]【】于在 "
_SENTENCES = re.compile(r"[^。！？!?\n]+")
# Words that come and go without changing what is said: none of denial, degree, direction, doing or being done to.
_LIGHT = frozenset("的了着在于是为则就而还也和与及并共等该其这") | {
    "其中", "以及", "并且", "总共", "一共", "包括", "包含", "涵盖", "达", "达到",
}  # fmt: skip
_FEWEST = 3


def body_start(text: str) -> int:
    """Where a claim begins after words that only name its source (据论文，根据《…》第二十条，)."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def repeats(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim, without its opening, is a whole passage or whole sentences of one."""
    body = claim[body_start(claim) :].strip().rstrip("。；;，, ")
    return any(
        body == passage.strip().rstrip("。；;，, ") or body in _SENTENCES.findall(passage) for passage in passages
    )


def plainly_said(claim: Reading, readings: Sequence[Reading]) -> bool:
    """Whether every clause of the claim stands, word for word, in one sentence of a passage, in the same order.

    Times, articles and document numbers are left out of the words: whether they hold is compared elsewhere, and they
    may stand anywhere.
    """
    clauses = [clause for clause in claim.clauses if any(map(is_content, clause.text))]
    body = clauses[1:] if len(clauses) > 1 and body_start(claim.text) >= len(clauses[0].text) else clauses
    left_out = [one.span for one in claim.periods] + [one.span for one in claim.numbers]
    left_out += [one.span for one in find_articles(claim.folded)]
    parts = [part for clause in body for part in _parts_of(clause, left_out)]
    sentences = [sentence for one in readings for sentence in _SENTENCES.findall(one.folded)]
    return any(stand_in_order(parts, sentence) and _ends_there(parts[-1], sentence) for sentence in sentences)


def _ends_there(part: str, sentence: str) -> bool:
    """Whether a clause of the sentence ends with the part: one that goes on (没收违法所得) says more than its beginning."""
    ends = (match.end() for match in re.finditer(re.escape(part), sentence))
    return any(end == len(sentence) or not is_content(sentence[end]) for end in ends)


def _parts_of(clause: Clause, left_out: Sequence[tuple[int, int]]) -> list[str]:
    """The words of a clause before, between and after what is left out, given by its spans in the claim."""
    words = list(clause.text)
    for start, end in left_out:
        for at in range(max(start, clause.start), min(end, clause.end)):
            words[at - clause.start] = "\n"
    pieces = [piece.strip(_AROUND_PARTS) for piece in _LEFT_OUT.split("".join(words))]
    return [piece for piece in pieces if piece]


def said_in_like_words(claim: Reading, held: Tokens) -> bool:
    """Whether every clause of the claim stands in one sentence, in the same order, but for light words and synonyms.

    The words of a clause that are not light must stand side by side: what a passage has between two of them may be a
    condition. A claim's only time is left out of the words: whether it holds is compared elsewhere, and the catalogue may
    have it.
    """
    own = tokens_of(claim)
    start = body_start(claim.text)
    times = [row for row, thing in enumerate(own.things) if isinstance(thing, PeriodMention)]
    untold = times if len(times) == 1 else []
    rows = [
        row
        for row, (begin, _) in enumerate(own.spans)
        if begin >= start and own.words[row] not in _LIGHT and row not in untold
    ]
    if len(rows) < _FEWEST:
        return False
    clauses = [[_Token.of(own, row) for row in group] for _, group in groupby(rows, key=lambda row: own.clauses[row])]
    columns = [column for column, word in enumerate(held.words) if word not in _LIGHT]
    sentences = (list(group) for _, group in groupby(columns, key=lambda column: held.sentences[column]))
    return any(_stand_in_order(clauses, [_Token.of(held, one) for one in sentence]) for sentence in sentences)


class _Token(NamedTuple):
    word: str
    thing: Thing
    span: tuple[int, int]

    @classmethod
    def of(cls, tokens: Tokens, row: int) -> _Token:
        return cls(tokens.words[row], tokens.things[row], tokens.spans[row])


def _stand_in_order(clauses: Sequence[Sequence[_Token]], sentence: Sequence[_Token]) -> bool:
    first = 0
    for tokens in clauses:
        starts = range(first, len(sentence) - len(tokens) + 1)
        found = next((at for at in starts if all(map(_say_the_same, tokens, sentence[at:]))), None)
        if found is None:
            return False
        first = found + len(tokens)
    # A clause that goes on says more than its beginning.
    return first == len(sentence) or sentence[first].span[0] > sentence[first - 1].span[1]


def _say_the_same(one: _Token, other: _Token) -> bool:
    """Whether two tokens are the same word, synonyms, or the same figure, time or place: not merely one implied by the other."""
    if one.word == other.word:
        return True
    if isinstance(one.thing, str) and isinstance(other.thing, str):
        return one.thing == other.thing or not set(meanings(one.word)).isdisjoint(meanings(other.word))
    if isinstance(one.thing, Quantity) and isinstance(other.thing, Quantity):
        return _stated(one.thing) == _stated(other.thing)
    if isinstance(one.thing, PeriodMention) and isinstance(other.thing, PeriodMention):
        return (one.thing.period, one.thing.year_missing) == (other.thing.period, other.thing.year_missing)
    return False


def _stated(quantity: Quantity) -> tuple[float, float | None, str, Bound]:
    return quantity.value, quantity.high, quantity.unit, quantity.bound
