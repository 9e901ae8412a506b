"""Gold passages of the development questions: derived from their gold places, put right by hand, committed.

`python -m evals.retrieval.gold` derives `development_passages.jsonl` beside the set again, and leaves alone what was
written by hand; needed after the set or the library's refs changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from advisor.errors import AdvisorError, BadInput
from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from advisor.types import Data, Passage, Source
from evals.core.results import read_lines, write_lines
from evals.questions.items import DEVELOPMENT_SET, Item, load_items
from evals.questions.matching import cites, compact, stands_in

MOST_A_FACT = 3
"""A fact that more passages of its gold place state has no clear gold passage: its wording is likely met by chance."""


class GoldPassages(Data):
    """The passages that answer one question, as refs: all of them, and by vital fact in the order of the item.

    `by_hand`: written or put right by a person.
    """

    id: str
    gold_passages: tuple[str, ...]
    by_fact: tuple[tuple[str, ...], ...]
    by_hand: bool = False


def gold_file(set_file: Path) -> Path:
    """Where the gold passages of a set are kept: beside it."""
    return set_file.with_name(f"{set_file.stem}_passages.jsonl")


def load_gold(set_file: Path) -> dict[str, GoldPassages]:
    """Gold passages by item id. Raises BadInput where the file is missing or cannot be read."""
    path = gold_file(set_file)
    if not path.is_file():
        raise BadInput(f"找不到标准段落“{path.name}”；请运行 python -m evals.retrieval.gold {set_file}。")
    return {one.id: one for one in read_lines(path, GoldPassages)}


def derive(items: Iterable[Item], passages: Sequence[Passage], sources: Mapping[str, Source]) -> Iterator[GoldPassages]:
    """Gold passages of the items where they are unambiguous.

    They are the passages at the item's gold places that state its vital facts. An item is left out where it is to be
    refused, names no vital fact or no gold, or where a fact is stated by none of them or by more than MOST_A_FACT.
    """
    texts = {passage.ref: compact(passage.text) for passage in passages}
    for item in items:
        if item.must_abstain or not item.expect.vital:
            continue
        refs = [passage.ref for passage in passages if _at_gold(item, passage, sources[passage.source_id].title)]
        by_fact = tuple(tuple(ref for ref in refs if stands_in(texts[ref], wordings)) for wordings in item.expect.vital)
        if all(1 <= len(stating) <= MOST_A_FACT for stating in by_fact):
            union = dict.fromkeys(ref for stating in by_fact for ref in stating)
            yield GoldPassages(id=item.id, gold_passages=tuple(union), by_fact=by_fact)


def keep_by_hand(
    derived: Iterable[GoldPassages], kept: Mapping[str, GoldPassages], items: Sequence[Item]
) -> list[GoldPassages]:
    """The derived gold passages with those written by hand in their place, in the order of the items.

    Raises BadInput where one written by hand does not fit the facts of its item any more.
    """
    found = {one.id: one for one in derived}
    found |= {one.id: one for one in kept.values() if one.by_hand}
    for item in items:
        if item.id in found and len(found[item.id].by_fact) != len(item.expect.vital):
            raise BadInput(f"题目“{item.id}”的必要事实改过，手工写的标准段落没有跟着改；请改正 by_fact。")
    return [found[item.id] for item in items if item.id in found]


def main(arguments: Sequence[str]) -> int:
    """Derive and write the gold passages of a set, by default the development set."""
    set_file = Path(arguments[0]) if arguments else DEVELOPMENT_SET
    try:
        knowledge = load_knowledge(Settings.load().knowledge)
        items = load_items(set_file)
        kept = load_gold(set_file) if gold_file(set_file).is_file() else {}
        derived = derive(items, knowledge.passages, {source.id: source for source in knowledge.sources})
        found = keep_by_hand(derived, kept, items)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2 if isinstance(error, BadInput) else 1
    write_lines(gold_file(set_file), found)
    answerable = sum(not item.must_abstain for item in items)
    by_hand = sum(one.by_hand for one in found)
    print(
        f"{gold_file(set_file).name}：{answerable}道应答题中，{len(found)}道有标准段落，其中{by_hand}道由人写定。",
        file=sys.stderr,
    )
    return 0


def _at_gold(item: Item, passage: Passage, title: str) -> bool:
    return any(cites(gold, passage.source_id, title, passage.locator, with_place=True) for gold in item.expect.gold)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
