from __future__ import annotations

import json
from datetime import date

from advisor.library.knowledge import load_knowledge
from advisor.types import Answer, Status
from evals.baselines.bm25 import BM25, pairs
from evals.baselines.bm25_paste import PastingAssistant
from evals.baselines.exporting import export, write_answers
from evals.questions.items import Expectation, Item
from evals.scoring.advisor_answers import record_of
from evals.scoring.citations import check_answer, mean_recall, validity
from evals.scoring.judging import engine_opinion
from evals.scoring.records import AnswerRecord, Context, load_answers


def item(question: str) -> Item:
    return Item(
        id="t1", question=question, kind="figure", expect=Expectation(statuses=("answered",)), as_of=date(2026, 11, 23)
    )


def test_bm25_prefers_rare_shared_pairs_and_short_texts():
    texts = ["直播电商交易额", "直播电商主播人数", "直播电商主播人数与别的很多很多内容", "南果梨"]
    assert BM25(texts).best("主播人数", 3) == [1, 2]
    assert BM25(texts).best("直播", 9) == [0, 1, 2]
    assert BM25(texts).best("天气", 3) == []
    assert BM25([]).best("直播", 3) == []


def test_pairs_ignore_marks_and_width():
    assert pairs("直播，电商") == ["直播", "播电", "电商"]
    assert pairs("２０年") == ["20", "0年"]


def test_pasted_answers_cite_what_they_paste(small_library):
    knowledge = load_knowledge(small_library)
    sources = {source.id: source for source in knowledge.sources}
    assistant = PastingAssistant(knowledge.passages, sources, top=2)
    wanted = knowledge.passages[0]
    record = assistant.answer(item(wanted.text))
    assert record.contexts[0].text == wanted.text
    assert len(record.contexts) == 2
    assert record.abstained is False
    checked = check_answer(record, engine_opinion)
    assert validity(checked) == mean_recall(checked) == 1.0
    assert assistant.answer(item("ZZZZ")).abstained is True


def test_answers_written_are_read_again_without_empty_fields(tmp_path):
    record = AnswerRecord(id="a", question="问", answer="答[1]", contexts=(Context(text="甲"),), abstained=False)
    file = tmp_path / "new" / "ours.jsonl"
    write_answers(file, [record])
    assert load_answers(file) == [record]
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"id", "question", "answer", "contexts", "abstained"}


def test_an_answer_that_declined_is_exported_as_such():
    record = record_of(
        Answer(question="问", as_of="2026-11-23", status=Status.NO_SOURCE, text="没有", warnings=("注意",))
    )
    assert (record.abstained, record.contexts, record.warnings) == (True, (), ("注意",))


def test_export_says_in_one_line_what_is_wrong(tmp_path, capsys):
    code = export(lambda items: [], prog="x", about="", arguments=[str(tmp_path / "o"), "--set", str(tmp_path / "no")])
    assert code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
