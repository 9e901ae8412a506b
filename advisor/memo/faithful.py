"""What may take the place of assembled sentences: each new one true by the gate, its source named, and no fact lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from advisor.answer.composers.common import sentence as with_full_stop
from advisor.answer.writing.judging import states_nothing
from advisor.grounding import Bound, check_fact, find_quantities
from advisor.grounding.reading import grams
from advisor.library.naming import quoted_title
from advisor.memo.attribution import attribute
from advisor.memo.conditions import proposals_in
from advisor.memo.desk import Desk
from advisor.memo.finishing import named_in_full
from advisor.memo.gate import checked
from advisor.memo.phrasing import singly
from advisor.memo.stretches import Stretch
from advisor.memo.types import Origin, Sentence, SentenceKind
from advisor.types import Category, Passage, Source, VerdictKind

_ADDRESS = re.compile(r"https?://|www\.|[\w-]+\.(?:com|cn|net|org|gov)\b", re.IGNORECASE)
_NO_TEXT = re.compile(r"〔待|[\[\]{}<>]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NAMED = re.compile(r"《[^》]+》|“[^”]+”")
_PAPER = re.compile(r"论文|该文|作者")
_AGAIN = re.compile(r"该(?:文件|资料|法|条例|规定|办法|意见|通知|方案|规划|计划|细则|指南|公告|决定|纲要|报告|要点)")
# Words that only join; what says why or to what end is part of the sentence and is checked.
_JOINS = re.compile(r"^(?:同时|此外|另外|与此同时|并且)，")
_ALSO = re.compile(r"^(?:还|也|同时)")
_ADVISES = "建议"
_PAPER_AGAIN = "论文还提到，"
_NEAREST, _LEAST_SHARED = 2, 0.5


def faithful(said: Sequence[Sentence], stretch: Stretch, desk: Desk) -> tuple[Sentence, ...]:
    """The sentences for the stretch's place: those of `said` that stand, and of its own those that they do not say.

    Empty where nothing of `said` can be used.
    """
    judged: list[Sentence] = []
    for one in said:
        before = judged[-1] if judged else None
        passing = _passing(one, stretch, before, desk)
        if passing is not None and all(passing.text != other.text for other in judged):
            judged.append(passing)
    return _whole(judged, stretch, desk)


def _passing(one: Sentence, stretch: Stretch, before: Sentence | None, desk: Desk) -> Sentence | None:
    """The sentence resting on the first of what it may rest on that carries it; None where nothing does."""
    joins = _JOINS.match(one.text)
    text = with_full_stop(one.text[joins.end() :] if joins else one.text)
    if states_nothing(text) or _ADDRESS.search(text) or _NO_TEXT.search(text) or _is_strange(text, stretch):
        return None
    for passages in _citings(text, one.passage_ids, stretch):
        if _amounts(text) - _amounts(*(held.text for held in passages)):
            continue
        attributed = _attributed(text, passages, stretch, before, desk)
        done = checked(attributed, desk) if attributed is not None else None
        if done is not None and done.passes:
            return done.model_copy(update={"connective": joins.group() if joins else ""})
    return None


def _is_strange(text: str, stretch: Stretch) -> bool:
    """Whether it names a number, title or quoted word that neither the stretch nor its passages have, or proposes anew."""
    old = "".join([*(one.text for one in stretch.sentences), *(one.text for one in stretch.passages)])
    if _marks(text) - _marks(old):
        return True
    if stretch.kind is not SentenceKind.RECOMMENDATION:
        return False
    advises = all(_ADVISES in one.text for one in stretch.sentences)
    return (advises and _ADVISES not in text) or bool(set(proposals_in(text)) - set(proposals_in(old)))


def _amounts(*texts: str) -> set[tuple[float, float | None, Bound]]:
    """What numbers say in texts, with 约, 余, 以上: none of them may be dropped, though the gate lets it be."""
    return {(one.value, one.high, one.bound) for text in texts for one in find_quantities(_NAMED.sub("", text))}


def _marks(text: str) -> set[str]:
    return {*_NUMBER.findall(text), *_NAMED.findall(text)}


def _citings(text: str, cited: Sequence[str], stretch: Stretch) -> list[tuple[Passage, ...]]:
    """What a sentence may rest on: each passage it cites, all of them, and last the nearest of the stretch's others."""
    held = {one.id: one for one in stretch.passages}
    known = [held[key] for key in dict.fromkeys(cited) if key in held]
    own = grams(text)
    shares = {key: len(own & grams(one.text)) / max(1, len(own)) for key, one in held.items() if one not in known}
    near = [key for key in sorted(shares, key=lambda one: -shares[one]) if shares[key] >= _LEAST_SHARED]
    together = [tuple(known)] if len(known) > 1 else []
    return [*((one,) for one in known), *together, *((held[key],) for key in near[:_NEAREST])]


def _attributed(
    text: str, passages: Sequence[Passage], stretch: Stretch, before: Sentence | None, desk: Desk
) -> Sentence | None:
    """The sentence with its source named as the draft names sources; None where it mixes sources or drops a definition."""
    remarked = _remarked(text, passages, desk)
    if remarked is None:
        return None
    lead, named, body = "", "", remarked
    sources = {one.source_id: desk.source(one) for one in passages}
    if stretch.kind is SentenceKind.FACT:
        wanted = {one.source_id: attribute(one, desk).opening for one in passages}
        if len(sources) > 1 and any(wanted[key] and not _names(remarked, one) for key, one in sources.items()):
            return None
        if len(sources) == 1:
            opened = _named(remarked, passages[0], stretch, before, desk)
            if opened is None:
                return None
            lead, named, body = opened
    owners = [one for one in stretch.sentences if set(one.passage_ids) & {held.id for held in passages}]
    return Sentence(
        text=f"{lead}{body}",
        opening=lead,
        named=named,
        source_id=passages[0].source_id if len(sources) == 1 else "",
        kind=stretch.kind,
        origin=Origin.MODEL,
        passage_ids=tuple(one.id for one in passages),
        weight=min(one.weight for one in owners),
    )


def _remarked(text: str, passages: Sequence[Passage], desk: Desk) -> str | None:
    """The text with the definition that a figure of a table carries; None where it dropped one of several."""
    remarks = {attribute(one, desk).remark for one in passages} - {""}
    missing = [one for one in remarks if one not in text]
    if not missing:
        return text
    return f"{text.rstrip('。')}{missing[0]}。" if len(remarks) == 1 else None


def _named(
    text: str, passage: Passage, stretch: Stretch, before: Sentence | None, desk: Desk
) -> tuple[str, str, str] | None:
    """What names the source: as it stands here, in full, and the rest; None where the document is said to do otherwise."""
    source, form = desk.source(passage), attribute(passage, desk)
    follows = before is not None and before.source_id == source.id
    known = {form.opening, form.again, *(name for one in stretch.sentences for name in _openings(one, source))} - {""}
    found = max((one for one in known if text.startswith(one)), key=len, default="")
    if not found and (not form.opening or _names(text, source) or (follows and _AGAIN.search(text))):
        return "", "", text
    body = text[len(found) :]
    if found and not found.endswith("，") and _ALSO.sub("", body)[:2] != _ALSO.sub("", form.body)[:2]:
        # What the document does (提出, 鼓励) is all that tells a plan from a deed here.
        return None
    in_full = (
        form.opening if form.opening.endswith("，") or found in (form.opening, form.again) else f"据{_called(source)}，"
    )
    # 论文还提到 twice in a row tires the ear.
    again = in_full if before is not None and before.opening == form.again == _PAPER_AGAIN else form.again
    return (again if follows else in_full), in_full, body


def _openings(sentence: Sentence, source: Source) -> Iterable[str]:
    return (sentence.opening, sentence.named) if sentence.source_id == source.id else ()


def _called(source: Source) -> str:
    return "论文" if source.category is Category.PAPER else quoted_title(source)


def _names(text: str, source: Source) -> bool:
    """Whether a sentence says whose word it is."""
    if source.category is Category.PAPER:
        return _PAPER.search(text) is not None
    names = (
        quoted_title(source),
        *(f"《{one}》" for one in source.short_titles),
        source.number or quoted_title(source),
    )
    return any(one in text for one in names)


def _whole(judged: Sequence[Sentence], stretch: Stretch, desk: Desk) -> tuple[Sentence, ...]:
    """The new sentences, and in their places the old statements that they do not say; empty where no new one is left."""
    units = {id(one): _units(one, stretch, desk) for one in stretch.sentences}
    kept = list(judged)
    while True:
        unsaid = [one for told in units.values() for one in told if not _is_said(one, kept, stretch, desk)]
        still = {key for one in unsaid for key in one.passage_ids}
        fewer = [one for one in kept if not still & set(one.passage_ids)]
        if len(fewer) == len(kept):
            break
        kept = fewer
    old = {_body(one): one for one in stretch.sentences}
    kept = [old.get(_body(one), one) for one in kept]
    if all(one in stretch.sentences for one in kept):
        return ()
    left = [one for before in stretch.sentences for one in _left(before, units[id(before)], unsaid)]
    pieces = [one for one in left if one not in stretch.sentences]
    # Where more would be broken up than is said better, the text reads worse than before.
    if len(pieces) > sum(one not in stretch.sentences for one in kept):
        return ()
    mixed = sorted([*kept, *left], key=lambda one: _place(one, stretch)) if left else kept
    return tuple(_standing(mixed, stretch))


def _units(old: Sentence, stretch: Stretch, desk: Desk) -> list[Sentence]:
    """The statements of a sentence, each told by itself where that can be."""
    if old.kind is not SentenceKind.FACT or len(old.passage_ids) < 2:
        return [old]
    held = {one.id: one for one in stretch.passages}
    apart = [checked(one, desk) for one in singly([held[key] for key in old.passage_ids], desk, weight=old.weight)]
    return apart if all(one.passes for one in apart) else [old]


def _left(old: Sentence, units: Sequence[Sentence], unsaid: Sequence[Sentence]) -> list[Sentence]:
    """What stays of an old sentence: all of it as it was, or the statements that are not said."""
    left = [one for one in units if one in unsaid]
    return [old] if len(left) == len(units) else left


def _body(sentence: Sentence) -> str:
    return sentence.text.removeprefix(sentence.opening)


def _place(sentence: Sentence, stretch: Stretch) -> int:
    own = set(sentence.passage_ids)
    return min(at for at, one in enumerate(stretch.passages) if one.id in own)


def _standing(sentences: Sequence[Sentence], stretch: Stretch) -> list[Sentence]:
    """The sentences, each with its source named in full that no longer follows the one it leaned on."""
    was_after = {one.text: before for before, one in pairwise([None, *stretch.sentences]) if one is not None}
    stood = []
    for before, one in pairwise([None, *sentences]):
        assert one is not None
        is_old = one.text in was_after
        leans_well = before is was_after[one.text] if is_old else bool(before and before.source_id == one.source_id)
        if one.opening != one.named and not leans_well:
            one = named_in_full(one)
        if before is not None and one.text == stretch.sentences[0].text:
            one = one.model_copy(update={"connective": ""})
        stood.append(one)
    return stood


def _statements(old: Sentence, stretch: Stretch, desk: Desk) -> list[str]:
    """What an old sentence says, statement by statement; advice as the draft has it, without the city's name."""
    if old.kind is SentenceKind.FACT:
        held = {one.id: one for one in stretch.passages}
        return [f"{attribute(held[key], desk).body}。" for key in old.passage_ids]
    verb = _ADVISES if old.text.startswith(_ADVISES) else ""
    return [f"{verb}{one}。" for one in old.text.removeprefix(verb).rstrip("。").split("；")]


def _is_said(old: Sentence, new: Sequence[Sentence], stretch: Stretch, desk: Desk) -> bool:
    """Whether the new sentences carry every statement of an old one, its numbers and names to the letter."""
    if not new:
        return False
    bodies = [_body(one) for one in new]
    together = _marks("".join(bodies))
    statements = _statements(old, stretch, desk)
    amounts = _amounts(*bodies)
    return all(
        not _marks(said) - together
        and not _amounts(said) - amounts
        and check_fact(said, bodies).kind is VerdictKind.SUPPORTED
        for said in statements
    )
