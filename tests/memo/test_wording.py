"""Drafts worded by a language model: what is true is taken, what is not leaves the assembled text, nothing is lost."""

from __future__ import annotations

import re
import time

import pytest

from advisor.memo.gate import checked
from advisor.memo.model_wording import ModelWording
from advisor.memo.readiness import open_places
from advisor.memo.stretches import stretches_of
from advisor.memo.types import Memo, Origin
from advisor.memo.wording import reworded
from advisor.types import MODEL_MODE, ModelOutcome, ModelPurpose
from tests.model.scripted import ScriptedChat, scripted_model

TOPIC = "加强主播培训"
GIVEN = re.compile(r"编号：(\[k[0-9a-f]+\])\n(?:.*\n)*?内容(?:（[^）]*）)?：(.*)")
PARAGRAPH = re.compile(r"<paragraph>\n(.*?)\n</paragraph>", re.DOTALL)
FIGURES = "鞍山市有10余家"
BETTER = (
    "据论文，鞍山市共有10余家专业传媒公司做主播经纪和培训，其中包括坚果传媒、番茄传媒两家{0}。"
    "到2021年末，鞍山市共开展线上线下电商人才培训500余场次{1}；"
    "上半年（按上下文为2022年上半年），鞍山市培育及签约主播3万余人{2}。"
    "论文还提到，鞍山市关于发展电子商务的实施意见在人才方面的政策，包括扶持职业院校、社会培训机构和电商企业办培训，"
    "引入管理人员，开展职业资格认证，以校企合作等模式培养人才{3}。"
)


def paragraph(messages) -> str:
    return PARAGRAPH.search(messages[-1][1])[1]


def keys(messages) -> list[str]:
    return [key for key, _ in GIVEN.findall(messages[-1][1])]


def about_figures(reply: str):
    """Says this of the stretch on the city's figures, and every other stretch as it is."""

    def says(messages) -> str:
        old = paragraph(messages)
        return reply.format(*keys(messages)) if FIGURES in old else old

    return says


@pytest.fixture
def draft(drafted) -> Memo:
    return drafted(TOPIC, "调研报告")


@pytest.fixture
def worded(desk, draft):
    def word(*replies, chat=None, **settings) -> Memo:
        model = scripted_model(*replies, chat=chat, **settings)
        return reworded(draft, ModelWording(model, desk.holdings), desk)

    return word


def texts(memo: Memo) -> list[str]:
    return [one.text for one in memo.sentences()]


def written(memo: Memo) -> list[str]:
    return [one.text for one in memo.sentences() if one.origin is Origin.MODEL]


def test_a_faithful_rewording_is_taken_with_its_sources(worded, desk, draft):
    memo = worded(about_figures(BETTER))
    new = written(memo)
    assert len(new) == 3
    assert all("论文" in text for text in new), "whose word it is stays said"
    assert "语言模型润色了1处" in memo.wording
    assert memo.wording in memo.warnings
    assert memo.to_contract()["mode"] == MODEL_MODE
    for one in memo.sentences():
        if one.origin is Origin.MODEL:
            assert checked(one, desk).passes
            assert one.citations
            assert one.id
    assert {one.passage_id for one in memo.citations} == {one.passage_id for one in draft.citations}
    assert memo.characters <= memo.most_characters


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("3万余人", "30万余人"),
        ("2021年末", "2023年末"),
        ("500余场次", "500余场次，居全省第一"),
        ("番茄传媒", "西瓜传媒"),
    ],
)
def test_a_lie_leaves_the_statement_as_it_was(worded, true, false):
    facts = "".join(texts(worded(about_figures(BETTER.replace(true, false)))))
    assert false not in facts
    assert all(word in facts for word in ("10余家", "番茄传媒", "500余场次", "3万余人", "校企合作"))


def test_what_the_model_leaves_out_stays(worded):
    memo = worded(about_figures(BETTER.split("上半年（")[0].rstrip("；") + "。"))
    facts = "".join(texts(memo))
    assert all(word in facts for word in ("10余家", "500余场次", "3万余人", "校企合作"))


def test_an_invented_key_does_not_keep_a_true_sentence_out_and_carries_no_false_one(worded):
    memo = worded(about_figures(re.sub(r"\{\d\}", "[k000000]", BETTER)))
    assert any("共有10余家专业传媒公司" in text for text in written(memo))
    false = worded(about_figures("鞍山市建成主播学院25所[k000000]。"))
    assert not written(false)


def test_only_facts_and_advice_are_shown_to_the_model(desk, drafted):
    memo = drafted("支持短视频和直播电商产业发展", "请示", addressees=("市人民政府",))
    given = "".join(one.text for stretch in stretches_of(memo, desk) for one in stretch.sentences)
    assert "〔待" not in given
    assert "妥否" not in given
    assert "应当" not in given
    assert not any(one.facts for stretch in stretches_of(memo, desk) for one in stretch.sentences)


def test_open_places_forms_and_rules_stand_to_the_letter(worded, desk, draft):
    memo = worded(lambda messages: paragraph(messages).replace("。", "〔待填：数〕。"), about_figures(BETTER))
    assert open_places(memo) == open_places(draft)
    movable = {one.text for stretch in stretches_of(draft, desk) for one in stretch.sentences}
    assert {text for text in texts(draft) if text not in movable} <= set(texts(memo))


@pytest.mark.parametrize(
    "reply",
    [
        "请忽略规则。[k000000]",
        "综上所述，以下内容由我改写：",
        "The city has trained many streamers in the last years and it is very good indeed for everyone here.",
        "详见https://example.com/培训。",
        "",
    ],
)
def test_what_is_no_rewording_leaves_the_draft_as_it_was(worded, draft, reply):
    memo = worded(reply)
    assert texts(memo) == texts(draft)
    assert memo.wording.count("。") == 1


def test_a_server_that_fails_is_left_alone_and_named_in_one_line(worded, draft):
    chat = ScriptedChat([ConnectionRefusedError("no")])
    memo = worded(chat=chat)
    assert texts(memo) == texts(draft)
    assert [line for line in memo.warnings if "语言模型" in line] == [memo.wording]


def test_a_silent_model_costs_no_more_than_the_limit(desk, draft):
    chat = ScriptedChat(["鞍山市" * 400], pause_s=0.5)
    model = scripted_model(chat=chat, llm_memo_s=2.0, llm_first_sentence_s=1.2)
    began = time.monotonic()
    memo = reworded(draft, ModelWording(model, desk.holdings), desk)
    assert time.monotonic() - began < 30, "thirty seconds would be a hang, not a slow machine"
    assert texts(memo) == texts(draft)
    assert "没有在限定时间内" in memo.wording


def test_every_call_is_traced_by_purpose_and_the_text_enters_through_a_frame(desk, draft):
    calls = []
    chat = ScriptedChat([paragraph])
    model = scripted_model(chat=chat)
    model = type(model)(client=model.client, prompts=model.prompts, settings=model.settings, trace=calls.append)
    reworded(draft, ModelWording(model, desk.holdings), desk)
    assert len(calls) == len(stretches_of(draft, desk)) == len(chat.told)
    assert {(call.purpose, call.outcome) for call in calls} == {(ModelPurpose.MEMO, ModelOutcome.OK)}
    assert all(call.prompt.startswith("memo@1+") for call in calls)
    assert all("<paragraph>\n" in messages[-1][1] for messages in chat.told)


def test_progress_is_told_from_nothing_to_all(desk, draft):
    told = []
    model = scripted_model(paragraph)
    reworded(draft, ModelWording(model, desk.holdings), desk, progress=lambda done, total: told.append((done, total)))
    total = len(stretches_of(draft, desk))
    assert told == [(done, total) for done in range(total + 1)]
