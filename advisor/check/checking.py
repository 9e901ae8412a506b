"""The draft check on one page: how a draft becomes sentences with verdicts, sources and findings.

split -> read each sentence with what it leaves unsaid -> sort out what is no statement of fact -> judge the rest
against the library -> compare the documents cited with the catalogue -> compare figures within the draft -> notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from time import perf_counter

from advisor.check import texts
from advisor.check.briefly import brief
from advisor.check.catalogue import CatalogueChecker
from advisor.check.definitions import other_definitions
from advisor.check.embedded import taken_for_granted
from advisor.check.judging import Judge, Outcome, quotes_within
from advisor.check.mentions import sources_of
from advisor.check.scene import SceneReader, Told
from advisor.check.sorting import kind_of
from advisor.check.splitting import Unit, UnitKind, bare, split
from advisor.check.types import Check, CheckedSentence, Finding, FindingKind, SentenceKind, SentenceVerdict, Severity
from advisor.check.within import disagreements, wrong_sum
from advisor.library.naming import source_name, spoken, staleness_warning
from advisor.search.citing import citation, relevant_notices
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.types import Citation, Passage

Progress = Callable[[str], None]
_MOST_NOTICES = 2
_EVERY, _LONG = 50, 100
_AT_ONCE = 2
_LOOKED_UP = {SentenceKind.FACT, SentenceKind.ROW, SentenceKind.PROPOSAL}


class DraftChecker:
    """Checks drafts against one version of the library."""

    def __init__(
        self, holdings: Holdings, retriever: PolicyRetriever, *, stale_after_days: int, warning: str | None
    ) -> None:
        self._holdings = holdings
        self._judge = Judge(holdings, retriever)
        self._stale_after_days = stale_after_days
        self._warning = warning

    def check(self, draft: str, *, as_of: date, progress: Progress | None = None) -> Check:
        """Every sentence of the draft with its outcome; `progress` is told now and then how far the check has come."""
        began = perf_counter()
        told = self._read(split(draft), as_of)
        catalogue = CatalogueChecker(self._holdings, as_of=as_of.isoformat())
        numbers: dict[str, int] = {}
        seen: set[str] = set()
        sentences = []
        for position, (one, kind, outcome) in enumerate(self._outcomes(told), start=1):
            sentences.append(self._sentence(one, kind, outcome, catalogue, numbers, seen))
            if progress is not None and len(told) >= _LONG and position % _EVERY == 0 and position < len(told):
                progress(f"已核对{position}句，共{len(told)}句……")
        return Check(
            as_of=as_of.isoformat(),
            characters=len(draft),
            seconds=round(perf_counter() - began, 3),
            corpus=self._holdings.corpus_version,
            sentences=_with(sentences, disagreements(told)),
            warnings=self._warnings(told, as_of),
        )

    def _read(self, units: Sequence[Unit], as_of: date) -> list[Told]:
        reader = SceneReader(self._holdings, today=as_of)
        if units and units[0].kind is UnitKind.HEADING:
            reader.title(bare(units[0].text))
        return [reader.read(unit) for unit in units]

    def _outcomes(self, told: Sequence[Told]) -> Iterator[tuple[Told, SentenceKind, Outcome]]:
        """Each sentence in turn with what comes of it; searching and the engine's products leave Python free for another."""
        kinds = [kind_of(one) for one in told]
        pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sentence")
        try:
            yield from zip(told, kinds, pool.map(self._outcome, told, kinds), strict=True)
        finally:
            pool.shutdown(cancel_futures=True)

    def _sentence(
        self,
        told: Told,
        kind: SentenceKind,
        outcome: Outcome,
        catalogue: CatalogueChecker,
        numbers: dict[str, int],
        seen: set[str],
    ) -> CheckedSentence:
        """One sentence; `numbers` and `seen` hold the citations and notices of the sentences before it."""
        unit = told.unit
        cited = catalogue.findings(told, unit.text, unit.span[0])
        cited += catalogue.drawn_on(told, outcome.passages, unit.text) if kind is not SentenceKind.PROPOSAL else []
        verdict = _settled(outcome, cited)
        if _explains(cited, outcome, told):
            outcome = replace(outcome, verdict=SentenceVerdict.CONTRADICTED, reasons=(), nearest=None)
        own = _finding_of(outcome, told, self._holdings)
        shown = outcome.passages if verdict is not SentenceVerdict.NOT_FACTUAL else ()
        findings = (
            *own,
            *cited,
            *wrong_sum(told),
            *self._definitions(told, outcome),
            *self._notices(shown, unit, seen),
        )
        return CheckedSentence(
            text=unit.text,
            span=unit.span,
            kind=_settled_kind(kind, verdict),
            verdict=verdict,
            score=round(outcome.score, 3),
            reasons=_reasons(outcome, cited, told, self._holdings),
            citations=tuple(self._citation(passage, numbers) for passage in shown),
            findings=findings,
        )

    def _outcome(self, told: Told, kind: SentenceKind) -> Outcome:
        if kind not in _LOOKED_UP or not told.claims:
            return Outcome(SentenceVerdict.NOT_FACTUAL, 0.0)
        outcome = self._judge.judge(told, planned=kind is SentenceKind.PROPOSAL)
        if kind is not SentenceKind.PROPOSAL or outcome.verdict is SentenceVerdict.CONTRADICTED:
            return outcome
        return next(self._wrongly_taken_for_granted(told), outcome)

    def _wrongly_taken_for_granted(self, told: Told) -> Iterator[Outcome]:
        """What comes of the facts inside a directive that the library gives otherwise."""
        for said in (one for claim in told.claims for one in taken_for_granted(claim)):
            outcome = self._judge.judge(told.model_copy(update={"claims": (said,)}))
            if outcome.verdict is SentenceVerdict.CONTRADICTED:
                yield outcome

    def _citation(self, passage: Passage, numbers: dict[str, int]) -> Citation:
        return citation(numbers.setdefault(passage.id, len(numbers) + 1), passage, self._holdings)

    def _definitions(self, told: Told, outcome: Outcome) -> list[Finding]:
        others = other_definitions(outcome, self._holdings)
        if not others:
            return []
        text = texts.DEFINITIONS.format(others="；".join(others))
        return [Finding(kind=FindingKind.DEFINITION, severity=Severity.NOTE, span=told.unit.span, text=text)]

    def _notices(self, passages: Sequence[Passage], unit: Unit, seen: set[str]) -> list[Finding]:
        """The notices on the very statements that a sentence rests on; each once a draft."""
        own = {key for one in passages for key in (one.ref, one.row.id if one.row else one.ref)}
        near = [
            one for one in relevant_notices(passages, self._holdings) if own & set(one.concerns) and one.id not in seen
        ]
        seen.update(one.id for one in near[:_MOST_NOTICES])
        return [
            Finding(
                kind=FindingKind.NOTICE,
                severity=Severity.NOTE,
                span=unit.span,
                text=one.text,
                advice=texts.NOTICE_ADVICE.format(instead=one.instead) if one.instead else "",
            )
            for one in near[:_MOST_NOTICES]
        ]

    def _warnings(self, told: Sequence[Told], as_of: date) -> tuple[str, ...]:
        cited = sources_of((mention for one in told for mention in one.documents), self._holdings)
        stale = staleness_warning(cited, as_of=as_of.isoformat(), days=self._stale_after_days)
        return tuple(line for line in (self._warning, stale) if line)


def _settled_kind(kind: SentenceKind, verdict: SentenceVerdict) -> SentenceKind:
    """A sentence of which nothing could be looked up only appraises."""
    appraises = kind is SentenceKind.FACT and verdict is SentenceVerdict.NOT_FACTUAL
    return SentenceKind.FORMULA if appraises else kind


def _settled(outcome: Outcome, cited: Sequence[Finding]) -> SentenceVerdict:
    """The verdict with what the catalogue says of the documents: a wrong name contradicts, whatever else is right."""
    if any(one.severity is Severity.ERROR for one in cited):
        return SentenceVerdict.CONTRADICTED
    return outcome.verdict


def _explains(cited: Sequence[Finding], outcome: Outcome, told: Told) -> bool:
    """Whether the words that no source bears out hold what the catalogue gives otherwise: that says more than a want of source."""
    if outcome.verdict is not SentenceVerdict.NOT_FOUND:
        return False
    start, end = _span(outcome, told)
    wrong = [one.span for one in cited if one.severity is Severity.ERROR]
    return any(start <= one[0] and one[1] <= end for one in wrong) or told.unit.span in wrong


def _finding_of(outcome: Outcome, told: Told, holdings: Holdings) -> list[Finding]:
    """The finding on a sentence that sources contradict or do not bear out."""
    if outcome.verdict is SentenceVerdict.CONTRADICTED and outcome.against is not None:
        source = holdings.sources[outcome.against.source_id]
        advice = texts.CONTRADICTED_ADVICE.format(name=source_name(source), quote=_quoted(outcome.against).rstrip("。"))
        kind, severity = FindingKind.CONTRADICTION, Severity.ERROR
    elif outcome.verdict is SentenceVerdict.NOT_FOUND:
        kind, severity, advice = FindingKind.WITHOUT_SOURCE, Severity.WARNING, texts.NOT_FOUND_ADVICE
    else:
        return []
    text = "".join(told.as_written(reason) for reason in outcome.reasons)
    span = _span(outcome, told)
    return [Finding(kind=kind, severity=severity, span=span, text=quotes_within(text), advice=quotes_within(advice))]


def _span(outcome: Outcome, told: Told) -> tuple[int, int]:
    """Where in the draft the disputed words stand; the whole sentence where they cannot be found."""
    text, offset = told.unit.text, told.unit.span[0]
    before, after = outcome.beside
    for part in map(told.as_written, outcome.parts):
        for kept in range(max(map(len, outcome.beside)), -1, -1):
            lead, tail = before[len(before) - kept :] if kept < len(before) else before, after[:kept]
            start = max(text.find(f"{lead}{part}{tail}"), text.find(f"{lead}{part}"))
            if start >= 0:
                start += offset + len(lead)
                return start, start + len(part)
    return told.unit.span


def _reasons(outcome: Outcome, cited: Sequence[Finding], told: Told, holdings: Holdings) -> tuple[str, ...]:
    reasons = [told.as_written(reason) for reason in outcome.reasons]
    reasons += [one.text for one in cited if one.severity is not Severity.NOTE]
    shown = outcome.against
    if outcome.verdict is SentenceVerdict.NOT_FOUND and outcome.nearest is not None:
        shown = outcome.nearest
    if shown is not None:
        name = f"{source_name(holdings.sources[shown.source_id])}{shown.locator}"
        lead = texts.NEAREST if shown is outcome.nearest else "{name}写：{quote}"
        reasons.append(lead.format(name=name, quote=_quoted(shown)))
    return tuple(dict.fromkeys(quotes_within(reason) for reason in reasons))


def _quoted(passage: Passage) -> str:
    return brief(spoken(passage), passage.locator)


def _with(sentences: Sequence[CheckedSentence], further: Iterable[tuple[int, Finding]]) -> tuple[CheckedSentence, ...]:
    """The sentences with the findings that concern several of them."""
    done = list(sentences)
    for number, finding in further:
        done[number] = done[number].model_copy(update={"findings": (*done[number].findings, finding)})
    return tuple(one.model_copy(update={"findings": _urgent_first(one.findings)}) for one in done)


def _urgent_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    order = list(Severity)
    return tuple(sorted(findings, key=lambda one: order.index(one.severity)))
