"""Understanding a question: from what an official typed to a plan that later steps can rely on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from advisor.grounding import PeriodMention, find_document_numbers, find_periods, find_quantities
from advisor.search import english, kinds
from advisor.search.asking import what_is_asked, with_whole_years
from advisor.search.followup import Elements, Rephrased, is_on_the_answer, rephrase, with_document_pointed_at
from advisor.search.items import numbered_item
from advisor.search.lexicon import Lexicon, Mention
from advisor.search.screen import screen
from advisor.text import normalise, without_quotes
from advisor.types import AssertedFigure, Calculation, Period, QuestionKind, QuestionPlan, Turn

_SCOPES = (
    "全国",
    "全省",
    "全市",
    "全球",
    "东北",
    "唯一",
    "第一家",
    "第一个",
    "首家",
    "首个",
    "首批",
    "之首",
    "独家",
    "最早",
)
_LEADS = (
    r"(?:范围内)?(?:第[一二三几](?![产次季批届期])|排|名次|位次|名列|位居|居第|首[家个批创选]|唯一|独[家此有]|最[早大高先多]|领先|之首|之最"
    r"|顶[级尖]|冠军)"
)
_SCOPE_CLAIM = re.compile(_LEADS)
# 全国最甜 boasts; 全国最新 asks for a time, 最低工资 names a thing, and 全国最好的基地有几个 asks about the whole country.
_BOAST = r"(?:范围)?[内里中]?最(?![新近后终初]|低(?:工资|生活|限|保)|[\u3400-\u9fff]{1,3}的[^，,。；;]*(?:哪|几[个家]|(?<!罚)(?<!罚款)多少|谁|什么))"
_WHOLE = r"(?:全[国省市县区网球]|国内|我国|中国)"
# A rule forbids the boast alike, whatever its place.
_BOASTED_PLACE = re.compile(rf"{_WHOLE}(?={_LEADS}|{_BOAST})")
_ASKING_FIGURE = re.compile(r"多少|几|哪|多大|多高|多久|多长|第几")
_THEREABOUTS = re.compile(r"全[省市县区]|当地|该[省市县区]|那里")
# Formal terms stand first in the vocabulary; more synonyms only make the search slower.
_EXPANSIONS_A_WORD = 3
# 标准分几级 is no 标准分.
_DIVIDED = re.compile(r"分(?:为|成)?(?=几|多少)")
_HOW_MANY = re.compile(
    r"(?:多少|哪?几)[个家种项条户位届批处间座辆类款件分]?|[两三四五几][地者]|加起来|加在一起|加一起|一共|总共|合计|之和|相差|各是|各有|分别|[两三]个|比一比|排个序|排一下"
)
_ASKS = re.compile(
    r"多少|多[久长]|哪|几[个家年天项条种成倍岁元级次届户名位人件座处趟档类]|什么|啥|谁|怎么|如何|为什么|为何|何时|第几|是不是|有没有|([能用要算需])不\1|[吗么呢]$"
)
# Words that ask for something to be told, not only whether the rest stands (行不行, 一样吗).
_ASKS_FOR = re.compile(r"多少|多[久大高长]|哪|几[个家年天项条种]|什么(?!关系)|啥|谁|何时|第几|是不是[^，]{3,}")
_PART_BREAK = re.compile(
    r"[?？;；]\s*|，(?:以及|还有|另外|同时|并且|再问)|(?:以及|另外|还有)(?=.{0,12}(?:多少|哪|几|什么|谁|怎么|如何))"
)
_ASKED = r"(?:多少|几(?!乎)|多大|多高|多久|多长|第几|哪一?年|什么时候|何时|啥时候|哪一?天|几月)"
_BETWEEN = (
    r"(?:的|总共|一共|大概|大约|到底|究竟|现在|目前|是|有|达到?|为|要|能|给|在|占|共|了|可以|会|卖|做到|算|补|奖|罚|写|定|排|于|从|由|就|都|才"
    r"|需要?|应该?|最[多高低少]|不?超过|上|到)*"
)
_FOCUS_BEFORE = re.compile(rf"([^，,。:：]{{1,14}}){_BETWEEN}{_ASKED}")
_FOCUS_AFTER = re.compile(r"(?:多少|几)[个家种项条户名位万亿成届批处间座辆类大章款件分元]*的?([\u3400-\u9fff]{2,8})")
_PERSON_FOCUS = re.compile(
    r"([\u3400-\u9fff]{2,10})(?:是|叫|姓|的(?:姓名|名字))?(?:谁|哪位|什么名字|何人|什么$)|谁是([\u3400-\u9fff]{2,10})"
)


class QuestionReader:
    """Reads questions against one vocabulary. Holds no state of a conversation."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._named_periods = lexicon.named_periods
        self._english = {normalise(term): chinese for term, chinese in lexicon.vocabulary.english.items()}

    def complete(self, question: str, history: Sequence[Turn], *, today: date) -> Rephrased:
        """The question made complete from the conversation before it (oldest turn first)."""
        previous, earlier = "", ""
        for turn in history:
            if turn.role == "user":
                asked = self.clean(turn.content)
                if previous and is_on_the_answer(asked):
                    continue
                done = self._complete_one(asked, previous, earlier, today=today)
                previous, earlier = done.text, previous
        said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
        asked = with_document_pointed_at(self.clean(question), previous, said) if previous else self.clean(question)
        done = self._complete_one(asked, previous, earlier, today=today)
        item = numbered_item(history, done.refers_to)
        if not item:
            return done
        more = _MORE_ON_IT if _IN_DETAIL.search(asked) else ""
        return Rephrased(text=f"{self.clean(item)}{more}", follow_up=True)

    def clean(self, question: str) -> str:
        """Normalised text with typos mended and English glossed."""
        text = _YEAR_IN_BRACKETS.sub(r"〔\1〕", without_quotes(normalise(question)))
        text = with_whole_years(what_is_asked(text))
        text = self.lexicon.mend_typos(text)
        if english.is_english(text):
            return english.gloss(text, self._english) or text
        return text

    def understand(self, question: str, rephrased: Rephrased, *, today: date) -> QuestionPlan:
        """The plan for a question already made complete."""
        original = normalise(question)
        text = self._place_before_time(rephrased.text)
        regions, documents = self._regions_and_documents(text)
        periods = _asked_periods(find_periods(text, today=today, named=self._named_periods), text)
        periods = [one for one in periods if not _is_of_a_name(one, documents, text)]
        wording = _without(text, documents)
        if not regions and _THEREABOUTS.search(wording):
            regions = [mention for mention in self.lexicon.regions(text) if not _is_a_boast(text, mention)]
        found_kinds = kinds.question_kinds(wording)
        if set(found_kinds) & _ABOUT_TODAY:
            periods = [mention for mention in periods if not mention.relative]
        bound = _binds(text, documents, found_kinds)
        if not bound and documents and not regions:
            regions = [mention for mention in self.lexicon.regions(text) if not _is_a_boast(text, mention)]
        surfaces = [
            *(mention.surface for mention in regions),
            *(text[start:end] for start, end in (mention.span for mention in periods)),
            *(mention.surface for mention in documents if bound),
        ]
        if QuestionKind.RULE in found_kinds and not regions and not documents:
            text = _BOASTED_PLACE.sub("", text)
        words = self.lexicon.content_words(_HOW_MANY.sub("，", _DIVIDED.sub("，", text)), without=surfaces)
        asserted = _asserted_figures(text)
        return QuestionPlan(
            original=question,
            text=text,
            language="en" if english.is_english(original) else "zh",
            kinds=found_kinds,
            calculation=kinds.calculation_asked(wording),
            regions=_unique(mention.name for mention in regions),
            periods=_absolute(mention.period for mention in periods),
            asks_now=kinds.asks_about_now(wording),
            asks_target=kinds.asks_for_a_target(wording),
            asks_actual=kinds.asks_for_the_actual(wording),
            asks_versions=kinds.asks_for_versions(wording),
            areas=self.lexicon.area_codes(text),
            source_ids=_unique(mention.name for mention in documents),
            entities=_unique(mention.name for mention in self.lexicon.entities.find(text)),
            bound=bound,
            article=_article(text),
            terms=tuple(words),
            phrase=_phrase(text, [word for word in words if self.lexicon.tells(word)] or words),
            document_terms=tuple(word for word in words if any(word in mention.surface for mention in documents)),
            expansions=self._expansions(words),
            focus=self._focus(text, found_kinds, surfaces),
            unit_families=_families(text, asserted, found_kinds),
            asserted_figures=asserted,
            asserted_scopes=tuple(scope for scope in _SCOPES if scope in rephrased.text),
            assumes=kinds.presumes(text),
            parts=_parts(text),
            refers_to=rephrased.refers_to,
            screened=screen(original) or screen(text),
        )

    def _place_before_time(self, text: str) -> str:
        """2021年鞍山前三季度 as 鞍山2021年前三季度, so that year and part of the year are read together."""
        for mention in reversed(self.lexicon.regions(text)):
            year = _YEAR_BEFORE.search(text[: mention.start])
            if year and _PART_BEHIND.match(text[mention.end :]):
                text = f"{text[: year.start()]}{mention.surface}{year[0]}{text[mention.end :]}"
        return text

    def _complete_one(self, text: str, previous: str, earlier: str, *, today: date) -> Rephrased:
        return rephrase(
            text,
            previous,
            earlier=earlier,
            elements=lambda part: self._elements(part, today=today),
            content_words=lambda part: self._own_words(part, today=today),
        )

    def _elements(self, text: str, *, today: date) -> Elements:
        regions, _ = self._regions_and_documents(text)
        periods = find_periods(text, today=today, named=self._named_periods)
        return Elements(
            regions=tuple(mention.surface for mention in regions),
            periods=tuple(text[mention.span[0] : mention.span[1]] for mention in periods),
            areas=tuple(mention.surface for mention in self.lexicon.areas.find(text)),
        )

    def _own_words(self, text: str, *, today: date) -> list[str]:
        elements = self._elements(text, today=today)
        words = self.lexicon.content_words(text, without=(*elements.regions, *elements.periods))
        return [word for word in words if self.lexicon.is_thing(word)]

    def _regions_and_documents(self, text: str) -> tuple[list[Mention], list[Mention]]:
        """Places named in the text, save those that are only part of a document's name; and the documents."""
        documents = self.lexicon.documents.find(text) or self.lexicon.documents_by_number(text)
        regions = [
            mention
            for mention in self.lexicon.regions(text)
            if not any(document.start <= mention.start and mention.end <= document.end for document in documents)
            and not _is_a_boast(text, mention)
        ]
        return regions, documents

    def _expansions(self, words: Sequence[str]) -> tuple[str, ...]:
        return _unique(
            synonym
            for word in words
            for synonym in self.lexicon.synonyms(word)[: _EXPANSIONS_A_WORD + 1]
            if synonym not in words
        )

    def _focus(self, text: str, found_kinds: Sequence[QuestionKind], surfaces: Sequence[str]) -> tuple[str, ...]:
        """Content words of the thing whose number, date or name is asked; empty when the question has no such head."""
        text = _DIVIDED.sub("", text)
        for pattern, wanted in (
            (_PERSON_FOCUS, QuestionKind.PERSON),
            (_FOCUS_AFTER, QuestionKind.FIGURE),
            (_FOCUS_BEFORE, QuestionKind.FIGURE),
            (_FOCUS_BEFORE, QuestionKind.DATE),
        ):
            match = pattern.search(text) if wanted in found_kinds else None
            phrase = next((group for group in match.groups() if group), "") if match else ""
            words = [
                word for word in self.lexicon.content_words(phrase, without=surfaces) if self.lexicon.is_thing(word)
            ]
            if words:
                return tuple(words[:1] if pattern is _FOCUS_AFTER else words[-1:])
        return ()


def _is_a_boast(text: str, mention: Mention) -> bool:
    """Whether a place is named only to say of something that it leads there (全国最好, 全省第一)."""
    return bool(_SCOPE_CLAIM.match(text, mention.end) or _BOASTED_PLACE.match(text, mention.start))


def _is_of_a_name(period: PeriodMention, documents: Sequence[Mention], text: str) -> bool:
    """Whether a time without a year is only part of a document's name: 三年行动 of another place's plan."""
    start, end = period.span
    dated = bool(_YEAR.search(text[start:end]))
    return not dated and any(one.start <= start and end <= one.end for one in documents)


def _asked_periods(mentions: Sequence[PeriodMention], text: str) -> list[PeriodMention]:
    """Without the year that a figure is compared with (2014年…比上年增长): where its own time is named, 上年 is none asked."""
    if all(mention.relative for mention in mentions):
        return list(mentions)
    return [mention for mention in mentions if not (mention.relative and _COMPARED.search(text[: mention.span[0]]))]


_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年$")
_PART_BEHIND = re.compile(
    r"[上下]半年|前?[一二三四1-4]个?季度|前[一二三四五六七八九十\d]+个月|\d{1,2}[-—–~至到]\d{1,2}月|\d{1,2}月"
)
_COMPARED = re.compile(r"[比较]$")
# 第二条展开说说 wants what is to be done, not the heading again.
_IN_DETAIL, _MORE_ON_IT = re.compile(r"展开|细[说讲]|详细|具体|怎么[做办落]"), "，具体有哪些做法"
_YEAR_IN_BRACKETS = re.compile(r"[\[(【〔]((?:19|20)\d\d)[\])】〕]")


def _without(text: str, documents: Sequence[Mention]) -> str:
    """The question with the names of documents out of the way: 措施 in a title asks for no measures."""
    for mention in sorted(documents, key=lambda found: -found.start):
        text = f"{text[: mention.start]}文件{text[mention.end :]}"
    return text


def _unique(names: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))  # type: ignore[call-overload]


def _absolute(periods: object) -> tuple[Period, ...]:
    return tuple(period for period in periods if period.start or period.end)  # type: ignore[attr-defined]


def _asserted_figures(text: str) -> tuple[AssertedFigure, ...]:
    """Quantities that the question states; none when they are only units of an asking word (几个, 多少亿)."""
    numbers = [match.span for match in find_document_numbers(text)]
    return tuple(
        AssertedFigure(text=quantity.text, value=quantity.value, unit=quantity.unit)
        for quantity in find_quantities(text)
        if not any(start <= quantity.span[0] < end for start, end in numbers)
        and not _ASKING_FIGURE.search(text[max(0, quantity.span[0] - 2) : quantity.span[1]])
        and quantity.unit
    )


_ABOUT_TODAY = {QuestionKind.VALIDITY, QuestionKind.RULE}
_DOCUMENT_NAME = re.compile(
    r"(法|条例|办法|规定|意见|措施|政策|通知|方案|规划|纲要|规则|指南|细则|计划|标准|规范|批复|报告|论文|文章|号|号令|号文|文件)$"
)
_BEYOND = re.compile(
    r"法律|合规|违法|合法|规章|跟.{1,12}(比|对)|和.{1,12}(比|不同|区别)|哪些.{0,4}(规定|法规|文件|政策)"
)
_ARTICLE = re.compile(r"第([一二三四五六七八九十百零\d]{1,6})条(?!.{0,2}(展开|细说|详细|说))")
_PENALTY_FOR = re.compile(r"违反[^，,。]{0,16}第[^，,。]{1,6}条[^。]{0,12}(?:罚|责任|后果|处理|怎么办|会怎)")
_UNBOUND = {QuestionKind.COMPARISON}


def _binds(text: str, documents: Sequence[Mention], found_kinds: Sequence[QuestionKind]) -> bool:
    """Whether the question is about the documents it names, so that nothing else may answer it."""
    named = [
        mention for mention in documents if _DOCUMENT_NAME.search(mention.surface) or f"《{mention.surface}" in text
    ]
    if not named or set(found_kinds) & _UNBOUND or kinds.asks_for_versions(text):
        return False
    return not _BEYOND.search(_without(text, documents))


def _article(text: str) -> str | None:
    """The article of a law the question names, in Chinese numerals as locators write it."""
    match = _ARTICLE.search(text)
    # 违反第十四条怎么处罚 asks for another article, the one that sets the penalty.
    if match is None or _PENALTY_FOR.search(text):
        return None
    return f"第{chinese_number(int(match[1])) if match[1].isdigit() else match[1]}条"


def chinese_number(number: int) -> str:
    """1 to 999 in Chinese numerals: 20 -> 二十, 105 -> 一百零五."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{digits[hundreds]}百" if hundreds else ""
    middle = f"{digits[tens] if tens > 1 or head else ''}十" if tens else "零" if head and ones else ""
    return f"{head}{middle}{digits[ones] if ones else ''}"


def _phrase(text: str, words: Sequence[str]) -> str:
    """The content words in the question's order, joined where they stand side by side (直播电商 + 交易额).

    A number before a word belongs to it (10 + 亿元补贴).
    """
    spots = sorted((text.find(word), word) for word in words if word in text)
    phrase, end = "", -1
    for start, word in spots:
        number = _NUMBER_BEFORE.search(text, max(end, 0), start)
        first = number.start() if number else start
        gap = text[end:first] if 0 <= end <= first else None
        said = text[first : start + len(word)]
        phrase += said if gap == "" or not phrase else f"的{said}" if gap == "的" else f"、{said}"
        end = start + len(word)
    return re.sub(r"[a-z]{2,5}", lambda match: match.group(0).upper(), phrase.strip("、"))[:_LONGEST_PHRASE]


_NUMBER_BEFORE = re.compile(r"\d[\d.]*$")
_LONGEST_PHRASE = 30


def _families(text: str, asserted: Sequence[AssertedFigure], found_kinds: Sequence[QuestionKind]) -> tuple[str, ...]:
    """The unit families asked for; where a figure is only to be confirmed, the families of that figure."""
    if asserted and QuestionKind.YES_NO in found_kinds and QuestionKind.FIGURE not in found_kinds:
        families = [kinds.unit_family(figure.unit) for figure in asserted]
        return tuple(dict.fromkeys(family for family in families if family))
    asked = kinds.unit_families(text)
    # A multiple that is to be worked out comes of figures in their own unit.
    works_out = kinds.calculation_asked(text) is Calculation.RATIO
    return tuple(family for family in asked if not works_out or family != "multiple")


def _parts(text: str) -> tuple[str, ...]:
    """The sub-questions of a question in several parts; empty for a single one."""
    clauses = [clause.strip("，,。 ") for clause in _PART_BREAK.split(text) if clause]
    parts = [part for clause in clauses for part in _asking_parts(clause) if len(part) >= 3]
    parts = [*parts[:1], *(part for part in parts[1:] if not _OF_THE_SAME.match(part))]
    return tuple(parts) if len(parts) > 1 else ()


def asks_for_something(part: str) -> bool:
    """Whether a part asks for a thing, time, number or name, or to confirm something of its own."""
    return bool(_ASKS_FOR.search(part))


# 提了几条原则,分别是啥意思: what comes after the comma is still about the things before it.
_OF_THE_SAME = re.compile(
    r"(?:都|分别|各自|各|具体|依次)+(?:都|分别|各)?(?:[是有叫讲说]|指|包括)(?:些|了)?(?:啥|什么|哪些|哪几[条项个种])?(?:意思|内容|东西)?$"
    r"|(?:帮我?|给我?|请)?(?:一[一样条项])*(?:列|说|讲|数)(?:一下|一列|一说|出来|全|清楚)$"
)


def _asking_parts(clause: str) -> list[str]:
    """A clause cut at the commas between two askings (谁印发的，文号多少); a comma before mere context cuts nothing."""
    first, *rest = re.split(r"([，,、])", clause)
    parts = [first]
    for mark, piece in zip(rest[::2], rest[1::2], strict=True):
        if _ASKS.search(parts[-1]) and _ASKS.search(piece) and not _OF_THE_SAME.match(piece):
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]}{mark}{piece}"
    return parts
