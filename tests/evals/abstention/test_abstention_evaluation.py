from __future__ import annotations

import numpy as np
import pytest

from evals.abstention.evaluate import MEASURES, STATISTICS, evaluate
from evals.core.aggregating import aggregate


def outputs(make_asked):
    return [
        make_asked(id="a", answer="70亿元。", pair="p", confidence=0.9),
        make_asked(id="b", answer="没有收录。", status="insufficient", pair="p", confidence=0.2),
        make_asked(id="c", answer="没有收录。", status="insufficient", wanted=("answered",), pair="q", confidence=0.4),
        make_asked(id="d", answer="80亿元。", wanted=("insufficient",), pair="q", confidence=0.6),
        make_asked(id="e", answer="天气晴。", status="out_of_scope", wanted=("refused",), screened=True),
    ]


def test_rates_worked_out_by_hand(make_asked):
    estimates = {
        one.measure: one for one in aggregate(evaluate(outputs(make_asked)), MEASURES, STATISTICS) if not one.group
    }
    wanted = {
        "decision": 3 / 5,
        "refused": 2 / 3,
        "refusal_right": 2 / 3,
        "false_abstention": 1 / 2,
        "refused_right": 1 / 3,
        "pair_right": 2 / 4,
        "abstention_f1": 2 / 3,
        "confidence_auroc": 3 / 4,
    }
    assert {key: estimates[key].value for key in wanted} == pytest.approx(wanted)


def test_the_screened_have_no_confidence(make_asked):
    values = {item.id: item.values["confidence"] for item in evaluate(outputs(make_asked))}
    assert values["e"] is None
    assert np.isclose(values["a"] or 0.0, 0.9)


def test_answering_what_is_not_held_is_worse_than_declining(make_asked):
    badness = {item.id: item.badness for item in evaluate(outputs(make_asked))}
    assert badness["a"] == badness["b"] == 0.0
    assert badness["d"] > badness["c"] > badness["e"] > 0.0


def test_an_item_whose_pair_is_not_in_the_set_is_no_pair(make_asked):
    (item,) = evaluate([make_asked(answer="甲。", pair="p")])
    assert item.values["pair_right"] is None
