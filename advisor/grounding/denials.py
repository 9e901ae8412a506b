"""A claim that says of the passages that they do not say something, or that something said is untrue.

Such a frame turns a sentence over with a few words (第八条并没有规定……, ……的说法并不属实), and the words that it turns over may
all be held. Whether it is right hangs on what the passages leave out, so that a claim with a frame that no passage has
is kept from being shown, not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.faults import Fault, absent
from advisor.grounding.reading import Reading

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


def denial_faults(claim: Reading, passages: Sequence[Reading]) -> list[Fault]:
    """The frame of denial in a claim, where no passage denies anything."""
    found = _DENIES.search(claim.folded)
    if found is None or any(_HELD.search(one.folded) for one in passages):
        return []
    span = found.span("frame" if found["frame"] else "told")
    return [absent("denial", "否定说法", claim.text[slice(*span)], span)]
