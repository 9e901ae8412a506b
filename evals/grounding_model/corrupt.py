"""Corruptions of statements by rule, a function a template: each makes a claim that its statement does not support."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from advisor.grounding.cues import CueKind, cues_of
from advisor.grounding.entities import find_entities, find_organisations
from advisor.grounding.gazetteer import PLACE_ALIASES
from advisor.grounding.numbers import find_quantities
from advisor.grounding.thesaurus import contraries_of, words_in
from advisor.segmenting import part_of_speech, segmenter
from evals.grounding_model.paraphrase import clauses_of, joined

# text, other statements of the same source, chance -> the corrupted text, or the text itself where nothing fits
Corruption = Callable[[str, Sequence[str], Random], str]

_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_MONTH_DAY = re.compile(r"(?<=[年月至到])\d{1,2}(?=[月日])|(?<!\d)\d{1,2}(?=月|日)")
_NUMBER = re.compile(r"(?<=号|第)?(?:(?<=[〕\]])\d+(?=号)|(?<=第)[\d一二三四五六七八九十百]+(?=条|号))")
_SCALES = {
    "万": "亿",
    "亿": "万",
    "百分点": "百分比",
    "个工作日": "日",
    "工作日": "日",
    "日": "个工作日",
    "年": "个月",
    "户": "人",
    "家": "个项目",
    "人": "户",
}
_MODES: dict[str, tuple[str, ...]] = {
    "应当": ("可以", "鼓励", "不必"),
    "必须": ("可以", "不必"),
    "可以": ("应当", "必须", "不得"),
    "不得": ("可以", "应当"),
    "鼓励": ("必须", "要求"),
    "支持": ("强制", "要求"),
    "拟": ("已",),
    "计划": ("已经", "如期"),
    "争取": ("已经", "成功"),
    "力争": ("已经",),
    "预计": ("已", "确认"),
    "将": ("已",),
    "建议": ("规定", "要求"),
    "提出": ("实现了", "完成了"),
    "要": ("可以", "已经"),
    "禁止": ("允许",),
    "需要": ("不需要", "无需"),
    "允许": ("禁止", "不允许"),
    "目标": ("成果",),
    "规划": ("建成",),
}
_WIDER = {
    "部分": "全部",
    "之一": "中唯一的一个",
    "省": "全国",
    "市": "全省",
    "主要": "全部",
    "首批": "首个",
    "试点": "全面推行",
    "一般": "一律",
    "较早": "最早",
    "重点": "所有",
    "多数": "全部",
    "有的": "所有",
    "县级": "省级",
    "市级": "国家级",
    "省级": "国家级",
}
_ALL = ("所有", "一切", "任何", "全国", "全部")
_CAUSES = ("因此", "由此", "正因如此", "从而", "受此推动", "为此")
_DETAILS = (
    "由市财政全额承担",
    "有效期五年",
    "并按季度公开",
    "在全国尚属首次",
    "连续三年保持第一",
    "每年不少于两次",
    "须经省级部门批准",
    "逾期处五万元以下罚款",
    "重点面向高校毕业生",
    "以县城为主",
    "不另收费用",
    "由第三方机构评估",
)
_NEGATABLE = re.compile(r"(?:应当|可以|能够|需要|要|会|是|有|应|能|须)")
_NEGATED = re.compile(r"不(?=得|予|能|可|需|应|会|超过|收|含)|未(?=经|取得|按)|没有|无(?=需|权|法)")


def wrong_figure(text: str, others: Sequence[str], random: Random) -> str:
    """A number made larger or smaller, or its digits exchanged."""
    found = [one for one in find_quantities(text) if re.search(r"\d", one.text)]
    if not found:
        return text
    digits = re.search(r"\d+(?:\.\d+)?", (one := random.choice(found)).text)
    assert digits is not None
    start = one.span[0] + digits.start()
    return text[:start] + _other_number(digits.group(), random) + text[start + len(digits.group()) :]


def _other_number(digits: str, random: Random) -> str:
    value = float(digits)
    changed = random.choice((value * 2, value + 1, value * 10, value / 2, value * 1.2, value - 1, value + 3))
    decimals = len(digits.partition(".")[2])
    text = f"{abs(changed):.{decimals}f}"
    return text if text != digits else f"{value + 2:.{decimals}f}"


def wrong_unit(text: str, others: Sequence[str], random: Random) -> str:
    """Another unit or scale behind a number."""
    found = [one for one in find_quantities(text) if any(scale in one.text for scale in _SCALES)]
    if not found:
        return text
    one = random.choice(found)
    scale = random.choice([scale for scale in _SCALES if scale in one.text])
    return text[: one.span[0]] + one.text.replace(scale, _SCALES[scale], 1) + text[one.span[1] :]


def wrong_period(text: str, others: Sequence[str], random: Random) -> str:
    """Another year, month or day; 上半年 for 下半年."""
    if "半年" in text and random.random() < 0.5:
        return text.replace("上半年", "\0").replace("下半年", "上半年").replace("\0", "下半年")
    found = [*_YEAR.finditer(text), *_MONTH_DAY.finditer(text)]
    if not found:
        return text
    match = random.choice(found)
    value = int(match.group())
    other = value + random.choice((-2, -1, 1, 2)) if value > 31 else value % 12 + 1
    return text[: match.start()] + str(other) + text[match.end() :]


def wrong_place(text: str, others: Sequence[str], random: Random) -> str:
    """A place replaced by another of the list."""
    found = find_entities(text)
    if not found:
        return text
    place = random.choice(found)
    return text[: place.span[0]] + random.choice(sorted(set(PLACE_ALIASES.values()))) + text[place.span[1] :]


def wrong_number(text: str, others: Sequence[str], random: Random) -> str:
    """Another number of a document or article."""
    found = [match for match in _NUMBER.finditer(text) if match.group().isdecimal()]
    if not found:
        return text
    match = random.choice(found)
    return text[: match.start()] + str(int(match.group()) + random.choice((1, 2, 10))) + text[match.end() :]


def swapped(text: str, others: Sequence[str], random: Random) -> str:
    """Two nouns of the text exchanged."""
    nouns = _nouns(text)
    pairs = [(a, b) for a in nouns for b in nouns if a < b and a not in b and b not in a and abs(len(a) - len(b)) <= 2]
    if not pairs:
        return text
    first, second = random.choice(pairs)
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def swapped_figures(text: str, others: Sequence[str], random: Random) -> str:
    """Two figures of one family exchanged."""
    found = [one for one in find_quantities(text) if one.high is None]
    pairs = [(a, b) for a in found for b in found if a.span < b.span and a.family is b.family and a.value != b.value]
    if not pairs:
        return text
    first, second = random.choice(pairs)
    between = text[first.span[1] : second.span[0]]
    return text[: first.span[0]] + second.text + between + first.text + text[second.span[1] :]


def _nouns(text: str) -> list[str]:
    words = dict.fromkeys(word for word in segmenter().cut(text, HMM=False) if len(word) >= 2)
    return [word for word in words if part_of_speech(word)[0] == "n"]


def noun_replaced(text: str, others: Sequence[str], random: Random) -> str:
    """A noun replaced by one of another statement of the source."""
    nouns, foreign = _nouns(text), [noun for other in others for noun in _nouns(other) if noun not in text]
    if not nouns or not foreign:
        return text
    return text.replace(random.choice(nouns), random.choice(foreign), 1)


def negated(text: str, others: Sequence[str], random: Random) -> str:
    """A negation put in or taken out."""
    found = list(_NEGATED.finditer(text))
    if found and random.random() < 0.7:
        match = random.choice(found)
        return text[: match.start()] + text[match.end() :]
    places = list(_NEGATABLE.finditer(text))
    if not places:
        return text
    match = random.choice(places)
    word = match.group()
    return text[: match.start()] + ("没有" if word == "有" else f"不{word}") + text[match.end() :]


def contrary_word(text: str, others: Sequence[str], random: Random) -> str:
    """A word replaced by its contrary."""
    found = [word for word in words_in(text) if contraries_of(word.text)]
    if not found:
        return text
    word = random.choice(found)
    return text[: word.start] + random.choice(sorted(contraries_of(word.text))) + text[word.end :]


def other_mode(text: str, others: Sequence[str], random: Random) -> str:
    """May for must, done for planned, and their like."""
    return _mapped(text, random, _MODES)


def wider_scope(text: str, others: Sequence[str], random: Random) -> str:
    """A wider scope, or 所有 in front of a noun."""
    widened = _mapped(text, random, {word: (wider,) for word, wider in _WIDER.items()})
    nouns = _nouns(text)
    if widened != text or not nouns:
        return widened
    noun = random.choice(nouns)
    return text.replace(noun, random.choice(_ALL) + noun, 1)


def _mapped(text: str, random: Random, words: dict[str, tuple[str, ...]]) -> str:
    found = [word for word in words if word in text]
    if not found:
        return text
    word = random.choice(found)
    return text.replace(word, random.choice(words[word]), 1)


def wrong_issuer(text: str, others: Sequence[str], random: Random) -> str:
    """An authority or company replaced by another one."""
    own = find_organisations(text)
    foreign = [one.text for other in others for one in find_organisations(other) if one.text not in text]
    if not own or not foreign:
        return text
    one = random.choice(own)
    return text[: one.span[0]] + random.choice(foreign) + text[one.span[1] :]


def invented_cause(text: str, others: Sequence[str], random: Random) -> str:
    """Two clauses joined as cause and effect."""
    clauses = clauses_of(text)
    if len(clauses) < 2 or cues_of(text, CueKind.CAUSAL):
        return text
    at = random.randrange(1, len(clauses))
    return joined([*clauses[:at], f"{random.choice(_CAUSES)}{clauses[at]}", *clauses[at + 1 :]])


def added_detail(text: str, others: Sequence[str], random: Random) -> str:
    """A clause added that the statement does not have: a stock one, or one of another statement."""
    foreign = [clause.strip("，；。") for other in others for clause in clauses_of(other)[1:]]
    detail = random.choice(foreign) if foreign and random.random() < 0.6 else random.choice(_DETAILS)
    return text if detail in text else joined([f"{text.rstrip('。')}，", detail])


def half_another(text: str, others: Sequence[str], random: Random) -> str:
    """The first clause, then a clause of another statement."""
    foreign = [clause for other in others for clause in clauses_of(other) if clause not in text]
    if not foreign:
        return text
    return joined([f"{clauses_of(text)[0].rstrip('，；。')}，", random.choice(foreign)])


def another_statement(text: str, others: Sequence[str], random: Random) -> str:
    """Another statement of the same source."""
    return random.choice(others) if others else text


CORRUPTIONS: dict[str, Corruption] = {
    one.__name__: one
    for one in (
        wrong_figure,
        wrong_unit,
        wrong_period,
        wrong_place,
        wrong_number,
        swapped,
        swapped_figures,
        noun_replaced,
        negated,
        contrary_word,
        other_mode,
        wider_scope,
        wrong_issuer,
        invented_cause,
        added_detail,
        half_another,
        another_statement,
    )
}
