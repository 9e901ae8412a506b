"""Measuring: whatever lets sentences pass is asked, and its answers are counted by kind and manner."""

from __future__ import annotations

import pytest

from advisor.types import Verdict, VerdictKind
from evals.model_answers.measure import gate_verdicts, holdings_of, listing, measure, passing, report
from evals.model_answers.records import Lie, LieKind, Manner, Origin, TrueSentence

FALSE = [
    Lie(id=f"l{number}", kind=kind, refs=("a#s1",), question="问", text=text, origin=Origin.SENTENCE, base=f"t{number}")
    for number, (kind, text) in enumerate(
        [(LieKind.NEGATION, "假一。"), (LieKind.NEGATION, "假二。"), (LieKind.SCOPE, "假三。")]
    )
]
TRUE = [
    TrueSentence(id="t1", refs=("a#s1",), manner=Manner.SPLIT, question="问", text="真一。"),
    TrueSentence(id="t2", refs=("a#s1",), manner=Manner.MERGED, question="问", text="真二。"),
]


def test_shares_by_kind_and_manner():
    found = measure(lambda text, refs: text in {"假一。", "真一。"}, false=FALSE, true=TRUE)
    assert [one.id for one in found.lies_passed] == ["l0"]
    assert [one.id for one in found.truths_withheld] == ["t2"]
    shares = {(title, one.group): (one.count, one.of) for title, all_of in found.shares() for one in all_of}
    assert shares["虚假句子放行", "negation"] == (1, 2)
    assert shares["虚假句子放行", "scope"] == (0, 1)
    assert shares["虚假句子放行", "total"] == (1, 3)
    assert shares["真实句子被拦", "merged"] == (1, 1)
    assert shares["真实句子被拦", "total"] == (1, 2)
    assert "negation" in report(found)


def test_what_is_asked_are_the_sentences_with_their_refs():
    asked = []
    measure(lambda text, refs: bool(asked.append((text, refs))), false=FALSE[:1], true=TRUE[:1])
    assert asked == [("假一。", ("a#s1",)), ("真一。", ("a#s1",))]


@pytest.fixture(scope="module")
def gate(knowledge):
    return gate_verdicts(holdings_of(knowledge))


def test_the_gate_lets_a_statement_pass_and_withholds_its_denial(gate, knowledge):
    statement = next(one for one in knowledge.passages if one.ref == "price-law#s011")
    assert passing(gate)(statement.text, [statement.ref])
    assert not passing(gate)("经营者可以在标价之外加价出售商品。", [statement.ref])


def test_a_sentence_without_a_key_that_is_held_does_not_pass(gate):
    verdict = gate("经营者不得在标价之外加价出售商品。", ["price-law#s999"])
    assert verdict.kind is VerdictKind.NOT_FOUND
    assert verdict.reasons


def test_the_list_names_score_and_sentence():
    verdict = Verdict(kind=VerdictKind.SUPPORTED, score=0.91)
    text = listing(measure(lambda text, refs: True, false=FALSE[:1], true=TRUE), lambda text, refs: verdict)
    assert "l0 negation supported 0.91" in text
    assert "被拦的真实句子（0）" in text
