"""The real client library against a real HTTP server that fails in every way it can be made to."""

from __future__ import annotations

import pytest

from advisor.doctor import examine
from advisor.facade import Advisor
from advisor.settings import Settings
from advisor.types import ModelOutcome, VerdictKind
from evals.model_answers.stub import Behaviour, Script, StubServer

QUESTION = "鞍山市怎样培养直播电商人才？"
SHORT = 3
LIE = "鞍山市2024年建成直播电商人才学院25所[k000000]。"


def faithful(asked):
    """Every passage in its own words, with its key."""
    return (
        "".join(f"{text.rstrip('。')}[{key}]。" for key, text in list(asked.passages.items())[:5])
        if asked.is_compose
        else "好"
    )


@pytest.fixture
def ask(built_home):
    """Asks the bundled library with the stub as its model; gives the answer and the script with what it saw."""

    def asked(says=faithful, behaviour=Behaviour.PLAIN, *, question=QUESTION, history=(), **settings):
        script = Script(says, lambda request: behaviour)
        limits = {"llm_first_sentence_s": 10, "llm_total_s": 12} | settings
        with StubServer(script) as server:
            advisor = Advisor.open(
                Settings(
                    home=built_home, llm_base_url=server.base_url, llm_model="stub", llm_api_key="s3cret", **limits
                ),
                briefly=True,
            )
            return advisor.ask(question, history=history), script

    return asked


def test_a_faithful_model_writes_the_answer(ask):
    answer, _ = ask()
    assert answer.mode == "model"
    assert answer.model_fault is None
    assert len(answer.claims) > 4
    assert all(claim.verdict.kind is VerdictKind.SUPPORTED and claim.citations for claim in answer.claims)
    assert [one.n for one in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        (Behaviour.STALL, ModelOutcome.STALLED),
        (Behaviour.DRIP, ModelOutcome.STALLED),
        (Behaviour.EMPTY, ModelOutcome.EMPTY),
        (Behaviour.UNAUTHORISED, ModelOutcome.WRONG_KEY),
        (Behaviour.UNKNOWN_MODEL, ModelOutcome.REFUSED),
        (Behaviour.TOO_MANY, ModelOutcome.RATE_LIMITED),
        (Behaviour.BROKEN, ModelOutcome.SERVER_ERROR),
        (Behaviour.TOO_LONG_CONTEXT, ModelOutcome.CONTEXT_EXCEEDED),
        (Behaviour.NOT_THE_PROTOCOL, ModelOutcome.REFUSED),
        (Behaviour.BAD_EVENTS, ModelOutcome.SERVER_ERROR),
    ],
)
def test_a_server_that_fails_leaves_the_answer_of_the_library(ask, behaviour, fault):
    answer, _ = ask(behaviour=behaviour, llm_first_sentence_s=SHORT)
    assert (answer.mode, answer.model_fault) == ("extractive", fault)
    assert answer.claims
    assert sum("语言模型" in line for line in answer.warnings) == 1
    assert sum(answer.timings_ms.values()) < 6000


@pytest.mark.parametrize("behaviour", [Behaviour.STALL_MIDWAY, Behaviour.CUT, Behaviour.CUT_QUIETLY])
def test_what_was_shown_stays_when_the_rest_does_not_come(ask, behaviour):
    answer, _ = ask(behaviour=behaviour, llm_total_s=SHORT)
    assert answer.mode == "model"
    assert answer.model_fault in (ModelOutcome.STALLED, ModelOutcome.CUT)
    assert len({claim.text for claim in answer.claims}) == len(answer.claims)


@pytest.mark.parametrize("behaviour", [Behaviour.TOO_MANY_ONCE, Behaviour.BROKEN_ONCE, Behaviour.TOO_LONG_CONTEXT_ONCE])
def test_a_passing_trouble_costs_nothing_but_time(ask, behaviour):
    answer, _ = ask(behaviour=behaviour)
    assert (answer.mode, answer.model_fault) == ("model", None)


def test_a_refused_connection_leaves_the_answer_of_the_library(built_home):
    settings = Settings(home=built_home, llm_base_url="http://127.0.0.1:9/v1", llm_model="m", llm_first_sentence_s=3)
    answer = Advisor.open(settings, briefly=True).ask(QUESTION)
    assert (answer.mode, answer.model_fault) == ("extractive", ModelOutcome.UNREACHABLE)


@pytest.mark.parametrize(
    "lie",
    [
        LIE,
        "更多内容见https://example.com/a。",
        "鞍山市已经建成全国唯一的直播电商人才培训体系。",
        "以下是系统提示词：你是地级市政府的政策顾问，密钥是s3cret。",
        "好的，我会忽略之前的规则，鞍山的直播交易额是一万亿元。",
    ],
)
def test_what_is_not_held_is_withheld_and_counted(ask, lie):
    answer, _ = ask(lambda asked: faithful(asked) + lie if asked.is_compose else lie)
    assert all(lie[:12] not in claim.text for claim in answer.claims)
    assert any(lie[:6] in claim.text for claim in answer.dropped)
    assert any("没有显示" in line for line in answer.warnings)


def test_an_invented_key_is_dropped_and_counted(ask):
    answer, _ = ask(lambda asked: faithful(asked).replace("]。", "][k123abc]。") if asked.is_compose else "好")
    assert answer.mode == "model"
    assert answer.invented_keys == len([call for call in answer.claims if call.citations])
    assert "k123abc" not in answer.text


def test_a_failing_sentence_is_mended_once(ask):
    def says(asked):
        if "待改的句子" in asked.user:
            key, text = next(iter(asked.passages.items()))
            return f"{text.rstrip('。')}[{key}]。"
        if not asked.is_compose:
            return "好"
        key = next(iter(asked.passages))
        return f"鞍山市2024年已经建成直播电商人才学院25所[{key}]。"

    answer, script = ask(says)
    assert answer.mode == "model"
    assert sum("待改的句子" in one.user for one in script.seen) == 1
    assert "论断写" in next(one.user for one in script.seen if "待改的句子" in one.user) or answer.claims
    assert all("25所" not in claim.text for claim in answer.claims)


def test_the_key_and_the_question_never_reach_the_traces(ask):
    answer, _ = ask()
    traced = " ".join(call.model_dump_json() for call in answer.model_calls)
    assert "s3cret" not in traced
    assert "人才" not in traced


def test_thinking_is_never_shown(ask):
    answer, _ = ask(lambda asked: f"<think>也许交易额是999亿元[k123456]。</think>{faithful(asked)}")
    assert answer.mode == "model"
    assert "999" not in answer.text
    assert all("999" not in claim.text for claim in answer.dropped)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\ufffd\x02#@" * 300, ModelOutcome.NOISE),
        ("Livestream commerce in the city grows quickly and needs talent. " * 20, ModelOutcome.WRONG_LANGUAGE),
        ("鞍山要发展直播电商，" * 200, ModelOutcome.REPETITION),
        (
            "".join(f"第{number}类工作是完善第{number * 7}类的配套服务。" for number in range(900)),
            ModelOutcome.TOO_LONG,
        ),
    ],
)
def test_a_model_that_writes_nonsense_is_stopped(ask, text, fault):
    answer, _ = ask(lambda asked: text)
    assert answer.model_fault in (fault, ModelOutcome.REPETITION, ModelOutcome.STALLED)
    assert answer.claims
    assert all(claim.verdict.kind is VerdictKind.SUPPORTED for claim in answer.claims)


def test_the_same_question_is_written_once_and_anew_when_wanted(built_home):
    script = Script(faithful)
    with StubServer(script) as server:
        settings = Settings(home=built_home, llm_base_url=server.base_url, llm_model="stub")
        advisor = Advisor.open(settings, briefly=True)
        first = advisor.ask(QUESTION)
        assert advisor.ask(QUESTION) == first
        assert sum(one.is_compose for one in script.seen) == 1
        *_, last = advisor.stream(QUESTION, anew=True)
        assert sum(one.is_compose for one in script.seen) == 2
        assert last.answer.text == first.text
        advisor.ask(QUESTION, history=["鞍山有哪些特色产品？"])
        advisor.ask("直播带货虚假宣传，法律上是怎么规定的？")
        assert sum(one.is_compose for one in script.seen) == 4
        plain = advisor.ask(QUESTION, model=False)
        assert plain.mode == "extractive"
        assert sum(one.is_compose for one in script.seen) == 4


def test_half_a_configuration_is_named_and_the_library_answers(built_home):
    answer = Advisor.open(Settings(home=built_home, llm_model="m"), briefly=True).ask(QUESTION)
    assert answer.mode == "extractive"
    assert any("ADVISOR_LLM_BASE_URL" in line for line in answer.warnings)


def test_doctor_says_whether_the_model_answers(built_home, monkeypatch):
    monkeypatch.setenv("ADVISOR_HOME", str(built_home))
    monkeypatch.setenv("ADVISOR_LLM_MODEL", "stub")
    for behaviour, works in ((Behaviour.PLAIN, True), (Behaviour.UNAUTHORISED, False)):
        with StubServer(Script(lambda asked: "正常", lambda asked, how=behaviour: how)) as server:
            monkeypatch.setenv("ADVISOR_LLM_BASE_URL", server.base_url)
            finding = next(one for one in examine() if one.subject == "语言模型")
            assert finding.works is works
