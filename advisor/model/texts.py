"""What a reader is told when the model did not do its part: one line an outcome."""

from __future__ import annotations

from advisor.types import ModelOutcome

OUTCOME_TEXT: dict[ModelOutcome, str] = {
    ModelOutcome.OK: "语言模型正常",
    ModelOutcome.UNREACHABLE: "语言模型服务连接不上",
    ModelOutcome.WRONG_KEY: "语言模型服务不接受所设的密钥，或者账户余额不足（请核对密钥和账户）",
    ModelOutcome.REFUSED: "语言模型服务不接受请求，或者所设地址不是模型服务（请核对模型名称和服务地址）",
    ModelOutcome.RATE_LIMITED: "语言模型服务正忙，暂不受理",
    ModelOutcome.SERVER_ERROR: "语言模型服务出错",
    ModelOutcome.STALLED: "语言模型没有在限定时间内作答",
    ModelOutcome.CUT: "语言模型的回答中途断开",
    ModelOutcome.CONTEXT_EXCEEDED: "材料超出语言模型的长度限制",
    ModelOutcome.EMPTY: "语言模型没有给出可用的内容",
    ModelOutcome.NOISE: "语言模型给出的内容无法辨认",
    ModelOutcome.WRONG_LANGUAGE: "语言模型没有用中文作答",
    ModelOutcome.REPETITION: "语言模型的回答重复不止，已经截断",
    ModelOutcome.TOO_LONG: "语言模型的回答过长，已经截断",
    ModelOutcome.UNSUPPORTED: "语言模型所写没有一句通过来源核验",
    ModelOutcome.BUSY: "同时使用语言模型的人较多",
    ModelOutcome.PAUSED: "语言模型服务连续出错，暂停使用片刻",
}
_WITHOUT_MODEL = "{what}，以下由资料库直接作答。"
_COMPLETED = "{what}，其余内容由资料库直接补足。"


def note(outcome: ModelOutcome, *, wrote: bool) -> str:
    """The line under an answer; `wrote`: some sentences of the model are shown."""
    return (_COMPLETED if wrote else _WITHOUT_MODEL).format(what=OUTCOME_TEXT[outcome])
