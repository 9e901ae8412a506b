from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from advisor.errors import ModelUnavailable
from advisor.grounding import CheckContext, check_claim
from advisor.grounding.cross_encoder import CrossEncoderJudge
from advisor.types import VerdictKind

PASSAGE = "平台应当在三个工作日内核验主播身份信息，并保存核验记录。"
NEAR = "核验主播身份，平台要在三个工作日内完成，核验的记录也要留存。"


def opinion(value: float | None):
    def judge(claim: str, passages: Sequence[str]) -> float | None:
        assert claim == NEAR
        assert list(passages) == [PASSAGE]
        return value

    return CheckContext(judge=judge)


def test_no_judge_and_no_opinion_leave_the_verdict_as_it_is() -> None:
    alone = check_claim(NEAR, [PASSAGE])
    assert check_claim(NEAR, [PASSAGE], context=opinion(None)) == alone


def test_an_opinion_moves_the_score_both_ways() -> None:
    alone = check_claim(NEAR, [PASSAGE]).score
    assert check_claim(NEAR, [PASSAGE], context=opinion(0.0)).score == pytest.approx(alone / 2, abs=1e-3)
    assert check_claim(NEAR, [PASSAGE], context=opinion(1.0)).score == pytest.approx((alone + 1) / 2, abs=1e-3)


def test_a_decisive_fault_stands_against_any_opinion() -> None:
    context = CheckContext(judge=lambda claim, passages: 1.0)
    found = check_claim("平台应当在五个工作日内核验主播身份信息。", [PASSAGE], context=context)
    assert found.kind is VerdictKind.CONTRADICTED


def test_a_model_that_cannot_be_loaded_says_so_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="ADVISOR_JUDGE_MODEL") as failed:
        CrossEncoderJudge(str(tmp_path / "nothing"))
    assert "\n" not in failed.value.message


@pytest.fixture(scope="module")
def tiny_nli(tmp_path_factory) -> Path:
    """A cross-encoder with three classes, its weights at random, made on the spot."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("nli")
    characters = sorted(set(PASSAGE + NEAR))
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]), "utf-8")
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=5 + len(characters),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        id2label={0: "contradiction", 1: "entailment", 2: "neutral"},
        label2id={"contradiction": 0, "entailment": 1, "neutral": 2},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_cross_encoder_gives_a_probability(tiny_nli: Path) -> None:
    judge = CrossEncoderJudge(str(tiny_nli))
    found = judge(NEAR, [PASSAGE])
    assert found is not None
    assert 0 < found < 1
    assert judge(NEAR, [" "]) is None
