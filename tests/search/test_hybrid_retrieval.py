from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document
from tea_bench import CharacterEmbedder, ScriptedWords

from advisor.index.exact import ExactIndex
from advisor.search.filters import Filters
from advisor.search.retriever import Fusion, PolicyRetriever, fuse_ranks, fuse_scores

SCORES = st.dictionaries(st.sampled_from("abcdef"), st.floats(min_value=0.01, max_value=30), max_size=6)


def retriever(tea, scores, *, weight: float | None = None, **more) -> PolicyRetriever:
    vectors, embedder = None, None
    if weight is not None:
        embedder = CharacterEmbedder(weight)
        passages = list(tea.passages.values())
        vectors = ExactIndex([one.id for one in passages], embedder.embed([one.text for one in passages]))
    words = ScriptedWords(scores)
    return PolicyRetriever(
        passages=tea.passages, sources=tea.sources, words=words, vectors=vectors, embedder=embedder, **more
    )


def ids(found) -> list[str]:
    return [one.passage.id for one in found]


def test_fused_scores_add_the_weighted_cosine_to_the_share_of_the_best():
    fused = fuse_scores({"a": 4.0, "b": 2.0}, {"b": 0.5, "c": 1.0}, weight=0.5)
    assert fused == pytest.approx({"a": 1.0, "b": 0.75, "c": 0.5})


def test_fused_ranks_add_reciprocal_ranks():
    fused = fuse_ranks({"a": 9.0, "b": 1.0}, {"b": 0.9}, weight=1.0)
    assert fused["a"] == pytest.approx(1 / 61)
    assert fused["b"] == pytest.approx(1 / 62 + 1 / 61)


@given(SCORES, SCORES, st.floats(min_value=0, max_value=2))
def test_fusion_loses_no_passage_and_keeps_the_order_of_a_lone_list(lexical, dense, weight):
    for fuse in (fuse_scores, fuse_ranks):
        assert set(fuse(lexical, dense, weight=weight)) == {*lexical, *dense}
        alone = fuse(lexical, {}, weight=weight)
        values = [alone[key] for key in sorted(lexical, key=lambda key: -lexical[key])]
        assert values == sorted(values, reverse=True)


def test_words_alone_decide_without_vectors(tea):
    found = retriever(tea, {"tea-law-s001": 3.0, "tea-law-s002": 5.0}).search("色素")
    assert ids(found) == ["tea-law-s002", "tea-law-s001"]
    assert [one.lexical for one in found] == [5.0, 3.0]
    assert all(one.dense == 0 for one in found)


def test_meaning_brings_in_what_words_miss(tea):
    found = retriever(tea, {}, weight=0.3).search("色")
    assert found
    assert "色" in found[0].passage.text
    assert found[0].dense == pytest.approx(1.0, abs=1e-6) or found[0].dense > 0.5


def test_a_weight_of_nothing_silences_the_vectors(tea):
    found = retriever(tea, {"tea-law-s002": 1.0}, weight=0.0).search("色")
    assert ids(found) == ["tea-law-s002"]


def test_a_heavier_vote_of_the_vectors_turns_the_order(tea):
    scores = {"tea-law-s002": 2.0, "tea-law-s001": 1.9}
    assert ids(retriever(tea, scores, weight=0.001).search("色", limit=2))[0] == "tea-law-s002"
    assert ids(retriever(tea, scores, weight=2.0).search("色", limit=2))[0] == "tea-law-s001"


def test_filters_reach_both_halves(tea):
    narrowed = Filters(source_ids=("tea-law",))
    scores = {"tea-law-s001": 1.0, "tea-rule-s001": 9.0}
    found = retriever(tea, scores, weight=0.5).search("色素", filters=narrowed)
    assert found
    assert {one.passage.source_id for one in found} == {"tea-law"}


def test_filters_that_nothing_meets_ask_no_index(tea):
    words = ScriptedWords({"tea-law-s001": 1.0})
    one = PolicyRetriever(passages=tea.passages, sources=tea.sources, words=words)
    assert one.search("色素", filters=Filters(regions=("没有的地方",))) == []
    assert words.queries == []


def test_ids_the_record_does_not_hold_are_dropped(tea):
    assert ids(retriever(tea, {"gone": 9.0, "tea-law-s001": 1.0}).search("色素")) == ["tea-law-s001"]


def test_expansions_widen_the_words(tea):
    words = ScriptedWords({})
    PolicyRetriever(passages=tea.passages, sources=tea.sources, words=words).search("补助", expansions=("补贴",))
    assert "补贴" in words.queries[0]


def test_the_nearest_in_meaning_are_found_without_words(tea):
    words = ScriptedWords({"tea-law-s001": 1.0})
    assert PolicyRetriever(passages=tea.passages, sources=tea.sources, words=words).nearest("色素", limit=5) == {}
    assert words.queries == []


def test_the_limit_holds_and_ties_go_by_id(tea):
    keys = ("tea-law-s003", "tea-law-s001", "tea-law-s002")
    assert ids(retriever(tea, dict.fromkeys(keys, 1.0)).search("茶")) == sorted(keys)
    assert len(retriever(tea, dict.fromkeys(keys, 1.0), weight=0.5).search("茶", limit=2)) == 2


def test_langchain_gets_documents_that_name_their_source(tea):
    found = retriever(tea, {"tea-law-s001": 1.0}, fusion=Fusion.RECIPROCAL_RANK).as_langchain().invoke("色素")
    assert [type(one) for one in found] == [Document]
    assert found[0].page_content == tea.passages["tea-law-s001"].text
    assert found[0].metadata["source_id"] == "tea-law"
    assert found[0].metadata["locator"] == "第八条"
    assert found[0].metadata["title"] == "茶叶质量法"


def test_the_retrievers_own_filters_hold_for_invoke(tea):
    scores = {"tea-law-s001": 1.0, "tea-paper-s001": 2.0}
    found = retriever(tea, scores, filters=Filters(source_ids=("tea-law",))).as_langchain().invoke("茶叶")
    assert [one.id for one in found] == ["tea-law-s001"]


def test_the_hand_made_embedder_gives_unit_vectors():
    vectors = CharacterEmbedder().embed(["色色补", "无"])
    assert np.linalg.norm(vectors[0]) == pytest.approx(1.0)
    assert not vectors[1].any()
