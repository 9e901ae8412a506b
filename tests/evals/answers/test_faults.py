from __future__ import annotations

import pytest

from evals.answers.faults import FaultKind, fault_table, label_of, lost_facts, share_retrieved, share_used
from evals.answers.generate import PassageSeen, Withheld

HELD = PassageSeen(ref="x#s1", text="交易额为70亿元。")
OTHER = PassageSeen(ref="x#s2", text="别的内容。")


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        ({"screened": True, "retrieved": (HELD,)}, FaultKind.SCREENING),
        ({"retrieved": (OTHER,)}, FaultKind.RETRIEVAL),
        ({"retrieved": (OTHER, HELD)}, FaultKind.SELECTION),
        ({"retrieved": (OTHER, HELD), "selected": ("x#s1",)}, FaultKind.COMPOSING),
        ({"retrieved": (HELD,), "cited": (HELD,)}, FaultKind.COMPOSING),
        (
            {"retrieved": (HELD,), "withheld": (Withheld(text="交易额70亿元", refs=("x#s1",), reasons=()),)},
            FaultKind.GATE,
        ),
    ],
)
def test_where_a_fact_was_lost(make_asked, seen, kind):
    (lost,) = lost_facts(make_asked(answer="不清楚。", vital=(("70亿",),), **seen))
    assert lost.kind is kind
    assert lost.wording == "70亿"


def test_gold_passages_go_before_wordings(make_asked):
    asked = make_asked(answer="不清楚。", vital=(("70亿",),), retrieved=(HELD,))
    assert lost_facts(asked, [["x#s9"]])[0].kind is FaultKind.RETRIEVAL
    assert (share_retrieved(asked), share_retrieved(asked, [["x#s9"]])) == (1.0, 0.0)


def test_what_is_stated_is_not_lost(make_asked):
    asked = make_asked(answer="为70亿元。[1]", vital=(("70亿",), ("830亿",)), retrieved=(HELD,))
    assert [one.wording for one in lost_facts(asked)] == ["830亿"]
    assert (share_retrieved(asked), share_used(asked)) == (0.5, 1.0)


def test_shares_are_none_where_there_is_nothing_to_share(make_asked):
    assert share_retrieved(make_asked(answer="甲。")) is None
    assert share_used(make_asked(answer="甲。", vital=(("70亿",),))) is None


def test_the_table_names_every_step(make_asked):
    lost = lost_facts(make_asked(answer="不清楚。", vital=(("70亿",), ("830亿",)), retrieved=(OTHER,)))
    table = fault_table(lost, facts=5)
    assert [row[0] for row in table.rows] == [label_of(kind) for kind in FaultKind]
    assert table.rows[1][1:] == ("2", "1", "t1")
    assert "共5项，没有答出2项" in table.note
