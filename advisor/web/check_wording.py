"""The Chinese wording of the draft check page."""

from __future__ import annotations

from enum import StrEnum

from advisor.check.types import FindingKind
from advisor.types import Data

TAB = "草稿校核"
DRAFT_LABEL = "草稿"
PLACEHOLDER = (
    "把要校核的草稿粘贴到这里，或选择、拖入一个 txt、md、docx 文件，然后按“开始校核”或 Ctrl+Enter。\n\n"
    "逐句与资料库对照：有没有依据，文件的标题、文号和效力对不对，前后数字是否一致。原文一字不改。"
)
START = "开始校核"
STOP = "停止"

EMPTY_DRAFT = "还没有草稿。请粘贴文字，或选择一个 txt、md、docx 文件。"
CHECKING = "正在校核，共{characters}字……"
WAITING = "前面还有草稿正在校核，排队等候……"
STOPPED = "已停止校核。"
READ = "已读入“{name}”，共{characters}字。"
UNREADABLE = "文件没有传完整，请重新选择。"
TOO_LARGE = "“{name}”有 {size} MB，超过 {limit} MB；请去掉图片，或只粘贴文字。"
UNPACKS_TOO_LARGE = "“{name}”展开后内容过大；请去掉图片和附件，或只粘贴文字。"

SUMMARY = "共{total}句：{counts}。"
ABOUT = "按{as_of}的效力状态核对，用时{seconds}秒。"
CAVEAT = (
    "“查无依据”是说资料库没有收录，不等于写错；“有依据”是说有来源这样写。"
    "按规则比对，改写幅度大的句子可能对不上；定稿前请核对原件。"
)
NOTHING_LOOKED_UP = "不是事实陈述，没有查找来源。"


class Mark(StrEnum):
    """What a sentence is marked as on the page: its verdict together with the most urgent of its findings."""

    CORRECT = "correct"
    UNFOUND = "unfound"
    VERIFY = "verify"
    UNCHECKED = "unchecked"
    SUPPORTED = "supported"
    NO_FACT = "no-fact"


class MarkWords(Data):
    """A mark in words: the sign and short word beside a sentence, the name in the summary, and what it means."""

    sign: str
    short: str
    name: str
    meaning: str


MARK: dict[Mark, MarkWords] = {
    Mark.CORRECT: MarkWords(
        sign="✗", short="更正", name="需更正", meaning="与来源不一致，文件有误或已失效，或与前文不一致"
    ),
    Mark.UNFOUND: MarkWords(sign="?", short="无据", name="查无依据", meaning="资料库中没有找到全部或部分内容的来源"),
    Mark.VERIFY: MarkWords(sign="!", short="核实", name="需核实", meaning="所引文件未收录，或数字对不上，需要核实"),
    Mark.UNCHECKED: MarkWords(sign="…", short="未核", name="没有核对", meaning="没有核对"),
    Mark.SUPPORTED: MarkWords(sign="✓", short="有据", name="有依据", meaning="有来源支持"),
    Mark.NO_FACT: MarkWords(
        sign="–", short="非事实", name="非事实陈述", meaning="打算、建议、问句、概括性表述，没有查找来源"
    ),
}
ALWAYS_COUNTED = {Mark.CORRECT, Mark.UNFOUND, Mark.SUPPORTED, Mark.NO_FACT}

FINDING_NAME: dict[FindingKind, str] = {
    FindingKind.CONTRADICTION: "与来源不一致",
    FindingKind.WITHOUT_SOURCE: "查无依据",
    FindingKind.NUMBER: "文号",
    FindingKind.TITLE: "文件标题",
    FindingKind.ISSUER: "发文机关",
    FindingKind.DATE: "日期",
    FindingKind.VALIDITY: "效力",
    FindingKind.UNKNOWN_DOCUMENT: "文件未收录",
    FindingKind.DISAGREEMENT: "前后不一致",
    FindingKind.SUM: "分项与合计",
    FindingKind.DEFINITION: "口径",
    FindingKind.NOTICE: "来源已知问题",
    FindingKind.STALE: "核对日期",
}


def failure(reference: str) -> str:
    """The one line shown when the program itself fails; `reference` finds the entry in the log."""
    return f"程序出错，没有完成。草稿仍在框内，请再试一次；仍不行时，把编号 {reference} 告诉管理员。"
