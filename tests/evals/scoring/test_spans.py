from __future__ import annotations

import pytest

from evals.scoring.citations import check_answer
from evals.scoring.judging import engine_opinion
from evals.scoring.records import AnswerRecord, Context
from evals.scoring.spans import check_figures, check_quotations, share_found


def checked(answer: str, *contexts: str, question: str = "问"):
    given = tuple(Context(text=one) for one in contexts)
    return check_answer(AnswerRecord(question=question, answer=answer, contexts=given), engine_opinion)


@pytest.mark.parametrize(
    ("quoted", "exact"),
    [
        ("应当持续标识", True),
        ("应当 持续标识", True),
        ("應當持續標識", False),
        ("必须持续标识", False),
        ("使用人工智能……应当持续标识。", True),
        ("应当持续标识……使用人工智能", False),
    ],
)
def test_a_quotation_is_exact_or_not(quoted, exact):
    one = checked(f"办法规定“{quoted}”。[1]", "使用人工智能人物形象直播的，应当持续标识。")
    assert [span.found for span in check_quotations(one)] == [exact]


def test_a_quotation_of_the_question_or_of_an_uncited_passage():
    one = checked("“全国第一家”的说法不对。[1]", "是全省第一家。", question="是全国第一家吗")
    assert check_quotations(one) == []
    uncited = checked("办法规定“应当持续标识”。[1]", "别的内容。", "应当持续标识。")
    assert [span.found for span in check_quotations(uncited)] == [False]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("3万余人", True),
        ("30000多人", True),
        ("三万余人", True),
        ("13万余人", False),
        ("3万余元", False),
    ],
)
def test_a_figure_stands_in_a_cited_passage_in_any_writing(said, found):
    one = checked(f"主播共有{said}。[1]", "培育及签约主播3万余人。")
    assert [span.found for span in check_figures(one)] == [found]


def test_figures_of_uncited_passages_do_not_count():
    one = checked("交易额为70亿元。[1]主播有3万人。", "交易额为70亿元。", "主播有3万人。")
    assert share_found(check_figures(one)) == 0.5


def test_the_result_of_a_sum_that_comes_right_is_grounded():
    passages = ("大连为9516.9亿元。", "沈阳为9027.1亿元。")
    right = checked("大连比沈阳多489.8亿元（9516.9亿元－9027.1亿元）。[1][2]", *passages)
    wrong = checked("大连比沈阳多589.8亿元（9516.9亿元－9027.1亿元）。[1][2]", *passages)
    assert share_found(check_figures(right)) == 1.0
    assert share_found(check_figures(wrong)) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("办法（〔2024〕18号）规定补助20%。[1]", ["20%"]),
        ("按第三条补助20%，为一个整体。[1]", ["20%"]),
        ("补助期限一个月。[1]", ["一个月"]),
    ],
)
def test_numbers_that_name_a_place_are_no_figures(said, figures):
    assert [span.text for span in check_figures(checked(said, "补助20%。"))] == figures


@pytest.mark.parametrize(
    ("sum_written", "question", "share"),
    [
        ("补助1000万元×20%＝200万元。[1]", "投资1000万元补多少", 1.0),
        ("补助1000万元×20%＝300万元。[1]", "投资1000万元补多少", 2 / 3),
        ("补助1000万元×20%＝200万元。[1]", "问", 2 / 3),
        ("补助900万元×2＝1800万元。[1]", "问", 0.0),
    ],
)
def test_a_written_sum_is_worked_out_again(sum_written, question, share):
    one = checked(sum_written, "按投资额的20%补助，最高300万元。", question=question)
    assert share_found(check_figures(one)) == pytest.approx(share)


def test_no_spans_no_share():
    assert share_found([]) is None
