"""The task `check`: planted errors and right sentences become item values."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.check.types import Check, CheckedSentence, Finding, FindingKind, SentenceKind, SentenceVerdict, Severity
from advisor.errors import BadInput
from evals.check.cli import TASK
from evals.check.drafts import Draft, PlantedError, load_drafts
from evals.check.evaluate import evaluate, outcome_table, seconds_a_page, shown_counts
from evals.check.generate import CheckedDraft

TEXT = "面积60万亩。产量3万吨。建议扩大。"


def checked(*verdicts: SentenceVerdict, reason: str = "") -> CheckedDraft:
    """The three sentences of the draft with these verdicts; `reason` is that of the first."""
    draft = Draft(
        id="d",
        title="t",
        as_of=date(2026, 11, 23),
        text=TEXT,
        errors=(PlantedError(fragment="60万亩", kind="figure", right="50万亩", values=("50万亩",)),),
        right=("产量3万吨",),
        not_fact=("建议扩大",),
    )
    sentences: list[CheckedSentence] = []
    start = 0
    for text, verdict in zip(("面积60万亩。", "产量3万吨。", "建议扩大。"), verdicts, strict=True):
        span = (start, start + len(text))
        start = span[1]
        reasons = (reason,) if reason and not sentences else ()
        sentences.append(
            CheckedSentence(text=text, span=span, kind=SentenceKind.FACT, verdict=verdict, score=0, reasons=reasons)
        )
    check = Check(as_of="2026-11-23", characters=len(TEXT), seconds=0.1, corpus="c", sentences=tuple(sentences))
    return CheckedDraft(draft=draft, check=check, seconds=0.1)


WRONG, RIGHT, NONE = SentenceVerdict.CONTRADICTED, SentenceVerdict.SUPPORTED, SentenceVerdict.NOT_FACTUAL


def test_a_perfect_check() -> None:
    error, right, other = evaluate([checked(WRONG, RIGHT, NONE, reason="来源写“50万亩”")])
    assert error.values == {"found": 1.0, "right_reason": 1.0, "contradicted": 1.0}
    assert right.values == {"false_alarm": 0.0, "false_contradiction": 0.0}
    assert other.values == {"left_alone": 1.0}
    assert {error.badness, right.badness, other.badness} == {0.0}
    assert shown_counts([error, right, other]) == "查出1/1处差错，误报0/1句"


def test_a_check_that_gets_everything_wrong() -> None:
    error, right, other = evaluate([checked(RIGHT, SentenceVerdict.NOT_FOUND, WRONG)])
    assert error.values["found"] == 0
    assert right.values == {"false_alarm": 1.0, "false_contradiction": 0.0}
    assert other.values == {"left_alone": 0.0}
    assert outcome_table([error]).rows == (("数字", "1", "0", "0"),)


def test_found_without_the_right_form_is_half_a_success() -> None:
    error, *_ = evaluate([checked(SentenceVerdict.NOT_FOUND, RIGHT, NONE)])
    assert error.values == {"found": 1.0, "right_reason": 0.0, "contradicted": 0.0}
    assert error.badness == 0.5


def test_a_finding_counts_unless_it_only_says_that_a_document_is_not_held() -> None:
    one = checked(RIGHT, RIGHT, NONE)
    for kind, found in ((FindingKind.NUMBER, 1.0), (FindingKind.UNKNOWN_DOCUMENT, 0.0)):
        finding = Finding(kind=kind, severity=Severity.WARNING, span=(0, 6), text="核对")
        first = one.check.sentences[0].model_copy(update={"findings": (finding,)})
        check = one.check.model_copy(update={"sentences": (first, *one.check.sentences[1:])})
        assert evaluate([one.model_copy(update={"check": check})])[0].values["found"] == found


def test_time_is_given_a_page() -> None:
    assert seconds_a_page([checked(WRONG, RIGHT, NONE)]) == pytest.approx(0.1 * 900 / len(TEXT))


def test_every_set_can_be_read_and_a_fragment_must_stand_once(tmp_path: Path) -> None:
    assert TASK.sets
    for path in TASK.sets:
        assert load_drafts(path).drafts
    (tmp_path / "broken.json").write_text('{"purpose": "tune", "drafts": [{}]}', encoding="utf-8")
    with pytest.raises(BadInput, match=r"broken\.json"):
        load_drafts(tmp_path / "broken.json")
