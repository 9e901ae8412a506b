"""Does a passage support a claim: figures, times, names and wording compared, then how much of the rest it carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.articles import article_faults
from advisor.grounding.content import Coverage, cover
from advisor.grounding.context import CheckContext
from advisor.grounding.cues import CueKind
from advisor.grounding.documents import same_title
from advisor.grounding.faults import Fault, Severity
from advisor.grounding.figures import figure_faults
from advisor.grounding.names import name_faults
from advisor.grounding.reading import Reading, is_content, read, read_together
from advisor.grounding.times import time_faults
from advisor.grounding.validity import validity_faults, without_consequences
from advisor.grounding.wording import wording_faults
from advisor.types import Reason, Verdict, VerdictKind

SUPPORTED_FROM = 0.5
_ON_THE_SUBJECT = 0.4
_NO_COVERAGE, _HALF_COVERAGE, _FULL_COVERAGE = 0.35, 0.66, 0.95
# What a claim that repeats its passage may still have wrong: how it names the source.
_OF_THE_OPENING = frozenset({"title", "number", "issuer", "article"})
_LONG_RUN, _VERY_LONG_RUN = 3.6, 5.4
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?![A-Za-z./\d-])")
_LEAD = re.compile(
    r"^(?:最接近的记载是|其中|此外|另外|同时|具体来看|总的来看|总体上|值得注意的是"
    r"|(?:据)?(?:有关)?(?:资料|数据|材料|文件|文献|调查|统计|报道|论文|文章)(?:显示|表明|记载|提到|介绍|了解)|据了解|据悉)?[，,：:]?"
    r"(?:(?:据|根据|依据|按照|依照)(?:该|这篇)?(?:论文|文章|资料|《[^》]*》)(?:[（(][^）)]*[）)])?"
    r"(?:第[^，,]{1,16})?(?:的?规定|记载|所述)?[，,：:])?"
)
_SENTENCES = re.compile(r"[^。！？!?\n]+")


def check_claim(
    claim: str, passages: Sequence[str], *, context: CheckContext | Sequence[CheckContext] | None = None
) -> Verdict:
    """Whether the passages, read together, support the claim.

    `context`: what the catalogue says of the passages' source, one for all or one a passage; it counts as said.
    Spans of reasons count characters of the claim, and of the passages joined by one line break.
    """
    if not any(is_content(character) for character in claim):
        return Verdict(kind=VerdictKind.NOT_CHECKED, score=0.0, reasons=(Reason(text="没有可以核验的内容"),))
    if not any(passage.strip() for passage in passages):
        return Verdict(kind=VerdictKind.NOT_FOUND, score=0.0, reasons=(Reason(text="没有给出来源"),))
    contexts = [] if context is None else [context] if isinstance(context, CheckContext) else list(context)
    said = _said(contexts)
    reading, held = read_together(without_consequences(claim, passages), passages)
    if _foreign(reading, held):
        return _check_foreign(reading, held)
    faults = [
        *_faults(reading, held, said),
        *article_faults(reading, held, contexts),
        *validity_faults(claim, held),
    ]
    coverage = _coverage(reading, held, said, contexts)
    if _repeats(claim, passages) and not any(fault.feature in _OF_THE_OPENING for fault in faults):
        return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)
    return _verdict(reading, held, faults, coverage)


def _said(contexts: Sequence[CheckContext]) -> Reading | None:
    texts = [said.text for one in contexts if (said := one.said())]
    return read("\n".join(dict.fromkeys(texts))) if texts else None


def _faults(claim: Reading, held: Sequence[Reading], said: Reading | None) -> list[Fault]:
    return [
        *figure_faults(claim, held, said),
        *time_faults(claim, held, said),
        *name_faults(claim, held, said),
        *wording_faults(claim, held, said),
    ]


def _coverage(
    claim: Reading, held: Sequence[Reading], said: Reading | None, contexts: Sequence[CheckContext]
) -> Coverage:
    skip = [one.span for one in claim.quantities] + [one.span for one in claim.periods]
    skip += [one.span for one in claim.numbers] + [one.span for one in claim.titles]
    skip += [cue.span for cue in claim.cues if cue.kind in {CueKind.NEGATION, CueKind.MODALITY, CueKind.CAUSAL}]
    skip.append((0, _body_start(claim.text)))
    first = contexts[0] if contexts else CheckContext()
    return cover(claim, held, skip=skip, said=said, rarity=first.rarity, synonyms=first.synonyms)


def _body_start(text: str) -> int:
    """Where a claim begins after words that only name its source (据论文，根据《…》第二十条，)."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _repeats(claim: str, passages: Sequence[str]) -> bool:
    """Whether the claim, without its opening, is a whole passage or whole sentences of one."""
    body = claim[_body_start(claim) :].strip().rstrip("。；;，, ")
    return any(
        body == passage.strip().rstrip("。；;，, ") or body in _SENTENCES.findall(passage) for passage in passages
    )


def _verdict(claim: Reading, held: Sequence[Reading], faults: Sequence[Fault], coverage: Coverage) -> Verdict:
    content = _content_score(coverage)
    score = content
    for fault in faults:
        score *= fault.keeps
    contradicted = [fault for fault in faults if fault.severity is Severity.CONTRADICTED]
    reasons = _reasons(claim, held, faults, coverage, content)
    if contradicted and (coverage.overall >= _ON_THE_SUBJECT or _share_a_title(claim, held)):
        return Verdict(kind=VerdictKind.CONTRADICTED, score=round(score, 4), reasons=reasons)
    if score >= SUPPORTED_FROM and not contradicted:
        return Verdict(kind=VerdictKind.SUPPORTED, score=round(score, 4), reasons=reasons)
    return Verdict(kind=VerdictKind.NOT_FOUND, score=round(min(score, SUPPORTED_FROM - 0.01), 4), reasons=reasons)


def _share_a_title(claim: Reading, held: Sequence[Reading]) -> bool:
    """Whether claim and passages speak of the same document, however few words they share besides."""
    titles = [other.title for reading in held for other in reading.titles]
    return any(same_title(title.title, other) for title in claim.titles for other in titles)


def _content_score(coverage: Coverage) -> float:
    """Coverage as a score: 0.5 where a claim begins to count as carried, less for a long run that stands nowhere."""
    share = 0.6 * coverage.overall + 0.4 * coverage.worst
    if share < _HALF_COVERAGE:
        score = 0.5 * max(0.0, share - _NO_COVERAGE) / (_HALF_COVERAGE - _NO_COVERAGE)
    else:
        score = 0.5 + 0.5 * min(1.0, (share - _HALF_COVERAGE) / (_FULL_COVERAGE - _HALF_COVERAGE))
    if coverage.longest >= _VERY_LONG_RUN:
        return score * 0.6
    return score * 0.8 if coverage.longest >= _LONG_RUN else score


def _reasons(
    claim: Reading, held: Sequence[Reading], faults: Sequence[Fault], coverage: Coverage, content: float
) -> tuple[Reason, ...]:
    offsets: dict[int, int] = {}
    start = 0
    for reading in held:
        offsets.setdefault(id(reading), start)
        start += len(reading.text) + 1
    ordered = sorted(faults, key=lambda fault: fault.keeps)
    reasons = list({fault.text: fault.reason(offsets) for fault in ordered}.values())
    if content < SUPPORTED_FROM:
        for begin, end, _ in sorted(coverage.runs, key=lambda run: -run[2])[:2]:
            text = f"来源中找不到“{claim.text[begin:end]}”的说法"
            reasons.append(Reason(text=text, claim_span=(begin, end), feature="coverage"))
    return tuple(reasons)


def _foreign(claim: Reading, held: Sequence[Reading]) -> bool:
    """Whether the claim is in another script than Chinese passages."""
    words = len(_LATIN_WORD.findall(claim.text))
    return len(_HAN.findall(claim.text)) < words >= 3 and any(_HAN.search(reading.text) for reading in held)


_PLAIN_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _check_foreign(claim: Reading, held: Sequence[Reading]) -> Verdict:
    """Only numbers can be compared across languages; the rest is not checked."""
    joined = "\n".join(reading.text.replace(",", "") for reading in held)
    values = {one.value for reading in held for one in reading.quantities}
    for match in _PLAIN_NUMBER.finditer(claim.text):
        plain = match.group().replace(",", "")
        scaled = {float(plain) * scale for scale in (1, 1e3, 1e6, 1e9, 1e12)}
        if plain not in joined and not scaled & values:
            reason = Reason(
                text=f"来源中没有论断所写的数字“{match.group()}”", claim_span=match.span(), feature="figure"
            )
            return Verdict(kind=VerdictKind.NOT_FOUND, score=0.2, reasons=(reason,))
    reason = Reason(text="论断与来源不是同一种文字，只核对了数字", feature="language")
    return Verdict(kind=VerdictKind.NOT_CHECKED, score=0.5, reasons=(reason,))
