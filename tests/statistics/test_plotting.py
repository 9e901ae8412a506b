from __future__ import annotations

import re

import pytest

from advisor.errors import BadInput, SourceUnusable
from advisor.statistics.charts import ChartKind, chart_of
from advisor.statistics.plotting import plot
from tests.statistics.made import RATE, indicator, row, tables

matplotlib = pytest.importorskip("matplotlib")


def has_chinese_font() -> bool:
    from advisor.statistics.plotting import chinese_font

    try:
        return bool(chinese_font())
    except SourceUnusable:
        return False


needs_font = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font is installed")


@pytest.fixture
def chart():
    rows = [
        row("茶叶销售额增速", "云岭", str(year), year - 2015, "%", comparability=RATE) for year in range(2019, 2023)
    ]
    rows.append(row("茶叶销售额增速", "山城", "2022", -4, "%", qualifier="预计"))
    return chart_of([tables(*rows).shown(one) for one in rows], indicator("茶叶销售额增速"))


@needs_font
@pytest.mark.parametrize("kind", list(ChartKind))
def test_the_suffix_chooses_the_format(chart, kind, tmp_path):
    for suffix, start in ((".png", b"\x89PNG"), (".svg", b"<?xml")):
        path = tmp_path / f"图{suffix}"
        plot(chart.model_copy(update={"kind": kind}), path)
        assert path.read_bytes().startswith(start)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["图.png", "图.svg"], "nothing half-drawn is left"


@needs_font
def test_no_character_is_missing_from_the_font(chart, tmp_path, recwarn):
    plot(chart, tmp_path / "a.png")
    assert not [one for one in recwarn if "Glyph" in str(one.message)]


@needs_font
def test_the_same_figures_give_the_same_svg(chart, tmp_path):
    for name in ("a.svg", "b.svg"):
        plot(chart, tmp_path / name)
    without_ids = [
        re.sub(r"id=\"[^\"]*\"", "", (tmp_path / name).read_text(encoding="utf-8")) for name in ("a.svg", "b.svg")
    ]
    assert without_ids[0] == without_ids[1]


@pytest.mark.parametrize(
    ("name", "told"), [("a.gif", "只能存为 png 或 svg"), ("missing/a.png", "不存在"), ("folder.png", "是文件夹")]
)
def test_a_path_that_cannot_be_used_is_refused_before_anything_is_drawn(chart, tmp_path, name, told):
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(BadInput, match=told):
        plot(chart, tmp_path / name)


def test_without_a_chinese_font_nothing_is_drawn_and_one_line_says_so(chart, tmp_path, monkeypatch):
    monkeypatch.setattr("advisor.statistics.plotting.FONTS", ("No Such Font",))
    with pytest.raises(SourceUnusable, match="没有中文字体"):
        plot(chart, tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
