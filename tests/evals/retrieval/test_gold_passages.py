from __future__ import annotations

from datetime import date

import pytest

from advisor.errors import BadInput
from advisor.library.knowledge import load_knowledge
from advisor.settings import bundled
from evals.core.tasks import EVALS
from evals.questions.items import Expectation, Gold, Item, load_items
from evals.retrieval.gold import MOST_A_FACT, derive, load_gold

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
    derived = {
        one.id: one for one in derive(items, knowledge.passages, {source.id: source for source in knowledge.sources})
    }
    assert load_gold(DEVELOPMENT) == derived, "run: python -m evals.retrieval.gold"
    assert len(derived) >= 150


def test_no_gold_file_is_said(tmp_path):
    with pytest.raises(BadInput, match=r"own_passages\.jsonl"):
        load_gold(tmp_path / "own.jsonl")
