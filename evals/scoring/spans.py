"""What can be held against a text by itself: quotations word for word, figures by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from advisor.grounding import Quantity, check_calculation, find_quantities, same_quantity
from advisor.grounding.arithmetic import find_formula
from advisor.text import stand_in_order
from advisor.types import Data, VerdictKind
from evals.scoring.citations import CheckedAnswer
from evals.scoring.records import Context
from evals.scoring.sentences import quoted_spans

_QUOTE_MARKS = re.compile(r"[“”„\"'‘’「」『』]")
_ELLIPSIS = re.compile(r"…+|\.{3,}|⋯+")
_END_MARKS = "，。；：、！？,.;:!?"
_SHORTEST_PART = 2


class Span(Data):
    """A quotation or figure of an answer, and whether a cited context has it."""

    text: str
    found: bool


def check_quotations(checked: CheckedAnswer) -> list[Span]:
    """Every quotation in the claims of an answer. One that repeats the question quotes no source and is left out."""
    asked = _bare(checked.record.question)
    held = [_bare(context.premise) for context in checked.cited_contexts]
    spans = (span for one in checked.claims for span in quoted_spans(one.sentence.text))
    return [Span(text=span, found=_stands(span, held)) for span in spans if _bare(span) not in asked]


def check_figures(checked: CheckedAnswer) -> list[Span]:
    """Every figure in the claims of an answer, but those inside a quotation of the question.

    The result of a sum that is written out and comes right on cited figures counts as found.
    """
    contexts = checked.cited_contexts
    held = [quantity for context in contexts for quantity in find_quantities(context.premise)]
    asked = _bare(checked.record.question)
    return [span for one in checked.claims for span in _figures(one.sentence.text, asked, held, contexts)]


def _figures(text: str, asked: str, held: Sequence[Quantity], contexts: Sequence[Context]) -> Iterator[Span]:
    for quoted in quoted_spans_of_any_length(text):
        if _bare(quoted) in asked:
            text = text.replace(quoted, "")
    worked_out = _comes_right(text, contexts)
    for quantity in find_quantities(text):
        found = worked_out or any(same_quantity(quantity, other) for other in held)
        yield Span(text=quantity.text, found=found)


def quoted_spans_of_any_length(text: str) -> list[str]:
    """What stands between quotation marks, however short."""
    return re.findall(r"[“「『]([^”」』]+)[”」』]", text)


def share_found(spans: Sequence[Span]) -> float | None:
    """The share of spans that were found; None where there is none."""
    return sum(span.found for span in spans) / len(spans) if spans else None


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
