"""The verdict on one sentence: its facts held against the passages that may speak for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from advisor.check import texts
from advisor.check.briefly import balanced, in_words
from advisor.check.candidates import candidates, cited_places, ordered, pairs, said_by
from advisor.check.clauses import Fact, facts_of, is_remark, is_specific, items_of, tells_of_silence, without_filler
from advisor.check.disputes import Opposed
from advisor.check.hearing import Heard, Hearing
from advisor.check.scene import Told, subject_places
from advisor.check.types import SentenceVerdict
from advisor.check.wording import reason_of
from advisor.library.catalogue_text import catalogue_ref
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.types import Passage

LOOKED_AT = 24
_CLEARLY = 0.75
_PLAINLY = 0.85
_SHORT_OF = 0.5
_SURE_OF_A_PLAN = 0.75
_FAR_BELOW, _MUCH_FURTHER = 0.15, 0.3
_BARELY, _NEARLY_ALL, _SURE = 0.45, 0.95, 0.8
_BY_WHOM = {"entity", "force"}
_SHORT_LEAD, _BESIDE = 12, 8
# What binds, denies, or tells of something done or of all is no mere opening.
_STATES = re.compile(
    r"[不未无没非须]|应当?|必[须要]|可以?|[禁停]止|得(?!到)|已|了|全|均|都|完成|实现|建成|只|仅|由|向|归|因(?!素)|为了|经(?:过|批准|审|市|省)|受[^，,]{0,8}(?:影响|带动)"
)


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
    beside: tuple[str, str] = ("", "")
    """What stands right before and right behind the first of them, which may stand in the sentence more than once."""


@dataclass(frozen=True)
class _Judged:
    """What came of one fact."""

    fact: Fact
    supported: tuple[Passage, ...] = ()
    score: float = 0.0
    opposed: Opposed | None = None
    nearest: Passage | None = None
    weak: tuple[tuple[float, Passage], ...] = ()
    note: str = ""
    bare: bool = False
    """Whether it is borne out only in a wording without its subject."""
    leans: bool = False
    """Whether it is borne out only weakly, by a source that bears out another fact of the sentence."""
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
        self._hearing = Hearing(holdings, retriever)

    def judge(self, told: Told, *, planned: bool = False) -> Outcome:
        """The outcome for a sentence or table row; `planned`: it says what is intended, so only its facts can be wrong."""
        outcome = joined([self._claim(told, claim, planned=planned) for claim in told.claims])
        return _of_a_plan(outcome) if planned else outcome

    def _claim(self, told: Told, claim: str, *, planned: bool) -> Outcome:
        body = without_filler(claim)
        facts = facts_of(body)
        entire = Fact(text=body, claims=(body, *(facts[0].claims if len(facts) == 1 else ())))
        cited = cited_places(told, body, self._holdings)
        first = self._fact(told, entire, cited, planned=planned) if cited else None
        if first is not None and first.supported and not first.note:
            return _of_one(first)
        near = ordered(body, candidates(told, body, self._holdings, self._retriever), self._holdings)
        found = list({one.id: one for one in (*cited, *near[:LOOKED_AT])}.values())
        whole = self._fact(told, entire, found, planned=planned)
        if whole.unchecked or (whole.supported and self._is_borne_out(whole, facts)):
            return _of_one(whole)
        judged = [one for fact in facts for one in self._fact_or_items(told, fact, found, planned=planned)]
        return _of_parts(whole, self._helped(judged)) if len(judged) > 1 else _of_one(whole)

    def _helped(self, judged: Sequence[_Judged]) -> list[_Judged]:
        """The facts, those with weak support borne out where it comes from a source that bears out another of them."""
        firm = {passage.source_id for one in judged if not one.bare for passage in one.supported}
        judged = [_beside(one, firm) for one in judged]
        sources = {passage.source_id for one in judged for passage in one.supported}
        helped = []
        for one in judged:
            near = [pair for pair in one.weak if pair[1].source_id in sources]
            lent = near and not one.passed
            helped.append(replace(self._borne_out(one.fact, near, one.nearest), leans=True) if lent else one)
        return helped

    def _is_borne_out(self, whole: _Judged, facts: Sequence[Fact]) -> bool:
        """Whether what bears out a sentence bears out all of it: surely, or each of its facts."""
        if whole.note:
            return self._in_every_part(facts, whole.supported[0])
        return whole.score >= _SURE or all(self._hearing.holds(fact, whole.supported[0]) for fact in facts)

    def _in_every_part(self, facts: Sequence[Fact], passage: Passage) -> bool:
        """Whether each fact of a sentence that a passage says in other words is what that passage is about."""
        return all(self._hearing.is_about(fact.claims[-1], passage) for fact in facts)

    def _fact_or_items(self, told: Told, fact: Fact, found: Sequence[Passage], *, planned: bool) -> list[_Judged]:
        """A fact judged as it stands; a list of figures that no passage bears out whole, item by item."""
        judged = self._fact(told, fact, self._widened(told, fact, found), planned=planned)
        items = [] if judged.passed else items_of(fact)
        if not items:
            return [judged]
        return [self._fact(told, item, self._widened(told, item, found), planned=planned) for item in items]

    def _widened(self, told: Told, fact: Fact, found: Sequence[Passage]) -> list[Passage]:
        fullest = max(fact.claims, key=len)
        own = candidates(told, fullest, self._holdings, self._retriever)
        both = list({passage.id: passage for passage in (*found, *own)}.values())
        first = ordered(fact.text, both, self._holdings)[:LOOKED_AT]
        return list({one.id: one for one in (*ordered(fullest, both, self._holdings)[:LOOKED_AT], *first)}.values())

    def _fact(self, told: Told, fact: Fact, found: Sequence[Passage], *, planned: bool) -> _Judged:
        """What comes of a fact: support by one passage, in the fullest wording that has any; else what speaks against it."""
        heard = self._hearing.hear(self._placed(told, fact), fact, found, planned=planned)
        nearest = next((one for one in found if self._hearing.is_near(fact.claims[0], one)), None)
        if tells_of_silence(fact.text):
            return self._remark(told, fact, heard, texts.SILENCE)
        if is_remark(fact.text):
            return self._remark(told, fact, heard, texts.REMARK)
        if heard.supports and not self._outweighed(told, fact.claims[0], heard):
            return replace(self._borne_out(fact, heard.supports, nearest), bare=heard.borne_by in fact.bare)
        if heard.alike and not heard.contrary:
            note = texts.IN_OTHER_WORDS.format(part=fact.text)
            return replace(self._borne_out(fact, heard.alike, nearest), note=note)
        weak = () if heard.opposed else tuple(heard.weak)
        return _Judged(fact, opposed=heard.strongest, nearest=nearest, weak=weak, unchecked=heard.unchecked)

    def _placed(self, told: Told, fact: Fact) -> Told:
        """The sentence as the scene of one of its facts, which may turn to a place of its own."""
        own = subject_places(fact.text, self._holdings)
        return told.model_copy(update={"places": own, "own_places": True}) if own else told

    def _borne_out(self, fact: Fact, supports: Sequence[tuple[float, Passage]], nearest: Passage | None) -> _Judged:
        ranked = sorted(supports, key=lambda pair: -pair[0])
        kept = tuple(dict.fromkeys(passage.id for _, passage in ranked))[:2]
        passages = tuple(self._holdings.passages[key] for key in kept)
        return _Judged(fact, supported=passages, score=ranked[0][0], nearest=nearest)

    def _remark(self, told: Told, fact: Fact, heard: Heard, note: str) -> _Judged:
        """A clause that no source need say: one that clearly says the same, else the document it speaks of, else none."""
        clear = [pair for pair in heard.supports if self._hearing.share(fact.text, pair[1]) >= _CLEARLY]
        if clear:
            return self._borne_out(fact, clear, None)
        named = {one.source_id for one in told.documents if one.source_id}
        entries = (self._holdings.by_ref.get(catalogue_ref(key)) for key in told.source_ids if key in named)
        held = tuple(entry for entry in entries if entry is not None)
        return _Judged(fact, supported=held, score=_SHORT_OF, note=note.format(part=fact.text))

    def _outweighed(self, told: Told, claim: str, heard: Heard) -> bool:
        """Whether a passage against the claim is clearly more about it than any that supports it."""
        against = heard.strongest
        surest = max(score for score, _ in heard.supports)
        if against is None or surest == 1.0:
            return False
        if {one.source_id for _, one in heard.supports} & set(told.source_ids) - {against.passage.source_id}:
            return False  # of the very document that the sentence names, which another one cannot gainsay
        of_its_source = any(
            score >= _SURE and one.source_id == against.passage.source_id for score, one in heard.supports
        )
        if of_its_source and against.reason.feature == "figure":
            return False
        nearest = max(self._hearing.share(claim, passage) for _, passage in heard.supports)
        around = max(self._hearing.share(told.claims[0], passage) for _, passage in heard.supports)
        if nearest <= against.share and around <= against.around - _MUCH_FURTHER and surest < _NEARLY_ALL:
            return True
        further = nearest <= against.share - _FAR_BELOW
        doubtful = surest < _SURE and against.share >= _CLEARLY
        named = against.reason.feature in _BY_WHOM
        return further and (named or doubtful or nearest < _BARELY or against.share >= _NEARLY_ALL)


def _beside(judged: _Judged, firm: set[str]) -> _Judged:
    """The fact, where it lacks a subject only with the sources that the rest of its sentence rests on."""
    if not judged.bare or not firm:
        return judged
    kept = tuple(one for one in judged.supported if one.source_id in firm)
    return replace(judged, supported=kept, score=judged.score if kept else 0.0)


def _of_a_plan(outcome: Outcome) -> Outcome:
    """What is intended needs no source; it is said to have one only where one clearly says the same."""
    sure = outcome.verdict is SentenceVerdict.SUPPORTED and outcome.score >= _SURE_OF_A_PLAN
    if sure or outcome.verdict is SentenceVerdict.CONTRADICTED:
        return outcome
    return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0)


def _of_one(judged: _Judged) -> Outcome:
    if judged.supported:
        notes = (judged.note,) if judged.note else ()
        return Outcome(SentenceVerdict.SUPPORTED, judged.score, notes, judged.supported)
    if judged.opposed is not None:
        return _contradicted(judged.opposed, judged.score, ())
    if judged.note:
        return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0, reasons=(judged.note,))
    if judged.unchecked:
        return Outcome(SentenceVerdict.NOT_CHECKED, 0.0, (in_the_draft(judged.unchecked),))
    reasons = (texts.WHOLE_NOT_FOUND,)
    return Outcome(SentenceVerdict.NOT_FOUND, judged.score, reasons, nearest=judged.nearest, parts=(judged.fact.text,))


def _of_parts(whole: _Judged, judged: Sequence[_Judged]) -> Outcome:
    """The outcome of a sentence of several facts: as weak as its weakest."""
    passages = tuple({one.id: one for part in judged for one in part.supported[:1]}.values())
    notes = tuple(part.note for part in judged if part.note)
    sources = {one.source_id for one in passages}
    opposed = next((part.opposed for part in judged if not part.passed and _counts(part.opposed, sources)), None)
    if opposed is not None:
        return _contradicted(opposed, 0.1, passages)
    if judged[0].opposed is None and _only_leads_in(judged):
        notes = (texts.REMARK.format(part=judged[0].fact.text), *notes)
        judged = judged[1:]
    lacking = [part for part in judged if not part.passed]
    denied = next((part for part in judged if _is_denied(part, whole.opposed)), None)
    if not lacking and denied is not None and whole.opposed is not None:
        return _contradicted(whole.opposed, 0.1, passages)
    if not lacking and passages:
        score = min(part.score for part in judged if part.supported)
        return Outcome(SentenceVerdict.SUPPORTED, score, notes, passages)
    if whole.opposed is not None and any(_lies_in(whole.opposed, part.fact) for part in lacking):
        return _contradicted(whole.opposed, 0.1, passages)
    if not lacking:
        return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0, notes)
    form = texts.PART_NOT_FOUND if passages else texts.CLAUSE_NOT_FOUND
    reasons = (
        tuple(form.format(part=balanced(part.fact.text)) for part in lacking) if passages else (texts.WHOLE_NOT_FOUND,)
    )
    nearest = _nearest(lacking[0], passages, whole)
    parts = tuple(part.fact.text for part in lacking)
    return Outcome(SentenceVerdict.NOT_FOUND, _SHORT_OF / 2, reasons, passages, nearest=nearest, parts=parts)


def _counts(opposed: Opposed | None, sources: set[str]) -> bool:
    """Whether a contradiction of one fact counts beside the sources of the others: one of them, or plainly about it."""
    return opposed is not None and (not sources or opposed.passage.source_id in sources or opposed.share >= _PLAINLY)


def _nearest(lacking: _Judged, beside: Sequence[Passage], whole: _Judged) -> Passage | None:
    """The passage to show beside a fact without a source: of those that bear out its sentence, or found for it."""
    offered = [one for one in (lacking.nearest, *beside, whole.nearest) if one is not None]
    wanted = pairs(lacking.fact.text)
    return max(offered, key=lambda one: len(wanted & pairs(said_by(one))), default=None)


def _is_denied(part: _Judged, opposed: Opposed | None) -> bool:
    """Whether a passage on the whole sentence contradicts a clause that has little to stand on.

    A clause that is borne out without its subject must be contradicted plainly.
    """
    if opposed is None or not _lies_in(opposed, part.fact):
        return False
    return part.leans or (part.bare and opposed.share >= _PLAINLY)


def _only_leads_in(judged: Sequence[_Judged]) -> bool:
    """Whether a sentence begins with a clause that no source has, of nothing in particular (纠纷也在增多), and all else is borne out."""
    first, *others = judged
    if first.passed or not others or not all(part.supported for part in others):
        return False
    text = first.fact.text
    return len(text) <= _SHORT_LEAD and not is_specific(text) and not _STATES.search(text)


def _lies_in(opposed: Opposed, fact: Fact) -> bool:
    """Whether what is disputed stands in a clause."""
    span = opposed.reason.claim_span
    return span is not None and opposed.claim[slice(*span)] in fact.text


def _contradicted(opposed: Opposed, score: float, beside: tuple[Passage, ...]) -> Outcome:
    reason = opposed.reason
    start, end = reason.claim_span or (0, len(opposed.claim))
    wrong = opposed.claim[start:end]
    return Outcome(
        SentenceVerdict.CONTRADICTED,
        score,
        (in_the_draft(reason_of(opposed)),),
        (opposed.passage, *(one for one in beside if one.id != opposed.passage.id)),
        against=opposed.passage,
        parts=(wrong,),
        beside=(opposed.claim[max(0, start - _BESIDE) : start], opposed.claim[end : end + _BESIDE]),
    )


def in_the_draft(reason: str) -> str:
    """The engine's reason as said of a draft, with quotes in quotes as they are printed."""
    return f"{in_words(quotes_within(re.sub('论断', '稿中', reason))).rstrip('。')}。"


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
        beside=worst.beside,
    )
