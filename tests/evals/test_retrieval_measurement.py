from __future__ import annotations

import numpy as np
import pytest

from advisor.library.knowledge import load_knowledge
from evals.embedding.pairs import units_of
from evals.retrieval_study.comparison import PLAIN, Row, choose_weight, fused_name
from evals.retrieval_study.holdback import Group, Whole, hold_back
from evals.retrieval_study.metrics import interval, measure
from evals.retrieval_study.testbeds import without_asks
from evals.retrieval_study.variants import lexical_run, write_record


@pytest.fixture
def knowledge(small_library):
    return load_knowledge(small_library)


def test_measures_of_a_ranking_worked_out_by_hand():
    run = {"first": {"a": 3.0, "b": 2.0}, "third": {"a": 3.0, "b": 2.0, "c": 1.0}, "missing": {"a": 1.0}}
    gold = {"first": ["a"], "third": ["c", "d"], "missing": ["z"], "nothing": ["a"]}
    values = measure(run, gold)
    assert values["R@1"].tolist() == [1, 0, 0, 0]
    assert values["R@5"].tolist() == [1, 1, 0, 0]
    assert values["MRR@10"].tolist() == pytest.approx([1, 1 / 3, 0, 0])
    assert values["nDCG@10"].tolist() == pytest.approx([1, 0.5, 0, 0])


def test_any_gold_passage_counts_and_the_second_does_not_push_back():
    assert measure({"q": {"x": 3.0, "b": 2.0, "a": 1.0}}, {"q": ["a", "b"]})["MRR@10"].tolist() == [0.5]


def test_an_interval_holds_its_mean():
    found = interval(np.array([0.0, 1.0] * 50))
    assert found.mean == 0.5
    assert 0.35 < found.low < 0.5 < found.high < 0.65


@pytest.mark.parametrize("whole", list(Whole))
def test_held_back_asks_are_neither_indexed_nor_left_with_bare_statements(knowledge, whole):
    held = hold_back(knowledge.passages, whole, seed=5)
    indexed = {passage.id: passage.asks for passage in held.index(knowledge.passages)}
    assert held.queries
    assert not held.left_out & {ask for asks in indexed.values() for ask in asks}
    for query in held.queries:
        assert query.text in held.left_out
        for passage_id in query.gold:
            assert bool(indexed[passage_id]) == (query.group is Group.WITH_ASKS)


def test_a_source_is_held_back_as_a_whole(knowledge):
    # Large enough that one source is less than a tenth.
    copies = [
        passage.model_copy(
            update={
                "id": f"{passage.id}{n}",
                "ref": f"{passage.ref}{n}",
                "source_id": f"{passage.source_id}{n}",
                "asks": tuple(f"{ask}{n}" for ask in passage.asks),
            }
        )
        for n in range(12)
        for passage in knowledge.passages
        if passage.row is None and not passage.ref.endswith("#catalogue")
    ]
    held = hold_back(copies, Whole.SOURCES, seed=5)
    bare = {query.gold[0] for query in held.queries if query.group is Group.WITHOUT_ASKS}
    sources = {passage.source_id for passage in copies if passage.id in bare}
    assert sources
    assert bare == {unit.passage_ids[0] for unit in units_of(copies) if set(unit.source_ids) & sources}


def test_the_weight_of_asks_decides_whether_they_are_found(knowledge, tmp_path):
    path = tmp_path / "record.sqlite3"
    ask = next(passage for passage in knowledge.passages if passage.asks).asks[0]
    write_record(knowledge, knowledge.passages, path)
    heavy = lexical_run(path, {"q": ask}, ask_weight=1.0)["q"]
    light = lexical_run(path, {"q": ask}, ask_weight=0.1)["q"]
    write_record(knowledge, without_asks(knowledge.passages), tmp_path / "plain.sqlite3")
    assert heavy.keys() == light.keys()
    assert max(heavy.values()) > max(light.values())
    assert len(lexical_run(tmp_path / "plain.sqlite3", {"q": ask})["q"]) <= len(heavy)


def test_the_smallest_weight_among_the_good_ones_is_chosen():
    def row(group: str, weight: float, value: float) -> Row:
        found = interval([value])
        return Row(group=group, variant=fused_name(0.1, weight), values={"nDCG@10": found}, gains={"nDCG@10": found})

    scores = {0.25: 0.1, 0.5: 0.4, 1.0: 0.495, 1.5: 0.5, 2.0: 0.49, 3.0: 0.3}
    rows = [row(f"{group}, choosing", w, v) for group in ("with asks", "without asks") for w, v in scores.items()]
    rows += [row("with asks, reporting", weight, 1 - value) for weight, value in scores.items()]
    assert choose_weight(rows, 0.1) == 1.0

    loss = interval([-0.03])
    foreign = [
        Row(group="foreign", variant=f"{PLAIN} + {weight:g} x static", values={}, gains={"R@50": loss})
        for weight in (1.0, 1.5, 2.0, 3.0)
    ]
    assert choose_weight(rows, 0.1, foreign) == 0.5
