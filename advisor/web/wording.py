"""The Chinese wording of the page."""

from __future__ import annotations

from typing import assert_never

from advisor.types import Area, PassageKind, Status

TITLE = "政策顾问 · 短视频与直播电商"
TAB = "政策问答"
GREETING = "请用一句话写明想了解的地区、时间和事项"
EXAMPLES = "或者从六个方面问起："
PLACEHOLDER = "输入问题，按回车提问"
QUESTION_LABEL = "问题"

ASK = "提问"
NEW = "新对话"
UNDO = "撤回上一问"
RETRY = "重新回答"
COPY = "复制回答和来源"

SEARCHING = "正在查找来源并核验……"
MORE_TO_COME = "正在核验其余内容……"
EMPTY_QUESTION = "还没有输入问题。请用一句话写明想了解的地区、时间和事项。"
NOTHING_TO_REPEAT = "还没有提过问题。"
DISCLAIMER = "由资料库摘编生成，正式引用前请核对原件。"

AREA_NAME: dict[Area, str] = {
    Area.LOCAL_PRODUCTS: "本地产品",
    Area.POLICY_SYSTEM: "政策体系",
    Area.LOGISTICS: "物流",
    Area.TALENT: "人才",
    Area.LEADING_ENTERPRISES: "龙头企业",
    Area.FAIR_COMPETITION: "公平竞争",
}

_EXAMPLE: dict[Area, str] = {
    Area.LOCAL_PRODUCTS: "{city}有哪些特色产品适合做直播带货？",
    Area.POLICY_SYSTEM: "{city}怎样完善电商政策体系？",
    Area.LOGISTICS: "农村快递物流跟不上，{city}可以怎么办？",
    Area.TALENT: "培养直播电商人才，论文提出了哪些建议？",
    Area.LEADING_ENTERPRISES: "怎样培育本地的电商龙头企业？",
    Area.FAIR_COMPETITION: "直播带货虚假宣传，法律上是怎么规定的？",
}


def examples(city: str) -> list[tuple[str, str]]:
    """One example question an area: (name of the area, question)."""
    return [(AREA_NAME[area], text.format(city=city)) for area, text in _EXAMPLE.items()]


def spoken_date(day: str) -> str:
    """2026-11-23 as 2026年11月23日; anything else as it is."""
    parts = day.split("-")
    return f"{parts[0]}年{int(parts[1])}月{int(parts[2])}日" if len(parts) == 3 else day


def failure(reference: str) -> str:
    """The one line shown when the program itself fails; `reference` finds the entry in the log."""
    return f"程序出错，这个问题没有答成。问题已放回输入框，请再试一次；仍不行时，把编号 {reference} 告诉管理员。"


def status_tone(status: Status) -> str:
    """How prominent a status line is: plain, note (something to mind), stop (not answered), fault."""
    match status:
        case Status.ANSWERED:
            return "plain"
        case Status.PARTLY_ANSWERED | Status.PREMISE_CORRECTED:
            return "note"
        case Status.INSUFFICIENT | Status.NO_SOURCE | Status.OUT_OF_SCOPE | Status.REFUSED:
            return "stop"
        case Status.FAILED:
            return "fault"
    assert_never(status)


def kind_label(kind: PassageKind) -> str:
    """What the words of a passage are."""
    match kind:
        case PassageKind.DIGEST:
            return "摘编"
        case PassageKind.ORIGINAL:
            return "原文"
        case PassageKind.STATISTICS:
            return "统计"
    assert_never(kind)


def quote_heading(kind: PassageKind) -> str:
    """The line above the words of a passage."""
    match kind:
        case PassageKind.DIGEST:
            return "摘编：本库据来源改写，不是原文"
        case PassageKind.ORIGINAL:
            return "原文"
        case PassageKind.STATISTICS:
            return "统计数据：本库表格中的一行"
    assert_never(kind)
