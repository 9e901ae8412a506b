from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from tiny_models import write_static_model

from advisor.errors import ModelUnavailable
from advisor.index.embedding import StaticEmbedder, TransformerEmbedder, load_embedder, wanted_embedder
from advisor.index.hashed import HashedEmbedder
from advisor.settings import Settings

TEXTS = ["直播间补助三百万元", "不得虚构交易量", "鞍山市南果梨产量", "直播间最高补助"]


@pytest.fixture
def static_model(tmp_path):
    return write_static_model(tmp_path / "static", TEXTS)


@pytest.mark.parametrize("make", [lambda folder: StaticEmbedder(folder), lambda folder: HashedEmbedder()])
def test_vectors_have_length_one_and_like_texts_are_near(static_model, make):
    embedder = make(static_model)
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (4, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    likeness = vectors @ embedder.embed_question("直播间补助")
    assert set(likeness.argsort()[-2:]) == {0, 3}


@pytest.mark.parametrize("make", [lambda folder: StaticEmbedder(folder), lambda folder: HashedEmbedder()])
def test_a_text_without_anything_known_has_a_zero_vector(static_model, make):
    assert not make(static_model).embed(["！！"]).any()


def test_traditional_script_and_width_make_no_difference(static_model):
    embedder = StaticEmbedder(static_model)
    assert np.array_equal(embedder.embed(["直播間補助"]), embedder.embed(["直播间补助"]))


def test_reads_the_same_vectors_as_sentence_transformers(static_model):
    script = (
        "import json, sys; from sentence_transformers import SentenceTransformer as S;"
        "print(json.dumps(S(sys.argv[1], device='cpu').encode(sys.argv[2:]).tolist()))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(static_model), *TEXTS], capture_output=True, check=True)
    theirs = np.array(json.loads(done.stdout), dtype=np.float32)
    assert np.allclose(StaticEmbedder(static_model).embed(TEXTS), theirs, atol=1e-3)


def test_the_name_follows_the_weights(tmp_path, static_model):
    other = write_static_model(tmp_path / "other", TEXTS, dimension=32)
    same = write_static_model(tmp_path / "same", TEXTS)
    assert StaticEmbedder(static_model).name == StaticEmbedder(same).name != StaticEmbedder(other).name


def test_the_chosen_weight_lies_beside_the_model(static_model):
    assert StaticEmbedder(static_model).weight == 1.0
    (static_model / "fusion.json").write_text('{"weight": 0.4}', encoding="utf-8")
    assert StaticEmbedder(static_model).weight == 0.4


def test_another_architecture_is_refused(static_model):
    text = (static_model / "modules.json").read_text(encoding="utf-8")
    (static_model / "modules.json").write_text(text.replace("StaticEmbedding", "Transformer"), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="不是静态模型"):
        StaticEmbedder(static_model)


def test_hashed_pairs_keep_what_they_learned():
    learned = HashedEmbedder.learned_from(["直播电商"] * 20 + ["直播物流"])
    again = HashedEmbedder.from_state(learned.state)
    assert again.name == learned.name != HashedEmbedder().name
    assert np.array_equal(again.embed(TEXTS), learned.embed(TEXTS))
    common, rare = learned.embed(["直播物流"])[0], learned.embed(["物流"])[0]
    assert common @ rare > HashedEmbedder().embed(["直播物流"])[0] @ HashedEmbedder().embed(["物流"])[0]


def test_a_configured_model_that_is_not_there_is_named(tmp_path):
    settings = Settings(home=tmp_path, embedding_model=str(tmp_path / "nothing"))
    with pytest.raises(ModelUnavailable, match="nothing"):
        load_embedder(settings)


def test_an_exchanged_model_folder_changes_its_identity(tmp_path, static_model):
    settings = Settings(home=tmp_path, embedding_model=str(static_model))
    before = wanted_embedder(settings)
    assert before == TransformerEmbedder.identity(str(static_model))
    (static_model / "README.md").write_text("x", encoding="utf-8")
    assert wanted_embedder(settings) != before
