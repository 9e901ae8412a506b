"""Documents asked of a place: its own first, and said plainly where it has none here."""

from __future__ import annotations

import pytest
from tea_bench import ask

from advisor.types import ClaimKind, Status


@pytest.mark.parametrize(
    ("question", "own"),
    [("云岭有哪些茶叶政策？", "yl-measures-2024"), ("北桥有什么茶叶政策？", "bq-measures")],
)
def test_the_documents_of_the_place_come_first(tea_bench, question, own):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].source_id == own


@pytest.mark.parametrize("question", ["东溪县有哪些茶叶政策？", "南坪县有什么茶叶文件？"])
def test_a_place_without_documents_is_said_to_have_none_here_before_those_above_it(tea_bench, question):
    answer = ask(tea_bench, question)
    assert answer.status is Status.PARTLY_ANSWERED
    assert answer.claims[0].kind is ClaimKind.GAP
    assert question[:3].rstrip("县") in answer.claims[0].text
    assert "yl-measures-2024" in [one.source_id for one in answer.citations]


def test_a_law_that_only_mentions_the_matter_is_not_named_for_a_place_without_documents(tea_bench):
    answer = ask(tea_bench, "东溪县有哪些茶农政策？")
    assert not [one for one in answer.citations if one.source_id in ("tea-law", "tea-rule")]


def test_the_law_of_the_land_is_named_for_any_place_without_a_gap(tea_bench):
    answer = ask(tea_bench, "东溪县卖茶叶要遵守哪些法律法规？")
    assert answer.status is Status.ANSWERED
    assert all(claim.kind is not ClaimKind.GAP for claim in answer.claims)
    assert answer.citations[0].source_id == "tea-law"


def test_what_a_place_had_is_told_with_its_state_where_nothing_is_in_force(tea_bench):
    answer = ask(tea_bench, "望潮现行的茶叶冷链政策有哪些？")
    assert answer.citations[0].source_id == "wc-measures"
    assert "期满" in answer.claims[0].text
