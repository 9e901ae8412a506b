"""Ask the program's own way and keep the order of passages that the answer is chosen from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor import Advisor
from advisor.errors import BadInput
from advisor.types import Answer, Data, ScoredPassage, Versions
from evals.questions.items import Item
from evals.retrieval.gold import GoldPassages


class Found(Data):
    """A passage as retrieval gave it. `words` and `meaning` are the scores of the two halves, 0 where one lacks it."""

    ref: str
    text: str
    words: float
    meaning: float


class Retrieved(Data):
    """One question with its gold passages and what was found, best first."""

    item: Item
    gold: GoldPassages
    found: tuple[Found, ...]
    gold_texts: dict[str, str]
    milliseconds: float


def retrieve(
    advisor: Advisor, items: Sequence[Item], gold: Mapping[str, GoldPassages]
) -> tuple[list[Retrieved], Versions]:
    """Run every item that has gold passages; gives the outputs and the versions they were made with.

    Raises BadInput where the gold passages were derived from another version of an item.
    """
    # The first question pays for what is loaded lazily.
    versions = advisor.ask("鞍山直播电商").versions
    texts = {passage.ref: passage.text for passage in advisor.holdings.passages.values()}
    wanted = [item for item in items if item.id in gold]
    _check_facts(wanted, gold)
    return [_retrieved(advisor, item, gold[item.id], texts) for item in wanted], versions


def _check_facts(items: Sequence[Item], gold: Mapping[str, GoldPassages]) -> None:
    for item in items:
        if len(gold[item.id].by_fact) != len(item.expect.vital):
            raise BadInput(f"题目“{item.id}”改过而标准段落没有跟着改；请运行 python -m evals.retrieval.gold。")


def _retrieved(advisor: Advisor, item: Item, gold: GoldPassages, texts: Mapping[str, str]) -> Retrieved:
    answer = advisor.ask(item.question, history=item.history, as_of=item.as_of)
    return Retrieved(
        item=item,
        gold=gold,
        found=tuple(_found(one) for one in answer.passages),
        gold_texts={ref: texts.get(ref, "（资料库中已没有这一段）") for ref in gold.gold_passages},
        milliseconds=_until_selected(answer),
    )


def _found(one: ScoredPassage) -> Found:
    return Found(ref=one.passage.ref, text=one.passage.text, words=one.lexical, meaning=one.dense)


def _until_selected(answer: Answer) -> float:
    """Time from the question to the ordered passages."""
    steps = ("rephrase", "plan", "screen", "retrieve", "select")
    return sum(answer.timings_ms.get(step, 0.0) for step in steps)
