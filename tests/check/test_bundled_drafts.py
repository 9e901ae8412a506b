"""The check over the bundled library: its own statements pass, planted errors are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.check.types import Check, FindingKind, SentenceVerdict
from advisor.errors import BadInput
from advisor.facade import Advisor
from advisor.types import Validity
from evals.check.drafts import load_drafts
from evals.check.evaluate import evaluate
from evals.check.generate import check_drafts

SET = Path(__file__).resolve().parents[2] / "evals" / "sets" / "check" / "development.json"


def checked(advisor: Advisor, draft: str) -> Check:
    return advisor.check(draft)


def test_a_figure_without_place_and_year_is_found_by_what_stands_before_it(advisor: Advisor) -> None:
    draft = "2022年上半年，鞍山直播电商保持活跃态势。交易额达到70亿元。"
    _, figure = checked(advisor, draft).sentences
    assert figure.verdict is SentenceVerdict.SUPPORTED
    assert {one.source_id for one in figure.citations} == {"paper-2022"}
    assert any(one.kind is FindingKind.NOTICE for one in figure.findings)


def test_another_definition_is_named_beside_the_one_used(advisor: Advisor) -> None:
    (sentence,) = checked(advisor, "2022年，鞍山市地区生产总值增长0.3%。").sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED
    (finding,) = [one for one in sentence.findings if one.kind is FindingKind.DEFINITION]
    assert "2%" in finding.text


def test_the_contract_holds(advisor: Advisor) -> None:
    contract = checked(advisor, "鞍山市直播电商产业协会于2020年4月29日正式成立。").to_contract()
    (sentence,) = contract["sentences"]
    assert {"text", "verdict", "score", "reasons", "citations"} <= set(sentence)
    assert sentence["verdict"] == "supported"
    assert 0 <= sentence["score"] <= 1
    assert set(sentence["citations"][0]) == {
        "n", "source_id", "title", "number", "locator", "quote", "kind", "basis", "rank", "category", "validity", "url",
    }  # fmt: skip
    assert sentence["citations"][0]["validity"] in {one.value for one in Validity}
    assert contract["summary"]["supported"] == 1


def test_an_empty_draft_is_the_users_mistake(advisor: Advisor) -> None:
    with pytest.raises(BadInput):
        advisor.check(" \n")


def test_the_development_drafts(advisor: Advisor) -> None:
    items = evaluate(check_drafts(advisor, load_drafts(SET).drafts))
    found = [item.values["found"] for item in items if item.values.get("found") is not None]
    flagged = [item.values["false_alarm"] for item in items if item.values.get("false_alarm") is not None]
    assert sum(found) >= 0.9 * len(found)
    assert sum(flagged) <= 0.1 * len(flagged)


def test_another_figure_of_the_very_same_thing_is_not_borne_out(advisor: Advisor) -> None:
    (sentence,) = checked(advisor, "2022年上半年，鞍山市直播电商交易额突破80亿元。").sentences
    assert sentence.verdict is SentenceVerdict.CONTRADICTED
    assert "70亿元" in "".join(sentence.reasons)
