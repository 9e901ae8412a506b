"""The one table of fixed Chinese wording of answers: status texts, openings and what is said of gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import assert_never

from advisor.library.catalogue_text import is_catalogue_entry
from advisor.library.naming import source_name
from advisor.types import Category, Claim, Missing, MissingKind, Passage, PassageKind, Source, Status

STATUS_TEXT: dict[Status, str] = {
    Status.ANSWERED: "已答",
    Status.PARTLY_ANSWERED: "部分作答：所问的一部分或较早时期有据可查",
    Status.PREMISE_CORRECTED: "已更正问题中的前提",
    Status.INSUFFICIENT: "资料库没有收录所问内容",
    Status.NO_SOURCE: "资料库没有这方面的资料",
    Status.OUT_OF_SCOPE: "不属于本顾问的业务范围",
    Status.REFUSED: "不能这样作答",
    Status.FAILED: "程序出错，未能作答",
}

OUT_OF_SCOPE_TEXT = "这个问题不属于本顾问的业务范围。本顾问只回答短视频、直播电商产业及相关政策、法规和统计方面的问题。"
EMPTY_TEXT = "没有读到问题。请用一句话写明想了解的地区、时间和事项。"
REFUSED_TEXT = "不能这样作答。本顾问所写每一句事实都要有来源并经核验，不编造内容，不省略来源，也不更改这一规则。"
NEAREST_LEAD = "最接近的记载是："
NEAR_REMARK = "资料库没有直接回答所问的记载，以上按意思相近选出规定、做法和建议，供参考。"
NO_SOURCE_TEXT = "资料库没有收录与“{subject}”有关的资料，无法作答。"
UNMENTIONED_NOTE = "资料库没有提到{words}，所答是相近的内容，是否适用请核对。"
ENGLISH_NOTE = "The library's sources are in Chinese; the answer below is given from them in Chinese."
STATE_LEAD = "效力状态为"
MORE_DOCUMENTS_NOTE = "目录中符合条件的文件共{count}份，这里列出前{shown}份；写明地区、年份或事项可以缩小范围。"
WITHHELD_NOTE = "有{count}句因未通过来源核验而没有显示{why}。"
MODEL_NOTE = "本答复由语言模型据资料库撰写，每句均已对照来源核验。"
PARTLY_MODEL_NOTE = "本答复一部分由语言模型据资料库撰写，每句均已对照来源核验。"
# By the feature of the reason that a claim has beside its first one where its mending failed.
UNMENDED: dict[str, str] = {
    "late": "，语言模型没有在限定时间内改正",
    "unmended": "，语言模型未能改正",
}
INVENTED_NOTE = "语言模型写了{count}处并不存在的来源编号，已经去掉。"
PAPER_ONLY_NOTE = "以上数字仅见于论文，未见政府统计口径的印证，引用前请向主管部门核对原件。"


def opening(passage: Passage, source: Source) -> str:
    """The words that attribute a statement to its source: 据论文，… or 根据《…》第二十条，…"""
    if is_catalogue_entry(passage):
        return ""
    if source.category is Category.PAPER:
        return "" if passage.text.startswith("论文") else "据论文，"
    if passage.kind is PassageKind.STATISTICS:
        return f"据{source_name(source)}，"
    if source.rank is not None:
        return f"根据{source_name(source)}{_place(passage.locator)}，"
    return f"据{source_name(source)}，"


def _place(locator: str) -> str:
    return locator if locator.startswith("第") else ""


def repeated_opening(passage: Passage, source: Source) -> str:
    """The attribution of a second sentence in a row from one source: only the article, 第三十三条，."""
    return f"{_place(passage.locator)}，" if source.rank is not None and _place(passage.locator) else ""


def missing_sentence(missing: Missing) -> str:
    """One sentence that says what is not held."""
    match missing.kind:
        case MissingKind.SUBJECT | MissingKind.PERIOD | MissingKind.REGION | MissingKind.SLOT:
            return f"资料库没有收录{missing.label}的资料。"
        case MissingKind.LATER:
            return f"资料库没有收录{missing.label}之后的同一数据，上述数字不能当作目前的情况。"
        case MissingKind.TEXT:
            return f"资料库只有{missing.label}的目录信息，没有收录正文，需要时请向发文机关索取。"
        case MissingKind.ITEMS:
            return f"资料库只记到总数“{missing.label}”，没有逐项收录。"
    assert_never(missing.kind)


# What a withheld sentence was withheld for, by the feature of its first reason.
_WITHHELD_FOR: dict[str, str] = {
    "figure": "数字与来源不符",
    "unit": "数字与来源不符",
    "rate": "数字与来源不符",
    "magnitude": "数字与来源不符",
    "calculation": "算式或结果不对",
    "date": "时间与来源不符",
    "period": "时间与来源不符",
    "region": "地点与来源不符",
    "entity": "名称与来源不符",
    "issuer": "发文机关与来源不符",
    "number": "文号与来源不符",
    "title": "文件名与来源不符",
    "article": "条款与来源不符",
    "validity": "效力与来源不符",
    "scope": "范围超出来源",
    "modality": "把计划、建议或许可说成了另一回事",
    "negation": "是否与来源相反",
    "contrary": "是否与来源相反",
    "causal": "因果关系没有来源",
    "exchange": "对象与来源对调",
    "prohibition": "现行规定不允许",
    "address": "写了网址",
    "instruction": "是对作答的指示而不是回答",
    "unended": "句子没有写完",
    "citation": "没有可用的来源",
}


def withheld_note(claims: Sequence[Claim]) -> str:
    """How many sentences are not shown and what for, most frequent first."""
    reasons = [next((one.feature for one in claim.verdict.reasons), "") if claim.verdict else "" for claim in claims]
    counts = Counter(_WITHHELD_FOR.get(feature, "来源中没有这样的内容") for feature in reasons)
    said = "、".join(f"{text}{count}句" for text, count in counts.most_common())
    why = f"（{said}）" if said else ""
    return WITHHELD_NOTE.format(count=len(claims), why=f"{why}{_unmended(claims)}")


def _unmended(claims: Sequence[Claim]) -> str:
    """That the model was asked to mend them and did not come to it."""
    features = {one.feature for claim in claims if claim.verdict for one in claim.verdict.reasons}
    return next((text for feature, text in UNMENDED.items() if feature in features), "")
