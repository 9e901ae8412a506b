"""`python -m evals.grounding.near_verbatim`: sentences of training passages with one exchange, or only in another order.

How many of each sort the engine would show in an answer. Made by rule, not read: a few exchanges mean the same (3人6次).
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from advisor.grounding import Quantity, check_fact, find_quantities
from advisor.grounding.quantity import comparable_units
from advisor.segmenting import part_of_speech, words_of
from advisor.types import VerdictKind
from evals.grounding_model.training_pairs import written_passages

_PASSAGES = 700
_SHORTEST, _LONGEST, _FEW_CLAUSES, _NEAR = 10, 90, 3, 8
_SENTENCE = re.compile("[^。；\n]+")
_PREDICATE = re.compile("向|对|由|给|为|委托|推荐|负责|监督|支持|指导|帮|组织")
_LIST = re.compile("[，。；、和与及或]")
_LEVELS = (
    "国家级 省级 市级 县级 区级", "省政府 市政府 县政府 区政府", "省财政 市财政 县财政 区财政", "省商务 市商务 县商务 区商务",
    "省局 市局 县局 区局", "省统筹 市统筹 县统筹",
)  # fmt: skip
_GROUP_OF = {word: group.split() for group in _LEVELS for word in group.split()}
_LEVEL = re.compile("|".join(sorted(_GROUP_OF, key=len, reverse=True)))
_OPENS_A_LATER_CLAUSE = re.compile(
    "并|但|其中|也|还|而|由|则|均|不|应|可|超|否则|同时|且|再|后|期|最|每|仍|以|按|经|未|须|必须|对|在|如"
)
_NEEDS_THE_NEXT_CLAUSE = re.compile("(?:.*[的后前时]|[对在如自按经由].*)")

Span = tuple[int, int]


def main() -> int:
    """Print for each sort how many sentences were made and the share that would be shown."""
    chance = random.Random(11)
    made: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for passage in [one.passage for one in written_passages()][:_PASSAGES]:
        for sentence in _SENTENCE.findall(passage):
            if _SHORTEST < len(sentence) < _LONGEST:
                for sort, claim in _claims(sentence, chance):
                    made[sort] += 1
                    shown[sort] += check_fact(claim, [passage]).kind is VerdictKind.SUPPORTED
    for sort in sorted(made):
        print(f"{sort}: {made[sort]} sentences, shown {shown[sort] / made[sort]:.1%}")
    return 0


def _claims(sentence: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    figures = [pair for pair in combinations(find_quantities(sentence), 2) if _apart(pair[0].span, pair[1].span)]
    nouns = [(word, (start, end)) for word, start, end in words_of(sentence) if _is_noun(word)]
    others = [pair for pair in combinations(nouns, 2) if pair[0][0] != pair[1][0]]
    levels = [(match.group(), match.span()) for match in _LEVEL.finditer(sentence)]
    choices: dict[str, Sequence[tuple[Span, Span]]] = {
        "wrong, figures of two units": [(a.span, b.span) for a, b in figures if not comparable_units(a, b)],
        "wrong, figures of one unit": [(a.span, b.span) for a, b in figures if _differ(a, b)],
        "wrong, nouns around a predicate": [(a, b) for (_, a), (_, b) in others if _around_predicate(sentence, a, b)],
        "wrong, nouns across clauses": [
            (a, b) for (one, a), (two, b) in others if one[-1] == two[-1] and "，" in sentence[a[1] : b[0]]
        ],
        "wrong, levels exchanged": [
            (a, b) for (one, a), (two, b) in combinations(levels, 2) if one != two and two in _GROUP_OF[one]
        ],
    }
    for sort, pairs in choices.items():
        if pairs:
            yield sort, _exchanged(sentence, *chance.choice(pairs))
    if levels:
        word, (start, end) = chance.choice(levels)
        other = chance.choice([one for one in _GROUP_OF[word] if one != word])
        yield "wrong, level replaced", sentence[:start] + other + sentence[end:]
    yield from _right(sentence, chance)


def _right(sentence: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    *earlier, last = sentence.split("，")
    if not earlier:
        return
    free = not _OPENS_A_LATER_CLAUSE.match(last) and not last.endswith("的")
    if len(earlier) < _FEW_CLAUSES and free and not any(map(_NEEDS_THE_NEXT_CLAUSE.fullmatch, earlier)):
        yield "right, clauses in another order", "，".join([last, *earlier])
    # What holds under a condition is not right without it.
    clauses = [*earlier, last]
    free_of_it = [one for before, one in pairwise(["", *clauses]) if not before.endswith("的")]
    yield "right, one clause", chance.choice(free_of_it)


def _is_noun(word: str) -> bool:
    return len(word) > 1 and part_of_speech(word)[0] == "n"


def _apart(first: Span, second: Span) -> bool:
    return first[1] <= second[0]


def _differ(first: Quantity, second: Quantity) -> bool:
    return comparable_units(first, second) and first.value != second.value


def _around_predicate(sentence: str, first: Span, second: Span) -> bool:
    between = sentence[first[1] : second[0]]
    return 1 < len(between) <= _NEAR and not _LIST.search(between) and bool(_PREDICATE.search(between))


def _exchanged(text: str, first: Span, second: Span) -> str:
    one, other = text[slice(*first)], text[slice(*second)]
    return text[: first[0]] + other + text[first[1] : second[0]] + one + text[second[1] :]


if __name__ == "__main__":
    sys.exit(main())
