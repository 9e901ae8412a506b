"""The sheet after GB/T 9704-2012: the numbers of knowledge/drafting/layout.yaml stand in the file."""

from __future__ import annotations

import re

import pytest

from advisor.library.drafting import Layout
from advisor.library.vocabulary import load_yaml
from advisor.memo.layout import Paper
from advisor.settings import bundled
from tests.memo.papers import W, part, plain, request, set_as_docx, style_named, value


def facts() -> dict[str, str]:
    layout = load_yaml(bundled("knowledge") / "drafting" / "layout.yaml", Layout)
    return {item.id: item.value for item in layout.items}


def millimetres(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"(\d+)mm", text)]


def test_sheet_and_margins_are_those_of_the_standard() -> None:
    known, section = facts(), set_as_docx(request()).sections[0]
    width, height = section.page_width.mm, section.page_height.mm
    assert [round(width), round(height)] == millimetres(known["paper"])
    assert round(section.top_margin.mm, 1) == millimetres(known["top-margin"])[0]
    assert round(section.left_margin.mm, 1) == millimetres(known["binding-margin"])[0]
    assert [
        round(width - section.left_margin.mm - section.right_margin.mm),
        round(height - section.top_margin.mm - section.bottom_margin.mm),
    ] == millimetres(known["type-area"])


def test_the_grid_holds_the_lines_and_characters_of_the_standard() -> None:
    lines, characters = map(int, re.findall(r"\d+", facts()["grid"]))
    section = set_as_docx(request()).sections[0]
    grid = part(request(), "word/document.xml").find(f".//{W}docGrid")
    assert grid is not None
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "560")
    height = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt
    assert int(height // 28) == lines
    body = style_named(request(), "公文正文")
    advance = int(value(body, "rPr/sz") or 0) / 2 + int(value(body, "rPr/spacing") or 0) / 20
    assert (value(body, "pPr/spacing", "line"), value(body, "pPr/spacing", "lineRule")) == ("560", "exact")
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert int(width // advance) == characters


def footers(paper: Paper) -> dict[str, str]:
    """Text of each footer by its kind, with its alignment."""
    section = set_as_docx(paper).sections[0]
    kinds = {"odd": section.footer, "even": section.even_page_footer}
    made = {}
    for kind, footer in kinds.items():
        if not footer.is_linked_to_previous:
            line = footer.paragraphs[0]
            fields = [one.text for one in line._p.iter(f"{W}instrText")]
            made[kind] = f"{line.text} {line._p.pPr.jc_val.name} {fields}"
    return made


def test_page_numbers_stand_between_dashes_at_the_outer_side() -> None:
    assert footers(request()) == {"odd": "— 1 — RIGHT [' PAGE ']", "even": "— 1 — LEFT [' PAGE ']"}
    assert value(part(request(), "word/settings.xml"), "evenAndOddHeaders") is None
    assert part(request(), "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    style = style_named(request(), "公文页码")
    assert value(style, "rPr/rFonts", "eastAsia") == "宋体"
    assert value(style, "rPr/sz") == "28"


def test_a_plain_paper_has_its_number_in_the_middle_of_every_page() -> None:
    assert footers(plain()) == {"odd": "— 1 — CENTER [' PAGE ']"}
    assert part(plain(), "word/settings.xml").find(f"{W}evenAndOddHeaders") is None


def test_a_wide_table_gets_a_sheet_on_its_side() -> None:
    section = set_as_docx(plain(landscape=True)).sections[0]
    assert round(section.page_width.mm) == 297
    assert section.orientation.name == "LANDSCAPE"


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("公文标题", "方正小标宋简体", "44"),
        ("公文正文", "仿宋_GB2312", "32"),
        ("公文一级标题", "黑体", "32"),
        ("公文二级标题", "楷体_GB2312", "32"),
        ("公文三级标题", "仿宋_GB2312", "32"),
        ("公文四级标题", "仿宋_GB2312", "32"),
        ("份号密级", "黑体", "32"),
        ("版记", "仿宋_GB2312", "28"),
    ],
)
def test_fonts_and_sizes_are_named_for_chinese(style: str, font: str, half_points: str) -> None:
    made = style_named(request(), style)
    fonts = made.find(f"{W}rPr/{W}rFonts")
    assert fonts is not None
    assert {fonts.get(f"{W}{script}") for script in ("eastAsia", "ascii", "hAnsi")} == {font}
    assert fonts.get(f"{W}hint") == "eastAsia"
    assert value(made, "rPr/sz") == half_points


def test_the_language_is_chinese() -> None:
    styles = part(plain(), "word/styles.xml")
    assert value(styles, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"
