from __future__ import annotations

import sqlite3
import threading

import numpy as np
import pytest
from knowledge_builder import change

from advisor.errors import SourceUnusable
from advisor.library.indexing import lexical_tokens, matched_text
from advisor.library.knowledge import load_knowledge
from advisor.library.record import EmbeddingInfo, Record
from advisor.library.record_writer import Content, replace


def write(library, path, *, name="toy", generation=None):
    knowledge = load_knowledge(library)
    vectors = {
        passage.id: ("hash", np.eye(1, 16, at % 16, dtype=np.float32)[0])
        for at, passage in enumerate(knowledge.passages)
    }
    info = EmbeddingInfo(name=name, dimension=16, weight=0.5)
    replace(path, Content(knowledge, info, "", vectors, generation, "mark"), stage=lambda stage: None)
    return knowledge


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "record.sqlite3"


def refs(record, hits):
    return [passage.ref for passage in record.passages_by_id(passage_id for passage_id, _ in hits)]


def test_gives_back_what_was_written(library, path):
    knowledge = write(library, path, generation="generation-1")
    with Record.open(path) as record:
        assert record.passages() == list(knowledge.passages)
        assert list(record.sources().values()) == list(knowledge.sources)
        assert record.rows() == list(knowledge.rows)
        assert list(record.indicators().values()) == list(knowledge.indicators)
        assert record.notices() == list(knowledge.notices)
        assert record.vocabulary() == knowledge.vocabulary
        assert record.city() == knowledge.city
        assert record.drafting() == knowledge.drafting
        assert record.generation() == "generation-1"
        assert record.corpus_version() == knowledge.fingerprint[:12]
        passage = knowledge.passages[0]
        assert record.passage(passage.id) == passage == record.passage_by_ref(passage.ref)
        assert record.passage("unknown") is None


def test_unknown_ids_drop(library, path):
    knowledge = write(library, path)
    with Record.open(path) as record:
        wanted = [knowledge.passages[1].id, "unknown", knowledge.passages[0].id]
        assert record.passages_by_id(wanted) == [knowledge.passages[1], knowledge.passages[0]]


def test_words_find_statements_titles_numbers_and_asks(library, path):
    write(library, path)
    with Record.open(path) as record:
        assert refs(record, record.lexical("新建直播间补助"))[0] == "ln-2023-9#s001"
        assert refs(record, record.lexical("刷单"))[0] == "ln-2023-9#s002"
        assert "ln-2023-9#s001" in refs(record, record.lexical("辽政发〔2023〕9号"))
        assert refs(record, record.lexical("2100.50"))[0] == "st-bulletin#f002"
        scores = [score for _, score in record.lexical("鞍山 直播 补助")]
        assert scores == sorted(scores, reverse=True)
        assert all(score > 0 for score in scores)


@pytest.mark.parametrize("query", ["", "？！", "zzzz", '" OR * NEAR( col:"', "的"])
def test_odd_queries_find_nothing_and_break_nothing(library, path, query):
    write(library, path)
    with Record.open(path) as record:
        assert record.lexical(query) == []


def test_the_filter_restricts_before_the_limit(library, path):
    write(library, path)
    with Record.open(path) as record:
        everything = record.lexical("鞍山 直播 补助 地区生产总值")
        last = everything[-1][0]
        assert [found for found, _ in record.lexical("鞍山 直播 补助 地区生产总值", limit=1, allowed={last})] == [last]
        assert record.lexical("补助", allowed=set()) == []
        assert record.lexical("补助", allowed={"unknown"}) == []


def test_traditional_width_and_case_are_one(library, path):
    write(library, path)
    with Record.open(path) as record:
        assert record.lexical("新建直播間補助") == record.lexical("新建直播间补助")
        assert record.lexical("２０２５年GDP") == record.lexical("2025年gdp")


def test_tokens_keep_pairs_numbers_and_words_apart():
    assert lexical_tokens("增长33.1%。") == "增长 33.1% w增长"
    assert lexical_tokens("直播电商") == "直播 播电 电商 w直播 w电商"
    assert lexical_tokens("AI赋能") == "ai 赋能 w赋能"


def test_a_figures_caveat_is_not_matched(library):
    row = next(passage for passage in load_knowledge(library).passages if passage.ref == "st-bulletin#f002")
    assert "不得相除" in row.text
    assert "不得相除" not in matched_text(row)
    assert "2100.50" in matched_text(row)


def test_vectors_come_back_with_their_ids(library, path):
    knowledge = write(library, path)
    with Record.open(path) as record:
        ids, matrix = record.vectors()
    assert ids == [passage.id for passage in knowledge.passages]
    assert matrix.dtype == np.float32
    assert matrix.argmax(axis=1).tolist() == [at % 16 for at in range(len(ids))]


def test_an_open_record_shows_one_version_for_life(library, path):
    write(library, path)
    with Record.open(path) as old:
        change(library, "documents/liaoning/ln-2023-9.md", "不得虚构交易量", "严禁虚构流水数据")
        write(library, path)
        assert not old.is_current()
        # Nothing was read before the second build, and still the first version is what is seen.
        assert "不得虚构交易量。" in [passage.text for passage in old.passages()]
        assert refs(old, old.lexical("虚构交易量"))[0] == "ln-2023-9#s002"
        assert old.lexical("流水数据") == []
    with Record.open(path) as new:
        assert new.is_current()
        assert refs(new, new.lexical("流水数据")) == ["ln-2023-9#s002"]
        assert "不得虚构交易量。" not in [passage.text for passage in new.passages()]


def test_a_rewrite_leaves_no_stale_rows(library, path):
    write(library, path)
    (library / "documents/anshan/as-talk.md").unlink()
    change(
        library,
        "statistics/figures.csv",
        "f001,主播培训人数,鞍山,year,2024,,3,万人,余,,,as-talk,正文,secondary,as-talk#s001\n",
        "",
    )
    write(library, path, name="other")
    with sqlite3.connect(path) as connection:
        passages = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
        assert connection.execute("SELECT count(*) FROM words").fetchone()[0] == passages
        assert connection.execute("SELECT count(*), count(DISTINCT model) FROM vectors").fetchone() == (passages, 1)
        joined = "SELECT count(*) FROM passages JOIN words ON words.rowid = passages.number"
        assert connection.execute(joined).fetchone()[0] == passages
    with Record.open(path) as record:
        assert record.lexical("培训了多少主播 三万") != []
        assert "as-talk#s001" not in refs(record, record.lexical("培训主播3万余人"))


def test_a_failed_rewrite_changes_nothing(library, path):
    write(library, path)
    with Record.open(path) as record:
        before = record.passages(), record.lexical("补助")
    change(library, "documents/liaoning/ln-2023-9.md", "补助，名额", "奖励，名额")
    knowledge = load_knowledge(library)

    def stop(stage):
        if stage == "before-commit":
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        replace(path, Content(knowledge, EmbeddingInfo(), "", {}, None, "other"), stage=stop)
    with Record.open(path) as record:
        assert (record.passages(), record.lexical("补助")) == before


def test_several_threads_may_ask_at_once(library, path):
    write(library, path)
    with Record.open(path) as record:
        expected = record.lexical("新建直播间补助")
        found = []
        threads = [
            threading.Thread(
                target=lambda: found.extend(record.lexical("新建直播间补助") == expected for _ in range(50))
            )
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [True] * 200


def test_a_missing_damaged_or_newer_record_is_named(tmp_path, library, path):
    with pytest.raises(SourceUnusable, match="advisor build"):
        Record.open(path)
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(SourceUnusable, match="打不开"):
        Record.open(broken)
    write(library, path)
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES ('m999_of_a_later_program')")
    with pytest.raises(SourceUnusable, match="更新版本"):
        Record.open(path)
