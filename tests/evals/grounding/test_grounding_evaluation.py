from __future__ import annotations

import json
import math

import pytest

from advisor.settings import Settings
from advisor.types import VerdictKind
from evals.core.judging import JudgeOpinion
from evals.core.measures import NOT_JUDGED, Column
from evals.core.running import run_task
from evals.core.tasks import RunOptions
from evals.grounding.cli import TASK
from evals.grounding.evaluate import confusion_table, evaluate
from evals.grounding.generate import CheckedPair
from evals.grounding.pairs import Pair

SUPPORTED, CONTRADICTED, NOT_FOUND, NOT_CHECKED = VerdictKind
PASSAGE = "2023年，云岭市网络零售额实现86.4亿元，同比增长12.5%。"


def checked(key: str, label: VerdictKind, verdict: VerdictKind | None, score: float = 0.5, kind: str = "figure"):
    pair = Pair(id=key, subject="直播电商", kind=kind, label=label, claim=f"论断{key}", passage="来源", refs=("x#s1",))
    return CheckedPair(pair=pair, column="main", verdict=verdict, score=score)


@pytest.mark.parametrize(
    ("label", "verdict", "values"),
    [
        (SUPPORTED, SUPPORTED, {"right": 1, "supported_recall": 1, "four_way": 1}),
        (SUPPORTED, NOT_FOUND, {"right": 0, "supported_recall": 0, "unsupported_precision": 0, "four_way": 0}),
        (CONTRADICTED, NOT_FOUND, {"right": 1, "unsupported_recall": 1, "unsupported_precision": 1, "four_way": 0}),
        (CONTRADICTED, SUPPORTED, {"right": 0, "unsupported_recall": 0, "four_way": 0}),
        (NOT_FOUND, NOT_CHECKED, {"right": 1, "unsupported_recall": 1, "unsupported_precision": 1, "four_way": 0}),
    ],
)
def test_values_of_a_pair(label, verdict, values):
    (item,) = evaluate([checked("a", label, verdict)])
    columns = {"score", "is_supported", "is_unsupported", "flagged"}
    found = {key: value for key, value in item.values.items() if value is not None and key not in columns}
    assert found == values


def test_another_language_is_reported_apart():
    (item,) = evaluate([checked("a", NOT_CHECKED, NOT_CHECKED, kind="other_language")])
    assert item.values == {"other_language_right": 1.0}


def test_a_pair_that_was_not_judged_is_neither_right_nor_wrong():
    (item,) = evaluate([checked("a", CONTRADICTED, None, NOT_JUDGED)])
    assert math.isnan(item.values["right"])
    assert math.isnan(item.values["unsupported_recall"])
    assert item.badness == 0


def test_what_slips_through_with_certainty_is_worst():
    outputs = [
        checked("sure miss", CONTRADICTED, SUPPORTED, 0.99),
        checked("near miss", CONTRADICTED, SUPPORTED, 0.55),
        checked("false alarm", SUPPORTED, NOT_FOUND, 0.1),
        checked("other word", CONTRADICTED, NOT_FOUND, 0.1),
        checked("right", CONTRADICTED, CONTRADICTED, 0.1),
    ]
    by_id = {item.id: item.badness for item in evaluate(outputs)}
    assert by_id["sure miss"] > by_id["false alarm"] > by_id["other word"] > by_id["right"] == 0
    assert by_id["sure miss"] > by_id["near miss"]


def test_the_confusion_table_counts_and_leaves_other_languages_out():
    outputs = [
        checked("a", SUPPORTED, SUPPORTED),
        checked("b", SUPPORTED, NOT_FOUND),
        checked("c", CONTRADICTED, CONTRADICTED),
        checked("d", NOT_CHECKED, NOT_CHECKED, kind="other_language"),
    ]
    rows = confusion_table(outputs, title="对照").rows
    assert [row[1:] for row in rows] == [
        ("1", "0", "1", "0"),
        ("0", "1", "0", "0"),
        ("0", "0", "0", "0"),
        ("0", "0", "0", "0"),
    ]


class ScriptedJudge:
    """Says what it was told to, in order, and remembers what it was asked."""

    column = Column(key="judge", label="另一评判：脚本")

    def __init__(self, opinions: list[JudgeOpinion]) -> None:
        self.opinions = opinions
        self.asked: list[str] = []

    def judge(self, claim, passages):
        self.asked.append(claim)
        return self.opinions.pop(0)


@pytest.fixture
def set_file(tmp_path):
    rows = [
        ("a", "supported", "2023年云岭市网络零售额为86.4亿元。", "paraphrase"),
        ("b", "contradicted", "2023年云岭市网络零售额为96.4亿元。", "figure"),
        ("c", "contradicted", "云岭市网络零售额2023年同比增长15.2%。", "figure"),
        ("d", "not_checked", "Online retail sales of Yunling grew by 12.5% in 2023.", "other_language"),
    ]
    path = tmp_path / "own.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for key, label, claim, kind in rows:
            pair = {"id": key, "subject": "", "kind": kind, "label": label, "claim": claim, "passage": PASSAGE}
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")
    return path


def test_the_engine_is_run_and_reported(set_file):
    result, outcome = run_task(TASK, RunOptions(set_file=set_file, settings=Settings()))
    overall = {one.measure: one for one in result.aggregate.estimates if not one.group}
    assert (overall["right"].value, overall["right"].items) == (1.0, 3)
    assert overall["auroc"].value == 1.0
    assert overall["unsupported_f1"].value == 1.0
    assert overall["other_language_right"].items == 1
    assert [fact.label for fact in outcome.facts] == ["每秒核验论断", "论断与来源语言不同、单独报告"]
    assert result.config.set_name == "own"


def test_a_limit_takes_the_first_pairs(set_file):
    result, _ = run_task(TASK, RunOptions(set_file=set_file, settings=Settings(), limit=2))
    assert [item.id for item in result.items] == ["a", "b"]


def test_a_second_judge_stands_beside_ours_and_its_failures_are_counted(set_file):
    judge = ScriptedJudge(
        [
            JudgeOpinion(supported=True, score=0.9),
            JudgeOpinion(supported=True, score=0.8),
            JudgeOpinion(supported=None, score=NOT_JUDGED, reason="未能评判"),
            JudgeOpinion(supported=False, score=0.1),
        ]
    )
    result, _ = run_task(TASK, RunOptions(set_file=set_file, settings=Settings(), second_judge=judge))
    ours = result.estimate("right", column="main")
    theirs = result.estimate("right", column="judge")
    assert (ours.value, ours.items, ours.not_judged) == (1.0, 3, 0)
    assert (theirs.value, theirs.items, theirs.not_judged) == (0.5, 2, 1)
    assert len(judge.asked) == 4
    assert result.estimate("four_way", column="judge") is None or not result.estimate("four_way", column="judge").items
