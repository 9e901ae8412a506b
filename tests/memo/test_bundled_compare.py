"""The comparison over the bundled library: every cell is grounded or 未见, and what is shown makes sense."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.facade import Advisor
from advisor.memo.compare_types import By, Matrix, Standing, Statement
from advisor.types import STILL_VALID, Category, Modality, VerdictKind

REGIONS = ("鞍山", "辽宁", "沈阳", "深圳", "浙江", "福建", "国家")
AS_OF = date(2026, 11, 23)
ORDER = list(Standing)


@pytest.fixture(scope="module")
def matrices(advisor: Advisor) -> dict[By, Matrix]:
    return {by: advisor.compare(regions=REGIONS, by=by.value, as_of=AS_OF) for by in By}


def statements(matrix: Matrix) -> list[Statement]:
    return [one for row in matrix.rows for cell in row.cells for one in (*cell.statements, *cell.inside)]


@pytest.mark.parametrize(("by", "rows", "least"), [(By.AREA, 6, 35), (By.INSTRUMENT, 7, 34)])
def test_every_cell_is_grounded_or_not_seen(
    matrices: dict[By, Matrix], advisor: Advisor, by: By, rows: int, least: int
) -> None:
    matrix = matrices[by]
    assert len(matrix.rows) == rows
    assert matrix.filled + matrix.empty == rows * len(REGIONS)
    assert matrix.filled >= least
    assert matrix.withheld == 0
    cited = {one.n: one for one in matrix.citations}
    for one in statements(matrix):
        assert one.verdict.kind is VerdictKind.SUPPORTED
        assert one.text.rstrip("。") in cited[one.citation].quote
        assert cited[one.citation].validity is one.validity
    for row in matrix.to_contract()["rows"]:
        for cell in row["cells"]:
            assert (cell["status"] == "not_found") is (cell["statements"] == [])


@pytest.mark.parametrize("by", list(By))
def test_current_practice_stands_before_history(matrices: dict[By, Matrix], advisor: Advisor, by: By) -> None:
    for row in matrices[by].rows:
        for cell in row.cells:
            places = [ORDER.index(one.standing) for one in cell.statements]
            assert places == sorted(places)
    for one in statements(matrices[by]):
        assert one.standing is not Standing.CURRENT or one.validity in STILL_VALID
        assert one.validity not in STILL_VALID or one.standing in (
            Standing.CURRENT,
            Standing.REPORTED,
            Standing.HISTORY,
        )


@pytest.mark.parametrize("by", list(By))
def test_no_opinion_no_table_row_and_no_unheld_entry_fills_a_cell(
    matrices: dict[By, Matrix], advisor: Advisor, by: By
) -> None:
    for cited in matrices[by].citations:
        passage = advisor.passage(cited.passage_id)
        assert passage is not None
        assert passage.row is None
        assert passage.modality not in (Modality.ARGUED, Modality.ADVISED)
        assert cited.category is not Category.NOT_HELD


@pytest.mark.parametrize("by", list(By))
def test_no_cell_says_a_thing_twice(matrices: dict[By, Matrix], by: By) -> None:
    for row in matrices[by].rows:
        for cell in row.cells:
            texts = [one.text for one in cell.statements]
            assert len(texts) == len(set(texts))


def test_national_cells_hold_rules_in_force_only(matrices: dict[By, Matrix]) -> None:
    for row in matrices[By.AREA].rows:
        nation = next(cell for cell in row.cells if cell.region == "全国")
        assert nation.statements
        assert {one.standing for one in nation.statements} == {Standing.CURRENT}


def test_the_gaps_rest_on_statements_of_other_places(matrices: dict[By, Matrix]) -> None:
    gaps = matrices[By.AREA].gaps
    assert gaps
    assert len({(gap.area, gap.instrument) for gap in gaps}) == len(gaps)
    for gap in gaps:
        assert gap.others
        assert all(one.region != "鞍山" for one in gap.others)
        assert all(one.standing is Standing.HISTORY for one in gap.own)
    assert ("龙头企业", "资金") in {(gap.area, gap.instrument) for gap in gaps}, "others pay for it, the city does not"


def test_documents_not_held_are_asked_for_with_issuer_or_where_to_ask(
    matrices: dict[By, Matrix], advisor: Advisor
) -> None:
    wanted = {one.source_id: one for one in matrices[By.AREA].wanted}
    for key in ("as-145-commerce", "as-2016-6", "fj-2014-ec-opinion"):
        source = advisor.source(key)
        assert source is not None
        assert not source.held
        assert wanted[key].issuer == source.issuer
    assert all(one.reason for one in wanted.values())


def test_known_problems_of_what_is_shown_travel_with_it(matrices: dict[By, Matrix], advisor: Advisor) -> None:
    matrix = matrices[By.AREA]
    numbers = {one.n for one in matrix.citations}
    assert matrix.notices
    for notice in matrix.notices:
        assert notice.citations
        assert set(notice.citations) <= numbers


def test_without_names_the_citys_usual_comparison_is_made(advisor: Advisor) -> None:
    matrix = advisor.compare(areas=["物流"], as_of=AS_OF)
    assert matrix.regions == ("鞍山", "辽宁", "沈阳", "浙江", "深圳", "福建", "全国")
    assert [row.row.label for row in matrix.rows] == ["物流"]


def test_a_place_of_which_nothing_is_held_is_all_not_seen(advisor: Advisor) -> None:
    matrix = advisor.compare(regions=["鞍山", "西藏"], as_of=AS_OF)
    assert all(not row.cells[1].statements for row in matrix.rows)


def test_a_gap_in_money_brings_along_what_the_rules_forbid(matrices: dict[By, Matrix], advisor: Advisor) -> None:
    for gap in matrices[By.AREA].gaps:
        assert (gap.limit is not None) is (gap.instrument == "资金")
        if gap.limit is not None:
            cited = next(one for one in matrices[By.AREA].citations if one.n == gap.limit.citation)
            passage = advisor.passage(cited.passage_id)
            assert passage is not None
            assert passage.modality is Modality.FORBIDDEN
            assert cited.validity in STILL_VALID
            assert "补贴" in gap.limit.text
