"""Does an answer decline to answer? By its own word where the assistant gives one, else by its opening sentence."""

from __future__ import annotations

import re

from evals.scoring.records import AnswerRecord

_HOLDINGS = re.compile(
    r"(?:资料库?|知识库|数据库|材料|上下文|文档|来源|检索结果|参考内容|已知信息|提供的(?:信息|内容)|现有信息)[^。；，]{0,12}"
    r"(?:没有|未能?|并?不|无)(?:收录|提及|提到|提供|找到|包含|涉及|记载|说明|写明|给出|查到|足以|足够|足|相关|有关)"
    r"|(?:我|本(?:顾问|系统|助手))?(?:无法|不能|难以)(?:作答|回答|确认|确定|判断|提供(?:准确|相关|具体)?(?:信息|答案|数据))"
    r"|(?:没有|未能?)(?:找到|查到|检索到|查询到)[^。；]{0,16}(?:资料|信息|依据|内容|数据|记录|规定)"
    r"|信息不足|只有[^。；]{0,60}目录信息|(?:不|未)知道答案|不属于本(?:顾问|系统|助手)|不能这样作答|超出[^。；]{0,10}范围|没有读到问题"
)
_ENGLISH = re.compile(
    r"\b(?:no (?:relevant )?(?:information|source)|cannot (?:answer|determine)|not (?:found|mentioned|held) in|"
    r"insufficient information|i (?:do not|don't) know)\b",
    re.IGNORECASE,
)
_NEAREST = re.compile(r"^最接近的(?:记载|资料|材料|内容)")
_ITSELF = re.compile(r"^本(?:顾问|系统|助手)")
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_GREETING = re.compile(r"^(?:您好|你好|好的|很?抱歉|对不起)[，,～~ ]*$")


def speaks_of_holdings(text: str) -> bool:
    """Whether a sentence speaks of the assistant or of what it does not hold, rather than of the world."""
    return bool(_HOLDINGS.search(text) or _ITSELF.match(text) or _ENGLISH.search(text))


def has_abstained(record: AnswerRecord) -> bool:
    """Whether the assistant declined: as it says itself, else by what its opening sentence says."""
    if record.abstained is not None:
        return record.abstained
    if not record.answer.strip():
        return True
    sentences = [one.strip() for one in _SENTENCE.findall(record.answer)]
    opening = next((one for one in sentences if one and not _GREETING.match(one)), "")
    return bool(_NEAREST.match(opening) or speaks_of_holdings(opening))
