from __future__ import annotations

import io
import zipfile

import pytest

from advisor.memo.docx import docx_bytes
from advisor.memo.docx_head import issuer_size, signature_indents
from advisor.memo.layout import Heading, PageBreak, RedHead, Signature, paragraph
from tests.memo.papers import BLOCKS, SOURCES, W, line_with, part, plain, request, set_as_docx, value


def test_the_parts_stand_in_the_order_of_the_standard() -> None:
    lines = [one.text for one in set_as_docx(request()).paragraphs if one.text]
    order = [
        "某市商务局文件",
        "某商〔2026〕1号\t签发人：张三",
        "某市商务局关于支持短视频和直播电商",
        "市人民政府：",
        "一、基本情况",
        "（一）存在问题",
        "1.培训不成体系。学员缺少实践。",
        "（1）细目",
        "（二）有关做法",
        "二、有关请求",
        "附件：1.行动方案",
        "2.分工表",
        "某市商务局",
        "2026年11月26日",
        "（联系人：李四，电话：〔待填：电话〕）",
        "附件1",
        "附件2",
        "资料来源",
    ]
    places = [lines.index(one) for one in order]
    assert places == sorted(places)


def test_the_red_head_is_red_with_a_red_rule_and_only_statutory_papers_have_it() -> None:
    document = set_as_docx(request())
    issuer, number = line_with(document, "某市商务局文件"), line_with(document, "签发人")
    assert str(issuer.style.font.color.rgb) == "FF0000"
    rule = number._p.find(f"{W}pPr/{W}pBdr/{W}bottom")
    assert rule.get(f"{W}color") == "FF0000"
    plain_xml = zipfile.ZipFile(io.BytesIO(docx_bytes(plain()))).read("word/document.xml").decode()
    assert "FF0000" not in plain_xml
    assert "发文机关" not in plain_xml


def test_the_number_stands_in_the_middle_without_a_signer_and_the_signers_name_is_in_kaiti() -> None:
    down = request(head=RedHead(issuer="某市商务局文件", number="某商〔2026〕2号"))
    number = line_with(set_as_docx(down), "某商〔2026〕2号")
    assert number.style.paragraph_format.alignment.name == "CENTER"
    assert number.alignment is None
    signer = line_with(set_as_docx(request()), "签发人").runs[-1]
    assert signer._r.rPr.rFonts.get(f"{W}eastAsia") == "楷体_GB2312"


def test_citations_are_raised_and_placeholders_marked() -> None:
    line = line_with(set_as_docx(request()), "上半年交易额")
    assert [run.text for run in line.runs if run.font.superscript] == ["〔1〕", "〔2〕"]
    assert [run.text for run in line.runs if run.font.highlight_color] == ["〔待填：处室〕"]


def test_every_run_leans_to_the_chinese_font() -> None:
    for run in part(request(), "word/document.xml").iter(f"{W}r"):
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert fonts is not None or run.find(f"{W}t") is None
        assert fonts is None or fonts.get(f"{W}hint") == "eastAsia"


def test_text_that_goes_on_after_a_heading_is_in_the_bodys_font() -> None:
    heading = Heading(level=2, text="做法。", run_in=paragraph("说明如下。").runs)
    line = line_with(set_as_docx(plain(blocks=(heading,))), "做法。")
    assert line.runs[-1]._r.rPr.rFonts.get(f"{W}eastAsia") == "仿宋_GB2312"
    assert line.style.name == "公文二级标题"


def test_body_paragraphs_begin_two_characters_in_and_headings_show_in_the_outline() -> None:
    document = set_as_docx(request())
    body = line_with(document, "上半年交易额").style.element
    assert body.find(f"{W}pPr/{W}ind").get(f"{W}firstLineChars") == "200"
    levels = [line_with(document, words).style.element for words in ("一、", "（一）", "1.培训", "（1）")]
    assert [one.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") for one in levels] == ["0", "1", "2", "3"]


def test_tables_are_as_wide_as_the_line_in_grid_and_cells_and_repeat_their_head() -> None:
    document = set_as_docx(request())
    section = document.sections[0]
    line = round(section.page_width.twips - section.left_margin.twips - section.right_margin.twips)
    table = document.tables[0]
    grid = [int(one.get(f"{W}w")) for one in table._tbl.tblGrid.iter(f"{W}gridCol")]
    assert sum(grid) == line
    assert grid[0] == pytest.approx(2 * grid[1], abs=2)
    assert [cell.width.twips for cell in table.rows[1].cells] == grid
    assert table._tbl.tblPr.find(f"{W}tblLayout").get(f"{W}type") == "fixed"
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    assert table.rows[1]._tr.find(f"{W}trPr/{W}tblHeader") is None


def test_the_table_of_sources_comes_last_on_a_page_of_its_own() -> None:
    document = set_as_docx(request())
    assert line_with(document, "资料来源").paragraph_format.page_break_before
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[0][:3] == ["序号", "来源", "出处"]
    assert rows[1][:3] == ["1", "《某〈意见〉的说明》（某发〔2016〕6号）", "三（四）"]


def test_the_imprint_floats_at_the_foot_between_thick_rules() -> None:
    table = next(one for one in set_as_docx(request()).tables if "抄送" in one.rows[0].cells[0].text)
    properties = table._tbl.tblPr
    assert properties.find(f"{W}tblpPr").get(f"{W}tblpYSpec") == "bottom"
    rules = {one.tag.removeprefix(W): one.get(f"{W}sz") for one in properties.find(f"{W}tblBorders")}
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}
    texts = [row.cells[0].text for row in table.rows]
    assert texts == ["抄送：市财政局，市司法局。", "某市商务局办公室\t2026年11月26日印发"]


@pytest.mark.parametrize(
    ("issuer", "sealed", "indents"),
    [
        ("某市商务局", True, (5.0, 4.0)),
        ("某市短视频和直播电商产业发展工作领导小组办公室", True, (0.0, 8.0)),
        ("某市人民政府办公室", False, (2.0, 2.0)),
        ("某市商务局", False, (6.0, 2.0)),
    ],
)
def test_issuer_and_day_stand_where_the_standard_wants_them(
    issuer: str, sealed: bool, indents: tuple[float, float]
) -> None:
    assert signature_indents(Signature(issuer=issuer, date="2026年11月26日", sealed=sealed)) == indents


def test_the_signature_never_stands_on_a_page_without_text() -> None:
    document = set_as_docx(request())
    kept = ("妥否，请批示。", "附件：1.行动方案", "2.分工表", "某市商务局")
    lines = {one.text: one.paragraph_format.keep_with_next for one in document.paragraphs}
    assert all(lines[text] for text in kept)
    assert not lines["2026年11月26日"]


def test_the_only_paragraph_stays_on_the_first_page() -> None:
    document = set_as_docx(request(blocks=(paragraph("妥否，请批示。"),)))
    assert not line_with(document, "妥否").paragraph_format.keep_with_next


def test_a_long_issuer_is_made_smaller_until_it_stands_on_one_line() -> None:
    assert issuer_size("某市商务局文件", 8845) == 54
    assert issuer_size("某某市人民政府办公室文件", 8845) == 36


def test_the_same_paper_gives_the_same_bytes_and_says_nothing_of_its_maker() -> None:
    assert docx_bytes(request()) == docx_bytes(request())
    properties = set_as_docx(request()).core_properties
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.title.startswith("某市商务局关于")


def test_properties_stand_in_the_order_that_word_wants() -> None:
    from advisor.memo.docx_xml import PLACES

    for name in ("word/document.xml", "word/styles.xml"):
        for element in part(request(), name).iter():
            places = PLACES.get(f"w:{element.tag.rsplit('}', 1)[-1]}")
            if places:
                order = [places[child.tag] for child in element if child.tag in places]
                assert order == sorted(order), element.tag


def test_a_page_break_and_an_empty_paper_do_no_harm() -> None:
    document = set_as_docx(plain(blocks=(PageBreak(), *BLOCKS), appendix=(SOURCES,)))
    assert any(one._p.findall(f".//{W}br") for one in document.paragraphs)
    assert [one.text for one in set_as_docx(plain(blocks=(), edition=None)).paragraphs] == ["关于直播电商的建议"]


def test_word_opens_the_file_as_one_of_today() -> None:
    settings = part(plain(), "word/settings.xml")
    marks = {one.get(f"{W}name"): one.get(f"{W}val") for one in settings.iter(f"{W}compatSetting")}
    assert marks["compatibilityMode"] == "15"
    assert value(settings, "characterSpacingControl") == "compressPunctuation"
