"""A claim in another script than its passages: numbers, dates and listed names are compared, the rest is not checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.grounding.gazetteer import PLACES_IN_ENGLISH
from advisor.grounding.quantity import bases
from advisor.grounding.reading import Reading
from advisor.types import Reason, Verdict, VerdictKind

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}(?![A-Za-z./\d-])")
_FEWEST_WORDS = 3
_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})\b\.?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.])(?P<digits>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<scale>thousand|million|billion|trillion))?(?![\w.]*\d)", re.I
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NAME = re.compile(r"\b[A-Z][a-z]+(?:'[a-z]+)?\b")
_UNCHECKED_SCORE, _WRONG_SCORE = 0.5, 0.1


def is_foreign(claim: Reading, held: Sequence[Reading]) -> bool:
    """Whether the claim is in another script than Chinese passages."""
    words = len(_LATIN_WORD.findall(claim.text))
    return len(_HAN.findall(claim.text)) < words >= _FEWEST_WORDS and any(_HAN.search(one.text) for one in held)


def check_foreign(claim: Reading, held: Sequence[Reading]) -> Verdict:
    """Contradicted where a number, month or place is not that of the passages; otherwise not checked."""
    wrong = [*_wrong_numbers(claim.text, held), *_wrong_months(claim.text, held), *_wrong_places(claim.text, held)]
    if wrong:
        return Verdict(kind=VerdictKind.CONTRADICTED, score=_WRONG_SCORE, reasons=tuple(wrong))
    reason = Reason(text="论断与来源不是同一种文字，只核对了数字、日期和地名", feature="language")
    return Verdict(kind=VerdictKind.NOT_CHECKED, score=_UNCHECKED_SCORE, reasons=(reason,))


def _wrong_numbers(text: str, held: Sequence[Reading]) -> Iterator[Reason]:
    joined = "\n".join(one.folded.replace(",", "").replace(" ", "") for one in held)
    values = {value for one in held for quantity in one.quantities for value in (quantity.value, *bases(quantity))}
    values |= {quantity.high for one in held for quantity in one.quantities if quantity.high is not None}
    for match in _NUMBER.finditer(text):
        plain = match["digits"].replace(",", "").rstrip(".")
        value = float(plain) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        known = any(abs(value - other) <= 1e-6 * max(1.0, abs(value)) for other in values)
        if not known and (match["scale"] or re.search(rf"(?<![\d.]){re.escape(plain)}(?![\d.])", joined) is None):
            why = f"来源中没有论断所写的数字“{match.group()}”"
            yield Reason(text=why, claim_span=match.span(), feature="figure")


def _wrong_months(text: str, held: Sequence[Reading]) -> Iterator[Reason]:
    months = {int(one.period.start[5:7]) for reading in held for one in reading.periods if one.period.start}
    named = {int(number) for one in held for number in re.findall(r"(\d{1,2})月", one.folded)}
    for match in _MONTH.finditer(text):
        number = _MONTHS[match["month"].lower()]
        if (match["month"] != "may") and (months or named) and number not in months | named:
            yield Reason(text=f"来源中没有论断所写的月份“{match.group()}”", claim_span=match.span(), feature="date")


def _wrong_places(text: str, held: Sequence[Reading]) -> Iterator[Reason]:
    known = {place.canonical for one in held for place in one.places}
    for match in _NAME.finditer(text):
        place = PLACES_IN_ENGLISH.get(match.group().removesuffix("'s").lower())
        if place and known and place not in known and not any(place in one.folded for one in held):
            others = "、".join(sorted(known)[:2])
            why = f"论断写“{match.group()}”（{place}），来源写“{others}”"
            yield Reason(text=why, claim_span=match.span(), feature="region")
