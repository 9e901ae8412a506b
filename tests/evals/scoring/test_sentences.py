from __future__ import annotations

import pytest

from evals.scoring.sentences import SentenceKind, Skipped, marks_of, quoted_spans, split_answer, without_marks


def texts(answer: str) -> list[str]:
    return [one.text for one in split_answer(answer)]


def test_marks_after_the_stop_belong_to_the_sentence_before():
    first, second = split_answer("甲市有直播基地。[1][2]乙市没有基地[3]。")
    assert (first.text, first.marks) == ("甲市有直播基地。", ("1", "2"))
    assert (second.text, second.marks) == ("乙市没有基地。", ("3",))


def test_parts_between_semicolons_carry_the_marks_that_end_the_sentence():
    parts = split_answer("可罚5万元；情节严重的罚50万元；[1]并可吊销执照。[2]")
    assert [one.marks for one in parts] == [("2",), ("1",), ("2",)]


def test_quotations_brackets_and_titles_are_kept_whole():
    assert texts("文件说“先建设。再补助。”这一点没有变。") == ["文件说“先建设。再补助。”", "这一点没有变。"]
    assert len(texts("依据《办法。试行》（见附件；含附表）办理。")) == 1


def test_every_line_is_a_sentence_of_its_own_and_bullets_go():
    assert texts("1. 建立直播基地\n- **培训**主播人才\n（2）引进企业") == ["建立直播基地", "培训主播人才", "引进企业"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("甲[1,2]", ("1", "2")),
        ("甲【3】", ("3",)),
        ("甲［4］", ("4",)),
        ("甲[1-3]", ("1", "2", "3")),
        ("甲[^5]", ("5",)),
        ("甲【6†来源】", ("6",)),
        ("甲[2][1][2]", ("2", "1")),
        ("深府[2013]119号", ()),
        ("甲[9-2]", ("9", "2")),
    ],
)
def test_marks_in_every_form(text, marks):
    assert marks_of(text) == marks


def test_ids_of_contexts_are_marks_too():
    (sentence,) = split_answer("甲市有基地。[law#3]", ["law#3", ""])
    assert (sentence.text, sentence.marks) == ("甲市有基地。", ("law#3",))
    assert without_marks("甲[law#3]乙[1]", ["law#3"]) == "甲乙"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("交易额为70亿元，即“翻了一番”。", SentenceKind.NUMBER),
        ("该办法自2026年2月1日起施行。", SentenceKind.NUMBER),
        ("办法写明“应当持续标识”。", SentenceKind.QUOTATION),
        ("平台应当建立黑名单制度。", SentenceKind.OTHER),
    ],
)
def test_kinds(text, kind):
    assert split_answer(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("主要措施如下：", Skipped.HEADING),
        ("一、物流体系", Skipped.HEADING),
        ("您好，很高兴为您服务。", Skipped.COURTESY),
        ("希望以上内容对您有帮助！", Skipped.COURTESY),
        ("资料库没有收录鞍山2023年的资料。", Skipped.HOLDINGS),
        ("根据现有信息无法回答。", Skipped.HOLDINGS),
        ("您想了解哪一年？", Skipped.QUESTION),
        ("建设智慧物流平台，加强末端配送和仓储管理", None),
        ("平台应当建立黑名单制度。", None),
    ],
)
def test_what_makes_no_claim_is_skipped(text, skipped):
    assert split_answer(text)[0].skipped is skipped


def test_a_short_line_with_a_mark_is_a_claim():
    assert split_answer("建设物流体系[1]")[0].skipped is None


def test_quotations_of_four_characters_and_more():
    assert quoted_spans("“三大平台”和“网红”，「应当持续标识」") == ["三大平台", "应当持续标识"]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("20%，最高可得到900万元补助，资料未写明截止时间。[1]", "20%，最高可得到900万元补助。"),
        ("其他要求资料未提及，但申报须在2月前完成，可补800万元。[1]", "申报须在2月前完成，可补800万元。"),
        ("资料中没有找到截止时间，但补助为设备投资额的90%。[1]", "补助为设备投资额的90%。"),
        ("资料没有写明时间但补助为90%。[1]", "补助为90%。"),
        ("按第三条补助20%，资料没有写明时间。[1]", "按第三条补助20%。"),
        ("抱歉让您久等了，补助为设备投资额的20%。", "补助为设备投资额的20%。"),
        ("建议向高级人才提供生活保障，并给予奖励。[1]", "建议向高级人才提供生活保障，并给予奖励。"),
        ("资料未写明时限的补助为20%。[1]", "资料未写明时限的补助为20%。"),
    ],
)
def test_only_the_clause_that_tells_of_silence_makes_no_claim(sentence, claim):
    assert [one.text for one in split_answer(sentence) if one.skipped is None] == [claim]


def test_what_is_left_of_a_sentence_keeps_its_marks():
    claim, silent = split_answer("补助为20%，资料未写明截止时间。[1]")
    assert (silent.skipped, silent.marks) == (Skipped.HOLDINGS, ("1",))
    assert (claim.marks, claim.is_rest) == (("1",), True)
