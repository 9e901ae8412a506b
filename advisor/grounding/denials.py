"""A claim that says of the passages that they do not say something, that something said is untrue, or that somebody is exempt.

Such a frame turns a sentence over with a few words (第八条并没有规定……, ……的说法并不属实), and the words that it turns over may
all be held. Whether it is right hangs on what the passages leave out, so that a claim with a frame that no passage has
is kept from being shown, not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.content import lets_mean
from advisor.grounding.faults import Fault, absent
from advisor.grounding.reading import Reading
from advisor.grounding.thesaurus import meanings
from advisor.segmenting import words_of

_DOCUMENT = "(?:办法|条例|规定|通知|意见|方案|规划|细则|法|文件|来源|资料|资料库|论文|报告|公报|报道|作者|第[一二三四五六七八九十百零0-9]+条)"
_NOT = "(?:没有|并未|从未|未曾|未|不曾)"
_SAYING = "(?:规定|提出|写明|载明|明确|提到|提及|指出|显示|表明|记载|说明|认为)"
_TOLD = "(?:说法|看法|提法|观点|传言|传闻|结论|判断|报道)"
_UNTRUE = "(?:不属实|不实(?![行施])|失实|不成立|不准确|不正确|不对(?=[。，的]|$)|有误|错误|站不住脚|与(?:事实|原文)不符|(?:没有|缺乏|毫无)[依根]据)"
_DENIES = re.compile(
    f"{_DOCUMENT}[^，。；]{{0,10}}?(?P<frame>{_NOT}(?:对[^，。；]{{1,20}})?(?:作出?|做出?)?(?:具体|明确)?{_SAYING})"
    f"|(?P<told>{_TOLD}(?:其实|实际上)?(?:是|属|属于)?并?{_UNTRUE})"
)
_HELD = re.compile(
    f"{_NOT}(?:对[^，。；]{{1,20}})?(?:作出?|做出?)?(?:具体|明确)?{_SAYING}|{_UNTRUE}|不是|并非|澄清|辟谣|否认|误[解传]|谣"
)


# But such as are told to be no exception: 概不例外, 也不例外.
_EXEMPT = re.compile(
    "不受(?:这一|这些|这项|此项?|该|上述|前述)?(?:限制|约束|规定的?限制)|不在此[限列]|不适用(?:这一|上述|前述|本)(?:规定|限制|要求)"
    "|(?<![不无])(?:除外|例外)(?=[，。；)）]|$)"
)
_ITS_WORDS = 2


def denial_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The frame of denial in a claim, where no passage denies anything; and who is exempt in it, but in no passage."""
    return [*_denied(claim, passages), *_exempt(claim, passages)]


def _exempt(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """An exemption in a clause whose other words stand, in part, nowhere."""
    found = _EXEMPT.search(claim.folded)
    clause = claim.clause_at(found.start()) if found else None
    if found is None or clause is None:
        return []
    rest = words_of(clause.text.replace(found.group(), ""))
    own = [word for word, _, _ in rest if len(word) >= _ITS_WORDS]
    held = [lets_mean(one) for one in passages]
    nowhere = [
        word
        for word in own
        if not any(word in one.folded for one in passages) and all(senses.isdisjoint(meanings(word)) for senses in held)
    ]
    if not nowhere:
        return []
    return [absent("denial", "例外", claim.text[slice(*found.span())], found.span())]


def _denied(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    found = _DENIES.search(claim.folded)
    if found is None or any(_HELD.search(one.folded) for one in passages):
        return []
    span = found.span("frame" if found["frame"] else "told")
    return [absent("denial", "否定说法", claim.text[slice(*span)], span)]
