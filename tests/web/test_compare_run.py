from __future__ import annotations

import base64
import io

import pytest
from openpyxl import load_workbook
from structlog.testing import capture_logs

from advisor.memo.compare_types import Standing
from advisor.web.compare_run import DOWNLOADS, CompareRequest, CompareStep, choices, file_step, steps
from advisor.web.compare_view import ShownMatrix, shown_matrix
from advisor.web.compare_wording import STANDING
from tests.web.fake import FakeAdvisor
from tests.web.fake_compare import compared


def last(*regions: str, areas: tuple[str, ...] = ("logistics",), by: str = "area") -> CompareStep:
    return list(steps(FakeAdvisor(), CompareRequest(by=by, areas=areas, regions=regions)))[-1]


def shown() -> ShownMatrix:
    return shown_matrix(compared(("鞍山",), "area"), FakeAdvisor())


def test_a_line_comes_before_the_result() -> None:
    advisor = FakeAdvisor()
    first, end = steps(advisor, CompareRequest(areas=("logistics",), regions=("鞍山",)))
    assert first.progress == "正在对照各地资料，逐句核验……"
    assert end.result is not None
    assert end.matrix is not None
    assert end.progress == end.complaint == ""
    assert advisor.compared == [("area", ("logistics",), ("鞍山",))]


def test_a_choice_that_lacks_something_is_one_line_and_nothing_is_compared() -> None:
    assert last().complaint.startswith("还没有选地区")
    assert last("鞍山", areas=()).complaint.startswith("还没有选策略领域")
    assert last("鞍山", areas=(), by="instrument").result is not None, "instruments need no area"


def test_bad_input_is_its_own_line_and_a_fault_is_logged_without_words_of_the_user() -> None:
    assert last("火星").complaint.startswith("不认识地区“火星”")
    with capture_logs() as logs:
        complaint = last("故障").complaint
    assert complaint.startswith("程序出错")
    assert logs[0]["reference"] in complaint
    assert "secret" not in str(logs)


def test_the_form_offers_areas_and_places_with_the_nation_as_国家() -> None:
    offered = choices(FakeAdvisor())
    assert offered.regions == ("鞍山", "国家", "深圳", "杭州")
    assert offered.chosen == ("鞍山", "国家", "深圳")


@pytest.mark.parametrize("kind", DOWNLOADS)
def test_the_last_comparison_becomes_a_file(kind: str) -> None:
    step = file_step(FakeAdvisor(), compared(("鞍山",), "area"), kind)
    assert step.name == f"鞍山政策对标-2026-11-23{kind}"
    data = base64.b64decode(step.content)
    assert len(data) > 100
    if kind == ".xlsx":
        assert load_workbook(io.BytesIO(data))["对标表"]["B2"].value.startswith("【论文记载，2022年】")


def test_without_a_comparison_or_for_another_kind_there_is_no_file() -> None:
    assert file_step(FakeAdvisor(), None, ".csv").complaint.startswith("还没有对标结果")
    assert file_step(FakeAdvisor(), compared(("鞍山",), "area"), ".exe").content == ""


def test_cells_carry_standing_tone_and_year() -> None:
    row = shown().rows[0]
    assert [(one.standing, one.tone, one.year) for cell in row.cells for one in cell.statements] == [
        ("论文记载", "plain", "2022年"),
        ("现行", "good", "2019年施行"),
        ("历史", "past", "2013年"),
    ]
    assert [cell.region for cell in row.cells] == ["鞍山", "国家", "深圳"]
    assert shown().rows[1].cells[2].inside[0].place == "所辖杭州"


def test_the_legend_names_what_occurs_and_every_standing_has_words() -> None:
    assert [one.name for one in shown().standings] == ["现行", "效力不明", "论文记载", "历史"]
    assert set(STANDING) == set(Standing)


def test_every_citation_has_a_card_that_marks_the_words_that_carry_it() -> None:
    cards = shown().cards
    assert set(cards) == {"1", "2", "3"}
    assert (
        "".join(part.text for part in cards["2"].segments if part.carries)
        == "电子商务经营者应当全面、真实、准确、及时地披露商品"
    )
    assert cards["1"].notices == ("这个数字没有政府统计印证。",)
    assert cards["3"].url is None, "no address but a web page's"


def test_a_document_without_issuer_says_so() -> None:
    (wanted,) = shown().wanted
    assert (wanted.title, wanted.issuer) == ("《某市行动方案》", "发文机关不明")
