from __future__ import annotations

import csv
import io

from advisor.statistics.export import COLUMNS, csv_text
from advisor.statistics.types import Mark
from tests.statistics.made import row, tables


def cells(*rows, marks=None):
    held = tables(*rows).with_marks(marks or {})
    return list(csv.reader(io.StringIO(csv_text([held.shown(one) for one in rows]).lstrip("\ufeff"))))


def test_a_row_has_everything_that_belongs_to_the_figure():
    figure = row("茶叶销售额", "云岭", "2023", 10, id="f001", definition="统计公报", comparability="不得相除")
    mark = Mark(row_id="f001", by="市统计局", at="2026-11-26 09:30", may_publish=False, as_marked="x")
    head, first = cells(figure, marks={"f001": mark})
    assert tuple(head) == COLUMNS
    told = dict(zip(head, first, strict=True))
    assert (told["数值"], told["单位"], told["时段"], told["出处"]) == ("10", "亿元", "2023年", "正文")
    assert (told["使用限制"], told["数的性质"]) == ("不得相除", "统计机构公布数")
    assert (told["本单位认定"], told["可否公开"]) == ("市统计局（2026-11-26 09:30）", "仅内部使用")


def test_no_cell_can_run_as_a_formula_and_negative_numbers_stay_numbers():
    negative = row("茶农", "云岭", "2023", -5, "人", definition="=1+1", locator="@SUM(A1)")
    told = dict(zip(*cells(negative), strict=True))
    assert told["数值"] == "-5"
    assert told["口径说明"] == "'=1+1"
    assert told["出处"] == "'@SUM(A1)"


def test_a_spreadsheet_is_told_that_it_is_utf8():
    assert csv_text([]).startswith("\ufeff编号,指标")
