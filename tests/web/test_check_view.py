from __future__ import annotations

import re

import pytest

from advisor.check.types import Check, CheckedSentence, SentenceKind, SentenceVerdict
from advisor.web.check_view import ShownCheck, ShownSentence, mark_of, shown_check
from advisor.web.check_wording import FINDING_NAME, MARK, Mark
from tests.web.fake import HOSTILE, FakeAdvisor
from tests.web.fake_check import DRAFT


def shown(draft: str = DRAFT) -> ShownCheck:
    advisor = FakeAdvisor()
    return shown_check(advisor.check(draft), draft, advisor)


def sentence(made: ShownCheck, words: str) -> ShownSentence:
    return next(one for one in made.sentences if words in "".join(part.text for part in one.segments))


@pytest.mark.parametrize("draft", [DRAFT, f"\n\n {DRAFT}\n\n", "一句有据", f"恶意{HOSTILE}\n\n无据"])
def test_the_pieces_make_up_the_draft_to_the_letter(draft: str) -> None:
    made = shown(draft)
    words = ["".join(part.text for part in one.segments) for one in made.sentences]
    whole = "".join(piece.text if piece.sentence is None else words[piece.sentence] for piece in made.pieces)
    assert whole == draft


def test_the_summary_counts_sentences_by_mark_and_no_headings() -> None:
    made = shown()
    assert made.summary == "共6句：需更正2句，查无依据1句，需核实1句，有依据1句，非事实陈述1句。"
    assert sum(one.count for one in made.counts) == 6
    assert made.sentences[0].heading
    assert shown("有据").summary == "共1句：需更正0句，查无依据0句，有依据1句，非事实陈述0句。"


def test_a_finding_that_asks_for_correction_outweighs_a_source() -> None:
    made = sentence(shown(), "前后不一")
    assert made.mark is Mark.CORRECT
    assert [badge.text for badge in made.badges] == ["✗ 需更正", "有来源支持", "事实陈述"]


@pytest.mark.parametrize(
    ("verdict", "mark"),
    [
        (SentenceVerdict.SUPPORTED, Mark.SUPPORTED),
        (SentenceVerdict.CONTRADICTED, Mark.CORRECT),
        (SentenceVerdict.NOT_FOUND, Mark.UNFOUND),
        (SentenceVerdict.NOT_FACTUAL, Mark.NO_FACT),
        (SentenceVerdict.NOT_CHECKED, Mark.UNCHECKED),
    ],
)
def test_every_verdict_has_its_mark(verdict: SentenceVerdict, mark: Mark) -> None:
    one = CheckedSentence(text="一", span=(0, 1), kind=SentenceKind.FACT, verdict=verdict, score=0)
    assert mark_of(one) is mark


def test_every_mark_differs_in_words_and_sign_and_every_finding_has_a_name() -> None:
    from advisor.check.types import FindingKind

    assert set(MARK) == set(Mark)
    assert len({words.sign for words in MARK.values()}) == len({words.short for words in MARK.values()}) == len(Mark)
    assert set(FINDING_NAME) == set(FindingKind)


def test_disputed_words_are_marked_unless_they_are_the_whole_sentence() -> None:
    made = shown()
    assert [part.text for part in sentence(made, "90亿元").segments if part.carries] == ["突破90亿元"]
    assert [part for part in sentence(made, "无据").segments if part.carries] == []


def test_a_source_shows_the_words_that_carry_the_sentence_and_its_notices() -> None:
    made = shown()
    (source,) = sentence(made, "这句有据").sources
    assert [part.text for part in source.segments if part.carries] == ["经营者应当全面、真实、准确、及时地披露商品"]
    assert made.cards["2"].badges[-1].text == "现行有效"
    assert made.cards["1"].notices == ("这个数字没有政府统计印证。",)
    labels = [one.label for one in sentence(made, "90亿元").findings]
    assert labels == ["更正 · 与来源不一致", "更正 · 效力"], "the notice stands on the card"


def test_reasons_that_no_finding_gives_are_shown() -> None:
    made = shown()
    assert sentence(made, "无据").reasons == ("最接近的记载是论文二。",)
    assert sentence(made, "90亿元").reasons == ()
    assert sentence(made, "建议设立").remark == "不是事实陈述，没有查找来源。"


def test_the_overview_lists_documents_and_figures_most_urgent_first() -> None:
    made = shown()
    assert [one.finding.label for one in made.overview] == [
        "更正 · 效力",
        "更正 · 前后不一致",
        "核实 · 文件未收录",
    ]


def test_the_report_holds_every_sentence_in_groups() -> None:
    lines = shown().report.splitlines()
    assert [line for line in lines if line.startswith("## ")] == [
        "## 一、需更正（2句）",
        "## 二、查无依据（1句）",
        "## 三、需核实（1句）",
        "## 四、有依据（1句）",
        "## 五、非事实陈述（1句）",
    ]
    assert "- 鞍山市直播电商交易额突破90亿元，列为更正。" in lines
    assert "    - 【更正·效力】文件已被取代。请处理。" in lines
    assert "        - 摘编：电子商务经营者应当全面、真实、准确、及时地披露商品或者服务信息。" in lines
    assert any("《中华人民共和国电子商务法》，主席令第七号，第十七条，现行有效" in line for line in lines)
    assert "（打算或建议）" in next(line for line in lines if "专项资金" in line)
    assert shown().file_name == "校核结果-2026-11-23.md"


def test_nothing_in_the_report_is_read_as_markup() -> None:
    report = shown(f"恶意一句{' '.join(HOSTILE.split())}").report
    assert re.search(r"(?<!\\)[<*`$\[|]", report) is None
    assert "\n# 标题" not in report
    assert "javascript" not in report


def test_a_draft_without_sentences_is_shown_as_it_is() -> None:
    empty = Check(as_of="2026-11-23", characters=2, seconds=0, corpus="c", sentences=())
    made = shown_check(empty, "——", FakeAdvisor())
    assert [piece.text for piece in made.pieces] == ["——"]
    assert made.summary.startswith("共0句")
