"""Resolving a question against the earlier ones: 「那物流呢？」「这个是哪一年的？」「第二条展开说」.

A follow-up names only what changes. The rest is taken from the question before it: a place, time or subject that the
new wording brings replaces the one of the same sort; a bare back reference inherits the subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pydantic import Field

from advisor.search.items import small_number
from advisor.types import Data

_BACK_REFERENCE = re.compile(
    r"这个|这些|那个|那些|^(它们|他们|她们|那么?|这|那|它|他|她|其|该|此)|它们?的?|他们|她们|上述|上面|刚才|前面|前者|后者|其中|同样|这[家项条款部份座]|那[家项条款部份座]|这里|那里|这边|那边"
)
_ELLIPSIS = re.compile(
    r"^(那么?|还有|再说说|再讲讲|换成|改成|如果是?|要是|至于)?(.{1,24}?)(呢|又?怎么样|又?如何)[?？]?$|^(还有|再说说|再讲讲|换成|改成|至于)(.{1,24})$"
)
_CONTINUE = re.compile(
    r"^(继续|展开|详细|具体|接着|还有吗|还有呢|再多说|细说|多说|说细|展开说|具体点|详细点|说详细|为什么|为何|依据|出处|来源|哪来的|谁说的|多少|有多少|法律上|政策上|有没有(风险|问题|依据|例外)|不按|违反了?的?话|哪一?年|什么时候|真的吗)"
)
_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)(条|点|个|项|句|款)(?!.{0,6}(规定|办法|条例|法))")
_FIRST_ASKING = re.compile(
    r"(?:是|有|要|能|会|做到|达到?|给|由|在)*(?:多少|哪|什么|啥|(?<![前近这后过])几[个家年天条项种]|谁|怎么|咋|如何|为什么|为何|多大|多久|第几|是不是|有没有|能不能)"
)
_CLOSING = re.compile(r"[吗么呢吧]$")
# 不对，我问的是沈阳2025年的: what was meant in place of what was understood.
_CORRECTED = re.compile(
    r"^(?:不对|不是|错了?|搞错了?|弄错了?|理解错了?)[，,。!！\s]*(?:我|俺)?(?:们)?(?:想|要)?(?:问|说|要|指|查)的?(?:不是[^，,]{1,12}[，,]?)?(?:而?是)?(?P<meant>[^，,。]{2,16}?)[。!！]?$"
    r"|^(?:我|俺)们?(?:不是|没)(?:想|要)?问[^，,]{1,12}[，,](?:我|俺|们|而|是|想|要|问|的)*(?P<instead>.{2,40})$"
)
_MEASURE_ASKED = re.compile(
    r"的(?P<measure>[\u3400-\u9fff]{2,10}?)(?:是|有|为|达到?|能)?(?:多少|多大|多高|第几|几[个家户亿万])"
)
_SORT_ENDS = frozenset("类级型档批种版等")
_SORT_AND_MEASURE = re.compile(
    r"^(?P<sort>[\u3400-\u9fff]{1,6}[类级型档批种版等])的?(?P<measure>[\u3400-\u9fff]{2,8})$"
)
_A_MEASURE = re.compile(r"(?:值|额|量|率|数|价|比重|面积|收入|人口|规模|增速|利润|税收|份额|成本)$")
# 17的呢: another number of the only thing that has one.
_BARE_NUMBER = re.compile(r"^(?P<number>\d+(?:\.\d+)?)(?P<unit>[岁年万亿家人个天月元%]*)(?:以[上下])?的?$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Another case of what was asked: 情节严重呢.
_A_CASE = re.compile(
    r"^(?:情节(?:特别)?(?:较重|严重|轻微)|逾期(?:不改|未改|没改)?|(?:拒不|不)(?:改正|整改|改)|屡教不改|再犯|初犯|第[一二三]次|故意|不是故意"
    r"|造成[^，,]{1,6}|没造成[^，,]{1,6}|个人|单位|个体户|自然人)的?(?:话)?$"
)
# 你刚才说的是哪年的数, 出处在哪: about the answer; what follows goes on about the question before.
_ON_THE_ANSWER = re.compile(
    r"^(?:依据|出处|来源|原文)[^，,]{0,6}$|(?:有没有|给个|给出|列出)(?:出处|来源|依据|原文)|哪来的|谁说的|真的吗|(?:你|上面|刚才|前面)(?:刚才|上面|前面)?(?:说|讲|提到?|给|写|列|引用?)的"
)
# 这个到今天还执行着没, 靠得住吗: whether what was told still holds; the next question goes on about what was told.
_STILL_HOLDS = re.compile(
    r"^(?:这|那|它|上面|前面)[^，,]{0,8}?(?:到今天|到现在|现在|眼下|如今|目前|还|仍)[^，,]{0,6}(?:执行|有效|管用|作数|算数|能用|生效|适用)"
    r"|^(?:这|那)[^，,]{0,6}(?:靠得住|靠谱|可信|准不准|准吗|能信)|^(?:靠得住|靠谱|可信|准不准|准吗|能信)"
)
# 依据是哪条: the answer before, told again, begins with it.
_WHICH_ARTICLE = re.compile(
    r"^(?:(?:依据|根据|出处)(?:是|在)?(?:哪|什么|啥)一?[条部个份款]?(?:文件|规定|法律?|条文|条款)?|(?:哪|第几|什么)[条部个份款]?(?:文件|规定|法律?|条文|条款)?(?:规定|说|写|定)的)[?？]?$"
)
_SAME_YEAR = re.compile(r"那一?年(?:同期)?|当年(?!度)|同年(?!级)")
_OF_ANOTHER_AND = re.compile(r"^(?P<other>[^，,]{1,14}?)(?:呢|的话)[，,](?P<asked>[^，,]{2,14})$")
_SUBJECT = 3
_SHORT = 14
# A question as long as this, with as many words of its own, needs no more of the one before than what it is about.
_LONG, _SEVERAL = 14, 3
_FEW = 2
_LEAD = 2
# Attributes: asked of the thing spoken of before, they name no thing of their own.
_ATTRIBUTE = re.compile(
    r"^(增速|增长率|同比|占比|比重|排名|名次|人数|规模|金额|数量|时间|日期|年份|文号|依据|出处|来源|条件|标准|门槛|期限|对象|范围|目标|任务|罚款|处罚|原因|目的|效果|问题|不足|口径|单位|负责人|作者|地址|价格)$"
)
_TWO = re.compile(r"两个|两者|二者|两地|两家|两项|俩|它们|这些|三个|三者|三地")


class Elements(Data):
    """The replaceable elements of a question: surface strings of its regions, periods and areas, in order."""

    regions: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


class Rephrased(Data):
    """A question made complete, and the numbers of earlier claims it points at."""

    text: str
    refers_to: tuple[int, ...] = ()
    follow_up: bool = False
    previous: str = Field(default="", description="the question whose passages this one goes on about")


def claim_numbers(text: str) -> tuple[int, ...]:
    """Numbers of claims of the previous answer that the text points at: 第二条 -> (2,)."""
    numbers = (small_number(match.group(1)) for match in _ORDINAL.finditer(text))
    return tuple(number for number in numbers if number > 0)


def is_follow_up(text: str, *, content_words: Sequence[str], named: bool) -> bool:
    """Whether the normalised text cannot stand alone.

    `content_words` are its own content words: a question that brings several needs no help unless it points back.
    `named`: it names a place or time of its own.
    """
    if _ELLIPSIS.match(text) or _CONTINUE.match(text):
        return len(content_words) <= 4
    if claim_numbers(text) and len(text) <= _SHORT:
        return True
    if _BACK_REFERENCE.search(text):
        return len(content_words) <= 3
    if named:
        return len(text) <= _SHORT and all(_ATTRIBUTE.match(word) for word in content_words)
    return len(text) <= _SHORT and len(content_words) <= 1


def is_on_the_answer(text: str) -> bool:
    """Whether the normalised text asks about the answer given, so that the question before it stays the one to go on about."""
    return any(one.search(text) for one in (_ON_THE_ANSWER, _STILL_HOLDS, _WHICH_ARTICLE))


def rephrase(
    text: str,
    previous: str,
    *,
    earlier: str = "",
    elements: Callable[[str], Elements],
    content_words: Callable[[str], list[str]],
) -> Rephrased:
    """The follow-up `text` completed from the already complete `previous` question; unchanged when it stands alone.

    `earlier` is the question before that, for wording that speaks of both (两个相差多少).
    """
    corrected = _CORRECTED.match(text) if previous else None
    if corrected is not None:
        meant = corrected["meant"] or corrected["instead"]
        text = meant if _FIRST_ASKING.search(meant) else f"{meant.removesuffix('的')}呢"
    if previous and _WHICH_ARTICLE.match(text):
        return Rephrased(text=previous, follow_up=True)
    text = _in_the_same_year(text, previous, elements)
    own_words, own = content_words(text), _its_own(text, elements)
    named = bool(own.regions or own.periods)
    before = elements(previous) if previous else Elements()
    other = _OF_ANOTHER_AND.match(text) if previous and named and len(own_words) <= _FEW else None
    if other is not None:
        return Rephrased(text=_inherit(other["asked"], _first(previous), own, before, own_words), follow_up=True)
    if not previous or not is_follow_up(text, content_words=own_words, named=named):
        return Rephrased(text=text)
    numbers = claim_numbers(text)
    if numbers and len(own_words) <= _FEW:
        return Rephrased(text=previous, refers_to=numbers, follow_up=True)
    ellipsis = _ELLIPSIS.match(text)
    if ellipsis and not _ATTRIBUTE.match(ellipsis.group(2) or ""):
        things = content_words(previous)
        return Rephrased(text=_substitute(text, ellipsis, previous, own, before, things), follow_up=True)
    if _TWO.search(text) and earlier:
        joined = [*elements(earlier).regions[:1], *before.regions[:1]]
        if len(set(joined)) == 2:
            previous = previous.replace(joined[1], "和".join(joined), 1)
    if len(text) >= _LONG and len(own_words) >= _SEVERAL:
        topic = _topic(_first(previous), content_words)
        return Rephrased(text=f"{topic}，{text}" if topic else text, follow_up=True, previous=previous)
    return Rephrased(text=_inherit(text, _first(previous), own, before, own_words), follow_up=True, previous=previous)


def _first(previous: str) -> str:
    """The question before without what an earlier follow-up had joined to it: that is another matter."""
    return previous.split("，", maxsplit=1)[0]


def _topic(previous: str, content_words: Callable[[str], list[str]]) -> str:
    """The thing that the question before asks about, where its last clause before the asking words names one and no more."""
    asking = _FIRST_ASKING.search(previous)
    clause = re.split("[,。?]", previous[: asking.start()] if asking else previous)[-1]
    return clause if _LEAD <= len(clause) <= _SHORT and content_words(clause) == [clause] else ""


def _its_own(text: str, elements: Callable[[str], Elements]) -> Elements:
    """The elements of a text without the time that it only compares with (比上年涨了多少)."""
    found = elements(text)
    return found.model_copy(update={"periods": tuple(one for one in found.periods if f"比{one}" not in text)})


def _in_the_same_year(text: str, previous: str, elements: Callable[[str], Elements]) -> str:
    """A short question with the one time that the question before names in place of 那年."""
    if len(text) > _SHORT or not _SAME_YEAR.search(text):
        return text
    periods = elements(previous).periods
    return _SAME_YEAR.sub(periods[0], text) if len(periods) == 1 else text


def _substitute(
    text: str, ellipsis: re.Match[str], previous: str, own: Elements, before: Elements, things: Sequence[str]
) -> str:
    """「那海城呢」: put the new place, time or area where the old one stood; else ask the old question of the new subject."""
    changed = previous
    replaced = False
    for new, old in ((own.regions, before.regions), (own.periods, before.periods), (own.areas, before.areas)):
        if new and new == own.areas and not old:
            continue
        if new and old:
            changed = changed.replace(old[0], new[0], 1)
            for extra in old[1:]:
                changed = changed.replace(extra, "", 1)
            replaced = True
        elif new:
            changed = f"{new[0]}{changed}"
            replaced = True
    subject = ellipsis.group(2) or ellipsis.group(5) or text
    if replaced:
        return _of_another_measure(subject, own, changed)
    return (
        _of_another_number(subject, previous)
        or _in_another_case(subject, previous)
        or _of_another_sort(subject, previous)
        or _of_a_measure(subject, previous)
        or _asked_of(subject, previous, before, things)
        or f"{subject}：{_without_subject(previous, before)}"
    )


def _of_another_measure(subject: str, own: Elements, changed: str) -> str:
    """The question with the measure that comes with the new place or time (千山区的产值呢) where the old one stood."""
    for known in (*own.regions, *own.periods, *own.areas):
        subject = subject.replace(known, "")
    measure = subject.strip("的，, ")
    asked = _MEASURE_ASKED.search(changed)
    if len(measure) < _LEAD or asked is None or measure in changed:
        return changed
    return f"{changed[: asked.start('measure')]}{measure}{changed[asked.end('measure') :]}"


def _of_another_number(subject: str, previous: str) -> str:
    """The old question with 17 where its only number, 15, stood; empty for anything else."""
    number, known = _BARE_NUMBER.match(subject), _NUMBER.findall(previous)
    if number is None or len(known) != 1 or (number["unit"] and number["unit"] not in previous):
        return ""
    return previous.replace(known[0], number["number"], 1)


def _in_another_case(subject: str, previous: str) -> str:
    """The old question asked of a case (情节严重的); empty where the subject is none."""
    if not _A_CASE.match(subject):
        return ""
    return f"{_CLOSING.sub('', previous.rstrip('?？。'))}，{subject.removesuffix('话').removesuffix('的')}的"


def _of_a_measure(subject: str, previous: str) -> str:
    """The old question with the new measure (产值) where the old one stood (品牌价值多少); empty where it asked for none."""
    asked = _MEASURE_ASKED.search(previous)
    if asked is None or not _A_MEASURE.search(subject):
        return ""
    return f"{previous[: asked.start('measure')]}{subject}{previous[asked.end('measure') :]}"


def _of_another_sort(subject: str, previous: str) -> str:
    """The old question with 垂直类 where 综合类 stood: words for sorts of one thing end alike; empty where none does."""
    both = _SORT_AND_MEASURE.match(subject)
    if both is not None and (of_the_sort := _of_another_sort(both["sort"], previous)):
        return of_the_sort if both["measure"] in of_the_sort else f"{both['sort']}的{both['measure']}：{of_the_sort}"
    if subject[-1:] not in _SORT_ENDS or len(subject) < _LEAD:
        return ""
    alike = re.search(rf"[\u3400-\u9fff]{{{len(subject) - 1}}}{subject[-1]}", previous)
    return f"{previous[: alike.start()]}{subject}{previous[alike.end() :]}" if alike else ""


def _asked_of(subject: str, previous: str, before: Elements, things: Sequence[str]) -> str:
    """The old question with the new subject where its own stood: at its head, but for place and time; empty where none did."""
    spots = {word: previous.find(word) for word in things if word in previous}
    head = min(spots, key=lambda word: spots[word], default="")
    if not head:
        return ""
    lead, behind = previous[: spots[head]], spots[head] + len(head)
    if behind in spots.values():
        return ""  # it only tells which thing is meant: 直播电商 of 直播电商交易额
    for known in (*before.regions, *before.periods):
        lead = lead.replace(known, "")
    return previous.replace(head, subject, 1) if len(lead) <= _LEAD and head != previous else ""


def _without_subject(previous: str, before: Elements) -> str:
    """The old question's place, time and asking words, without the thing it asked about."""
    kept = [*before.regions[:1], *before.periods[:1]]
    asking = re.search(
        r"(有?多少|有?哪些|怎么.{0,6}|如何.{0,6}|多大规模|什么时候|哪一?年|是谁|为什么|能不能.{0,6})[?？]?$", previous
    )
    return "".join(kept) + asking.group(0) if asking else previous


def _inherit(text: str, previous: str, own: Elements, before: Elements, own_words: Sequence[str]) -> str:
    """「这个是哪一年的」: keep the new asking words, take over subject, place and time that the new wording lacks."""
    bare = _BACK_REFERENCE.sub("", text, count=1) if not own_words else text
    asking = _FIRST_ASKING.search(previous)
    subject = previous[: asking.start()] if asking and asking.start() >= _SUBJECT else _HOW_MANY.sub("", previous)
    subject = _CLOSING.sub("", subject.rstrip("?？。，, "))
    for new, old in ((own.regions, before.regions), (own.periods, before.periods)):
        if new and old and old[0] in subject:
            subject, bare = subject.replace(old[0], new[0], 1), _THAT_ONE.sub("", bare.replace(new[0], "", 1))
        for further in old[1:] if new else ():
            subject = subject.replace(further, "", 1)
    return f"{subject}，{bare}" if subject else text


# 2020年那个呢，还有效吗: what is pointed at stands in the subject.
_HOW_MANY = re.compile(r"(?:一共|总共|共)?(?:有|是)?(?:多少|几)[个家户位条项种名类件份款批](?=[^?？]{3})")
_THAT_ONE = re.compile(r"^(?:那么?)?的?(?:那|这)[个份部项条]呢?[，,]?")
_POINTED_DOCUMENT = re.compile(
    r"(?<!应)(?:这|那|该|此|上述|前述)[个部份项条]?(?P<kind>办法|条例|规定|意见|措施|方案|通知|规划|指南|文件|政策|法(?![律规院]))"
)
_OF_A_DOCUMENT = re.compile(
    r"到期|过期|失效|还?有效|管用|作废|什么时[候间].{0,4}(?:施行|实施|生效|出台|发布|印发)|啥时[候间]?.{0,4}(?:施行|实施|生效|出台|发布|印发)|文号|谁(?:发|印|出|定)"
)
_TITLE = re.compile(r"《([^《》]+)》")


def points_at_a_document(text: str) -> bool:
    """Whether a text speaks of 这个办法 or 该规定, without saying which."""
    return bool(_POINTED_DOCUMENT.search(text))


def with_document_pointed_at(text: str, previous: str, said: str) -> str:
    """The question with the document that 这个办法 or 它什么时候到期 points at, taken from the last answer; else unchanged.

    `said`: the last answer. Where the question before names a document itself, that one is meant.
    """
    titles = _TITLE.findall(said)
    pointed = _POINTED_DOCUMENT.search(text)
    if pointed is not None:
        kind = pointed["kind"]
        found = [one for one in titles if kind in _OF_ANY_KIND or re.split("[（(]", one)[0].endswith(kind)]
        return f"{text[: pointed.start()]}《{found[0]}》{text[pointed.end() :]}" if found else text
    points_back = _BACK_REFERENCE.match(text) and _OF_A_DOCUMENT.search(text)
    if not titles or not points_back or _TITLE.search(previous) or _NAMES_A_DOCUMENT.search(previous):
        return text
    return f"《{titles[0]}》{_BACK_REFERENCE.sub('', text, count=1)}"


_OF_ANY_KIND = frozenset({"文件", "政策"})
_NAMES_A_DOCUMENT = re.compile(r"(?:办法|条例|规定|意见|措施|方案|通知|规划|指南|文件|政策|令|法)")
