from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date

import pytest
from rich.console import Console

from advisor.errors import BadInput
from advisor.settings import Settings
from evals.core.judging import JudgeOpinion
from evals.core.measures import NOT_JUDGED, Column
from evals.core.report_view import worst_cases
from evals.core.results import load_result
from evals.questions.items import Expectation, Item
from evals.score import match, read_systems, score_files, score_systems
from evals.scoring.records import AnswerRecord, Wanted

CONTEXT = {"title": "《某办法》第二条", "text": "直播回放应当保存不少于3年。"}
RIGHT = {
    "id": "a",
    "question": "直播回放要保存多久？",
    "answer": "直播回放应当保存不少于3年。[1]",
    "contexts": [CONTEXT],
    "expect": {"vital": ["3年"]},
}
WRONG = {**RIGHT, "answer": "直播回放应当保存1年。[1]"}
REFUSED = {"id": "b", "question": "市长是谁？", "answer": "资料没有收录。", "expect": {"abstain": True}}


class Doubter:
    column = Column(key="judge", label="另一评判")

    def judge(self, claim, passages):
        return JudgeOpinion(supported=None, score=NOT_JUDGED, reason="模型没有回复")


def write(tmp_path, name, *records):
    file = tmp_path / f"{name}.jsonl"
    file.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records), encoding="utf-8")
    return file


def item(key: str, question: str, **more) -> Item:
    expect = Expectation(statuses=("answered",), vital=(("3年",),))
    return Item(id=key, question=question, kind="figure", expect=expect, as_of=date(2026, 11, 23), **more)


def test_two_systems_side_by_side(tmp_path):
    files = [write(tmp_path, "甲", RIGHT, REFUSED), write(tmp_path, "乙", WRONG, REFUSED)]
    result = score_systems(read_systems(files), [], Settings())
    assert [column.key for column in result.config.columns] == ["甲", "乙"]
    values = {key: result.estimate("vital_strict", column=key).value for key in ("甲", "乙")}
    assert values == {"甲": 1.0, "乙": 0.0}
    assert result.estimate("decision", column="乙").value == 1.0
    (table,) = result.aggregate.tables
    assert table.rows[0][:4] == ("必要事实答出率", "1", "100.0%", "0.0%")
    assert [fact.label for fact in result.aggregate.facts] == ["甲", "乙"]


def test_a_second_judge_has_columns_of_its_own(tmp_path):
    systems = read_systems([write(tmp_path, "甲", RIGHT)])
    result = score_systems(systems, [], Settings(), second_judge=Doubter())
    assert [column.key for column in result.config.columns] == ["甲", "甲~judge"]
    assert result.estimate("citation_recall", column="甲").value == 1.0
    silent = result.estimate("citation_recall", column="甲~judge")
    assert (silent.value, silent.items, silent.not_judged) == (None, 0, 1)
    assert result.estimate("vital_strict", column="甲~judge").items == 0
    assert any("未能评判" in fact.label for fact in result.aggregate.facts)


def test_the_command_writes_a_result_that_can_be_read_again(tmp_path):
    screen = io.StringIO()
    files = [write(tmp_path, "甲", RIGHT), write(tmp_path, "乙", WRONG)]
    folder = score_files(files, Settings(), Console(file=screen, width=150), under=tmp_path / "results")
    assert (folder / "data" / "甲.jsonl").is_file()
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "各系统回答对比" in page
    assert "https://" not in page
    assert len(load_result(folder).items) == 2
    assert "必要事实答出率" in screen.getvalue()


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (AnswerRecord(id="d1", question="回放保存多久？", answer=""), "d1"),
        (AnswerRecord(id="other", question="回放 保存多久？", answer=""), "d1"),
        (AnswerRecord(id="d1", question="另一个问题", answer=""), None),
        (AnswerRecord(question="那呢？", answer=""), None),
        (AnswerRecord(id="d2", question="那呢？", answer=""), "d2"),
    ],
)
def test_items_are_matched_by_question_and_follow_ups_by_id_as_well(record, found):
    items = [item("d1", "回放保存多久？"), item("d2", "那呢？", history=("前一问",))]
    matched = match(record, items)
    assert (matched.record.id if matched.kind else None) == found


def test_what_the_line_expects_goes_before_the_set():
    own = Wanted(vital=(("5年",),))
    record = AnswerRecord(id="d1", question="回放保存多久？", answer="", expect=own)
    assert match(record, [item("d1", "回放保存多久？")]).wanted == own


def test_two_files_of_one_name_are_refused(tmp_path):
    (tmp_path / "x").mkdir()
    files = [write(tmp_path, "甲", RIGHT), write(tmp_path / "x", "甲", WRONG)]
    with pytest.raises(BadInput, match="两个文件都叫“甲”"):
        read_systems(files)


def test_the_command_names_file_and_line_and_needs_no_library(tmp_path, monkeypatch):
    monkeypatch.setenv("ADVISOR_KNOWLEDGE", str(tmp_path / "no-such-library"))
    command = [sys.executable, "-m", "evals", "score"]
    bad = write(tmp_path, "坏", RIGHT, {"question": "问"})
    failed = subprocess.run([*command, str(bad)], capture_output=True, text=True, check=False)
    assert failed.returncode == 2
    assert failed.stderr == "坏.jsonl 第2行不可用：字段“answer”没有写。\n"


def test_no_library_is_read(tmp_path):
    files = [write(tmp_path, "甲", RIGHT)]
    settings = Settings(knowledge=tmp_path / "no-such-library", home=tmp_path / "no-such-home")
    assert score_systems(read_systems(files), [], settings).items[0].values["vital_strict"] == 1.0


def test_answers_without_contexts_are_not_judged_and_not_paired(tmp_path):
    bare = {key: value for key, value in RIGHT.items() if key != "contexts"}
    result = score_systems(read_systems([write(tmp_path, "甲", RIGHT), write(tmp_path, "乙", bare)]), [], Settings())
    silent = result.estimate("citation_recall", column="乙")
    assert (silent.value, silent.not_judged) == (None, 1)
    (table,) = result.aggregate.tables
    assert [row[0] for row in table.rows] == ["必要事实答出率", "该答则答、该拒则拒"]
    assert "1条没有附所给的材料" in result.aggregate.facts[1].value


def test_one_id_for_two_questions_is_said_and_not_paired(tmp_path):
    other = {**WRONG, "question": "直播间要公示什么？"}
    files = [write(tmp_path, "甲", RIGHT, REFUSED), write(tmp_path, "乙", other, REFUSED)]
    result = score_systems(read_systems(files), [], Settings())
    (table,) = result.aggregate.tables
    assert [row[0] for row in table.rows] == ["该答则答、该拒则拒"]
    assert any("编号相同而问题不同" in fact.label and "1条（a）" in fact.value for fact in result.aggregate.facts)
    assert {case.text for case in worst_cases(result)} == {"直播间要公示什么？"}


def test_an_empty_answer_is_counted(tmp_path):
    result = score_systems(read_systems([write(tmp_path, "甲", RIGHT, {**REFUSED, "answer": ""})]), [], Settings())
    assert result.estimate("refused", column="甲").value == 0.0
    assert "1条没有写回答" in result.aggregate.facts[0].value


def test_only_settings_that_bear_on_scores_are_shown(tmp_path):
    systems = read_systems([write(tmp_path, "甲", RIGHT)])
    assert score_systems(systems, [], Settings()).config.settings == {}
    judged = score_systems(systems, [], Settings(llm_model="m"), second_judge=Doubter())
    assert judged.config.settings == {"llm_model": "m"}
