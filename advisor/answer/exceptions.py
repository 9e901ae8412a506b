"""A rule is not told without what takes cases out of it: the statement of the same article that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.answer.bench import Bench
from advisor.search.covering import coverage
from advisor.text import normalise
from advisor.types import RULED, Passage, QuestionKind, QuestionPlan

_TAKES_OUT = re.compile(r"不适用于?|除外|不在此限|不受[^，。；]{1,12}限制")
_CLAUSES = re.compile(r"[，。；：,;:]")
_ASKS_WHAT_IS_ALLOWED = {QuestionKind.YES_NO, QuestionKind.RULE}
# Nearly every word: a duty on the same goods shares most of them and takes nothing out.
_SAME_RULE = 0.75
_FEWEST_WORDS = 2
_LIMIT = 1


def exceptions_to(rules: Sequence[Passage], plan: QuestionPlan, bench: Bench) -> list[Passage]:
    """The statements that take cases out of the first rule, where it is asked whether something is so or allowed."""
    if not rules or not set(plan.kinds) & _ASKS_WHAT_IS_ALLOWED or rules[0].modality not in RULED:
        return []
    rule = rules[0]
    if _TAKES_OUT.search(rule.text) or bench.holdings.sources[rule.source_id].rank is None:
        return []
    shown = {one.id for one in rules}
    article = [one for one in bench.holdings.of_source(rule.source_id) if one.locator == rule.locator]
    return [one for one in article if one.id not in shown and _takes_out_of(one, rule, bench)][:_LIMIT]


def _takes_out_of(passage: Passage, rule: Passage, bench: Bench) -> bool:
    """Whether a clause about the taking out says what the rule says, beyond the name of the document that both are from."""
    if not _TAKES_OUT.search(passage.text):
        return False
    lexicon = bench.holdings.lexicon
    of_the_document = normalise(bench.holdings.sources[rule.source_id].title)
    for clause in _beside_the_taking_out(passage.text):
        words = [word for word in lexicon.content_words(normalise(clause)) if word not in of_the_document]
        if len(words) >= _FEWEST_WORDS and coverage(words, normalise(rule.text), bench.holdings) >= _SAME_RULE:
            return True
    return False


def _beside_the_taking_out(text: str) -> tuple[str, str]:
    """What is taken out and what it is taken out of, in either order: the clauses next to the words that take out."""
    before, after = _TAKES_OUT.split(text, maxsplit=1)
    before = before.rstrip("，")
    return _CLAUSES.split(before)[-1], _CLAUSES.split(after)[0]
