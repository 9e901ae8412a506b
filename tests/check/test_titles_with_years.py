"""A title whose years stand in brackets, and a prohibition told as a permission."""

from __future__ import annotations

from datetime import date

from advisor.check.types import FindingKind, SentenceVerdict

AS_OF = date(2026, 11, 23)


def test_years_in_brackets_at_the_end_belong_to_the_title(advisor):
    [sentence] = advisor.check("《广州市直播电商发展行动方案（2020-2022年）》是广州市印发的。", as_of=AS_OF).sentences
    assert not any(one.kind is FindingKind.TITLE for one in sentence.findings)


def test_a_prohibition_told_as_a_permission_is_corrected(advisor):
    [sentence] = advisor.check("向市场监管部门送会签、征求意见，可以代替公平竞争审查。", as_of=AS_OF).sentences
    assert sentence.verdict is SentenceVerdict.CONTRADICTED
    assert any("不能" in one.text or "不能" in one.advice for one in sentence.findings)
