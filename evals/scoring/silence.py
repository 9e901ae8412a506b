"""Words that tell of silence: what is not held, not found, not known or not said, and advice to ask elsewhere.

The grammar is small: something that keeps knowledge, or the speaker, or nobody; a lack; then telling, finding, knowing
or some kind of information. What the world lacks (办法没有规定上限, 不能提供发票的) is a claim like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from advisor.grounding import UnitFamily
from evals.scoring.figures import figures_of

_THING = "(?:资料|材料|文件|文档|信息|内容|数据|来源|文献|文本|片段|段落|条文|附件|记录)"
_WHICH = (
    "(?:现有|已有|既有|手头|手上|已知|目前|当前|本次|上述|以上|这些|这份|这几份|该|此|您|你|我|所有|所|全部|提供|给出|给定|给|上传|"
    "检索到?|搜索到?|查到|查阅|收录|引用|参考|相关|有关|背景|可用|掌握|收集|手中|的|政策|[一二三四五六七八九十两几0-9]{1,2}[份个篇条件部])"
)
_WHERE = "(?:里面|里头|里|之中|当中|中|内|上)?"
_NAMED_KEEPER = (
    f"(?:{_WHICH}{{1,6}}{_THING}|{_WHICH}{{0,6}}(?:(?:资料|知识|数据|文件|文档|政策|法规|信息)库|本库|库(?=[里中内])|(?:本|该)?系统(?=[里中内])|"
    f"(?:检索|搜索|查询)的?结果|[本此这]次(?:检索|搜索|查询)|原文|文中|全文|上下文)){_WHERE}"
)
_KEEPER = f"(?:{_NAMED_KEEPER}|{_THING}{_WHERE})"
# The place or office that writes (我市, 我局) is no speaker of an answer.
_SPEAKER = "(?:我(?![市省国县区局委厅办会院校部镇乡州盟])们?(?:这里|这边)?|本(?:顾问|系统|助手|模型|机器人)|(?:人工智能|AI|智能)助手|系统)"
_LEADING = (
    "(?:虽然?|尽管|但是?|不过|然而|可是|只是|而|因为?|由于|鉴于|因此|所以|故|于是|另外|此外|同时|其中|至于|目前|现在|当前|"
    "暂时|截至目前|实际上|事实上|很?遗憾|很?抱歉|对不起|非常|经(?:检索|查询|查找|核查|查阅|查)|[,，、 ]|的是)*"
)
_BASIS = f"(?:(?:仅?根据|依据|依照|按照|按|仅?从|在|基于|仅?凭|据|结合|就){_KEEPER}(?:来看|看|而言|来说)?)"
_MATTER = (
    "(?:(?:对于?|关于|就|针对|有关)[^，]{1,24}?|(?:对|就)此|(?:这|该|此|上述|您的|你的|您[^，]{1,6}的|所问的?|所询)[^，]{0,8}?"
    "(?:问题|一点|点|方面|事项|内容|情况|提问|事|个)?|具体[^，]{0,8}?|其[他余它][^，]{0,8}?)"
)
_ADVERB = "(?:并|也|均|都|还|又|暂时?|尚|确实|仍然?|似乎|完全|目前|根本|可能|恐怕|实在|真的?|一时|当前|现在|确|就此|对此|据此)*"
_NOT = f"{_ADVERB}(?:没有|没能?|未能?|未曾|无|不能?|缺乏|缺少|查无|从未)"
_HOW = "(?:直接|明确|具体|单独|详细|专门|进一步|充分|清楚|准确|就此|对此|足够|另行|完整|任何|为您|给您|向您|您|你|地|据此)*"
_TELLS = (
    "(?:收录|收集|提及|提到|提供|提|作出|作过|找到|查到|检索到|搜到|见到|看到|包含|包括|涵盖|涉及|记载|记录|说明|说到|说|写明|写到|写|给出|"
    "足以|规定|明确|列明|列出|列|载明|注明|标明|披露|公布|公开|显示|反映|体现|介绍|描述|交代|讲到|讲|谈到|谈|述及|论及|覆盖|支持|回答|"
    "指出|指明|表明|证实|定义|解释|命中|返回|匹配)"
)
_MENTIONS = "(?:收录|提及|提到|涉及|记载|说到|谈到|谈|述及|论及|讲到|讲|写到|写|说|列|载明|写明|说明|说清楚?)"
_INFORMATION = (
    "(?:信息|资料|数据|依据|内容|记载|答案|材料|规定|线索|记录|说明|文献|结果|数字|证据|描述|介绍|表述|结论|收录|来源|出处|"
    "政策|条款|统计|说法|标准|要求|条文|文件|把握|定论)"
)
_RELEVANT = (
    "(?:相关|有关|这方面|该方面|此类|这类|此|该|这项|任何|公开|具体|直接|足够|充分|可靠|确切|明确|准确|可用|对应|针对|权威|官方|"
    "可供|现成|详细|更多|进一步|什么|能够?|可以|用来|上述|所问)"
)
_CANNOT = "(?:无法|不能够?|难以|没法|无从|没办法|不便|不宜|不好|不敢|未能|不予|暂不|很难)"
_ANSWERS = "(?:作答|回答|答复|解答|回复|答出)"
_SAYS = "(?:确认|确定|判断|判定|断定|得知|知晓|获知|核实|查证|推断|评价|评判|查询|检索|下结论|作出(?:判断|结论))"
_GIVES = "(?:提供|给出|得出|告知|说明|查到|找到|检索到|获取|作出)"
_FAILS = "(?:看|查|找|搜|搜索|读|得|推|判断|检索|翻|答|回答|推断|推算|辨|算|确定)不(?:出来?|上来?|到|了|清楚?|着|明白?)"
_ASKS = "(?:多少|几|何|哪|什么|谁|是否|是不是|能否|可否|有无|如何|怎么|怎样|为何|吗)"
_WHO = f"(?:{_BASIS}|{_KEEPER}|{_MATTER})?[，, ]?(?:{_SPEAKER})?"
_END = "(?:[^，]{0,3}$)"

_SILENT = tuple(
    re.compile(f"^{_LEADING}(?:{pattern})")
    for pattern in (
        f"(?:{_BASIS}|{_KEEPER}){_SPEAKER}?{_NOT}{_HOW}{_TELLS}",
        f"(?:{_BASIS}|{_KEEPER}){_SPEAKER}?{_NOT}{_RELEVANT}",
        f"(?:{_BASIS}|{_KEEPER}){_ADVERB}(?:没有|无|缺乏|缺少)[^，]{{0,24}}{_INFORMATION}",
        f"(?:{_BASIS}|{_KEEPER})(?:只是?|仅仅?|仅仅是){_TELLS}(?![^，]*[0-9一二三四五六七八九十百千万亿])",
        f"{_ADVERB}(?:没有|未|并未)(?:公布|公开|发布|披露)$",
        f"{_WHO}{_ADVERB}{_CANNOT}{_BASIS}?(?:得到|获得|找到)[^，]{{0,6}}(?:解答|回答|{_INFORMATION})",
        f"{_SPEAKER}{_ADVERB}(?:没有|没|未)[^，]{{0,12}}(?:知识|{_INFORMATION})",
        f"{_NAMED_KEEPER}(?<=[库里中内上]){_ADVERB}(?:没有|无|缺|缺乏)(?!错|误)",
        f"(?:{_NAMED_KEEPER}|信息|资料|依据|数据){_ADVERB}(?:并不|不)?(?:不足|不够|有限|欠缺|缺失|阙如|为空|充分|足够)(?:$|以)",
        f"{_KEEPER}[^，]{{0,4}}(?:与|同|和|跟)[^，]{{1,12}}(?:无关|不相关|没有关系|关系不大)$",
        f"(?:{_BASIS}|{_NAMED_KEEPER}){_ADVERB}只(?:有|收录)[^，]{{0,60}}目录信息|只有[^，]{{0,60}}目录信息",
        f"{_WHO}[^，]{{0,6}}?{_ADVERB}{_CANNOT}{_HOW}{_ANSWERS}(?:$|[^，]{{0,4}}(?:该|这|此|您|你|上述|所问|问题|关于|有关))",
        f"{_WHO}{_ADVERB}{_CANNOT}{_BASIS}?{_HOW}{_SAYS}",
        f"{_WHO}{_ADVERB}{_CANNOT}{_BASIS}?{_HOW}{_GIVES}(?:$|[^，]{{0,16}}(?:{_INFORMATION}|建议|帮助|意见)|(?:该|这|此))",
        f"{_SPEAKER}{_ADVERB}{_CANNOT}{_HOW}(?:协助|帮助|帮|参与|满足|执行|编造|代替|替|处理|查看|访问|联网|透露)",
        f"{_WHO}{_ADVERB}(?:没有|没能?|未能?|并未|不曾){_HOW}(?:找到|查到|查询到|检索到|检索出|搜到|搜索到|查找到|看到|见到|读到|见)",
        f"{_WHO}{_ADVERB}(?:没有|没能?|未能?|并未)发现[^，]{{0,16}}{_INFORMATION}$",
        f"{_WHO}{_ADVERB}(?:查无|未见|{_FAILS})",
        f"(?:{_MATTER})?{_SPEAKER}?{_ADVERB}(?:没有|没|无|缺乏|缺少|缺|查无)(?:{_RELEVANT}[^，]{{0,16}})?{_INFORMATION}(?:可[^，]{{0,6}}|支持|支撑|能[^，]{{0,8}}|[来以用][^，]{{1,10}})?$",
        f"(?:{_MATTER})?(?:{_SPEAKER}){_ADVERB}不(?:太|甚|大|是很)?(?:清楚|知道|了解|知晓|掌握|明确|确定|懂)",
        f"(?:{_MATTER})?{_SPEAKER}?{_ADVERB}不(?:太|甚|大|是很)?(?:清楚|知道|了解|知晓|掌握|明确|确定|懂)(?:答案|{_END})",
        f"(?:{_MATTER})?{_ADVERB}(?:不得而知|无从(?:得知|知晓|查考)|无可奉告|有待(?:查证|核实))",
        f"[^，]{{0,12}}(?:超出|不在|不属于?)(?:了)?[^，]{{0,10}}(?:{_SPEAKER}|资料|知识|材料|服务|业务|职责|能力|收录|受理|答复|回答|数据|检索|文档)"
        "[^，]{0,6}(?:范围|能力|权限|之内|以内|之列)?",
        f"{_SPEAKER}(?:的(?:知识|训练|资料|能力|数据)|是|只能|仅能|只|仅|主要)",
        f"{_ADVERB}(?:没有|未|并未){_HOW}(?:提及|提到|收录|记载|述及|论及|谈到)",
        "没有读到问题|不能这样作答|(?:不|未)知道答案",
    )
)
# What stands before a bare 资料 or 材料 must not make it a thing of the world (申报材料未写明金额).
_OF_THE_WORLD = re.compile(
    "(?:申请|申报|证明|报送|提交|备案|佐证|宣传|培训|会议|个人|客户|企业|项目|登记|财务|竣工|建筑)的?$"
)
_OF_ITSELF = re.compile("^本(?:顾问|系统|助手)")
_FRONTED = re.compile(
    f"^(?P<topic>[^，]{{2,30}}?){_KEEPER}{_ADVERB}(?:(?:没有|没|未|并未|不){_HOW}{_MENTIONS}{_END}|{_FAILS}{_END})"
)
_FRONTED_LACK = re.compile(
    f"^(?P<topic>[^，]{{2,30}}?)(?:暂时?|目前|现在|尚|还|均|都|{_SPEAKER})*(?:无法|难以|没有|未能?|暂未|查|找)"
    f"(?:{_HOW}(?:查到|找到|检索到|搜到|{_SAYS})|不到)$"
)
_ON_THE_ASKED = re.compile(f"^{_LEADING}{_MATTER}")
_STILL_SILENT = re.compile(
    f"^(?:也|亦|更|且|并且|并|同时|还|又|均|都)*(?:没有|没|未|并未|无|不){_HOW}{_TELLS}|^(?:也|更|又)?(?:没有|无)[^，]{{0,14}}{_INFORMATION}$"
    f"|^(?:也|亦|更|还|又|并)?{_CANNOT}{_HOW}(?:{_ANSWERS}|{_SAYS}|{_GIVES})"
    "|^(?:以及|及|和|或者?|还是|包括|更不用说)"
)
_PREAMBLE = re.compile(
    "^(?:但是?|不过|然而|因此|所以)?(?:根据|依据|依照|按照?|从|在|就|基于|仅?凭|据|结合|关于|对于?|至于|针对|有关|作为|经|鉴于|截至)"
)
_RULE = re.compile(
    f"^{_LEADING}(?:没有|没|未|{_CANNOT})[^，]*的[^，]{{1,14}}?(?:不得|应当?|必须|须|按照?|由|可以?|予以|不予|视为)"
)
_CONDITION = re.compile("的$|^(?:如果?|若|凡|倘|一旦|只要)")
_ENGLISH = re.compile(
    r"\bno (?:\w+ ){0,3}(?:information|sources?|data|record|mention|answer|evidence)\b"
    r"|\b(?:cannot|can't|could not|couldn't|unable to|not able to)\s+(?:be\s+)?"
    r"(?:answer(?:ed)?|determine[d]?|find|found|provide|confirm|locate|say|tell|help|assist)\b"
    r"|\b(?:do|does|did|have|has|is|are|was|were|not|been|isn't|aren't|don't|doesn't|didn't|haven't|hasn't|wasn't|weren't)\b"
    r"[^.;!?]{0,20}(?:not|n't)\s+(?:\w+ ){0,2}"
    r"(?:found|mention(?:ed)?|held|contain|include[d]?|specif(?:y|ied)|state[d]?|cover(?:ed)?|address(?:ed)?|provide[d]?|know|have)\b"
    r"|\b(?:says?|said|contains?|mentions?|ha[sv]e?) nothing\b"
    r"|\b(?:don't|doesn't|do not|does not|didn't|did not)\s+(?:\w+ ){0,1}"
    r"(?:know|have|contain|mention|include|specify|state|cover|address|provide|say)\b"
    r"|\bnot (?:found|mentioned|held|stated|specified|covered|provided) (?:in|by)\b|\binsufficient (?:information|data)\b",
    re.IGNORECASE,
)
_ENGLISH_HOLDER = re.compile(
    r"\b(?:i|i'm|we|documents?|sources?|context|passages?|materials?|information|texts?|knowledge|data|records?|library|database|answer)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    "^(?:您好|你好|好的|当然|感谢|谢谢|希望(?:以上|这些|对您)|如果?(?:您|你|需|有(?:其他|疑问|需要))|若(?:您|需|有疑问)|欢迎|祝您?|"
    "(?:很|非常|十分)?(?:抱歉|遗憾|不好意思)|对不起|不好意思|敬?请(?:您)?(?:谅解|见谅|理解|包涵)|很?高兴|乐意|随时|"
    r"(?i:i'm sorry|sorry|unfortunately|i apologi[sz]e)\b)"
)
# What a paper advises (建议向人才提供保障) is a claim; what sends the asker elsewhere is none.
_ADVICE = re.compile(
    "^(?:因此|所以|但是?|不过|如需[^，]{0,12}|需要时|必要时)*(?:"
    "(?:(?:敬|烦)?请(?!各|企业|政府|市|省|国家|申请人|经营者|平台)|[您你]可以?|建议[您你])[^，]{0,24}?"
    "(?:咨询|查阅|联系|参考|查询|致电|关注|留意|核实|补充|提供|访问|登录|浏览|换|询问|拨打|核对|索取|索要|复核|为准|告知|上传|描述|提问|请教)"
    "|(?:建议|不妨|最好|可以?)(?:直接|另行|进一步|再|先)*(?:[向到去][^，]{1,14})?"
    "(?:咨询|查阅|联系|查询|致电|核实|访问|登录|询问|拨打|核对|索取|请教)"
    "|(?:具体|一切)?[需应须]?以[^，]{1,16}为准$)"
)
_CLAUSE_END = "，,"
_TURN = re.compile("(?:但是|但(?![凡书])|不过|然而)")
_OPENING, _CLOSING = "“「『《（([〔【", "”」』》）)]〕】"


def tells_of_silence(clause: str) -> bool:
    """Whether a clause says only that something is not held, found, known or told; a condition or a rule does not."""
    text = clause.strip(" 　，,。！？!?；;：:")
    if _ENGLISH.search(text) and _ENGLISH_HOLDER.search(text):
        return True
    if _CONDITION.search(text) or _RULE.match(text) or _goes_on(text):
        return False
    if any(pattern.match(text) for pattern in _SILENT):
        return True
    fronted = _FRONTED.match(text)
    if fronted and not _OF_THE_WORLD.search(fronted["topic"]) and not has_figures(fronted["topic"]):
        return True
    lacking = _FRONTED_LACK.match(text)
    return lacking is not None and not has_figures(lacking["topic"])


def is_courtesy(text: str) -> bool:
    """Whether a clause greets, regrets, offers help or sends the asker elsewhere."""
    bare = text.strip(" 　，,。！!")
    return bool(_COURTESY.match(bare) or (_ADVICE.match(bare) and not has_figures(bare)))


class Parted(NamedTuple):
    """A sentence as what tells of silence, courtesies around it included, and what is left, a claim; either may be empty."""

    silent: str
    claim: str
    opens_silent: bool = True


def part_silence(sentence: str) -> Parted:
    """Part a sentence into silence and claim."""
    if _OF_ITSELF.match(sentence) and not has_figures(sentence):
        return Parted(sentence, "")
    clauses = _clauses(sentence)
    silent = _silent_clauses(clauses)
    if not any(silent):
        return Parted("", sentence)
    spoken = [one or is_courtesy(clause) for one, clause in zip(silent, clauses, strict=True)]
    for place in reversed(range(len(clauses) - 1)):
        leads = _PREAMBLE.match(clauses[place]) or re.search(_ASKS, clauses[place])
        if spoken[place + 1] and leads and not has_figures(clauses[place]):
            spoken[place] = True
    return Parted(_joined(clauses, spoken, wanted=True), _joined(clauses, spoken, wanted=False), spoken[0])


def _silent_clauses(clauses: Sequence[str]) -> list[bool]:
    silent: list[bool] = []
    for clause in clauses:
        goes_on = bool(silent and silent[-1] and _STILL_SILENT.match(clause))
        silent.append(goes_on or tells_of_silence(clause))
    return silent


def without_courtesies(sentence: str) -> str:
    """A sentence without the courtesies it opens with (抱歉让您久等了，补助为……)."""
    clauses = _clauses(sentence)
    while clauses and _COURTESY.match(clauses[0]):
        clauses.pop(0)
    return "".join(clauses)


def has_figures(text: str) -> bool:
    """Whether a text states a quantity with its unit."""
    return any(one.family is not UnitFamily.NUMBER for one in figures_of(text))


def _goes_on(text: str) -> bool:
    """资料未写明时限的补助为20%: after the silence the clause goes on to state a figure."""
    found = re.search(f"{_TELLS}[^，]*的[^，]{{0,14}}?(?:为|是|达到?|应当?|须|必须|不得|可以?)(?P<rest>.*)$", text)
    return found is not None and has_figures(found["rest"]) and not re.search(_ASKS, text)


def _clauses(sentence: str) -> list[str]:
    """A sentence parted after commas and before 但, quotations and brackets kept whole; nothing is lost."""
    ends, depth = [], 0
    for at, character in enumerate(sentence):
        depth += (character in _OPENING) - (character in _CLOSING and depth > 0)
        if not depth and character in _CLAUSE_END and not _within_number(sentence, at):
            ends.append(at + 1)
        elif not depth and at and _TURN.match(sentence, at):
            ends.append(at)
    cuts = sorted({0, *ends, len(sentence)})
    return [sentence[start:end] for start, end in pairwise(cuts)]


def _within_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _joined(clauses: Sequence[str], spoken: Sequence[bool], *, wanted: bool) -> str:
    kept = "".join(clause for clause, one in zip(clauses, spoken, strict=True) if one is wanted)
    bare = kept.strip(" 　，,")
    if wanted or not bare:
        return bare
    bare = re.sub("^(?:但是?|不过|然而|可是|只是|而)[，, ]?", "", bare)
    return bare if bare.endswith(tuple("。！？!?；;")) else f"{bare}。"
