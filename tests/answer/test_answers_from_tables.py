"""Questions about figures, over the bundled tables: tables first, text second, and nothing that may not be worked out."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.types import ClaimKind, PassageKind, Status, VerdictKind

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def ask(advisor):
    return lambda question: advisor.ask(question, as_of=DAY)


def test_growth_is_the_published_rate(ask):
    answer = ask("大连2024年GDP比2023年增长多少？")
    assert answer.status is Status.ANSWERED
    assert "5.2%" in answer.claims[0].text
    assert "8.7" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "2022年全国农村网络零售额2.17万亿元，2023年2.49万亿元，据此算一下2023年增速是多少？",
        "浙江网络零售额2023年是2014年的多少倍？",
        "2025年全国社会消费品零售总额比2021年多多少亿元？",
    ],
)
def test_what_may_not_be_worked_out_is_declined_with_the_note_of_the_tables(ask, question):
    answer = ask(question)
    assert answer.status is Status.PARTLY_ANSWERED
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)
    limit = next(claim for claim in answer.claims if "使用限制是：" in claim.text)
    assert "不得相除" in limit.text
    assert limit.citations
    assert all(claim.verdict.kind is VerdictKind.SUPPORTED for claim in answer.claims)


def test_growth_over_a_stretch_is_worked_out_where_nothing_forbids_it(ask):
    answer = ask("全国快递业务量2015年到2020年增长了多少")
    first = answer.claims[0]
    assert first.kind is ClaimKind.CALCULATION
    assert "303.29%" in first.text
    assert "不是公布的增速" in first.text


def test_figures_of_two_sorts_are_shown_and_not_subtracted(ask):
    answer = ask("拿鞍山2021年末户籍人口减2022年末常住人口，净流出多少人？")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "333.4万人" in answer.text
    assert "324.4万人" in answer.text
    assert "口径不同" in answer.text
    assert "9万人" not in answer.text


def test_years_without_a_figure_are_named_and_a_part_of_a_year_is_no_year(ask):
    answer = ask("鞍山2020年到2022年社会消费品零售总额逐年是多少？")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "没有收录鞍山2020年、2021年、2022年“社会消费品零售总额”" in answer.text
    assert "2021年前三季度" in answer.text


def test_places_without_a_figure_are_named(ask):
    answer = ask("2022年鞍山、大连、辽宁的人均GDP排个序")
    assert answer.status is Status.PARTLY_ANSWERED
    assert "没有收录鞍山2022年" in answer.text
    assert "没有收录大连2022年" in answer.text
    assert "68775元" in answer.text


def test_places_are_ranked_by_the_figure_asked_for_and_not_by_a_share_of_it(ask):
    answer = ask("第七次人口普查，鞍山哪个县区常住人口最少？")
    assert "千山区" in answer.claims[0].text
    assert "94729人" in answer.claims[0].text


def test_the_table_speaks_before_the_text_and_a_disagreement_is_said(ask):
    answer = ask("2015年全国电子商务交易额是多少")
    assert answer.citations[0].kind is PassageKind.STATISTICS
    assert "20.8万亿元" in answer.claims[0].text
    (told,) = [claim for claim in answer.claims if "不一致" in claim.text]
    assert "相差1万亿元（21.8万亿元－20.8万亿元）" in told.text
    assert len(told.citations) == 2


def test_a_disagreement_is_not_made_of_rounding(ask):
    assert "不一致" not in ask("2019年深圳电子商务交易额是多少").text
    assert "不一致" not in ask("鞍山2022年上半年直播电商交易额是多少").text


def test_a_growth_target_is_not_passed_off_as_the_level(ask):
    answer = ask("2023年鞍山社零是多少")
    assert answer.status is Status.INSUFFICIENT
    assert "没有收录鞍山2023年" in answer.text


def test_an_increase_is_not_passed_off_as_the_level(ask):
    answer = ask("海城2025年GDP是多少亿元")
    assert answer.status is Status.INSUFFICIENT
    assert "没有收录海城市2025年" in answer.text
    assert "232.8亿元" in answer.text


def test_level_and_growth_are_both_given_where_both_are_asked(ask):
    answer = ask("2025年全国乡村消费品零售额及增速")
    assert "68230亿元" in answer.text
    assert "4.1%" in answer.text


def test_a_restriction_is_told_even_where_a_digest_tells_the_figure(ask):
    answer = ask("全国电商交易额2015年20.8万亿到2020年37.2万亿，年均增长多少？")
    assert "不得相除" in answer.text
    assert not any(claim.kind is ClaimKind.CALCULATION for claim in answer.claims)


def test_the_year_a_rate_compares_with_is_no_year_that_is_asked(ask):
    answer = ask("2014年浙江网络零售额比上年增长多少？")
    assert answer.status is Status.ANSWERED
    assert "47.6%" in answer.text
    assert answer.plan.periods[0].label == "2014年"
    assert len(answer.plan.periods) == 1


def test_several_things_asked_at_once_are_all_answered(ask):
    answer = ask("大连2023年末常住人口和城镇化率")
    assert answer.status is Status.ANSWERED
    assert "753.9万人" in answer.text
    assert "82.93%" in answer.text


def test_an_asserted_rate_is_corrected_or_set_beside_what_is_published(ask):
    wrong = ask("2025年全国网上零售额增长3%对吗")
    assert wrong.status is Status.PREMISE_CORRECTED
    assert "8.6%" in wrong.text
    doubtful = ask("鞍山2022年GDP增长了2%对吧？")
    assert "0.3%" in doubtful.claims[0].text
    assert "预计为2%" in doubtful.text
    right = ask("2021年全国社零增长12.5%是吗")
    assert [claim.citations for claim in right.claims] == [(1,)]


def test_by_how_much_asks_for_the_rate(ask):
    answer = ask("2021年鞍山前三季度服装鞋帽类零售涨了多少")
    assert answer.status is Status.ANSWERED
    assert "27.3%" in answer.claims[0].text


def test_the_note_of_a_table_is_one_sentence_with_its_mark(ask):
    answer = ask("2025年1—2月全国网上零售额22763亿元，比2023年1—2月的20544亿元增长了多少？")
    limit = next(claim for claim in answer.claims if "使用限制是：" in claim.text)
    assert limit.text.count("。") == 1
    assert "不得相除" in limit.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2022年末鞍山常住人口城镇化率是多少？", "75.05%"),
        ("2020年海城市第一产业比重是多少？", "7.9"),
        ("2025年鞍山一般公共预算收入增速是多少？", "1.9%"),
        ("2025年鞍山年输出犬猫是多少？", "100万只"),
        ("福建2022年农村网络零售额全国排第几？", "第3位"),
    ],
)
def test_the_very_indicator_is_answered_and_none_that_only_looks_like_it(ask, question, figure):
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert figure in answer.claims[0].text


def test_a_question_that_says_more_than_an_indicator_is_not_answered_by_its_figure(ask):
    answer = ask("鞍山2022年直播基地的就业补贴是多少？")
    assert not any("2个" in claim.text or "两大直播基地" in claim.text for claim in answer.claims if claim.fills_slot)


def test_almost_every_row_is_found_by_its_own_name(advisor, ask):
    """Place, time and indicator of each dated row, as one would ask: a systematic check that no set of questions gives."""
    lost = []
    rows = [row for row in advisor.holdings.rows if row.period.end and "（" not in row.period.label]
    for row in rows:
        name = row.indicator.removeprefix(row.region)
        shown = advisor.statistics().shown(row)
        if shown.value_text not in ask(f"{row.period.label}{row.region}{name}是多少？").text:
            lost.append(row.id)
    assert len(lost) <= len(rows) * 0.03, lost


def test_hardly_any_figure_is_given_for_a_place_that_has_none(advisor, ask):
    """The same names, asked of a city on which no figure is held."""
    tables = advisor.statistics()
    names = [one.name for one, _ in tables.listing() if "营口" not in tables.regions_of(one.name)]
    answered = [name for name in names if not ask(f"2022年营口{name.removeprefix('鞍山')}是多少？").status.abstained]
    assert len(answered) <= len(names) * 0.02, answered
