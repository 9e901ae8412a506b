from __future__ import annotations

import pytest

from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from evals.core.running import run_task
from evals.core.tasks import RunOptions, load_task
from evals.questions.items import Expectation, Gold, Item
from evals.retrieval.gold import GoldPassages, gold_file


@pytest.fixture
def small_set(small_library, tmp_path):
    """A question that the small library answers, a follow-up on it, and one that it does not hold."""
    statement = next(
        one for one in load_knowledge(small_library).passages if one.row is None and not one.ref.endswith("#catalogue")
    )
    asked = f"{statement.text.rstrip('。')}吗？"
    held = Expectation(statuses=("answered",), vital=((statement.text[:8],),), gold=(Gold(source=statement.source_id),))
    given = {"kind": "yes_no", "as_of": "2026-11-23"}
    items = [
        Item(id="q1", question=asked, expect=held, **given),
        Item(id="q2", question=asked, history=("还有呢？",), expect=held, **given),
        Item(
            id="q3",
            question="火星上有几个直播间？",
            expect=Expectation(statuses=("insufficient", "no_source")),
            **given,
        ),
    ]
    path = tmp_path / "small.jsonl"
    path.write_text("".join(f"{item.model_dump_json()}\n" for item in items), encoding="utf-8")
    gold = [GoldPassages(id=key, gold_passages=(statement.ref,), by_fact=((statement.ref,),)) for key in ("q1", "q2")]
    gold_file(path).write_text("".join(f"{one.model_dump_json()}\n" for one in gold), encoding="utf-8")
    return RunOptions(set_file=path, settings=Settings(knowledge=small_library))


def test_answers_are_asked_and_measured_on_every_answerable_item(small_set):
    result, outcome = run_task(load_task("answers"), small_set)
    assert [item.id for item in result.items] == ["q1", "q2"]
    assert result.items[0].values["claims_checked"] == 1.0
    assert result.items[0].values["facts_retrieved"] == 1.0
    assert result.estimate("milliseconds_p95", column="main").value > 0
    assert outcome.tables[0].title.startswith("没有答出的必要事实")


def test_abstention_is_measured_on_all_items(small_set):
    result, _ = run_task(load_task("abstention"), small_set)
    wanted = {item.id: item.values["wanted_abstention"] for item in result.items}
    assert wanted == {"q1": 0.0, "q2": 0.0, "q3": 1.0}
    assert result.items[2].values["refused"] == 1.0


def test_conversation_takes_the_items_with_a_history(small_set):
    result, outcome = run_task(load_task("conversation"), small_set)
    (item,) = result.items
    assert item.text.startswith("还有呢？ → ")
    assert outcome.outputs[0].alone.item.history == ()
