from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from advisor.index.chroma import FOLDER_COLLECTION, ChromaIndex, fill, folder_client
from advisor.index.exact import ExactIndex
from advisor.index.manifest import is_intact, write_manifest


def unit(count, dimension=16):
    vectors = np.random.default_rng(3).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def chroma(tmp_path_factory):
    vectors = unit(300)
    client = folder_client(tmp_path_factory.mktemp("chroma"))
    fill(client, FOLDER_COLLECTION, [f"p{row}" for row in range(300)], vectors)
    index = ChromaIndex(client, client.get_collection(FOLDER_COLLECTION, embedding_function=None))
    yield index
    index.close()


def test_chroma_and_the_exact_scan_agree(chroma):
    vectors = unit(300)
    exact = ExactIndex([f"p{row}" for row in range(300)], vectors)
    allowed = {f"p{row}" for row in range(0, 300, 3)}
    for row in (0, 7, 299):
        for names in (None, allowed):
            ours = exact.query(vectors[row], limit=10, allowed=names)
            theirs = chroma.query(vectors[row], limit=10, allowed=names)
            assert [name for name, _ in ours] == [name for name, _ in theirs]
            assert np.allclose([score for _, score in ours], [score for _, score in theirs], atol=1e-3)


def test_nothing_allowed_finds_nothing(chroma):
    exact = ExactIndex(["a"], unit(1))
    for index in (chroma, exact):
        assert index.query(unit(1)[0], limit=5, allowed=[]) == []
    assert exact.query(unit(1)[0], limit=5, allowed=["unknown"]) == []
    assert ExactIndex([], np.zeros((0, 0), dtype=np.float32)).query(unit(1)[0], limit=5) == []


@given(arrays(np.float32, (12, 4), elements=st.floats(-1, 1, width=32)), st.integers(1, 20))
def test_the_exact_scan_returns_the_best_in_order(vectors, limit):
    query = np.array([1, 0.5, -0.25, 0], dtype=np.float32)
    found = ExactIndex([str(row) for row in range(12)], vectors).query(query, limit=limit)
    scores = sorted((vectors @ query).tolist(), reverse=True)[:limit]
    assert np.allclose([score for _, score in found], scores)


def test_a_manifest_notices_a_torn_vector_file(tmp_path):
    (tmp_path / "segment").mkdir()
    (tmp_path / "chroma.sqlite3").write_bytes(b"x")
    torn = tmp_path / "segment" / "link_lists.bin"
    torn.write_bytes(b"1234")
    assert not is_intact(tmp_path)
    write_manifest(tmp_path, 1)
    assert is_intact(tmp_path, thorough=True)
    torn.write_bytes(b"1235")
    assert is_intact(tmp_path)
    assert not is_intact(tmp_path, thorough=True)
    torn.write_bytes(b"123456")
    assert not is_intact(tmp_path)
