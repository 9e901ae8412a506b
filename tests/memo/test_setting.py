"""The two editions: marks and sources for the reviewer, a clean copy only of a draft that is ready."""

from __future__ import annotations

import re

import pytest

from advisor.errors import BadInput
from advisor.memo.finishing import finish, mapped
from advisor.memo.layout import PLACEHOLDER, PageLayout
from advisor.memo.markdown import markdown_text
from advisor.memo.readiness import obstacles
from advisor.memo.setting import paper_of
from advisor.memo.types import Edition, Memo
from advisor.memo.wording import reworded


def ready(memo: Memo, desk) -> Memo:
    """The draft as an office would leave it, every placeholder settled."""
    settled = mapped(memo, lambda one: one.model_copy(update={"text": PLACEHOLDER.sub("", one.text) or "已核实。"}))
    return finish(settled, desk, shorten=False)


def test_the_reviewers_copy_has_marks_sources_verdicts_and_notices(drafted, desk) -> None:
    memo = drafted("加强主播培训", areas=("人才",))
    text = markdown_text(paper_of(memo, Edition.REVIEW, desk))
    assert text.startswith("**核稿本**")
    assert re.search(r"500余场次[；。][^\n]*〔\d+〕", text)
    for words in (
        "资料来源",
        "起草资料依据",
        "部门分工：人才（惯例，不是规定）",
        "来源的已知问题",
        "核验：",
        "第三十条",
        "仅据论文，引用前核原件",
    ):
        assert words in text


def test_a_clean_copy_is_refused_while_matters_are_open_unless_forced(drafted, desk) -> None:
    memo = drafted("加强主播培训", areas=("人才",))
    with pytest.raises(BadInput, match="还不能出清稿：还有"):
        paper_of(memo, Edition.CLEAN, desk)
    forced = markdown_text(paper_of(memo, Edition.CLEAN, desk, forced=True))
    assert forced.startswith("**未定稿（强制输出：还有")


def test_a_clean_copy_names_sources_in_the_sentence_and_has_no_marks(drafted, desk) -> None:
    memo = ready(drafted("加强主播培训", areas=("人才",)), desk)
    assert obstacles(memo) == ()
    text = markdown_text(paper_of(memo, Edition.CLEAN, desk))
    assert not re.search(r"〔\d+〕(?!\d*号)", text)
    assert "核稿本" not in text
    assert "资料来源" not in text
    assert "《中华人民共和国职业教育法》第" in text


@pytest.mark.parametrize(
    ("form", "statutory"), [("请示", True), ("函", True), ("政策建议", False), ("调研报告", False), ("起草说明", False)]
)
def test_only_statutory_types_get_a_red_head(drafted, desk, form: str, statutory: bool) -> None:
    memo = drafted("加强主播培训", form, areas=("人才",))
    paper = paper_of(memo, Edition.REVIEW, desk)
    assert (paper.head is not None) is statutory
    assert paper.layout is (PageLayout.STATUTORY if statutory else PageLayout.PLAIN)


def test_a_request_asks_for_one_thing_and_closes_as_it_must(drafted, desk) -> None:
    memo = drafted("设立直播电商发展专项资金", "请示", addressees=("鞍山市人民政府",), issuer="鞍山市商务局")
    paper = paper_of(memo, Edition.REVIEW, desk)
    assert paper.title == "鞍山市商务局关于设立直播电商发展专项资金的请示"
    assert paper.addressee == "鞍山市人民政府"
    assert paper.head.signer == "〔待填：签发人〕"
    assert memo.closing.text == "妥否，请批示。"
    assert "联系人" in paper.note


def test_a_plan_goes_out_as_the_annex_of_a_notice(drafted, desk) -> None:
    memo = drafted("培育直播电商基地", "方案", areas=("龙头企业",), issuer="鞍山市商务局")
    paper = paper_of(memo, Edition.REVIEW, desk)
    assert paper.title == "鞍山市商务局关于印发《培育直播电商基地的工作方案》的通知"
    assert [annex.title for annex in paper.annexes] == ["培育直播电商基地的工作方案"]


class Inventive:
    """A wording that adds a figure of its own."""

    at_once = 1

    def reword(self, stretch):
        first = stretch.sentences[0]
        return [first.model_copy(update={"text": "鞍山市主播已有90万人。", "opening": ""})]


class Shortening:
    """A wording that leaves all but the first sentence out."""

    at_once = 1

    def reword(self, stretch):
        return stretch.sentences[:1]


@pytest.mark.parametrize("wording", [Inventive(), Shortening()])
def test_whoever_words_a_draft_adds_nothing_and_loses_nothing(drafted, desk, wording) -> None:
    memo = drafted("加强主播培训", areas=("人才",))
    done = reworded(memo, wording, desk)
    assert [one.text for one in done.sentences()] == [one.text for one in memo.sentences()]
    assert "保留资料库直接写成的原句" in done.wording
