"""A plan told as done, a denial told as its reverse: what of a statement's mode a draft may lose."""

from __future__ import annotations

import re

from advisor.check import texts
from advisor.library.naming import spoken
from advisor.types import INTENDED, Passage, Reason, Verdict

_DONE = re.compile(
    r"(?:已经?|业已|均已|现已|目前已)(?!被?列为)|(?:建成|形成|实现|完成|获批|成为|落成|投产|投入(?:使用|运营)|打造出|打造成|达到|突破)(?:了|并)?"
)
_ALREADY = re.compile(
    r"已经?(?:全部|基本|全面)?(?:建成|完成|实现|获批|形成|投产|落成|改造|建好|办成)|实际(?:增长|完成|达到|实现)"
)
_AHEAD = re.compile(
    r"提出|规划|计划|力争|争取|目标|拟|将|建议|预计|安排|打算|要(?!求)|到(?:20\d\d年|“?十[四五六]五”?末)|旨在|着力|推动|支持|鼓励|应当?|须|部署|方案|意见|通知"
)


def looks_ahead(sentence: str) -> bool:
    """Whether a sentence says that something is proposed, planned or ruled, in whichever of its clauses."""
    return bool(_AHEAD.search(sentence))


def only_unmarked(verdict: Verdict, sentence: str) -> bool:
    """Whether all that is amiss is what the sentence says in another clause: its mode (提出, 计划), or a denial."""
    faults = [reason for reason in verdict.reasons if reason.feature != "coverage"]
    return bool(faults) and all(said_elsewhere(one, sentence) for one in faults)


def said_elsewhere(fault: Reason, sentence: str) -> bool:
    """Whether a fault of one clause is made good by another: the mode that it says, or the denial."""
    if fault.feature == "modality":
        told_as_done = _ALREADY.search(sentence) or _MADE_BINDING.search(fault.text) or _MADE_FREE.search(fault.text)
        return looks_ahead(sentence) and not told_as_done
    denial = _DENIAL.search(fault.text) if fault.feature == "negation" else None
    return denial is not None and (denial["word"][:3] in sentence or _denies(sentence, denial["word"]))


_OF_ELSEWHERE = ("非本", ("外地", "外省", "外市", "异地", "其他地区"))
_MADE_FREE = re.compile(r"写“(?:可以?|鼓励|提倡|自愿)”，来源写“(?:必须|应当?|须|不得|严禁|一律)”")
_MADE_BINDING = re.compile(r"写“(?:必须|应当?|须|不得|严禁|一律)”，来源写“(?:鼓励|支持|提倡|可以|可)”")


def _denies(sentence: str, denial: str) -> bool:
    """Whether a sentence denies the same in other words: 未经审查 for 没有经过审查."""
    if denial.startswith(_OF_ELSEWHERE[0]) and any(word in sentence for word in _OF_ELSEWHERE[1]):
        return True
    denied_word = _NEGATOR.sub("", denial, count=1)
    return bool(denied_word) and bool(re.search(rf"(?:不|未|没|无|非)[\u3400-\u9fff]?{denied_word[0]}", sentence))


def overstated(claim: str, sentence: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim states as done what the passage only plans, strives for or advises; else None."""
    if passage.modality not in INTENDED or passage.row is not None or looks_ahead(sentence):
        return None
    done = _DONE.search(claim)
    if done is None or _DONE_THERE.search(passage.text):
        return None
    held = spoken(passage).rstrip("。")
    text = texts.STATED_AS_DONE.format(written=done.group(), mode=passage.modality.value, held=held)
    return Reason(text=text, claim_span=done.span(), passage_span=(0, len(held)), feature="modality")


_DONE_THERE = re.compile(r"已经?(?=[\u3400-\u9fff])|建成了|获批(?!准?的?条件)")


_DENIAL = re.compile(r"来源写“(?P<word>[不未无没非][\u3400-\u9fff]{2,7})")
_NEGATOR = re.compile(r"^(?:不得|不能|不会|不可|没有|未曾|不|未|没|无|非)")
_NEGATES = re.compile(r"[不未无非免没勿]")
_PREDICATE = re.compile(r"(?P<word>[\u3400-\u9fff]{2})[。；;，,]*$")


def denied(claim: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim ends in a word that the passage has only with 不 before it (也适用, 不适用); else None."""
    said = spoken(passage)
    match = _PREDICATE.search(claim)
    if match is None or f"不{match['word']}" not in said or _NEGATES.search(re.split("[，,；;]", claim)[-1]):
        return None
    if any(said[max(0, one.start() - 1) : one.start()] != "不" for one in re.finditer(match["word"], said)):
        return None
    start = said.index(f"不{match['word']}")
    text = texts.DENIED.format(held=f"不{match['word']}")
    return Reason(
        text=text,
        claim_span=match.span("word"),
        passage_span=(start, start + 1 + len(match["word"])),
        feature="negation",
    )


_OPPOSITES = (
    (
        ("高于", "快于", "大于", "多于", "早于", "优于", "领先于"),
        ("低于", "慢于", "小于", "少于", "晚于", "劣于", "落后于"),
    ),
    (("首先", "最先", "先"), ("最后", "后")),
    (("增加", "提高", "上升", "扩大", "增长"), ("减少", "降低", "下降", "缩小")),
    (("上调", "放宽", "允许"), ("下调", "收紧", "禁止")),
)
_FOLLOWS = r"(?P<next>[\u3400-\u9fff]{2})"


def turned(claim: str, passage: Passage) -> Reason | None:
    """What is amiss where a claim puts the opposite of a passage's word before the same words (先发表, 最后发表); else None."""
    said = spoken(passage)
    for one, other in _OPPOSITES:
        for written, held in ((one, other), (other, one)):
            for match in re.finditer(f"(?<![不未最])(?:{'|'.join(written)}){_FOLLOWS}", claim):
                there = re.search(f"(?<![不未])(?:{'|'.join(held)}){match['next']}", said)
                if there is not None and match.group() not in said:
                    text = texts.TURNED.format(written=match.group(), held=there.group())
                    return Reason(text=text, claim_span=match.span(), passage_span=there.span(), feature="negation")
    return None
