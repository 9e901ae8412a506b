"""What a question about documents is about: its words of the field, without the words for documents and for issuing them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from advisor.answer.bench import Bench
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.covering import coverage
from advisor.text import normalise
from advisor.types import Passage, QuestionPlan

OTHER_WAYS = "办法|方案|做法|措施"
"""What 替代 goes with where it speaks of other ways to do a thing, and of no document replaced."""
_SORT = "规定|法规|法律|规章|文件|政策|条例|办法|依据"
_ANY_SORT = rf"{_SORT}|规划|计划|方案|意见|通知|措施|纲要|标准|指南"
_STANDING = (
    f"在用|有效|管用|能用|生效|施行|执行|失效|废止|作废|过期|到期|期满|取代|替代(?!{OTHER_WAYS})|替换|替掉|征求意见"
)
_STATE = rf"(?:现行|目前|现在|仍然?|还|已经?|正)?被?(?:后来的?)?(?:{_STANDING})(?:的|了的)?"
_ON = r"(?:关于|有关|涉及|针对|跟|与|和)[^，]{1,14}?的|[^，把让对给在]{1,10}?(?:方面|领域|层面)的?"
_WHICH_ONES = r"哪些|哪[几两三四五六][部件个项份]"
# 扶持直播基地的政策 asks what is granted: that is told from the texts.
_NOT_OF_CONTENT = r"(?!支持|扶持|鼓励|补贴|奖励|优惠|促进|帮扶)[^，把让对给在]"
_DOCUMENTS_ASKED = re.compile(
    "|".join(
        (
            # 有什么办法 asks what to do, 根据什么文件定的 for the one basis.
            rf"(?!(?:什么|啥)(?:好|管用的?)?办法)(?:{_WHICH_ONES}|(?<![据照按])(?:什么|啥))(?!方面|地方|内容|地区)(?:{_ON}|{_STATE})*[^，把让对给在]{{0,4}}(?:{_SORT})(?!.{{0,6}}(?:风险|要求|责任|支持|处罚))",
            rf"(?:{_WHICH_ONES})(?:{_NOT_OF_CONTENT}){{1,10}}的(?:{_SORT})",
            rf"(?:{_SORT})(?:里面?|中|当中)?[，,]?(?:我们?|你们?|本?库里?|手[上头里])*(?:主要|都|大概|一共|这一[档类])*(?:收录?了?|登记了?|有|是|包括)?(?:{_WHICH_ONES})",
            rf"(?:{_ANY_SORT})(?:里面?|中|当中)?[，,]?有?(?:{_WHICH_ONES})(?:{_STATE})",
            rf"(?:列出|列举|罗列|列一?下|列个|整理|汇总|盘点|梳理|归纳)(?:{_NOT_OF_CONTENT}){{0,24}}?(?:{_SORT})(?:的?(?:清单|目录|名单|名录|一览表?|名称|标题))?[?？。]?$",
            rf"(?:{_SORT})[，,]?(?:{_STATE})的?(?:都|主要)?有(?:{_WHICH_ONES})",
            rf"(?:发|出|出台|印发|发布|公布|制定|收录)[过了](?:{_WHICH_ONES}|什么|啥)(?:{_NOT_OF_CONTENT}){{0,10}}(?:{_ANY_SORT})",
            rf"(?:{_SORT})(?:一共|总共|都)?有几[个份部件](?!方面)",
            rf"(?:{_SORT})的?(?:清单|目录|名录|一览)(?!里|中)",
            rf"(?:{_SORT})[，,](?:请|帮忙|麻烦)?都?(?:列|报|说|罗列)(?:一下|出来|个|全)",
            r"(?:收录?|收集|出台|印发)(?:了|过|的)?(?:都|主要)?有?(?:些|一些)?(?:啥|什么|哪些)[?？]?$",
        )
    )
)
_SORT_OR_STANDING = re.compile(
    rf"{_SORT}|遵守|出台|管|现行|有效|生效|失效|废止|作废|过期|到期|期满|取代|替(?!代(?:{OTHER_WAYS}))|征求意见|正式稿|施行"
)
# Words of asking for a list, of its time, level and keeping, that name no matter.
_OF_THE_LIST = frozenset(
    {
        *("规划", "方案", "纲要", "计划", "标准", "指南", "意见", "通知", "措施", "行政", "部门", "地方"),
        *("全部", "所有", "市县", "县区", "省市", "本库", "手上", "名字", "那会儿", "归纳", "标题", "题目"),
        *("清单", "目录", "名单", "名录", "一览", "汇总", "整理", "一份", "资料库", "收录", "登记"),
        *("国家", "层面", "各地", "以后", "以来", "之后", "至今", "有关", "相关", "最新"),
        *("印发", "发布", "发过", "公布", "制定", "下发", "实施", "执行", "适用", "在用"),
    }
)
_MATTER_NAMED = re.compile(
    rf"(?:关于|有关|涉及|针对)(?P<matter>[^，,的]{{1,14}})的|(?P<field>[^，,的]{{1,12}}?)(?:方面|领域)|(?P<before>[^，,的]{{1,8}}?)(?:{_SORT})"
)
_DOCUMENT = r"规定|法规|规章|文件|政策|条例|办法|意见|通知|方案|规划|计划|纲要|措施|批复"
_DOCUMENT_OR_ITS_ISSUE = re.compile(rf"{_DOCUMENT}|获批|批准|批下来|出台|印发|下发")
# Any document may be called so.
_OF_ANY_SORT = {"文件", "政策"}


def matter_of(plan: QuestionPlan, bench: Bench, *, without: Sequence[str] = ()) -> tuple[str, ...]:
    """What documents are asked on: terms of the field, else the things that stand right before the word for a document.

    `without`: names of authorities, whose parts are no matter either.
    """
    words = [word for word in plan.terms if word not in _OF_THE_LIST and not _SORT_OR_STANDING.search(word)]
    words = [word for word in words if not any(word in name for name in without)]
    lexicon = bench.holdings.lexicon
    known = [word for word in words if lexicon.synonyms(word)[1:]]
    spots = [match["matter"] or match["field"] or match["before"] for match in _MATTER_NAMED.finditer(plan.text)]
    named = [word for word in words if lexicon.is_thing(word) and any(word in spot for spot in spots)]
    beside = [word for word in named if any(_are_joined(word, other, plan.text) for other in known)]
    return tuple([word for word in words if word in known or word in beside] or named)


def _are_joined(one: str, other: str, text: str) -> bool:
    first, second = re.escape(one), re.escape(other)
    return bool(re.search(rf"{first}[、和或与及]{second}|{second}[、和或与及]{first}", text))


def matters_apart(matter: tuple[str, ...], text: str) -> tuple[tuple[str, ...], ...]:
    """The matter as it was asked: words joined by 、 or 和 each by itself, else all of them together."""
    joined = all(_are_joined(one, other, text) for one, other in pairwise(matter))
    return tuple((word,) for word in matter) if joined else (matter,)


def share_of_matter(matter: Sequence[str], passage: Passage, bench: Bench) -> float:
    """How far a passage, or a question that it answers, speaks of the matter: a law on budgets has 法律 and 规定 too."""
    holdings = bench.holdings
    told = f"{holdings.said(passage)}|{holdings.asked(passage)}"
    return coverage(matter, title_of(passage, bench) if is_catalogue_entry(passage) else told, holdings)


def title_of(entry: Passage, bench: Bench) -> str:
    """What a catalogue entry says of the matter: the document's title; the rest is of number, dates and standing."""
    return normalise(bench.holdings.sources[entry.source_id].title)


def asks_which_documents(text: str) -> bool:
    """Whether a question asks for a list of documents."""
    return bool(_DOCUMENTS_ASKED.search(text))


def asks_for_a_list(plan: QuestionPlan) -> bool:
    """Whether a plan asks which documents there are, and names none itself."""
    return not plan.source_ids and asks_which_documents(plan.text)


def asks_of_document(text: str, title: str) -> bool:
    """Whether a question speaks of a document of the sort that a title names, or of one being issued or granted."""
    sorts = set(re.findall(_DOCUMENT, text))
    if sorts:
        return bool(sorts & _OF_ANY_SORT) or any(sort in title for sort in sorts)
    return bool(_DOCUMENT_OR_ITS_ISSUE.search(text))


def things_of_matter(plan: QuestionPlan, bench: Bench) -> Sequence[str]:
    """The things a question about documents names: what documents do (扶持, 获批) and what they are is left out."""
    things = [word for word in plan.terms if bench.holdings.lexicon.is_thing(word)]
    return [word for word in things if not _DOCUMENT_OR_ITS_ISSUE.search(word)]
