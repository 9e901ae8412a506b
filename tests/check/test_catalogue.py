"""Documents cited: title, number, issuer and validity against the catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.check.catalogue import may_issue
from advisor.check.mentions import find_documents
from advisor.check.types import Finding, FindingKind, SentenceVerdict, Severity
from advisor.search.holdings import Holdings


def only(findings: tuple[Finding, ...], kind: FindingKind) -> Finding:
    (found,) = [one for one in findings if one.kind is kind]
    return found


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("《茶叶质量法》自2018年起施行。", "tea-law"),
        ("《云岭市扶持茶产业若干措施》（云政发〔2024〕8号）印发。", "yl-measures-2024"),
        ("云政发〔2024〕8号文件印发。", "yl-measures-2024"),
        ("按照云岭扶持措施，给予补助。", "yl-measures-2024"),
    ],
)
def test_a_document_is_found_under_any_of_its_names(tea: Holdings, text: str, source: str) -> None:
    assert find_documents(text, tea)[0].source_id == source


def test_a_wrong_number_is_named_with_the_right_one(check) -> None:
    draft = "《云岭市扶持茶产业若干措施》（云政发〔2024〕9号）自2024年3月1日起施行。"
    (sentence,) = check(draft).sentences
    finding = only(sentence.findings, FindingKind.NUMBER)
    assert finding.severity is Severity.ERROR
    assert "云政发〔2024〕8号" in finding.text
    assert draft[slice(*finding.span)].endswith("云政发〔2024〕9号")
    assert sentence.verdict is SentenceVerdict.CONTRADICTED


def test_a_number_of_another_document_is_said_to_be_its(check) -> None:
    (sentence,) = check("《云岭市扶持茶产业若干措施》（云政发〔2015〕3号）自2024年3月1日起施行。").sentences
    assert "《云岭市茶产业扶持办法》" in only(sentence.findings, FindingKind.NUMBER).text


def test_a_misspelt_title_is_put_right_and_an_unknown_one_only_reported(check) -> None:
    (misspelt,) = check("《云岭市扶持茶产业若干办法》自2024年3月1日起施行。").sentences
    assert "《云岭市扶持茶产业若干措施》" in only(misspelt.findings, FindingKind.TITLE).text
    (unknown,) = check("《咖啡种植条例》自2020年起施行。").sentences
    assert only(unknown.findings, FindingKind.UNKNOWN_DOCUMENT).severity is Severity.WARNING
    assert unknown.verdict is SentenceVerdict.NOT_FOUND


@pytest.mark.parametrize(
    "draft", ["云岭市财政局印发《云岭市扶持茶产业若干措施》。", "《云岭市扶持茶产业若干措施》由云岭市财政局制定。"]
)
def test_a_wrong_issuer(check, draft: str) -> None:
    (sentence,) = check(draft).sentences
    finding = only(sentence.findings, FindingKind.ISSUER)
    assert "云岭市人民政府" in finding.text
    assert "云岭市财政局" in finding.text


@pytest.mark.parametrize(
    ("written", "may"),
    [("云岭市人民政府", True), ("云岭市政府", True), ("云岭市", True), ("北桥市", False), ("云岭市财政局", False)],
)
def test_who_may_have_issued(tea: Holdings, written: str, may: bool) -> None:
    assert may_issue(written, tea.sources["yl-measures-2024"]) is may


def test_a_superseded_document_is_an_error_as_a_basis_and_a_note_as_history(check) -> None:
    (basis,) = check("根据《云岭市茶产业扶持办法》，对新建茶园每亩给予200元补助。").sentences
    finding = only(basis.findings, FindingKind.VALIDITY)
    assert finding.severity is Severity.ERROR
    assert "《云岭市扶持茶产业若干措施》（云政发〔2024〕8号）" in finding.text
    (history,) = check("2015年，云岭市印发《云岭市茶产业扶持办法》。").sentences
    assert only(history.findings, FindingKind.VALIDITY).severity is Severity.NOTE


def test_a_lapsed_document_that_a_sentence_only_draws_on_is_mentioned(check) -> None:
    (sentence,) = check("望潮市对茶叶冷链运输费用补助一半。").sentences
    assert sentence.verdict is SentenceVerdict.SUPPORTED
    assert "期限已满" in only(sentence.findings, FindingKind.VALIDITY).text


def test_a_document_not_yet_in_force_is_said_to_be_so(check) -> None:
    (sentence,) = check("《云岭市扶持茶产业若干措施》已印发。", as_of=date(2024, 2, 20)).sentences
    assert "2024年3月1日" in only(sentence.findings, FindingKind.VALIDITY).text


def test_checks_of_validity_that_are_old_are_warned_of_once(check) -> None:
    fresh = check("《茶叶质量法》第八条规定，不得在茶叶中添加色素。")
    assert fresh.warnings == ()
    (warning,) = check("《茶叶质量法》第八条规定，不得在茶叶中添加色素。", as_of=date(2027, 6, 1)).warnings
    assert "《茶叶质量法》" in warning


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        ("2023年2月，云岭市人民政府印发《云岭市扶持茶产业若干措施》。", True),
        ("2024年5月，云岭市人民政府印发《云岭市扶持茶产业若干措施》。", True),
        ("2024年2月，云岭市人民政府印发《云岭市扶持茶产业若干措施》。", False),
        ("2024年，云岭市人民政府印发《云岭市扶持茶产业若干措施》。", False),
        ("2024年3月1日，云岭市人民政府印发的《云岭市扶持茶产业若干措施》开始施行。", False),
    ],
)
def test_when_a_document_was_issued(check, draft: str, wrong: bool) -> None:
    (sentence,) = check(draft).sentences
    dates = [one.text for one in sentence.findings if one.kind is FindingKind.DATE]
    assert bool(dates) is wrong
    assert all("2024年2月10日" in text for text in dates)
