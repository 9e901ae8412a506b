from __future__ import annotations

from evals.conversation.evaluate import evaluate
from evals.conversation.generate import FollowUp


def test_a_follow_up_is_shown_with_what_went_before(make_asked):
    asked = make_asked(
        answer="9027.1亿元。",
        question="那沈阳呢？",
        history=("2024年大连的GDP是多少？",),
        vital=(("9027.1",),),
        rewritten="2024年沈阳的GDP是多少？",
    )
    alone = make_asked(answer="没有收录。", question="那沈阳呢？", vital=(("9027.1",),))
    (item,) = evaluate([FollowUp(asked=asked, alone=alone)], {})
    assert item.text == "2024年大连的GDP是多少？ → 那沈阳呢？"
    assert item.outcome.startswith("理解为“2024年沈阳的GDP是多少？”")
    assert (item.values["right"], item.values["alone_right"], item.values["decision"]) == (1.0, 0.0, 1.0)
    assert "milliseconds" not in item.values


def test_a_follow_up_that_is_to_be_refused(make_asked):
    asked = make_asked(answer="没有收录。", status="insufficient", history=("前一问",))
    (item,) = evaluate([FollowUp(asked=asked, alone=asked)], {})
    assert (item.values["right"], item.values["decision"], item.values["vital_strict"]) == (1.0, 1.0, None)
