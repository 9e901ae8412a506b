"""Does an answer decline to answer? By its own word where the assistant gives one, else by what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.questions.matching import compact
from evals.scoring.records import AnswerRecord
from evals.scoring.sentences import Sentence, Skipped, split_answer

_NEAREST = re.compile(
    r"^(?:但是?|不过|然而|仅|只)?[^，：。]{0,8}?(?:最?接近|最?相近|类似|相关|近似|供参考)的?[^，：。]{0,6}(?:记载|资料|材料|内容|规定|信息|情况|数据)"
)
_OPENS_NEAREST = re.compile(r"^最(?:接近|相近)的(?:记载|资料|材料|内容)")
_FUNCTION = re.compile(
    "资料库?|知识库|数据库|材料|文件|文档|上下文|来源|检索结果|现有|提供|给出|给定|所给|没有|未能?|无法|不能|难以|作答|回答|答复|收录|提及|提到|"
    "找到|查到|检索到?|包含|涉及|记载|说明|写明|规定|明确|相关|有关|信息|内容|数据|答案|依据|这方面|该问题|这个问题|这一点|问题|关于|对于|根据|"
    "抱歉|对不起|很?遗憾|您好|目前|暂时?|我们?|本(?:顾问|系统|助手)|具体|直接|任何|[的了里中上与和及在对此该这并也均都，。！？、：；“”《》 ]"
)
_PAIR = 2
_SAME = 0.5


def is_empty(record: AnswerRecord) -> bool:
    """Whether there is no answer at all: nothing was written, and the assistant does not say that it declined."""
    return not record.answer.strip() and not record.abstained


def has_abstained(record: AnswerRecord) -> bool:
    """Whether the assistant declined: as it says itself, else by its sentences.

    An answer without any claim declines where it tells of silence. One with claims declines where it opens with silence
    on what was asked, or with what comes nearest; silence on a side matter leaves it an answer. Nothing written is
    neither.
    """
    if record.abstained is not None:
        return record.abstained
    sentences = split_answer(record.answer, [context.id for context in record.contexts])
    spoken = [one for one in sentences if one.skipped is not Skipped.COURTESY]
    if not any(one.skipped is None for one in spoken):
        return any(one.skipped is Skipped.HOLDINGS for one in spoken)
    return _opens_silent(spoken, record.question)


def _opens_silent(sentences: Sequence[Sentence], question: str) -> bool:
    opening = sentences[0]
    if _OPENS_NEAREST.match(opening.text):
        return True
    if opening.skipped is not Skipped.HOLDINGS:
        return False
    first = next(one for one in sentences if one.skipped is None)
    if _NEAREST.match(first.text):
        return True
    on_the_question = _is_on_the_question(opening.text, question)
    # 材料没有直接规定，但可推知……: what is not named is told in the same breath.
    return not first.is_rest if on_the_question is None else on_the_question


def _is_on_the_question(silence: str, question: str) -> bool | None:
    """Whether what is not held is what was asked, by the question's words; None where it is not named."""
    named = [part for part in _FUNCTION.split(compact(silence)) if len(part) >= _PAIR]
    pairs = {part[at : at + _PAIR] for part in named for at in range(len(part) - 1)}
    asked = compact(question)
    return sum(pair in asked for pair in pairs) >= _SAME * len(pairs) if pairs else None
