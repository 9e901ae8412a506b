"""Whether a passage holds something of the sort that is asked: a figure of the right unit, a date, a person's name."""

from __future__ import annotations

import re
from functools import lru_cache

from advisor.grounding import ANY_DAY, find_periods, find_quantities
from advisor.grounding.units import UNITS, UnitFamily
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.doers import doing_asked, tells_who
from advisor.search.holdings import Holdings
from advisor.search.kinds import AGE, FREQUENCY, asks_by_how_much
from advisor.segmenting import part_of_speech, segmenter
from advisor.types import Calculation, Passage, Period, PeriodKind, QuestionKind, QuestionPlan

_FREE_FORM = {QuestionKind.LIST, QuestionKind.ADVICE, QuestionKind.VALIDITY}
NUMERIC = {QuestionKind.FIGURE, QuestionKind.CALCULATION}
_OF_A_DOCUMENT = {
    QuestionKind.DOCUMENT,
    QuestionKind.VALIDITY,
    QuestionKind.DATE,
    QuestionKind.ENTITY,
    QuestionKind.DEFINITION,
    QuestionKind.PERSON,
}
_NEAR_ASK = 0.5
# Its time is known from its paragraph, but the sentence does not say it.
_DATED_ELSEWHERE = 0.3
OTHER_FAMILY = 0.2
_LOOSE = 0.6
_FAR = 0.3
_TO_THE_DAY = re.compile(r"哪一?天|几月几[号日]|几号|哪一?日|日期|具体(时间|日子)")
_YEARS_OF_AGE = "岁"


@lru_cache(maxsize=8_000)
def quantity_families(text: str) -> frozenset[str]:
    """Families of the quantities in a text, by the names of grounding's families; an age is one of its own."""
    return frozenset(_family(one.family, one.base_unit.base) for one in find_quantities(text))


def _family(family: UnitFamily, base: str) -> str:
    return AGE if base == _YEARS_OF_AGE else family.value


@lru_cache(maxsize=8_000)
def periods_in(text: str) -> tuple[Period, ...]:
    """The absolute periods a text names."""
    mentions = find_periods(text, today=ANY_DAY)
    return tuple(
        mention.period for mention in mentions if not mention.relative and (mention.period.start or mention.period.end)
    )


def slot_fit(plan: QuestionPlan, passage: Passage, holdings: Holdings, *, ask_likeness: float) -> float:
    """Between 0 and 1, by the kind of question; 1 for questions that ask for no particular sort of thing.

    `ask_likeness`: how like the question is to the nearest of the passage's asks.
    """
    wanted = set(plan.kinds)
    if is_catalogue_entry(passage) and not wanted & _OF_A_DOCUMENT:
        return _FAR
    if QuestionKind.PERSON in wanted and not wanted & {QuestionKind.DOCUMENT, QuestionKind.RULE}:
        return 1.0 if person_names(passage.text) else 0.0
    fits = []
    if wanted & NUMERIC and not wanted & _FREE_FORM:
        fits.append(_figure_fit(plan, passage, holdings, ask_likeness))
    if QuestionKind.DATE in wanted and QuestionKind.LIST not in wanted:
        fits.append(_date_fit(plan, passage))
    if (doing := doing_asked(plan.text)) is not None and not fits:
        fits.append(1.0 if tells_who(passage.text, doing) else _FAR)
    return max(fits, default=1.0)


_DAYS_OF_A_YEAR = re.compile(r"(?<![\d年])1?\d月(?:[1-3]?\d日|底|末|初|[上中下]旬|前|和|至|份)")


def _date_fit(plan: QuestionPlan, passage: Passage) -> float:
    spoken = periods_in(passage.text)
    if not spoken:
        # A day or month of every year (每年3月31日前) answers when a thing is to be done.
        return 1.0 if _DAYS_OF_A_YEAR.search(passage.text) else _DATED_ELSEWHERE if passage.period else 0.0
    exact = not _TO_THE_DAY.search(plan.text) or any(period.kind is PeriodKind.POINT for period in spoken)
    return 1.0 if exact else 0.4


def _figure_fit(plan: QuestionPlan, passage: Passage, holdings: Holdings, ask_likeness: float) -> float:
    """1: a figure of the asked family, or beside the thing counted; less the looser the tie; 0 without a figure."""
    if FREQUENCY in plan.unit_families:
        return 1.0 if tells_how_often(passage.text) else OTHER_FAMILY
    families = row_families(passage) if passage.row is not None else quantity_families(passage.text)
    if not families:
        return 0.0
    counted = _COUNTED_IN.search(plan.text)
    if counted and not re.search(rf"[\d一二两三四五六七八九十百千万余多]{counted[1]}", passage.text):
        return OTHER_FAMILY
    if plan.unit_families:
        return _family_fit(families, plan)
    return _counted_fit(plan, passage, holdings, ask_likeness)


def _family_fit(families: frozenset[str], plan: QuestionPlan) -> float:
    """By how much a thing grew is told by its rate, and less well by an amount of the family asked."""
    if plan.calculation is Calculation.SHARE and "percent" in plan.unit_families:
        # 1000亿元 in 占gdp的百分之几 is what is given, and no answer.
        return 1.0 if "percent" in families else OTHER_FAMILY
    if asks_by_how_much(plan.text):
        return 1.0 if "percent" in families else _LOOSE if families & set(plan.unit_families) else OTHER_FAMILY
    return 1.0 if families & set(plan.unit_families) else OTHER_FAMILY


# What is counted in these is counted in nothing else: 一周发几趟 is told by no other figure.
_COUNTED_IN = re.compile(r"(?:几|多少)(趟|班|列|艘|页|节|集|桌|棵|匹|箱|栋|幢|层|架|场次)")
_EVERY = re.compile(
    r"(?:每|每隔|按|逐)(?:[\d一二两三四五六七八九十半]+)?个?(?:季度?|半?年度?|月|周|星期|工作日|日|天|小时)(?P<rest>[^，,。；;]*)"
)
_SO_OFTEN = re.compile(r"[\d一二两三四五六七八九十]+[次回轮](?!性)")


@lru_cache(maxsize=8_000)
def tells_how_often(text: str) -> bool:
    """Whether a text says that something is done so often: 每季报送1次, 每6个月核验更新; 每年补助10万元 tells an amount."""
    return any(_SO_OFTEN.search(match["rest"]) or not find_quantities(match["rest"]) for match in _EVERY.finditer(text))


def row_families(passage: Passage) -> frozenset[str]:
    """The family of a statistics row's own unit; notes beside the figure do not count."""
    if passage.row and "名次" in passage.row.indicator:
        return frozenset({"rank"})
    unit = UNITS.get(passage.row.unit.lstrip("万亿") or passage.row.unit) if passage.row else None
    return frozenset({_family(unit.family, unit.base)}) if unit else quantity_families(passage.text)


# Nouns that say in what respect a figure is asked, and name no thing that has one.
_RESPECTS = frozenset(
    {
        *("最高", "最多", "最低", "最少", "上限", "下限"),
        *("比例", "额度", "金额", "数额", "门槛", "标准", "要求", "条件"),
        *("目标", "限度", "程度", "水平", "尺度", "规定", "情况", "情形", "幅度", "范围"),
    }
)
# Pronouns, places inside and out, and directions are no things either.
_NO_THING = ("r", "f", "s")


def required_focus(plan: QuestionPlan, holdings: Holdings) -> tuple[str, ...]:
    """The words of the focus that a passage has to say: of 注册资本门槛 the 注册资本, of 门槛 alone none."""
    if not plan.focus or not all(_names_no_thing(word) for word in plan.focus):
        return plan.focus
    head = plan.focus[0]
    before = plan.terms[: plan.terms.index(head)] if head in plan.terms else ()
    things = [word for word in before if holdings.lexicon.is_thing(word) and not _names_no_thing(word)]
    return tuple(things[-1:])


def _names_no_thing(word: str) -> bool:
    return word in _RESPECTS or part_of_speech(word).startswith(_NO_THING)


_BEFORE, _AFTER = 16, 16


def _counted_fit(plan: QuestionPlan, passage: Passage, holdings: Holdings, ask_likeness: float) -> float:
    """For 多少户企业: whether a figure stands beside the thing counted; 1 when the question names no such thing."""
    focus = required_focus(plan, holdings)
    if passage.row is not None or not focus:
        return 1.0
    words = [form for word in focus for form in holdings.lexicon.synonyms(word)]
    if focus != plan.focus and any(word in passage.text for word in words):
        return 1.0
    for quantity in find_quantities(passage.text):
        start, end = quantity.span
        around = _clause_around(passage.text, start, end)
        if any(word in around for word in words):
            return 1.0
    return _LOOSE if ask_likeness >= _NEAR_ASK else _FAR


def _clause_around(text: str, start: int, end: int) -> str:
    """The characters beside a figure, no farther than its clause."""
    before = re.split(r"[，；。：]", text[max(0, start - _BEFORE) : start])[-1]
    after = re.split(r"[，；。：]", text[end : end + _AFTER])[0]
    return f"{before} {after}"


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)
# Surnames that are also everyday words need a role before them (作者于, 演员高).
_DOUBTFUL_SURNAMES = frozenset("于任向常方高万段白金江钱夏余何石武时成和马龙雷许")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_ROLE = re.compile(r"(?:作者|演员|老师|教授|会长|主任|书记|市长|局长|主播|[是为由])$")


@lru_cache(maxsize=8_000)
def person_names(text: str) -> tuple[str, ...]:
    """Personal names in a text: a surname and one or two characters that make no other word with it."""
    names: list[str] = []
    before, run = "", ""
    for word in [*segmenter().cut(text, HMM=False), "。"]:
        if len(word) == 1 and _HAN.match(word):
            run += word
            continue
        names += _names_between(run, word, before)
        before, run = f"{before}{run}{word}"[-6:], ""
    return tuple(names)


def _names_between(run: str, word: str, before: str) -> list[str]:
    """The name that a run of single characters holds, alone or with the dictionary name after it."""
    if part_of_speech(word) == "nr" and word[0] in _SURNAMES and 2 <= len(word) <= 3:
        return [word]
    if run[-1:] in _SURNAMES - _DOUBTFUL_SURNAMES and len(word) == 2 and _may_be_given_name(word):
        return [run[-1] + word]
    for start, character in enumerate(run):
        rest = run[start : start + 3]
        if character not in _SURNAMES or len(rest) < 2:
            continue
        if character in _DOUBTFUL_SURNAMES and not _ROLE.search(before + run[:start]):
            continue
        return [rest[:2] + rest[2:].strip("的了曾和到为是在将与任等去来做")]
    return []


_RARE = 30


def _may_be_given_name(word: str) -> bool:
    """Whether a two-character word can be a given name: tagged as a name, or hardly ever a word."""
    return part_of_speech(word) in {"nr", "nz", "nrfg", "ns", "x"} or segmenter().FREQ.get(word, 0) < _RARE
