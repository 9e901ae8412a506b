from __future__ import annotations

from datetime import date

import pytest

from advisor.errors import BadInput
from advisor.library.knowledge import load_knowledge
from advisor.settings import bundled
from evals.core.tasks import EVALS
from evals.questions.items import Expectation, Gold, Item, load_items
from evals.retrieval.gold import MOST_A_FACT, GoldPassages, derive, keep_by_hand, load_gold

DEVELOPMENT = EVALS / "sets" / "development.jsonl"


def make_item(vital, gold, **more):
    expect = Expectation(statuses=more.pop("statuses", ("answered",)), vital=vital, gold=gold)
    return Item(id="q", question="问", kind="figure", expect=expect, as_of=date(2026, 11, 23))


@pytest.fixture
def library(small_library):
    knowledge = load_knowledge(small_library)
    return knowledge.passages, {source.id: source for source in knowledge.sources}


def test_the_passage_that_states_the_fact_at_its_place_is_gold(library):
    passages, sources = library
    wanted = next(one for one in passages if one.row is None and not one.ref.endswith("#catalogue"))
    item = make_item(((wanted.text,),), (Gold(source=wanted.source_id, locator=wanted.locator),))
    (found,) = derive([item], passages, sources)
    assert wanted.ref in found.gold_passages
    assert found.by_fact == (found.gold_passages,)


def test_a_fact_stated_nowhere_or_by_too_many_leaves_the_item_out(library):
    passages, sources = library
    one = passages[0]
    gold = (Gold(source=one.source_id),)
    assert list(derive([make_item((("这句话哪里也没有",),), gold)], passages, sources)) == []
    many = [one.model_copy(update={"ref": f"{one.source_id}#s{n:03}"}) for n in range(MOST_A_FACT + 1)]
    assert list(derive([make_item(((one.text,),), gold)], many, sources)) == []


def test_questions_to_be_refused_and_without_facts_are_left_out(library):
    passages, sources = library
    gold = (Gold(source=passages[0].source_id),)
    refused = make_item(((passages[0].text,),), gold, statuses=("insufficient",))
    assert list(derive([refused, make_item((), gold)], passages, sources)) == []


def test_the_committed_gold_is_what_set_and_library_give():
    knowledge = load_knowledge(bundled("knowledge"))
    items = load_items(DEVELOPMENT)
    committed = load_gold(DEVELOPMENT)
    derived = derive(items, knowledge.passages, {source.id: source for source in knowledge.sources})
    wanted = keep_by_hand(derived, committed, items)
    assert list(committed.values()) == wanted, "run: python -m evals.retrieval.gold"
    refs = {passage.ref for passage in knowledge.passages}
    assert {ref for one in committed.values() for ref in one.gold_passages} <= refs


def test_every_answerable_item_with_facts_has_gold_passages():
    committed = load_gold(DEVELOPMENT)
    wanted = [item.id for item in load_items(DEVELOPMENT) if item.expect.vital and not item.must_abstain]
    assert [key for key in wanted if key not in committed] == []


def test_gold_written_by_hand_is_kept_in_place_of_what_is_derived():
    items = [make_item((("甲",),), ()), make_item((("乙",),), ()).model_copy(update={"id": "r"})]
    derived = [GoldPassages(id=key, gold_passages=("x#s1",), by_fact=(("x#s1",),)) for key in ("q", "r")]
    own = GoldPassages(id="q", gold_passages=("x#s2",), by_fact=(("x#s2",),), by_hand=True)
    old = GoldPassages(id="r", gold_passages=("x#s3",), by_fact=(("x#s3",),))
    assert keep_by_hand(derived, {"q": own, "r": old}, items) == [own, derived[1]]


def test_gold_written_by_hand_for_other_facts_is_named():
    own = GoldPassages(id="q", gold_passages=("x#s2",), by_fact=(("x#s2",), ("x#s2",)), by_hand=True)
    with pytest.raises(BadInput, match="“q”"):
        keep_by_hand([], {"q": own}, [make_item((("甲",),), ())])


def test_no_gold_file_is_said(tmp_path):
    with pytest.raises(BadInput, match=r"own_passages\.jsonl"):
        load_gold(tmp_path / "own.jsonl")
