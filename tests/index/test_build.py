from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from knowledge_builder import change
from tiny_models import write_static_model

from advisor.errors import SourceUnusable
from advisor.index.build import build, needs_build
from advisor.index.chroma import ChromaIndex
from advisor.index.dense import open_dense
from advisor.index.exact import ExactIndex
from advisor.index.generation import marker_path
from advisor.library.record import Record

RULE = "documents/liaoning/ln-2023-9.md"
QUESTION = "直播间补助名额"


def generations(settings):
    return sorted(path.name for path in settings.index_folder.iterdir() if path.is_dir())


def nearest(settings, record, **options):
    dense = open_dense(settings, record, **options)
    assert dense.index is not None
    assert dense.embedder is not None
    found = dense.index.query(dense.embedder.embed([QUESTION])[0], limit=3)
    kind = type(dense.index)
    dense.index.close()
    return kind, [record.passage(passage_id).ref for passage_id, _ in found]


def test_builds_a_record_and_a_generation_that_agree(settings):
    assert needs_build(settings)
    lines: list[str] = []
    report = build(settings, progress=lines.append)
    assert report.changed
    assert report.embedded == report.passages > 0
    assert report.warnings == ()
    assert lines
    assert not needs_build(settings)
    with Record.open(settings.record_path) as record:
        assert record.generation() == report.generation
        kind, refs = nearest(settings, record)
        exact_kind, exact_refs = nearest(settings, record, prefer_exact=True)
        assert (kind, exact_kind) == (ChromaIndex, ExactIndex)
        assert refs[0] == exact_refs[0] == "ln-2023-9#s001"


def test_an_unchanged_library_is_left_alone_and_a_change_embeds_only_what_is_new(settings, library, tmp_path):
    model = write_static_model(tmp_path / "model", [(library / RULE).read_text(encoding="utf-8")])
    settings = settings.model_copy(update={"embedding_model": str(model)})
    first = build(settings)
    again = build(settings)
    assert (again.changed, again.embedded, again.generation) == (False, 0, first.generation)
    change(library, RULE, "不得虚构交易量", "不得虚构成交量")
    second = build(settings)
    assert (second.changed, second.embedded) == (True, 1)
    assert second.corpus_version != first.corpus_version
    assert set(generations(settings)) == {first.generation, second.generation}
    third = build(settings)
    assert third.generation == second.generation
    assert generations(settings) == [second.generation]


def test_a_faulty_library_is_refused_and_the_old_index_goes_on(settings, library):
    report = build(settings)
    change(library, RULE, "region: 辽宁", "region: 火星")
    with pytest.raises(SourceUnusable, match=r"ln-2023-9\.md:7: 地区“火星”"):
        build(settings)
    with Record.open(settings.record_path) as record:
        assert record.corpus_version() == report.corpus_version
        assert nearest(settings, record)[1][0] == "ln-2023-9#s001"


@pytest.mark.parametrize("damage", ["marker", "torn", "missing"])
def test_a_suspect_generation_is_scanned_around_and_rebuilt(settings, damage):
    report = build(settings)
    folder = settings.index_folder / report.generation
    if damage == "marker":
        marker_path(settings.index_folder, report.generation).touch()
    elif damage == "torn":
        for path in [*folder.rglob("*.bin"), folder / "manifest.json"]:
            path.write_bytes(path.read_bytes()[:-1])
    else:
        (folder / "chroma.sqlite3").unlink()
    with Record.open(settings.record_path) as record:
        assert nearest(settings, record)[0] is ExactIndex
    again = build(settings)
    assert not again.changed
    assert again.generation != report.generation
    with Record.open(settings.record_path) as record:
        assert nearest(settings, record)[0] is ChromaIndex


def test_only_one_process_has_the_folder(settings):
    build(settings)
    with Record.open(settings.record_path) as record:
        first, second = open_dense(settings, record), open_dense(settings, record)
        assert isinstance(first.index, ChromaIndex)
        assert isinstance(second.index, ExactIndex)
        first.index.close()
        third = open_dense(settings, record)
        assert isinstance(third.index, ChromaIndex)
        third.index.close()


def test_an_open_index_survives_the_next_build(settings, library):
    build(settings)
    with Record.open(settings.record_path) as record:
        dense = open_dense(settings, record)
        change(library, RULE, "不得虚构交易量", "不得虚构成交量")
        build(settings)
        vector = dense.embedder.embed([QUESTION])[0]
        found = dense.index.query(vector, limit=3)
        assert [record.passage(passage_id) is not None for passage_id, _ in found] == [True] * 3
        dense.index.close()


def test_a_model_that_cannot_be_loaded_is_replaced_with_a_warning(settings, tmp_path):
    report = build(settings.model_copy(update={"embedding_model": str(tmp_path / "nothing")}))
    assert "nothing" in report.warnings[0]
    assert report.weight > 0
    with Record.open(settings.record_path) as record:
        assert nearest(settings.model_copy(update={"embedding_model": str(tmp_path / "nothing")}), record)[1]


def test_a_model_that_reads_no_chinese_gets_no_weight(settings, tmp_path):
    model = write_static_model(tmp_path / "english", ["abcdefghij"])
    settings = settings.model_copy(update={"embedding_model": str(model)})
    report = build(settings)
    assert report.weight == 0
    assert "自检不合格" in report.warnings[0]
    with Record.open(settings.record_path) as record:
        assert open_dense(settings, record).index is None
        assert record.lexical(QUESTION)


def test_a_change_of_model_rebuilds_by_itself(settings, tmp_path, library):
    first = build(settings)
    model = write_static_model(tmp_path / "model", [(library / RULE).read_text(encoding="utf-8")])
    other = settings.model_copy(update={"embedding_model": str(model)})
    assert needs_build(other)
    with Record.open(settings.record_path) as record:
        mismatched = open_dense(other, record)
        assert mismatched.index is not None or "advisor build" in (mismatched.warning or "")
    second = build(other)
    assert second.embedding != first.embedding
    assert second.embedded == second.passages


def test_a_second_build_waits_for_the_first(settings):
    settings.home.mkdir(parents=True)
    lock = FileLock(settings.home / "build.lock", thread_local=False)
    lock.acquire()
    lines: list[str] = []

    def say(line):
        lines.append(line)
        if "等待" in line:
            lock.release()

    thread = threading.Thread(target=build, args=(settings,), kwargs={"progress": say})
    thread.start()
    thread.join(60)
    assert "等待" in lines[0]
    with Record.open(settings.record_path) as record:
        assert record.passages()


def test_own_documents_are_built_in(settings, library):
    text = (library / "documents/anshan/as-talk.md").read_text(encoding="utf-8")
    settings.documents_folder.mkdir(parents=True)
    own = text.replace("as-talk", "own-note").replace("3万余", "5万余")
    (settings.documents_folder / "own-note.md").write_text(own, encoding="utf-8")
    build(settings)
    with Record.open(settings.record_path) as record:
        assert record.passage_by_ref("own-note#s001") is not None


def test_an_unreachable_server_degrades_to_the_exact_scan(settings):
    report = build(settings.model_copy(update={"chroma_url": "http://127.0.0.1:9"}))
    assert report.generation is None
    assert "逐条比对" in report.warnings[0]
    with Record.open(settings.record_path) as record:
        assert nearest(settings, record)[0] is ExactIndex


def test_no_heavy_library_is_imported(settings):
    script = (
        "import sys; from pathlib import Path; from advisor.settings import Settings\n"
        "from advisor.index.build import build; from advisor.index.dense import open_dense\n"
        "from advisor.library.record import Record\n"
        "s = Settings(home=Path(sys.argv[1]), knowledge=Path(sys.argv[2])); build(s)\n"
        "d = open_dense(s, Record.open(s.record_path)); d.index.query(d.embedder.embed(['补助'])[0], limit=1)\n"
        "sys.exit(' '.join({'torch', 'sentence_transformers', 'transformers', 'gradio'} & sys.modules.keys()) or 0)"
    )
    command = [sys.executable, "-c", script, str(settings.home), str(settings.knowledge)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_vectors_in_the_record_have_length_one(settings):
    build(settings)
    with Record.open(settings.record_path) as record:
        _, vectors = record.vectors()
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.allclose(lengths[lengths > 0], 1, atol=1e-5)
