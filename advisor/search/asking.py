"""What of a question is asked, and what only tells who wants to know, and what for."""

from __future__ import annotations

import re
from datetime import date

from advisor.grounding import find_periods

# 要写进参考文献, 我想写进汇报材料里：.
_PURPOSE = r"(?:我们?)?(?:想|要|好|准备|打算|用来|用于)(?:写进|写到|写入|放进|放到|放在|用在|引到|加到)"
_PURPOSE_BEFORE = re.compile(rf"^{_PURPOSE}[^，,：:。]{{1,14}}?里?面?[：:，,]")
_PURPOSE_BEHIND = re.compile(rf"[，,]{_PURPOSE}[^，,。?？]{{1,14}}[。]?$")
# 邮管局问, ……; 人社局写测算,想要个数: ……; ……?西柳商户来问.
_WHO_ASKS = re.compile(
    r"^[\u3400-\u9fff]{1,10}(?:来|想|要|托我|让我)?(?:问一?[下问]?|打听|咨询)[：:,，]"
    r"|^[\u3400-\u9fff,，]{2,20}(?:想|要)(?:个|几个|一个)?(?:数|数字|说法|依据|答案)[：:]"
    r"|[,，？?][\u3400-\u9fff]{2,8}(?:来电?|要|想|托我|让我)(?:问|咨询|打听)[。]?$"
)
# 另外问个事, 顺便问个不相干的: another question begins.
_AFRESH = re.compile(
    r"^(?:对了|另外|顺便|顺带|再|还想|还要|换个话题|不说这个了?)[，,]?(?:想|要)?(?:再|还)?(?:问|打听|咨询)?(?:你)?(?:一?[个下件])?(?:别的|不相干的|题外话|事情?|问题)?[，,：:]"
)
_FOR_WHOM = re.compile(
    r"[，,](?:拿出来|整理一?下|发|列出来|找出来)?给(?:我|我们|领导|局长|市长)[^，,?？]{0,6}(?:参考|看看|看|过目)(?:一下)?$"
)
# A last sentence for whom or for what the answer is wanted: 局长要分块的数, 招商手册要挨个写名字.
_WANTS = r"(?:领导|局长|主任|书记|市长|县长|科长|材料|手册|报告|计划|方案|总结|汇报|讲话|台账|预算)"
_ASKS = r"[吗么呢]$|多少|哪|什么|啥|谁|怎么|如何|几[个家年天项条种]|能不能|是不是|有没有|要不要"
_SAYS_WHAT_FOR = re.compile(
    rf"(?:[\u3400-\u9fff]{{0,8}}{_WANTS}|我们?|咱们?|局里|科里|这边|那边)(?!.*(?:{_ASKS}))"
    r"[\u3400-\u9fff,，]{0,10}(?:要|准备|打算|想|等着|急|得)[\u3400-\u9fff,，]{0,14}$"
)


def what_is_asked(text: str) -> str:
    """A normalised question without who asks it and what the answer is for; the whole where nothing else is left."""
    text = _PURPOSE_BEHIND.sub("", _PURPOSE_BEFORE.sub("", text)) or text
    for remark in (_WHO_ASKS, _AFRESH, _FOR_WHOM):
        text = remark.sub("", text) or text
    asked, mark, last = text.rpartition("?")
    return f"{asked}{mark}" if asked and _SAYS_WHAT_FOR.match(last) else text


_CENTURY = "20"
_SHORT_YEAR = re.compile(r"[012]\d年")
_SHORT_YEAR_OF_A_DOCUMENT = re.compile(
    r"(?<![\d近第前后满达超约每历过逾])(?=[012]\d年的?[^，,。？?]{0,12}(?:方案|办法|意见|措施|细则|规定|计划|通知|政策|文件|指南|版))"
)
# No year within this century's first thirty is still to come on this day.
_LATE = date(2029, 12, 31)


def with_whole_years(text: str) -> str:
    """24年 as 2024年, where it is a year and no length of time."""
    found = [one.span[0] for one in find_periods(text, today=_LATE) if _SHORT_YEAR.match(text[slice(*one.span)])]
    found += [match.start() for match in _SHORT_YEAR_OF_A_DOCUMENT.finditer(text)]
    for start in sorted(set(found), reverse=True):
        text = f"{text[:start]}{_CENTURY}{text[start:]}"
    return text
