"""Does a passage support a claim: figures, times, names and wording compared, then how much of the rest it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.grounding.alignment import Alignment, align
from advisor.grounding.articles import article_faults
from advisor.grounding.bound import bound_faults
from advisor.grounding.causes import cause_faults
from advisor.grounding.change import change_faults
from advisor.grounding.compared import comparison_faults
from advisor.grounding.conditions import condition_faults
from advisor.grounding.content import Coverage, cover
from advisor.grounding.context import CheckContext
from advisor.grounding.crossed import crossed_faults
from advisor.grounding.cues import CueKind
from advisor.grounding.dealt_out import dealt_out_faults
from advisor.grounding.denials import denial_faults
from advisor.grounding.documents import same_title
from advisor.grounding.event_dates import event_date_faults
from advisor.grounding.faults import Fault, Severity
from advisor.grounding.features import measure
from advisor.grounding.figures import figure_faults
from advisor.grounding.foreign import check_foreign, is_foreign
from advisor.grounding.governed import governed_faults, prohibition_faults
from advisor.grounding.itemised import item_faults
from advisor.grounding.lengthy import MOST_HELD, nearest_part, pieces_of, piecewise
from advisor.grounding.levels import level_faults
from advisor.grounding.look_alikes import look_alike_faults
from advisor.grounding.magnitudes import magnitude_faults
from advisor.grounding.names import name_faults
from advisor.grounding.opposed import opposed_faults
from advisor.grounding.plain import body_start, plainly_said, repeats, said_in_like_words
from advisor.grounding.reading import Reading, is_content, read, read_together
from advisor.grounding.slots import exchanges
from advisor.grounding.support_model import weigh
from advisor.grounding.times import time_faults
from advisor.grounding.tokens import Floats, tokens_of
from advisor.grounding.turned import turned_faults
from advisor.grounding.validity import validity_faults, without_consequences
from advisor.grounding.wording import wording_faults
from advisor.types import Reason, Verdict, VerdictKind

SUPPORTED_FROM = 0.5
_ON_THE_SUBJECT, _AKIN = 0.3, 0.2
_COMPARED_AS_CUES = (CueKind.NEGATION, CueKind.MODALITY, CueKind.CAUSAL)
# What a claim that repeats its passage may still have wrong: how it names the source.
_OF_THE_OPENING = frozenset({"title", "number", "issuer", "article"})
# Faults that, found so surely, are next to never found in a right claim: they decide, whatever else speaks for it.
_DECISIVE: dict[str, float] = {
    "exchange": 0.75, "rate": 0.0, "number": 0.0, "validity": 0.0, "title": 0.0, "article": 0.0, "entity": 0.0, "crossed": 0.0,
    "level": 0.0, "magnitude": 0.0, "period": 1.0, "governed": 0.0, "comparison": 0.0, "indicator": 0.0,
}  # fmt: skip
# Faults that right claims have too (a rule applied to a case has a figure of its own): a claim with one needs a model, which
# knows of it, that holds it clearly likely to be supported, and one that is next to certain to be shown.
_DOUBTFUL: dict[str, float] = {
    "figure": 0.75, "modality": 0.9, "role": 0.4, "contrary": 0.0, "period": 0.0, "date": 0.0, "issuer": 0.0, "region": 0.0,
}  # fmt: skip
_DECIDED, _NOT_SUPPORTED, _NOT_SHOWN = 0.4, 0.49, 0.69
_LIKELY, _CERTAIN = 0.65, 0.95
# What the model does not see well: a claim with one needs it next to certain to count as supported at all.
_ONLY_IF_CERTAIN = frozenset({"prohibition", "denial"})
_OWN_TO_CONCLUSIONS = frozenset({"cause", "date", "period"})
_SMALL_COUNT_KEEPS = 0.5
_PLAINLY_SAID = 0.9
_MEANING = "meaning"
_WEIGHTY_RUN = 2.0
_DENIED_FROM, _HARDLY_DENIED, _LEAST_DENIED = 0.7, 0.15, 0.1
_NEARLY_ALL_HELD = 0.9
# A person, document or article that stands nowhere: of one that they do not know the passages say nothing.
_NAMES = frozenset({"entity", "title", "number", "article"})


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
    pieces = pieces_of(claim)
    if len(pieces) > 1:
        return piecewise(pieces, lambda piece: check_claim(piece, passages, context=context))
    contexts = [] if context is None else [context] if isinstance(context, CheckContext) else list(context)
    said = _said(contexts)
    reading, held = read_together(without_consequences(claim, passages), passages)
    if is_foreign(reading, held):
        return check_foreign(reading, held)
    faults = all_faults(reading, held, said, contexts)
    if repeats(claim, passages) and not any(fault.feature in _OF_THE_OPENING for fault in faults):
        return Verdict(kind=VerdictKind.SUPPORTED, score=1.0)
    return _verdict(_evidence(reading, held, said, contexts, faults))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What was found of a claim: how it departs from the passages, and how much of it they carry.

    `denied`: how likely the passages say otherwise, if they do not support it.
    """

    claim: Reading
    held: Sequence[Reading]
    faults: Sequence[Fault]
    exact: Coverage
    meant: Coverage
    probability: float
    denied: float


def measurements(
    claim: Reading, passages: Sequence[Reading], faults: Sequence[Fault], *, context: CheckContext | None = None
) -> tuple[Alignment, Floats, Coverage, Coverage]:
    """What the support model is asked with: tokens against tokens, measures of the whole; and both coverages."""
    known = context or CheckContext()
    exact, meant = cover(claim, passages, skip=_compared_otherwise(claim), rarity=known.rarity, synonyms=known.synonyms)
    exchanged = exchanges(claim, passages)
    measures = measure(claim, passages, faults=faults, exact=exact, meant=meant, exchanged=exchanged)
    own = tokens_of(claim)
    most = MOST_HELD // max(1, len(passages))
    return align(own, [nearest_part(tokens_of(one), own, most) for one in passages]), measures, exact, meant


def _evidence(
    claim: Reading,
    held: Sequence[Reading],
    said: Reading | None,
    contexts: Sequence[CheckContext],
    faults: Sequence[Fault],
) -> _Evidence:
    readings = [*held, *([said] if said else [])]
    context = contexts[0] if contexts else None
    aligned, measures, exact, meant = measurements(claim, readings, faults, context=context)
    held_of_it = weigh(aligned, measures)
    likely = _with_second_opinion(held_of_it.supported, claim, held, context)
    found = _judged(likely, claim, readings, faults)
    return _Evidence(claim, held, faults, exact, meant, found, held_of_it.denied)


def _with_second_opinion(found: float, claim: Reading, held: Sequence[Reading], context: CheckContext | None) -> float:
    """The mean of the model's probability and the judge's; the model's alone where there is no judge or no opinion."""
    judge = context.judge if context else None
    opinion = judge(claim.text, [one.text for one in held]) if judge else None
    return found if opinion is None else (found + opinion) / 2


def _judged(found: float, claim: Reading, readings: Sequence[Reading], faults: Sequence[Fault]) -> float:
    """The model's probability, held down by grave faults, held up where the very words, or words like them, stand in their order."""
    if any(_is_sure(fault, _DECISIVE) for fault in faults):
        return min(found, _DECIDED)
    doubtful = any(_is_sure(fault, _DOUBTFUL) for fault in faults)
    if found < _CERTAIN and any(fault.feature in _ONLY_IF_CERTAIN or _names_nothing(fault) for fault in faults):
        return min(found, _NOT_SUPPORTED)
    if found < _LIKELY and (doubtful or any(_is_from_nowhere(fault) for fault in faults)):
        return min(found, _NOT_SUPPORTED)
    if any(fault.feature == "condition" for fault in faults):
        return min(found, _NOT_SHOWN)
    if doubtful or any(_is_from_nowhere(fault) for fault in faults):
        return found if found >= _CERTAIN else min(found, _NOT_SHOWN)
    if found >= _PLAINLY_SAID or any(fault.severity is not Severity.SLIGHT for fault in faults):
        return found
    said = plainly_said(claim, readings) or any(said_in_like_words(claim, tokens_of(one)) for one in readings)
    return _PLAINLY_SAID if said else found


def _is_from_nowhere(fault: Fault) -> bool:
    """Whether a figure, time or reason stands nowhere: a conclusion may have one of its own, but is not shown with it."""
    if fault.severity is not Severity.ABSENT:
        return False
    is_figure = fault.feature == "figure" and fault.keeps < _SMALL_COUNT_KEEPS
    return is_figure or fault.feature in _OWN_TO_CONCLUSIONS


def _names_nothing(fault: Fault) -> bool:
    """Whether a person, document or article is named that stands nowhere."""
    return fault.feature in _NAMES and fault.severity is Severity.ABSENT


def _is_sure(fault: Fault, least: dict[str, float]) -> bool:
    wanted = least.get(fault.feature)
    return wanted is not None and fault.severity is Severity.CONTRADICTED and fault.sureness >= wanted


def _said(contexts: Sequence[CheckContext]) -> Reading | None:
    texts = [said.text for one in contexts if (said := one.said())]
    return read("\n".join(dict.fromkeys(texts))) if texts else None


def all_faults(
    claim: Reading, held: Sequence[Reading], said: Reading | None = None, contexts: Sequence[CheckContext] = ()
) -> list[Fault]:
    """Every fault of a claim; `said`: what the catalogue says of the passages."""
    return [
        *figure_faults(claim, held, said),
        *magnitude_faults(claim, held),
        *change_faults(claim, held),
        *time_faults(claim, held, said),
        *event_date_faults(claim, held),
        *name_faults(claim, held, said),
        *wording_faults(claim, held, said),
        *governed_faults(claim, held),
        *prohibition_faults(claim, held),
        *comparison_faults(claim, held),
        *opposed_faults(claim, held),
        *turned_faults(claim, held),
        *crossed_faults(claim, held),
        *dealt_out_faults(claim, held),
        *item_faults(claim, held),
        *bound_faults(claim, held),
        *level_faults(claim, held),
        *condition_faults(claim, held),
        *cause_faults(claim, held),
        *denial_faults(claim, held),
        *article_faults(claim, held, contexts),
        *validity_faults(claim.text, held),
        *look_alike_faults(claim, held, contexts),
    ]


def _compared_otherwise(claim: Reading) -> list[tuple[int, int]]:
    """Spans of a claim that are compared by what they state, not by their characters."""
    skip = [one.span for one in claim.quantities] + [one.span for one in claim.periods]
    skip += [one.span for one in claim.numbers] + [one.span for one in claim.titles]
    skip += [cue.span for cue in claim.cues if cue.kind in _COMPARED_AS_CUES]
    return [*skip, (0, body_start(claim.text))]


def _verdict(found: _Evidence) -> Verdict:
    score, reasons = round(found.probability, 4), _reasons(found)
    if found.probability >= SUPPORTED_FROM:
        return Verdict(kind=VerdictKind.SUPPORTED, score=score, reasons=reasons)
    score = min(score, SUPPORTED_FROM - 0.0001)
    if not _is_denied(found):
        return Verdict(kind=VerdictKind.NOT_FOUND, score=score, reasons=reasons)
    if not _has_a_contradiction(found.faults):
        whole = (0, len(found.claim.text))
        denial = Reason(text="按意思看，来源的说法与论断不一致，请对照原文", claim_span=whole, feature=_MEANING)
        reasons = (denial, *(one for one in reasons if one.feature != _MEANING))
    return Verdict(kind=VerdictKind.CONTRADICTED, score=score, reasons=reasons)


def _has_a_contradiction(faults: Sequence[Fault]) -> bool:
    return any(fault.severity is Severity.CONTRADICTED for fault in faults)


def _is_denied(found: _Evidence) -> bool:
    """Whether the passages say otherwise: by a fault and what the model holds of it, or by the model alone if it is sure."""
    if not _has_a_contradiction(found.faults):
        named_nowhere = any(_names_nothing(fault) for fault in found.faults)
        akin = found.meant.overall >= _AKIN
        return found.denied >= _DENIED_FROM and akin and not named_nowhere
    decided = any(_is_sure(fault, _DECISIVE) for fault in found.faults)
    if found.meant.overall >= (_ON_THE_SUBJECT if decided else _NEARLY_ALL_HELD):
        return found.denied >= _LEAST_DENIED
    on_the_subject = found.meant.overall >= _ON_THE_SUBJECT or _share_a_title(found.claim, found.held)
    return found.denied >= (_HARDLY_DENIED if on_the_subject else _DENIED_FROM)


def _share_a_title(claim: Reading, held: Sequence[Reading]) -> bool:
    """Whether claim and passages speak of the same document, however few words they share besides."""
    titles = [other.title for reading in held for other in reading.titles]
    return any(same_title(title.title, other) for title in claim.titles for other in titles)


def _reasons(found: _Evidence) -> tuple[Reason, ...]:
    """The faults, gravest first, then the weightiest words that stand nowhere; never empty where support is missing."""
    offsets: dict[int, int] = {}
    start = 0
    for reading in found.held:
        offsets.setdefault(id(reading), start)
        start += len(reading.text) + 1
    ordered = sorted(found.faults, key=lambda fault: (fault.keeps, -fault.sureness))
    reasons = list({fault.text: fault.reason(offsets) for fault in ordered}.values())
    if found.probability >= SUPPORTED_FROM:
        return tuple(reasons)
    runs = sorted(found.meant.runs, key=lambda run: -run[2])[:2]
    for begin, end, weight in runs:
        if weight >= _WEIGHTY_RUN or not reasons:
            text = f"来源中找不到“{found.claim.text[begin:end]}”的说法"
            reasons.append(Reason(text=text, claim_span=(begin, end), feature="coverage"))
    if not reasons:
        whole = (0, len(found.claim.text))
        reasons.append(Reason(text="来源中的词句拼不成论断的意思", claim_span=whole, feature=_MEANING))
    return tuple(reasons)
