"""Words that change what a sentence claims: scope, superlative, modality, negation, attribution, cause; with spans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from advisor.grounding.heads import led


class CueKind(StrEnum):
    """What a cue bears on."""

    SCOPE = "scope"
    GRADE = "grade"
    SUPERLATIVE = "superlative"
    HEDGE = "hedge"
    EXCLUSIVE = "exclusive"
    UNIVERSAL = "universal"
    PARTIAL = "partial"
    MODALITY = "modality"
    NEGATION = "negation"
    ATTRIBUTION = "attribution"
    CAUSAL = "causal"


class Mode(StrEnum):
    """In what mode a clause is asserted."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    TARGET = "target"
    STRIVEN = "striven"
    EXPECTED = "expected"
    ADVISED = "advised"
    MUST = "must"
    MAY = "may"
    ENCOURAGED = "encouraged"
    FORBIDDEN = "forbidden"


class Cue(NamedTuple):
    """A cue: what it bears on, its value (a Mode, a level of scope), the words and where they stand."""

    kind: CueKind
    value: str
    text: str
    span: tuple[int, int]


_SCOPES = {
    "5": "全球|全世界|世界(?=第一|首|唯一|最)|国际(?=领先|首)",
    "4": "全国(?:范围内?)?|国内|我国|中国(?![特移电联邮银])|全中国",
    "3.5": "东北(?:三省|地区)?|华东|华南|华北|华中|西北|西南",
    "3": "全省|省内|我省|本省|(?<=[宁江东南建徽西北川州林])省(?=第一|首|唯一|最)",
    "2": "全市|市内|我市|本市",
    "1": "全县|县内|我县|本县|全区(?!域)",
}
_GRADES = {
    "5": "世界级|国际级",
    "4": "国家级|国家(?=电子商务|示范|地理|森林|级)",
    "3": "省级",
    "2": "市级",
    "1": "县级|区级",
}
_SUPERLATIVES = {
    "3": "唯一|独家|独一无二",
    "2": "第[一1](?![\\d十百书时线手步产、章条节款项次方责])(?:[家个位名座]|大)?|首[家个座位](?!席)|首创|首屈一指|率先|头号"
    "|最(?!近|高(?:人民)?法|高(?:可|能|给予|不|奖|补|罚|处|资|支|按|达|为|获|拿|领|得|一次|[\\d一二三四五六七八九十百千])|[多长](?:只|仅|每|半|期限)|多(?:可|能|不|给|奖|补|罚|处|资|支|按|达|为|获|拿|领|得|[\\d一二两三四五六七八九十百千])|低(?:不|为|[\\d一二三四五六七八九十百千])|终|后|新)[\u4e00-\u9fff]|居首(?!位?之一)|榜首",
}
_HEDGES = {"1": "之一|首批|前列|较早|较大|较为|名列前茅|重要的?(?=基地|平台|组成)|主要的?(?=基地|平台|之一)"}
_FIGURE_NEXT = r"(?:约|近|不到|不足)?[\d一二两三四五六七八九十百几]"
# Before a figure it says that this is little (只有3家), not that there is nothing else.
_EXCLUSIVE = {
    "only": rf"(?<![不])仅(?![仅供]|有?{_FIGURE_NEXT}|(?:今年|去年|在?[\u4e00-\u9fff]{{2,6}})[\u4e00-\u9fff]{{0,4}}就)|只有(?!{_FIGURE_NEXT})"
    "|只能|只限|仅限|专门只|唯有"
}
_UNIVERSAL = {
    "all": "凡是|全部|所有|各类(?=[\u4e00-\u9fff]{2})|一律|一概|任何|无一例外|毫无例外|概莫能外|全体|每一[家个项种名次位件场]|一切"
}
_PARTIAL = {"some": "部分(?!门)|多数|大多数|少数|一些|有的|个别|大部分|若干|某些|主要"}
_BOUNDS = "低于|少于|超过|高于|多于|晚于|早于|小于|大于"
_MODES = {
    # 不得低于16周岁 requires what 应当年满16周岁 does.
    Mode.FORBIDDEN: f"不得(?!不|{_BOUNDS})|禁止|严禁|不准(?!{_BOUNDS})|不许(?!{_BOUNDS})|不允许|不可(?!{_BOUNDS}|[或避少逆抗分])"
    f"|不能(?!不|{_BOUNDS})|不应(?!求|{_BOUNDS})|禁(?=播|售|限)",
    Mode.STRIVEN: "争取|力争|争创|申创|筹建|筹备|谋划|积极申报|正在申报|努力(?=建|打|实|争|把|形|达|做)",
    Mode.PLANNED: "拟(?![合人声定])"
    "|(?<![动展体总专级业》])(?:规划|计划)(?=[在到于新建推实培引打开举投完达把将用成增年内三两五用\\d])"
    "|(?:规划|方案|纲要|计划|意见|目标)(?:提出|部署|安排)|安排(?=[^，。；]{0,6}(?:任务|举措|工程|项目|工作))|预定|打算|准备(?=[在于新建推实培引开举])|目标[是为]|旨在|着手"
    "|将(?=于|在|会|继续|进一步|新增|新建|超过|突破|达|实现|建成|开展|举办|启动|投入|成为|出台|设立|建设)",
    Mode.TARGET: "(?<![至截])到(?:20[23]\\d年|“?十[四五六]五”?末)(?:[末底]|年末|年底)?(?!为止|已)",
    Mode.EXPECTED: "预计|预期|有望|预测|估计|或将|可望",
    Mode.ADVISED: "建议|提议|倡议|主张|呼吁|希望(?!小学|工程)|设想|可考虑|不妨|论文认为应",
    Mode.MUST: f"不[得能应可许准](?={_BOUNDS})|应当|必须|必定|必然|(?<![无必])须(?![知])|务必"
    "|(?<![反相对供适响感效回理])应(?![用对急邀届聘有尽收付运援变试验链当])"
    "|(?<!不)需要|(?<![无刚急所不])需(?![求量要])|不得不|不能不|有义务|(?<=[ ，,])要(?=[\u4e00-\u9fff])(?!求)|要求",
    Mode.MAY: "可以(?!不)|(?<![许认])可(?=[由按向在依享申获给予自与对从将就]|采取|采用)|允许|准予|有权|准许|自愿|自主决定|自行决定",
    Mode.ENCOURAGED: "鼓励|支持|引导|提倡|倡导|扶持",
    Mode.ONGOING: "正在|在建|建设中|推进中|加快(?=建设|推进)|稳步推进",
    Mode.DONE: "已经|业已|实际(?=发放|做到|完成|达到|实现|兑现)|"
    "(?<![而早])已(?!婚)|建成(?=了|并|投)|获批|获得批准|投入(?:使用|运营|运行)|投产|竣工|落成"
    "|正式(?:成立|启用|运营|开通|实施|施行)"
    "|获评|荣获|入选|通过(?:了|验收)",
}
_DOUBLE = "不得不|不能不|不可不|不会不|不无|无不|莫不|并非没有|并非不|不是没有|没有不|非不|无一不"
_NOT_NEGATION = (
    "不仅|不但|不断|不少|不同|不论|不管|不足|不超过|不低于|不高于|不多于|不大于|不小于|不满|不到|不止|不动产|不定期|不妨|不一"
    "|不良|不正当|不合理|不法|不公平|不可或缺|不可避免|不可抗力|不利|不久|不等|不含|不计|不限"
    "|无论|无人机|无人|无线|无障碍|无形|无偿|无害|无抵押|无纸化|无理由|无缝|未来|未成年|非遗|非农|非公|非物质|非法|非税|非现场|除非|莫非"
    f"|不[得能会应可许准](?:{_BOUNDS})"
    "|未必|没收|没落|没问题|不过(?![关问户度桥])"
)
_NEGATORS = (
    "没有|难以|难于|并非|并未|并不|尚未|从未|未曾|未能|不再|不是|不得|不能|不予|不可|不准|不许|不应"
    "|不会|不需|不必|免于|禁止|严禁|拒绝|停止|取消|不|未|无需|无须|无权|毫无|无|非|没"
)
_ATTRIBUTIONS = (
    "据[^，,。；]{1,30}?(?=[，,：:])|根据[^，,。；]{1,40}?(?=[，,：:])|依据[^，,。；]{1,40}?(?=[，,：:])|按照[^，,。；]{1,40}?(?=[，,：:])"
    "|[^，,。；：]{2,16}(?:指出|认为|表示|介绍|透露|称|显示|提出)(?=[，,：:])"
)
_CAUSES = (
    "因为|(?<![原成起诱病内外动死事肇])因(?![此而素人特地应果为子纽])|由于|因此|因而|所以|导致|致使|使得|促使|得益于|归功于|归因于|源于|原因[是在]|从而|进而|以致|引发|造成|受[^，。]{1,12}影响"
    "|在[^，。]{1,16}(?:带动|推动|拉动)下|(?<![，。])(?:直接)?带来了?|是[^，。]{1,20}的(?:原因|结果)|之所以|取决于"
)


def _pattern(values: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for a kind, a group a value."""
    grouped = "|".join(f"(?P<g{index}>{words})" for index, words in enumerate(values.values()))
    return re.compile(led(grouped))


_VALUED: tuple[tuple[CueKind, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (kind, tuple(str(value) for value in values), _pattern(values))
    for kind, values in (
        (CueKind.SCOPE, _SCOPES),
        (CueKind.GRADE, _GRADES),
        (CueKind.SUPERLATIVE, _SUPERLATIVES),
        (CueKind.HEDGE, _HEDGES),
        (CueKind.EXCLUSIVE, _EXCLUSIVE),
        (CueKind.UNIVERSAL, _UNIVERSAL),
        (CueKind.PARTIAL, _PARTIAL),
        (CueKind.MODALITY, {str(mode): words for mode, words in _MODES.items()}),
        (CueKind.CAUSAL, {"cause": _CAUSES}),
        (CueKind.ATTRIBUTION, {"said": _ATTRIBUTIONS}),
    )
)
_MAY_ATTRIBUTE = re.compile(led("据|按照|指出|认为|表示|介绍|透露|称|显示|提出"))
_NEGATION = re.compile(
    f"(?=[不无非莫并未没除免禁严拒停取尚从毫难])(?:(?P<double>{_DOUBLE})|(?P<fixed>{_NOT_NEGATION})|(?P<single>{_NEGATORS}))"
)


@lru_cache(maxsize=8_192)
def find_cues(text: str) -> tuple[Cue, ...]:
    """All cues of a text, in order within each kind. A double negation is one cue with the value "double"."""
    found = []
    for kind, values, pattern in _VALUED:
        if kind is CueKind.ATTRIBUTION and not _MAY_ATTRIBUTE.search(text):
            continue
        for match in pattern.finditer(text):
            found.append(Cue(kind, values[int((match.lastgroup or "g0")[1:])], match.group(), match.span()))
    for match in _NEGATION.finditer(text):
        if match.lastgroup != "fixed":
            found.append(Cue(CueKind.NEGATION, match.lastgroup or "single", match.group(), match.span()))
    return tuple(found)


def cues_of(text: str, kind: CueKind) -> list[Cue]:
    """The cues of one kind in a text, in order."""
    return [cue for cue in find_cues(text) if cue.kind is kind]


def is_negative(cues: list[Cue]) -> bool:
    """Whether an odd number of negations stands among the cues; 不得不 and its like count as none."""
    return sum(cue.kind is CueKind.NEGATION and cue.value == "single" for cue in cues) % 2 == 1
