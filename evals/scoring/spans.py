"""What can be held against a text by itself: quotations word for word, figures by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from advisor.grounding import Quantity, check_calculation, find_quantities
from advisor.grounding.arithmetic import find_formula
from advisor.text import stand_in_order
from advisor.types import Data, VerdictKind
from evals.core.measures import NOT_JUDGED
from evals.scoring.citations import CheckedAnswer
from evals.scoring.figures import figures_of, is_among, written_sums
from evals.scoring.records import AnswerRecord, Context
from evals.scoring.sentences import quoted_spans

_QUOTE_MARKS = re.compile(r"[“”„\"'‘’「」『』]")
_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")
_END_MARKS = "，。；：、！？,.;:!?"
_SHORTEST_PART = 2


class Span(Data):
    """A quotation or figure of an answer, and whether a cited context has it; None where no contexts are known."""

    text: str
    found: bool | None


def check_quotations(checked: CheckedAnswer) -> list[Span]:
    """Every quotation in the claims of an answer. One that repeats the question quotes no source and is left out."""
    asked = _bare(checked.record.question)
    held = [_bare(context.premise) for context in checked.cited_contexts]
    spans = (span for one in checked.claims for span in quoted_spans(one.sentence.text))
    known = checked.record.contexts_known
    return [Span(text=span, found=_stands(span, held) if known else None) for span in spans if _bare(span) not in asked]


def check_figures(checked: CheckedAnswer) -> list[Span]:
    """Every figure in the claims of an answer, but those inside a quotation of the question.

    The result of a sum that is written out counts as found where it comes right on a cited figure, and as not found
    where it does not, wherever else that figure stands; what goes into a sum may be the asker's own figure.
    """
    contexts = checked.cited_contexts
    held = [quantity for context in contexts for quantity in find_quantities(context.premise)]
    return [span for one in checked.claims for span in _figures(one.sentence.text, checked.record, held, contexts)]


def _figures(text: str, record: AnswerRecord, held: Sequence[Quantity], contexts: Sequence[Context]) -> Iterator[Span]:
    asked = _bare(record.question)
    for quoted in quoted_spans_of_any_length(text):
        if _bare(quoted) in asked:
            text = text.replace(quoted, "")
    own = find_quantities(record.question)
    sums = written_sums(text)
    worked_out = _comes_right(text, contexts)
    for quantity in figures_of(text):
        results = [one for one in sums if is_among(quantity, [one.result])]
        if results:
            found = all(one.is_right and any(is_among(each, held) for each in one.operands) for one in results)
        else:
            goes_in = any(is_among(quantity, one.operands) for one in sums)
            found = worked_out or is_among(quantity, held) or (goes_in and is_among(quantity, own))
        yield Span(text=quantity.text, found=found if record.contexts_known else None)


def quoted_spans_of_any_length(text: str) -> list[str]:
    """What stands between quotation marks, however short."""
    return re.findall(r"[“「『]([^”」』]+)[”」』]", text)


def share_found(spans: Sequence[Span]) -> float | None:
    """The share of spans that were found; None where there is none, NaN where none could be judged."""
    judged = [span.found for span in spans if span.found is not None]
    if not judged:
        return NOT_JUDGED if spans else None
    return sum(judged) / len(judged)


def _comes_right(text: str, contexts: Sequence[Context]) -> bool:
    formula = find_formula(text)
    if formula is None or formula.value is None or len(formula.operands) < 2:
        return False
    verdict = check_calculation(text, [context.premise for context in contexts])
    return verdict.kind is VerdictKind.SUPPORTED


def _stands(span: str, held: Sequence[str]) -> bool:
    """Whether the parts of a quotation, parted where it leaves words out, stand in one context in their order."""
    parts = [_bare(part).strip(_END_MARKS) for part in _ELLIPSIS.split(span)]
    wanted = [part for part in parts if len(part) >= _SHORTEST_PART]
    return any(stand_in_order(wanted, text) for text in held)


def _bare(text: str) -> str:
    """Text for comparing word for word: width and case folded, white space and quotation marks gone."""
    folded = unicodedata.normalize("NFKC", _QUOTE_MARKS.sub("", text)).casefold()
    return re.sub(r"\s+", "", folded)
