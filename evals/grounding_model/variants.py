"""Further pairs without labels, made of the written ones by rule and by chance: what a teacher is asked about.

A passage loses a sentence, gets another beside it, or has a figure, a noun or a word of denial changed; a claim is changed likewise, joined with
another or cut; a right claim becomes the passage for its neighbours; a claim is held against a passage like its own.
Whether the passage still supports the claim nobody has said: `teacher.py` has a language model say it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random

from advisor.grounding.word_vectors import first_tag
from advisor.segmenting import words_of
from advisor.types import Data
from evals.grounding_model.training_pairs import WrittenClaim, WrittenPassage

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE, _CLAUSE = re.compile(r"(?<=[。；！？])"), re.compile(r"(?<=[。；！？，、])")
_TURNED = (
    ("不得", "可以"), ("不超过", "超过"), ("不低于", "不高于"), ("可以", "不得"), ("应当", "可以"), ("必须", "不必"),
    ("未", "已"), ("没有", "有"), ("不", ""), ("高于", "低于"), ("增加", "减少"), ("上升", "下降"), ("增长", "下降"),
    ("允许", "禁止"), ("禁止", "允许"), ("以上", "以下"), ("以内", "以外"), ("之前", "之后"), ("全部", "部分"),
    ("部分", "全部"), ("计划", "已经"), ("拟", "已"), ("已", "拟"), ("鼓励", "要求"), ("要求", "鼓励"), ("由", "不由"),
    ("包括", "不包括"), ("大于", "小于"), ("提高", "降低"), ("降低", "提高"), ("多", "少"), ("最大", "最小"),
    ("早于", "晚于"), ("先", "后"), ("上午", "下午"), ("免费", "收费"), ("有效", "无效"), ("公开", "保密"),
    ("新建", "改建"),
)  # fmt: skip
_PASSAGE_CHANGES = ("drop", "drop", "number", "numbers", "nouns", "noun", "turn", "mix", "beside", "clause")
_CLAIM_CHANGES = (
    "number", "numbers", "nouns", "nouns", "noun", "noun", "turn", "splice", "append", "cause", "part",
)  # fmt: skip
_ALTERED_PASSAGES, _CLAIMS_ON_ONE, _CHANGED_CLAIMS = 2, 3, 4
_LEAST_CLAIM, _LEAST_PASSAGE, _SHORTEST_WORD = 5, 14, 2
_RAREST, _COMMONEST, _MOST_LIKE = 2, 300, 5
_SHARE_FIRST = 0.5


class Variant(Data):
    """A claim and a passage; `origin`: the written passage that they were made of."""

    claim: str
    passage: str
    origin: str


def variants(written: Sequence[WrittenPassage], *, rounds: int = 1) -> Iterator[Variant]:
    """Some twelve pairs a round on every written passage; the same for the same passages."""
    by_text: dict[str, list[WrittenClaim]] = {}
    for one in written:
        by_text.setdefault(one.passage, []).extend(one.claims)
    maker = _Maker(list(by_text.items()))
    for round_number in range(rounds):
        for number in range(len(by_text)):
            yield from maker.of(number, round_number)


class _Maker:
    """Makes the variants of each passage; knows all passages, to find those that are alike."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[WrittenClaim]]]) -> None:
        self._groups = groups
        self._with_word: Mapping[str, list[int]] = defaultdict(list)
        for number, (passage, _) in enumerate(groups):
            for word in set(_words(passage)):
                if len(word) >= _SHORTEST_WORD:
                    self._with_word[word].append(number)

    def of(self, number: int, round_number: int = 0) -> Iterator[Variant]:
        """The variants of one passage and its claims."""
        passage, claims = self._groups[number]
        random = Random(number + round_number * len(self._groups))
        seen = {(passage, one.claim) for one in claims}
        like = self._like(number, random)
        for made, claim in self._pairs(passage, claims, like, random):
            if made and claim and len(claim) >= _LEAST_CLAIM and (made, claim) not in seen:
                seen.add((made, claim))
                yield Variant(claim=claim, passage=made, origin=passage)

    def _pairs(
        self, passage: str, claims: Sequence[WrittenClaim], like: int | None, random: Random
    ) -> Iterator[tuple[str, str | None]]:
        for _ in range(_ALTERED_PASSAGES):
            altered = self._altered(passage, like, random)
            if altered and altered != passage:
                for one in random.sample(claims, min(_CLAIMS_ON_ONE, len(claims))):
                    yield altered, one.claim
        yield from _on_claims(claims, random)
        for one in random.sample(claims, min(_CHANGED_CLAIMS, len(claims))):
            changed = self._changed(one.claim, passage, claims, like, random)
            if changed != one.claim:
                yield passage, changed
        if like is not None:
            claim = random.choice(claims).claim
            yield self._groups[like][0], claim

    def _like(self, number: int, random: Random) -> int | None:
        """One of the passages that share the rarest words with a passage."""
        shared: Counter[int] = Counter()
        for word in sorted(set(_words(self._groups[number][0]))):
            found = self._with_word.get(word, ())
            if _RAREST <= len(found) <= _COMMONEST:
                for other in found:
                    shared[other] += 1_000_000 // len(found)
        shared.pop(number, None)
        nearest = [other for other, _ in shared.most_common(_MOST_LIKE)]
        return random.choice(nearest) if nearest else None

    def _altered(self, passage: str, like: int | None, random: Random) -> str | None:
        change = random.choice(_PASSAGE_CHANGES)
        match change:
            case "drop" | "clause":
                parts = _cut(_SENTENCE if change == "drop" else _CLAUSE, passage)
                if len(parts) <= (1 if change == "drop" else 2):
                    return None
                parts.pop(random.randrange(len(parts)))
                return "".join(parts)
            case "beside":
                if like is None:
                    return None
                both = [passage, self._groups[like][0]]
                return "".join(both if random.random() < _SHARE_FIRST else reversed(both))
            case "mix":
                if like is None:
                    return None
                parts, others = _cut(_SENTENCE, passage), _cut(_SENTENCE, self._groups[like][0])
                parts.insert(random.randrange(len(parts) + 1), random.choice(others))
                return "".join(parts)
            case _:
                return _CHANGES[change](passage, passage, random)

    def _changed(
        self, claim: str, passage: str, claims: Sequence[WrittenClaim], like: int | None, random: Random
    ) -> str | None:
        change = random.choice(_CLAIM_CHANGES)
        match change:
            case "splice":
                other = random.choice(claims).claim
                return _bare(claim) + random.choice(["，", "；", "，同时", "，"]) + other if other != claim else None
            case "append":
                from_anywhere = random.random() < 0.5 or like is None
                near = random.randrange(len(self._groups)) if from_anywhere or like is None else like
                tail = random.choice(_cut(_CLAUSE, random.choice(self._groups[near][1]).claim))
                return f"{_bare(claim)}，{_bare(tail)}。"
            case "cause":
                reason = _bare(random.choice(claims).claim)
                return f"{random.choice(['由于', '因为'])}{reason}，{claim}" if reason != _bare(claim) else None
            case "part":
                parts = _cut(_CLAUSE, claim)
                return f"{_bare(random.choice(parts))}。" if len(parts) > 1 else None
            case _:
                return _CHANGES[change](claim, passage, random)


def _on_claims(claims: Sequence[WrittenClaim], random: Random) -> Iterator[tuple[str, str]]:
    """A right claim, or two, as the passage for its neighbours."""
    right = [one.claim for one in claims if one.label == "supported" and len(one.claim) >= _LEAST_PASSAGE]
    if not right:
        return
    passage = random.choice(right)
    if len(right) > 1 and random.random() < 0.4:
        passage = f"{_bare(passage)}。{random.choice([one for one in right if one != passage] or right)}"
    others = [one.claim for one in claims if one.claim not in passage]
    for claim in random.sample(others, min(_CLAIMS_ON_ONE, len(others))):
        yield passage, claim


def _number_changed(text: str, passage: str, random: Random) -> str | None:
    """A figure replaced by another of the passage, or by one made of it."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    chosen = random.choice(found)
    others = [one for one in _NUMBER.findall(passage) if one != chosen.group()]
    if others and random.random() < 0.6:
        put = random.choice(others)
    else:
        value = float(chosen.group())
        value = random.choice([value * 10, value + 1, value - 1, value * 1.5, value / 2, value + 10])
        put = f"{value:.1f}" if "." in chosen.group() else str(int(value))
    return text[: chosen.start()] + put + text[chosen.end() :]


def _numbers_exchanged(text: str, _: str, random: Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if len(found) < 2:
        return None
    first, second = sorted(random.sample(found, 2), key=lambda one: one.start())
    if first.group() == second.group():
        return None
    between = text[first.end() : second.start()]
    return text[: first.start()] + second.group() + between + first.group() + text[second.end() :]


def _nouns_exchanged(text: str, _: str, random: Random) -> str | None:
    words = _words(text)
    places = _content(words)
    if "".join(words) != text or len(places) < 2:
        return None
    first, second = random.sample(places, 2)
    if words[first] == words[second]:
        return None
    words[first], words[second] = words[second], words[first]
    return "".join(words)


def _noun_replaced(text: str, passage: str, random: Random) -> str | None:
    """A noun or verb replaced by one of the passage."""
    words, held = _words(text), _words(passage)
    places, at_hand = _content(words), [held[place] for place in _content(held)]
    if "".join(words) != text or not at_hand or not places:
        return None
    place = random.choice(places)
    fitting = [one for one in at_hand if one != words[place] and first_tag(one) == first_tag(words[place])]
    if not fitting:
        return None
    words[place] = random.choice(fitting)
    return "".join(words)


def _turned(text: str, _: str, random: Random) -> str | None:
    """A word of denial, mode or direction replaced by one that says the contrary."""
    there = [(one, other) for one, other in _TURNED if one in text]
    if not there:
        return None
    one, other = random.choice(there)
    start = random.choice([found.start() for found in re.finditer(one, text)])
    return text[:start] + other + text[start + len(one) :]


_CHANGES: Mapping[str, Callable[[str, str, Random], str | None]] = {
    "number": _number_changed,
    "numbers": _numbers_exchanged,
    "nouns": _nouns_exchanged,
    "noun": _noun_replaced,
    "turn": _turned,
}


def _content(words: Sequence[str]) -> list[int]:
    """Where nouns and verbs of two characters or more stand."""
    return [at for at, one in enumerate(words) if len(one) >= _SHORTEST_WORD and first_tag(one) in "nv"]


@cache
def _cut_into_words(text: str) -> tuple[str, ...]:
    return tuple(word for word, _, _ in words_of(text))


def _words(text: str) -> list[str]:
    return list(_cut_into_words(text))


def _cut(at: re.Pattern[str], text: str) -> list[str]:
    return [one for one in at.split(text) if one]


def _bare(text: str) -> str:
    return text.rstrip("。；！，")
