"""Claims and passages longer than the support model reads."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.grounding import check_claim
from advisor.grounding.lengthy import nearest_part, pieces_of
from advisor.grounding.reading import read
from advisor.grounding.support_model import MOST_TOKENS
from advisor.grounding.tokens import tokens_of
from advisor.types import VerdictKind

PASSAGE = "对新建冷库容积在5000立方米以上的企业，按照设备投资额的20%给予补助，单个企业最高不超过300万元。"


def test_one_false_sentence_among_many_true_ones_fails_the_claim() -> None:
    true = "按照设备投资额的20%给予补助。"
    assert check_claim(true * 30, [PASSAGE]).kind is VerdictKind.SUPPORTED
    found = check_claim(f"{true * 30}并免征企业所得税。", [PASSAGE])
    assert found.kind is not VerdictKind.SUPPORTED
    assert found.reasons


def test_many_false_ones_do_not_add_up_to_support() -> None:
    claim = "，".join(f"第{number}批企业每家补助{number + 3}万元" for number in range(1, 80))
    assert check_claim(claim, [PASSAGE]).kind is not VerdictKind.SUPPORTED


def test_spans_of_reasons_count_the_whole_claim() -> None:
    claim = "按照设备投资额的20%给予补助。" * 8 + "单个企业最高不超过900万元。"
    reason = next(one for one in check_claim(claim, [PASSAGE]).reasons if one.claim_span and "900万元" in one.text)
    assert reason.claim_span is not None
    assert "900万元" in claim[slice(*reason.claim_span)]


def test_a_claim_without_any_stop_and_a_very_long_passage_are_checked_too() -> None:
    endless = "按设备投资额的百分之二十给予补助" * 200
    assert check_claim(endless, [PASSAGE]).kind in set(VerdictKind)
    filling = "".join(f"第{number}号仓库位于{number}号路东侧，由所在街道负责巡查。" for number in range(400))
    found = check_claim("单个企业最高不超过300万元。", [filling + PASSAGE])
    assert found.kind is VerdictKind.SUPPORTED


def test_of_a_long_text_the_sentences_nearest_to_the_claim_are_kept_in_order() -> None:
    text = "今天天气很好。" * 100 + "冷库容积达到标准的给予补助。" + "大家都去散步。" * 100
    held = tokens_of(read(text))
    kept = nearest_part(held, tokens_of(read("冷库补助")), 40)
    assert len(kept.words) <= 40
    assert "冷库" in "".join(kept.words)
    assert list(kept.spans) == sorted(kept.spans)
    assert kept.own.shape[0] == len(kept.words) == len(kept.vectors())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["设备投资额", "给予补助", "，", "。", "20%", "企业", "；", "\n"]), max_size=160))
def test_pieces_are_the_claim_and_short_enough(parts: list[str]) -> None:
    claim = "".join(parts)
    pieces = pieces_of(claim)
    assert all(claim[start : start + len(piece)] == piece for start, piece in pieces)
    if len(pieces) > 1:
        assert all(len(tokens_of(read(piece)).words) <= MOST_TOKENS for _, piece in pieces)
