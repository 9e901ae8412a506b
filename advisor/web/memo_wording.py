"""The Chinese wording of the drafting page."""

from __future__ import annotations

TAB = "起草"
TOPIC = "主题"
TOPIC_HINT = "要办的事，一句话，例如：加快发展直播电商"
TYPE = "文稿类型"
AREAS = "策略领域"
AREAS_INFO = "不选则按主题判断"
REGIONS = "对照地区"
REGIONS_INFO = "不选则用本市的对标地区"
ADDRESSEE = "主送机关"
ADDRESSEE_INFO = "多个用顿号隔开；请示、报告、函只写一个"
ISSUER = "发文机关"
ISSUER_INFO = "只用于法定文种"
START = "起草"
MODEL = "用语言模型润色"
MODEL_INFO = "逐处改写，逐句核验；不合格的保留原句"
WORDING = "初稿已成，语言模型正在润色：{done}/{total}处……"
DRAFTING = "正在起草，逐句核对来源……"
WORKING = "正在处理……"
NO_TOPIC = "请先写明主题。"
NOT_LOADED = "起草资料没有载入，请稍候刷新页面；仍不行时告诉管理员。"
NO_DRAFT = "还没有稿子，请先起草。"
DRAFTED = "已起草。"
DROPPED = "已删去“{heading}”，可以撤销。"
MOVED = "已移动“{heading}”。"
REDRAFTED = "已重新生成“{heading}”。"
EDITED = "已保存修改；新写的句子已与资料库核对。"
CHECKED = "已重新校核，用时{seconds:.1f}秒，{count}处意见。"
UNDONE = "已撤销。"
NOTHING_TO_UNDO = "没有可以撤销的操作。"
SAVED = "已存为版本{number}。"
LOADED = "已打开版本{number}，可以撤销。"
COMPARED = "版本{number}与现稿的差异："
NO_DIFFERENCE = "版本{number}与现稿没有差异。"
HAND = "手工修改"
REVIEW_NAME = "{title}（核稿本）"
CLEAN_NAME = "{title}（清稿）"
UNFINISHED_NAME = "{title}（清稿，未定稿）"

KIND = {
    "fact": "事实",
    "calculation": "计算",
    "gap": "缺口",
    "recommendation": "建议",
    "placeholder": "待办",
    "formula": "行文用语",
}
ORIGIN = {
    "statement": "据摘编",
    "notice": "据提示",
    "drafting": "据起草资料",
    "form": "行文格式",
    "hand": "手工写入",
    "model": "模型改写",
}
VERDICT = {
    "supported": "有来源支持",
    "contradicted": "与来源不一致",
    "not_found": "没有来源支持",
    "not_checked": "不需核对",
}
CONTRADICTED = "✗ 与来源不一致"
UNSUPPORTED = "? 无来源"
HAND_UNCHECKED = "手工写入的打算或建议，没有查找来源"


def failure(reference: str) -> str:
    """The one line shown when the program itself fails; `reference` finds the entry in the log."""
    return f"程序出错，稿子仍在页面上，请再试一次；仍不行时，把编号 {reference} 告诉管理员。"
