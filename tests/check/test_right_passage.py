"""Which of several passages corrects a sentence, and in what words."""

from __future__ import annotations

import pytest

from advisor.check.embedded import taken_for_granted
from advisor.check.rounding import rounded_to
from advisor.check.synonyms import in_words_of
from advisor.check.types import CheckedSentence, FindingKind, SentenceKind, SentenceVerdict
from advisor.facade import Advisor


def one(advisor: Advisor, draft: str) -> CheckedSentence:
    (sentence,) = advisor.check(draft).sentences
    return sentence


@pytest.mark.parametrize(
    ("draft", "right", "wrong"),
    [
        ("海城市2020年地区生产总值480亿元。", "547.9亿元", "232.8亿元"),
        ("与经营活动有关的规范性文件要公开征求意见，时间一般不少于10日。", "不少于30日", "7个工作日"),
        ("直播间不核验、不纠错，拒不改正的，处5万元以上50万元以下罚款。", "1万元以上10万元以下", "平台"),
    ],
)
def test_the_passage_on_the_very_subject_corrects(advisor: Advisor, draft: str, right: str, wrong: str) -> None:
    sentence = one(advisor, draft)
    assert sentence.verdict is SentenceVerdict.CONTRADICTED
    (finding,) = [each for each in sentence.findings if each.kind is FindingKind.CONTRADICTION]
    assert right in finding.text
    assert wrong not in f"{finding.text}{finding.advice.split('写')[-1]}"


@pytest.mark.parametrize(
    "draft",
    [
        "我省9个县域商业领跑县各有特色。",
        "海城市的市场采购贸易方式试点为东北首家，2020年获批。",
        "“西柳之星”上线商户六千多户。",
    ],
)
def test_a_target_or_increase_of_another_place_corrects_nothing(advisor: Advisor, draft: str) -> None:
    assert one(advisor, draft).verdict is not SentenceVerdict.CONTRADICTED


def test_words_set_side_by_side_are_whole(advisor: Advisor) -> None:
    sentence = one(advisor, "年满16周岁的未成年人从事直播营销，不需要经监护人同意。")
    assert "“不需要经监护人同意”" in "".join(sentence.reasons)


def test_a_verb_before_an_authority_is_no_part_of_its_name(advisor: Advisor) -> None:
    sentence = one(advisor, "要贯彻好商务部印发的《直播电商监督管理办法》。")
    assert any("稿中写“商务部”" in each.text for each in sentence.findings)


@pytest.mark.parametrize(
    ("claim", "said", "wanted"),
    [
        ("受理二十多起", "受理23起", "受理23起"),
        ("受理30余起", "受理35起", "受理35起"),
        ("受理30多起", "受理41起", "受理30多起"),
        ("受理30多起", "受理30起", "受理30多起"),
    ],
)
def test_so_many_and_more_reaches_to_the_next_round_number(claim: str, said: str, wanted: str) -> None:
    assert rounded_to(claim, said) == wanted


def test_a_word_gives_way_to_the_passages_own_of_the_same_meaning() -> None:
    assert in_words_of("台账存档两年", "台账应当保存两年") == "台账保存两年"
    assert in_words_of("台账存档两年", "台账应当存档两年") == "台账存档两年"
    assert in_words_of("台账存档两年", "台账两年一换") == "台账存档两年"
    assert in_words_of("二产占比", "第二产业比重") == "第二产业比重"


def test_shares_told_in_short_from_year_to_year(advisor: Advisor) -> None:
    right = one(advisor, "海城市二产占比由2020年的35.6%下降到2025年的30%。")
    assert right.verdict is SentenceVerdict.SUPPORTED
    assert one(advisor, "海城市二产占比由2020年的53.6%下降到2025年的30%。").verdict is not SentenceVerdict.SUPPORTED


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("市场监管总局和国家网信办制定了直播电商监督管理办法。", SentenceVerdict.SUPPORTED),
        ("《公平竞争审查条例》自2024年8月起施行。", SentenceVerdict.SUPPORTED),
        ("2024年8月1日起，《公平竞争审查条例》正式施行。", SentenceVerdict.SUPPORTED),
        ("《公平竞争审查条例》自2023年8月1日起施行。", SentenceVerdict.CONTRADICTED),
        ("各单位要学习2025年6月1日起施行的《直播电商监督管理办法》。", SentenceVerdict.CONTRADICTED),
    ],
)
def test_who_issued_a_document_and_since_when_it_applies(
    advisor: Advisor, draft: str, verdict: SentenceVerdict
) -> None:
    sentence = one(advisor, draft)
    assert sentence.verdict is verdict
    assert not any(each.kind is FindingKind.WITHOUT_SOURCE for each in sentence.findings)


def test_a_first_day_long_before_this_version_is_that_of_an_earlier_one(advisor: Advisor) -> None:
    sentence = one(advisor, "反不正当竞争法自1993年12月1日起施行。")
    assert not any(each.kind is FindingKind.DATE for each in sentence.findings)


def test_what_a_directive_takes_for_granted() -> None:
    assert list(taken_for_granted("要用好2019年建成的冷链中心的作用。")) == ["冷链中心2019年建成"]
    assert list(taken_for_granted("严格执行台账至少保存五年的规定。")) == ["台账至少保存五年"]
    assert not list(taken_for_granted("要落实好各项工作要求。"))


def test_a_directive_is_free_but_not_the_fact_in_it(advisor: Advisor) -> None:
    wrong = one(advisor, "要用好2018年成立的鞍山市直播电商产业协会的作用。")
    assert (wrong.kind, wrong.verdict) == (SentenceKind.PROPOSAL, SentenceVerdict.CONTRADICTED)
    assert "2020年" in "".join(wrong.reasons)
    right = one(advisor, "要用好2020年成立的鞍山市直播电商产业协会的作用。")
    assert right.verdict is not SentenceVerdict.CONTRADICTED
    free = one(advisor, "要建好10个直播基地。")
    assert free.verdict is SentenceVerdict.NOT_FACTUAL
