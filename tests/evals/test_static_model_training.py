from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from advisor.errors import BadInput
from advisor.index.embedding import STATIC_MODEL, StaticEmbedder
from advisor.library.knowledge import load_knowledge
from advisor.types import Passage
from evals.embedding.model import Recipe
from evals.embedding.pairs import Pair, own_pairs, read_pairs, units_of
from evals.embedding.train import train_static_model

TINY = Recipe(pieces=300, dimension=16, nested=(16, 8), own_epochs=30, own_batch=8)
_SENTENCES = ["直播间最高补助300万元", "平台应当核验主播身份", "GDP为2100.5亿元"]


@pytest.fixture
def passages(small_library):
    return load_knowledge(small_library).passages


@pytest.fixture
def model(passages, tmp_path):
    train_static_model(passages, [Pair(query="驿站", passage="村级物流站点")] * 3, tmp_path / "model", recipe=TINY)
    return tmp_path / "model"


def test_both_readers_give_the_same_vectors(model):
    script = (
        "import json, sys; from sentence_transformers import SentenceTransformer as S;"
        "print(json.dumps(S(sys.argv[1], device='cpu').encode(sys.argv[2:]).tolist()))"
    )
    command = [sys.executable, "-c", script, str(model), *_SENTENCES]
    theirs = np.array(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    ours = StaticEmbedder(model).embed(_SENTENCES)
    assert ours.shape == theirs.shape == (3, 16)
    assert np.allclose(ours, theirs, atol=1e-3)


def test_the_same_seed_gives_the_same_model(model, passages, tmp_path):
    train_static_model(passages, [Pair(query="驿站", passage="村级物流站点")] * 3, tmp_path / "again", recipe=TINY)
    assert StaticEmbedder(tmp_path / "again").name == StaticEmbedder(model).name


def test_an_ask_comes_near_its_statement_without_sharing_a_word(model, passages):
    embedder = StaticEmbedder(model)
    vectors = embedder.embed([passage.text for passage in passages])
    nearest = passages[int((vectors @ embedder.embed_question("刷单行不行")).argmax())]
    assert "虚构交易量" in nearest.text


def test_what_training_never_saw_does_not_steer(model):
    embedder = StaticEmbedder(model)
    assert np.allclose(embedder.embed_question("补助"), embedder.embed_question("补助鑫"), atol=1e-3)


def test_asks_left_out_are_in_no_pair(passages):
    every = own_pairs(passages)
    without = own_pairs(passages, left_out={"刷单行不行"})
    assert {pair.query for pair in every} - {pair.query for pair in without} == {"刷单行不行"}
    assert len(every) == len(without) + 1


def test_rows_of_one_indicator_are_one_unit(passages):
    units = {unit.id: unit for unit in units_of(passages)}
    rows = [passage for passage in passages if passage.row]
    assert {f"indicator:{passage.row.indicator}" for passage in rows} <= units.keys()
    assert sum(len(unit.passage_ids) for unit in units.values() if unit.id.startswith("indicator:")) == len(rows)


def test_an_ask_that_many_statements_share_trains_nothing(passages):
    def sharing(count: int) -> list[Passage]:
        update = {"asks": ("文号是多少",)}
        return [passages[0].model_copy(update={**update, "id": str(n), "ref": f"x#{n}"}) for n in range(count)]

    assert len(own_pairs(sharing(3))) == 3
    assert own_pairs(sharing(4)) == []


def test_public_pairs_that_are_not_there_are_named(tmp_path):
    with pytest.raises(BadInput, match="law_local"):
        read_pairs(tmp_path, "law_local")


def test_the_shipped_model_is_small_and_carries_its_weight():
    files = [path for path in Path(STATIC_MODEL).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 13_000_000
    embedder = StaticEmbedder(STATIC_MODEL)
    assert 0 < embedder.weight <= 2
    assert embedder.embed(["直播电商"]).shape == (1, embedder.dimension)
