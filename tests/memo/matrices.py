"""Matrices over the imaginary city's library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tea_bench import bench_of
from tea_library import tea_holdings
from tea_words import CITY

from advisor.memo.compare import Comparer
from advisor.memo.compare_types import By, Cell, Matrix
from advisor.search.holdings import Holdings
from advisor.types import Area, Passage, Verdict, VerdictKind

AS_OF = date(2026, 11, 23)
PLACES = ("云岭", "北桥", "望潮", "国家")


class StrictComparer(Comparer):
    """Finds no support for statements with a word."""

    refused = ""

    def verdict(self, text: str, passage: Passage) -> Verdict:
        if self.refused in text:
            return Verdict(kind=VerdictKind.NOT_FOUND, score=0.1)
        return super().verdict(text, passage)


def comparer(holdings: Holdings | None = None, *, kind: type[Comparer] = Comparer) -> Comparer:
    held = holdings or tea_holdings()
    return kind(held, bench_of(held).retriever, CITY, stale_after_days=90)


def refusing(word: str) -> type[Comparer]:
    """A comparer whose check fails for every statement with the word."""
    return type("Refusing", (StrictComparer,), {"refused": word})


def tea_matrix(
    *,
    regions: Sequence[str] = PLACES,
    areas: Sequence[Area] = (),
    by: By = By.AREA,
    kind: type[Comparer] = Comparer,
    holdings: Holdings | None = None,
) -> Matrix:
    return comparer(holdings, kind=kind).compare(areas=areas, regions=regions, by=by, as_of=AS_OF)


def cell(matrix: Matrix, row: str, region: str) -> Cell:
    found = next(one for one in matrix.rows if row in (one.row.id, one.row.label))
    return next(one for one in found.cells if one.region == region)


def texts(found: Cell) -> list[str]:
    return [one.text for one in found.statements]
