"""The verdict on one sentence: its facts held against the passages that may speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.check import texts
from advisor.check.candidates import (
    candidates,
    fits_document,
    fits_period,
    fits_place,
    may_speak_for_itself,
    ordered,
    said_by,
    shared,
)
from advisor.check.clauses import Fact, facts_of, is_remark, items_of, links, without_filler
from advisor.check.indicators import states_row
from advisor.check.modes import only_unmarked, overstated
from advisor.check.rounding import rounded_to
from advisor.check.scene import Told
from advisor.check.types import SentenceVerdict
from advisor.grounding import check_claim
from advisor.library.catalogue_text import catalogue_ref, is_catalogue_entry
from advisor.search.citing import context_of
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.types import Passage, Reason, Verdict, VerdictKind

LOOKED_AT = 24
_LINKED = re.compile(r"推动|带动|促进|拉动|使|助推|助力|引领|催生|因|由于|得益|从而")
_TOGETHER = 4
_SAME_THING = 0.6
_SAME_THING_IN_A_PLAN = 0.8
_AS_NEAR = 0.9
_NEAR = 0.4
_SHORT_OF = 0.5
_FAR_BELOW = 0.15
_BARELY, _NEARLY_ALL = 0.45, 0.95
# What a claim may have wrong about the very thing a passage says; words that are merely absent contradict nothing.
_ABOUT_THE_TIME = {"date", "period"}
_ABOUT_THE_PLACE = {"region", "place"}
_OF_A_DOCUMENT = {"number", "title", "issuer", "article"}
_LOOSELY_READ = {"modality", "negation", "scope"}
_SAME_THING_LOOSELY = 0.7
_SAME_EVENT = 0.75
_SURE_OF_A_PLAN = 0.75


@dataclass(frozen=True)
class Outcome:
    """What came of one sentence. `passages` are its sources, best first; `nearest` is shown where none carries it."""

    verdict: SentenceVerdict
    score: float
    reasons: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    against: Passage | None = None
    nearest: Passage | None = None
    parts: tuple[str, ...] = ()
    """The stretches of the claim that are wrong or lack a source."""


@dataclass(frozen=True)
class _Opposed:
    """A passage that says otherwise of the same thing, and on what point."""

    passage: Passage
    reason: Reason
    claim: str
    share: float


@dataclass(frozen=True)
class _Judged:
    """What came of one fact."""

    fact: Fact
    supported: tuple[Passage, ...] = ()
    score: float = 0.0
    opposed: _Opposed | None = None
    nearest: Passage | None = None
    note: str = ""
    unchecked: str = ""
    """Why the engine could not check, where it could not."""

    @property
    def passed(self) -> bool:
        return bool(self.supported) or bool(self.note)


class Judge:
    """Judges sentences of drafts against one version of the library."""

    def __init__(self, holdings: Holdings, retriever: PolicyRetriever) -> None:
        self._holdings = holdings
        self._retriever = retriever

    def judge(self, told: Told, *, planned: bool = False) -> Outcome:
        """The outcome for a sentence or table row; `planned`: it says what is intended, so only its facts can be wrong."""
        outcome = joined([self._claim(told, claim, planned=planned) for claim in told.claims])
        return _of_a_plan(outcome) if planned else outcome

    def _claim(self, told: Told, claim: str, *, planned: bool) -> Outcome:
        body = without_filler(claim)
        found = ordered(body, candidates(told, body, self._holdings, self._retriever), self._holdings)[:LOOKED_AT]
        facts = facts_of(body)
        forms = facts[0].claims if len(facts) == 1 else ()
        whole = self._fact(told, Fact(text=body, claims=(body, *forms)), found, planned=planned)
        if whole.supported or whole.unchecked:
            return _of_one(whole)
        judged = [one for fact in facts for one in self._fact_or_items(told, fact, found, planned=planned)]
        return _of_parts(whole, judged) if len(judged) > 1 else _of_one(whole)

    def _fact_or_items(self, told: Told, fact: Fact, found: Sequence[Passage], *, planned: bool) -> list[_Judged]:
        """A fact judged as it stands; a list of figures that no passage bears out whole, item by item."""
        judged = self._fact(told, fact, self._widened(told, fact, found), planned=planned)
        items = [] if judged.passed else items_of(fact)
        if not items:
            return [judged]
        return [self._fact(told, item, self._widened(told, item, found), planned=planned) for item in items]

    def _widened(self, told: Told, fact: Fact, found: Sequence[Passage]) -> list[Passage]:
        own = candidates(told, fact.claims[0], self._holdings, self._retriever)
        both = list({passage.id: passage for passage in (*found, *own)}.values())
        return ordered(fact.text, both, self._holdings)[:LOOKED_AT]

    def _fact(self, told: Told, fact: Fact, found: Sequence[Passage], *, planned: bool) -> _Judged:
        """Support by one passage, in the fullest wording that has any; else what speaks against it."""
        opposed: list[_Opposed] = []
        unchecked = ""
        supports: list[tuple[float, Passage]] = []
        for claim in fact.claims:
            for passage in found:
                if not self._may_speak(told, claim, passage):
                    continue
                if states_row(told, claim, passage, self._holdings):
                    supports.append((1.0, passage))
                    continue
                verdict = self._check(claim, passage)
                if verdict.kind is VerdictKind.SUPPORTED and (intended := overstated(claim, told.claims[0], passage)):
                    verdict = verdict.model_copy(update={"kind": VerdictKind.CONTRADICTED, "reasons": (intended,)})
                if links(fact.text) and not _LINKED.search(passage.text):
                    continue
                if verdict.kind is VerdictKind.SUPPORTED and self._is_near(claim, passage):
                    supports.append((verdict.score, passage))
                elif only_unmarked(verdict, told.claims[0]):
                    if shared(claim, passage, self._holdings) >= _SAME_THING_LOOSELY:
                        supports.append((_SHORT_OF, passage))
                elif verdict.kind is VerdictKind.CONTRADICTED:
                    opposed += self._opposed(told, claim, passage, verdict, planned=planned)
                elif verdict.kind is VerdictKind.NOT_CHECKED:
                    unchecked = "；".join(reason.text for reason in verdict.reasons)
            if supports:
                break
        nearest = next((one for one in found if self._is_near(fact.claims[0], one)), None)
        best = max(opposed, key=lambda one: one.share, default=None)
        if is_remark(fact.text):
            supports = [pair for pair in supports if shared(fact.text, pair[1], self._holdings) >= _SAME_EVENT]
            best = None
        if supports and (supports[0][0] == 1.0 or not self._outweighed(fact.claims[0], supports, best)):
            supports.sort(key=lambda pair: -pair[0])
            kept = tuple(dict.fromkeys(passage.id for _, passage in supports))[:2]
            passages = tuple(self._holdings.passages[key] for key in kept)
            return _Judged(fact, supported=passages, score=supports[0][0], nearest=nearest)
        if is_remark(fact.text):
            entries = [self._holdings.by_ref.get(catalogue_ref(key)) for key in told.source_ids if told.documents]
            held = tuple(entry for entry in entries if entry is not None and entry.source_id in fact_sources(told))
            return _Judged(fact, supported=held, score=_SHORT_OF, note=texts.REMARK.format(part=fact.text))
        return _Judged(fact, opposed=best, nearest=nearest, unchecked=unchecked)

    def _may_speak(self, told: Told, claim: str, passage: Passage) -> bool:
        if not may_speak_for_itself(told, passage, self._holdings):
            return False
        if not fits_place(told, passage, self._holdings) or not fits_period(told, claim, passage):
            return False
        return fits_document(told, claim, passage, self._holdings)

    def _check(self, claim: str, passage: Passage) -> Verdict:
        said, context = said_by(passage), context_of(passage, self._holdings)
        verdict = check_claim(claim, [said], context=context)
        if verdict.kind is VerdictKind.SUPPORTED or "figure" not in {reason.feature for reason in verdict.reasons}:
            return verdict
        exact = rounded_to(claim, said)
        return check_claim(exact, [said], context=context) if exact != claim else verdict

    def _is_near(self, claim: str, passage: Passage) -> bool:
        return shared(claim, passage, self._holdings) >= _NEAR

    def _outweighed(self, claim: str, supports: Sequence[tuple[float, Passage]], against: _Opposed | None) -> bool:
        """Whether a passage against the claim is clearly more about it than any that supports it."""
        if against is None:
            return False
        nearest = max(shared(claim, passage, self._holdings) for _, passage in supports)
        return nearest <= against.share - _FAR_BELOW and (nearest < _BARELY or against.share >= _NEARLY_ALL)

    def _opposed(self, told: Told, claim: str, passage: Passage, verdict: Verdict, *, planned: bool) -> list[_Opposed]:
        """The contradiction, where the passage speaks of the very thing the claim speaks of."""
        faults = [one for one in verdict.reasons if one.claim_span is not None and one.passage_span is not None]
        features = {one.feature for one in faults}
        if not faults or len(features) > 2:
            return []
        disputed = [claim[slice(*one.claim_span)] for one in faults if one.claim_span]
        share = shared(claim, passage, self._holdings, without=disputed)
        if is_catalogue_entry(passage) and "figure" in features:
            return []
        if features & _LOOSELY_READ and share < _SAME_THING_LOOSELY:
            return []
        if share < (_SAME_THING_IN_A_PLAN if planned else _SAME_THING):
            return []
        if features & _OF_A_DOCUMENT and told.source_ids and passage.source_id not in told.source_ids:
            return []
        if features & _ABOUT_THE_TIME and share < _SAME_EVENT:
            return []
        if planned and features & {"modality", "figure", "date", "period"}:
            return []
        if features & (_ABOUT_THE_TIME | _ABOUT_THE_PLACE) and len(features) > 1 and "figure" in features:
            return []
        return [_Opposed(passage, faults[0], claim, share)]


def fact_sources(told: Told) -> set[str]:
    """The sources that a sentence names itself."""
    return {one.source_id for one in told.documents if one.source_id}


def _of_a_plan(outcome: Outcome) -> Outcome:
    """What is intended needs no source; it is said to have one only where one clearly says the same."""
    sure = outcome.verdict is SentenceVerdict.SUPPORTED and outcome.score >= _SURE_OF_A_PLAN
    if sure or outcome.verdict is SentenceVerdict.CONTRADICTED:
        return outcome
    return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0)


def _of_one(judged: _Judged) -> Outcome:
    if judged.supported:
        return Outcome(SentenceVerdict.SUPPORTED, judged.score, passages=judged.supported)
    if judged.opposed is not None:
        return _contradicted(judged.opposed, judged.score, ())
    if judged.note and not judged.supported:
        return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0, reasons=(judged.note,))
    if judged.unchecked:
        return Outcome(SentenceVerdict.NOT_CHECKED, 0.0, (in_the_draft(judged.unchecked),))
    reasons = (texts.WHOLE_NOT_FOUND,)
    return Outcome(SentenceVerdict.NOT_FOUND, judged.score, reasons, nearest=judged.nearest, parts=(judged.fact.text,))


def _of_parts(whole: _Judged, judged: Sequence[_Judged]) -> Outcome:
    """The outcome of a sentence of several facts: as weak as its weakest."""
    passages = tuple({one.id: one for part in judged for one in part.supported[:1]}.values())
    notes = tuple(part.note for part in judged if part.note)
    opposed = next((part.opposed for part in judged if part.opposed is not None and not part.passed), None)
    if opposed is not None:
        return _contradicted(opposed, 0.1, passages)
    lacking = [part for part in judged if not part.passed]
    if not lacking and passages:
        score = min(part.score for part in judged if part.supported)
        return Outcome(SentenceVerdict.SUPPORTED, score, notes, passages)
    if whole.opposed is not None and any(_lies_in(whole.opposed, part.fact) for part in lacking):
        return _contradicted(whole.opposed, 0.1, passages)
    if not lacking:
        return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0, notes)
    form = texts.PART_NOT_FOUND if passages else texts.CLAUSE_NOT_FOUND
    reasons = tuple(form.format(part=part.fact.text) for part in lacking) if passages else (texts.WHOLE_NOT_FOUND,)
    nearest = next((part.nearest for part in lacking if part.nearest), whole.nearest)
    parts = tuple(part.fact.text for part in lacking)
    return Outcome(SentenceVerdict.NOT_FOUND, _SHORT_OF / 2, reasons, passages, nearest=nearest, parts=parts)


def _lies_in(opposed: _Opposed, fact: Fact) -> bool:
    """Whether what is disputed stands in a clause."""
    span = opposed.reason.claim_span
    return span is not None and opposed.claim[slice(*span)] in fact.text


def _contradicted(opposed: _Opposed, score: float, beside: tuple[Passage, ...]) -> Outcome:
    reason = opposed.reason
    wrong = opposed.claim[slice(*reason.claim_span)] if reason.claim_span else opposed.claim
    return Outcome(
        SentenceVerdict.CONTRADICTED,
        score,
        (in_the_draft(reason.text),),
        (opposed.passage, *(one for one in beside if one.id != opposed.passage.id)),
        against=opposed.passage,
        parts=(wrong,),
    )


def in_the_draft(reason: str) -> str:
    """The engine's reason as said of a draft, with quotes in quotes as they are printed."""
    return f"{quotes_within(re.sub('论断', '稿中', reason)).rstrip('。')}。"


def quotes_within(text: str) -> str:
    """The text with quotation marks inside quotation marks made single."""
    depth, written = 0, []
    for character in text:
        depth -= character == "”"
        inner = depth > 0
        written.append({"“": "‘", "”": "’"}.get(character, character) if inner else character)
        depth += character == "“"
    return "".join(written)


_ORDER = (
    SentenceVerdict.CONTRADICTED,
    SentenceVerdict.NOT_FOUND,
    SentenceVerdict.NOT_CHECKED,
    SentenceVerdict.SUPPORTED,
    SentenceVerdict.NOT_FACTUAL,
)


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """One outcome of the claims of a table row: the worst verdict, with all reasons and sources."""
    if len(outcomes) == 1:
        return outcomes[0]
    worst = min(outcomes, key=lambda one: _ORDER.index(one.verdict), default=None)
    if worst is None:
        return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0, (texts.NOTHING_TO_CHECK,))
    return Outcome(
        worst.verdict,
        min(one.score for one in outcomes),
        tuple(dict.fromkeys(reason for one in outcomes for reason in one.reasons)),
        tuple({passage.id: passage for one in (worst, *outcomes) for passage in one.passages}.values()),
        against=worst.against,
        nearest=worst.nearest,
        parts=worst.parts,
    )
