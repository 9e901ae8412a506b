from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor import Advisor
from advisor.answer.events import Finished
from advisor.doctor import examine
from advisor.errors import BadInput, SourceUnusable
from advisor.index.build import build
from advisor.settings import Settings
from advisor.types import Turn

AS_OF = date(2026, 11, 23)
RULE = "documents/liaoning/ln-2023-9.md"
QUESTION = "新建直播间最高补助多少万元？"


@pytest.fixture
def small_settings(small_library: Path, tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", knowledge=small_library)


def edit(library: Path, old: str, new: str) -> None:
    path = library / RULE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_question_too_long_to_read_is_bad_input(advisor):
    with pytest.raises(BadInput) as refused:
        advisor.ask("茶" * 2001)
    assert "2001" in refused.value.message
    assert "\n" not in refused.value.message
    assert advisor.ask("茶" * 2000).status is not None


def test_a_workspace_without_a_record_is_unusable(tmp_path):
    with pytest.raises(SourceUnusable) as missing:
        Advisor.open(Settings(home=tmp_path / "nothing"))
    assert "build" in missing.value.message


def test_an_open_advisor_takes_up_a_new_build(small_settings, small_library):
    build(small_settings)
    advisor = Advisor.open(small_settings, briefly=True)
    before = advisor.ask(QUESTION, as_of=AS_OF)
    assert "300万元" in before.text
    edit(small_library, "300万元", "500万元")
    assert "300万元" in advisor.ask(QUESTION, as_of=AS_OF).text
    build(small_settings)
    after = advisor.ask(QUESTION, as_of=AS_OF)
    assert "500万元" in after.text
    assert "300万元" not in after.text
    assert after.versions.corpus != before.versions.corpus


def test_a_build_of_a_broken_library_leaves_the_old_answers(small_settings, small_library):
    build(small_settings)
    advisor = Advisor.open(small_settings, briefly=True)
    edit(small_library, "validity: 有效", "validity: 大概有效")
    with pytest.raises(SourceUnusable):
        build(small_settings)
    assert "300万元" in advisor.ask(QUESTION, as_of=AS_OF).text
    assert "300万元" in Advisor.open(small_settings, briefly=True).ask(QUESTION, as_of=AS_OF).text


def test_history_may_be_questions_or_turns(advisor):
    question, earlier = "那深圳呢？", "福建省对直播电商有什么扶持措施？"
    plain = advisor.ask(question, history=[earlier], as_of=AS_OF)
    turns = advisor.ask(question, history=[Turn(role="user", content=earlier)], as_of=AS_OF)
    assert plain.rewritten == turns.rewritten
    assert "深圳" in plain.rewritten
    assert "福建" not in plain.rewritten


def test_the_stream_ends_with_the_answer_that_ask_gives(advisor):
    question = "鞍山直播电商现在做到多大规模了？"
    events = list(advisor.stream(question, as_of=AS_OF))
    assert isinstance(events[-1], Finished)
    asked = advisor.ask(question, as_of=AS_OF)
    assert events[-1].answer.claims == asked.claims
    assert events[-1].answer.text == asked.text


def test_passages_and_sources_can_be_looked_up(advisor):
    one = advisor.ask("鞍山直播电商现在做到多大规模了？", as_of=AS_OF).citations[0]
    assert advisor.passage(one.passage_id).text == one.quote
    assert advisor.source(one.source_id).title == one.title
    assert advisor.passage("nothing") is None
    assert advisor.source("nothing") is None


def test_the_words_that_carry_a_claim_are_spans_of_its_passage(advisor):
    answer = advisor.ask("鞍山直播电商现在做到多大规模了？", as_of=AS_OF)
    quote = answer.citations[0].quote
    spans = advisor.carrying_spans(answer.claims[0].text, quote)
    assert any("70亿元" in quote[start:end] or quote[start:end] in "70亿元" for start, end in spans)
    assert all(0 <= start < end <= len(quote) for start, end in spans)


def test_the_doctor_finds_a_built_workspace_whole(built_home, monkeypatch):
    monkeypatch.setenv("ADVISOR_HOME", str(built_home))
    findings = {one.subject: one for one in examine()}
    assert findings["记录"].works
    assert findings["知识库文件"].works
    assert findings["试答"].works


def test_the_doctor_tells_what_is_broken_and_hides_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "nothing"))
    monkeypatch.setenv("ADVISOR_LLM_API_KEY", "very-secret-key")
    findings = examine()
    broken = {one.subject for one in findings if not one.works}
    assert "记录" in broken
    assert not any("very-secret-key" in one.detail for one in findings)


def test_the_doctor_reports_a_setting_that_cannot_be_used(monkeypatch):
    monkeypatch.setenv("ADVISOR_PORT", "many")
    assert any(not one.works and one.subject == "设置" for one in examine())
