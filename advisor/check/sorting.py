"""Is a sentence a statement of fact? Headings, questions, formulas and what the office itself proposes or intends are not."""

from __future__ import annotations

import re

from advisor.check.clauses import is_remark, is_specific, says_something, without_filler
from advisor.check.scene import Told
from advisor.check.splitting import UnitKind, bare
from advisor.check.types import SentenceKind
from advisor.grounding import find_organisations

_QUESTION = re.compile(
    r"[?？]$|^(?:如何|怎样|怎么|为什么|为何|何以)|(?:(?:多少|哪些)[^，,；;]*$|是否.{1,16}[，,].{0,6}(?:需要|有待|值得))"
)
_OPEN_QUESTION = re.compile(r"(?:还|仍|尚)?(?:需要?|有待|值得)(?:进一步|深入)?(?:研究|探讨|探索|思考|论证|观察)$")
_PLAINLY = re.compile(
    r"^(?:[一二三四五六七八九十]要|建议|拟(?!定的)|提议|请(?!示)|恳请|希望|力争|力求|争取|打算|准备|下一步|今后|接下来|可考虑|可以考虑|原则上"
    r"|通过[^，,]{2,20}努力[，,]|(?:各|有关|相关)[^，,]{0,10}(?:部门|单位|地区?|县区|方面)[^，,]{0,4}(?:要|应|须|必须))"
)
_PROPOSES = re.compile(
    r"^(?:[一二三四五六七八九十]要|建议|拟(?!定的)|提议|请(?!示)|恳请|希望|力争|争取|要(?=[\u3400-\u9fff])|应(?!当?(?:由|在|自)|用|届|急|收|税|付)"
    r"|须|需要|计划|打算|准备|下一步|今后|接下来|未来|将(?=[\u3400-\u9fff]))"
)
_ORDERS = re.compile(
    r"^(?:着力|加快|大力|全力|继续|进一步|积极|切实|努力|坚持|推动|推进|加强|完善|健全|优化|强化|深化|统筹|聚焦|围绕|做大|做强|抓好|抓紧|支持|鼓励|引导|探索|建立|打造|培育|构建|营造|落实|组织|开展|实施|制定|出台"
    r"|设立|成立|督促|指导|压实|依法|严厉|严肃|加大|争创|对接|举办|组建|选派|引进|集中|抓住|发挥|提升|提高|扩大|拓展|整合|用好|严格|规范|定期|依托|发展|建设|把|以)(?![\u3400-\u9fff]{0,6}[了过])"
)
# What others advise is told under such a heading, and what is said to it: 关于提案所提政策建议.
_OF_OTHERS = re.compile(
    r"(?:您|提案|议案|委员|代表|群众|企业|专家|来信|论文)[^，,]{0,6}(?:所提|提出|反映)?[^，,]{0,8}(?:建议|对策|打算)"
)
_ADVICE = re.compile(r"建议$|下一步|打算|对策|工作(?:安排|思路|计划)|努力方向|今后")
_BEHIND_US = re.compile(r"已经?(?!批准的)|[^为除]了(?!解)|曾|20\d\d年[^，,。]{0,12}(?:为|达|实现|完成|突破)")
_PLANS = re.compile(r"下一步|打算|建议|对策|举措|措施|思路|安排|计划|目标|任务|保障|努力方向|工作要求|重点工作")
_WE = (
    r"(?:我(?:市|局|办|委|县|区|省|们|中心)|本(?:市|局|办|委|县|区)|全市(?:上下|各[^，,]{0,8})?|各(?:县区|有关部门|部门|地区?|级|相关部门|单位)"
    r"|市(?:委|政府|直)?[^，,]{0,8}(?:局|办|委|部门|政府)|有关部门|相关部门|会议|工作专班)"
)
_WE_INTEND = re.compile(
    rf"^(?:(?:[^，,。]{{0,6}}[底月年度](?:前|后|内|底|末|起)|下一步|今后|接下来|未来[^，,]{{0,6}}|20[2-9]\d年|到20[2-9]\d年|“十[五六]五”(?:期间|时期)?|为此|对此|因此|在此基础上|在[^，,]{{2,20}}(?:基础上|方面)|围绕[^，,]{{2,20}}|针对[^，,]{{2,20}})[，,]?)*"
    rf"{_WE}[^，,。]{{0,8}}(?:还要|再要|将(?![军士])|拟|要(?!求|素|点|闻|件)|应(?!用|届|急|收)|力争|争取|计划|打算|建议|需要?(?!求)|须|必须|继续|进一步|准备)"
)
_INTENDS = re.compile(
    r"建议|力争|争取(?:到|在|实现|用)|下一步|拟(?=[于在将由对以出建设开组制再请先从按邀])|将(?=进一步|继续|从|以|在|围绕|重点|着力|加快|大力|积极|组织|制定|出台|建立|开展)"
)
_REPORTED = re.compile(
    r"^(?:(?:根据|按照|依据|依照|据)[^，,]{2,}|[^，,]{0,30}(?:《[^》]+》|〔\d{4}〕\d+号|法|条例|办法|规划|方案|意见|措施|纲要|报告|论文|政策)[^，,]{0,16}(?:提出|规定|明确|要求|指出|认为|鼓励|支持|建议|对))"
    r"|(?:省|市|县|区|国|府|部|局|委|会|厅|办)(?:20\d\d年)?(?:[^，,]{0,6})(?:提出|规定|明确|要求|指出)|论文|该(?:法|办法|条例|规定|意见|方案|规划)|第[一二三四五六七八九十百\d]+条"
)
_RULES_ON = re.compile(
    r"^(?:[^，,。]{0,12}(?:平台|经营者|运营者|主播|网红|机构|企业|商家|单位|广告主|发布者|部门|政府|机关|协会|任何[^，,]{1,8}|个人|消费者|直播间|MCN)[^，,。]{0,10}(?:应当|不得|必须|可以|要|须))"
)
_SHORT = 10
_ABOUT_ITSELF = re.compile(
    r"^(?:近期|最近|日前|今年以来|为[^，,]{2,30})?[，,]?(?:我们|我局|我办|我委|调研组|课题组|专班|本文|本报告|本方案|本材料)[^。]{0,40}"
    r"(?:梳理|整理|汇总|查阅|搜集|摘录|调研|走访|了解|研究|起草|形成|比较|收集|座谈|学习|分析|结合|编制)"
)
_OF_THE_PAPER = re.compile(
    r"^(?:草案|征求意见稿|送审稿|讨论稿)拟|^本(?:方案|报告|意见|通知|材料|文|办法|计划|规划|汇报|建议)(?:自|由|所|分|共|从|未|有|供|中|的)|^[（(]?(?:联系人|联系电话|附件|抄送|主送|签发|落款)[：:]?"
    r"|(?:有|提出|作出?|包括|做好)(?:以下|如下)[^，,。]{0,12}[：:。]?$|(?:以下|如下)[几一二三四五六七八九十两][^，,。]{0,8}[：:。]?$|^(?:下面|以下|现就|现从|报告分)|表示(?:衷心|诚挚)?(?:的)?感谢"
)
_WEIGHS = re.compile(
    r"(?:处于|迎来|进入|面临)[^，,。]{0,24}(?:时期|阶段|期|机遇|挑战)$|(?:是|成为)[^，,。]{0,30}(?:抓手|途径|要求|举措|力量|之义|需要|选择|支撑|引擎|关键|方向|趋势)$"
    r"|既是[^，,]{1,12}[，,]也是|差距|短板|究其原因|思想认识|重视不够|合力"
)
_FORMULA = re.compile(
    r"(?:以习近平|坚持以|深入(?:学习)?贯彻|全面贯彻|认真(?:贯彻|落实)|高度重视|高质量发展(?:要求|之路)|党的[一二三四五六七八九十]+大|新发展理念|指导思想|重要指示|决策部署"
    r"|具有重要意义|意义重大|势在必行|特此报告|现将[^，,]*(?:报告|汇报|通报)如下|现(?:报告|汇报|提出)如下|以下简称|请予审|妥否|请批示|如下[：:。]?$|供参考|为此[，,]?特|有关情况报告|^(?:同志们|各位)|^(?:今天|这次)[^。]{0,16}(?:大家|会议|座谈)[^。]{0,10}(?:主要|就)?是?)"
)


# How a paper or speech opens, urges on and closes; nothing in it is looked up, whatever it is held on or called.
_CLOSES = re.compile(
    r"^(?:专此|特此|谨此)[，,]?(?:报告|请示|通知|函[告复达]|致函|说明|公告|通报|批复|呈报|汇报|证明|意见)?$"
)
_OPENS_A_MEETING = re.compile(
    r"^(?:(?:今天|今日|这次|此次|本次|现在)[，,]?)(?:[\u3400-\u9fff]{1,8}?)?(?:召开|举行|举办|开)[^。；;]{0,40}?(?:会议?|大会|活动|仪式|培训班?)(?:$|[，,])"
)
_TERM_OF_ITSELF = re.compile(
    r"^本(?:方案|意见|通知|办法|计划|规划|措施|细则|规定|决定|政策|公告)[^，,。；]{0,12}自[^，,。；]{1,16}(?:起|之日)[^，,。；]{0,6}(?:施行|实施|执行|生效)"
    r"|^本(?:方案|意见|通知|办法|计划|规划|措施|细则|规定|决定|政策|公告)(?:的)?有效期"
)
_URGES = re.compile(
    r"^(?:让我们|希望(?:大家|同志们)|(?:请)?(?:大家|同志们|各位)[^，,。]{0,6}(?:一定|务必|要|必须|须)|(?:一定要|务必|务求|切记|千万))"
)
_SAYING = 7
_BINDS = re.compile(r"须|必须|应当?|不得|禁止|严禁|可以|不能|不可|获|列入|入选|成立|建成|印发|施行|出台")
_IT_FOLLOWS = re.compile(r"^(?:据此|为此|照此|有鉴于此)[，,]")
_OF_OUR_MEASURES = re.compile(
    r"^(?:“[^”]{2,24}”)?(?:其?中)?(?:有关|涉及|上述|以上|这些|该项|相关)[^，,。]{0,24}的?(?:措施|政策|事项|工作|资金|项目|任务|奖补|条款|内容)[，,]?"
    r"[^。]{0,12}?(?:出台前|印发前|实施前|应当?|同样|要|须|必须|先)"
)
_ASSIGNS = re.compile(
    r"^(?:这|该|此|上述|以上|各)项?(?:工作|任务|措施|事项)[^，,。]{0,4}由|(?:不?列为|不?作为)[^，,。]{0,4}(?:责任|牵头|配合)(?:单位|部门)|以函商请|商请[^，,。]{2,20}(?:支持|协助)"
    r"|^(?:工作)?成效主要看|^完成时限|^在[^，,。]{1,8}(?:中|里|前|时|后)?(?:写明|注明|载明|列明|报送|公示|说明)|^改为"
)
_IN_A_CASE = re.compile(r"的[，,][^，,。]{0,8}(?:应当?|不得|必须|可以|要|须|处|由|责令|按|视为|属于|算)")
_OF_THE_DRAFT = re.compile(
    r"^(?:以下|以上|上述|下列|下述)(?:各项)?(?:建议|分工|做法|意见|清单|任务|内容|材料|数据|表格|分析|安排|情况)[^。]{0,6}(?:参考|依据|以|按|据|仅|只|供|均|为|不|是|可|能|还|由|来自)"
)
_FOR_THE_FUTURE = re.compile(r"任务|打算|下一步|对策|工作要求|工作思路|建议|安排")
_HANDS_OUT = re.compile(
    r"^为[^。]{2,40}[，,](?:特?制定|起草|拟定|现就|现将|现提出|特提出)|^现(?:将|就|把)[^。]{2,60}(?:印发|通知|报送|函告|商请|转发|请示|报告|说明|汇报|通报)|贯彻执行$|遵照执行$"
)


def kind_of(told: Told) -> SentenceKind:
    """What a unit of the draft is."""
    match told.unit.kind:
        case UnitKind.HEADING:
            return SentenceKind.HEADING
        case UnitKind.ROW:
            return SentenceKind.ROW
        case UnitKind.SENTENCE:
            return _sentence_kind(without_filler(bare(told.unit.text)), told)


def _sentence_kind(text: str, told: Told) -> SentenceKind:
    if _QUESTION.search(told.unit.text.rstrip("。；;")) or _OPEN_QUESTION.search(text):
        return SentenceKind.QUESTION
    plain = bare(told.unit.text)
    if _HANDS_OUT.search(plain) or not told.claims or _is_of_the_occasion(plain.rstrip("。；;！!"), told):
        return SentenceKind.FORMULA
    if _URGES.match(text):
        return SentenceKind.PROPOSAL
    reported = bool(_REPORTED.search(text)) or bool(_RULES_ON.match(text)) or bool(told.source_ids)
    if not told.documents and _is_ours(plain, text, told):
        return SentenceKind.PROPOSAL
    if _PLAINLY.match(text) or _orders(text, told) or (not reported and intends(text)):
        return SentenceKind.PROPOSAL
    if _is_formula(text) and not told.documents and not _has_figure(text):
        return SentenceKind.FORMULA
    appraises = is_remark(text) and not reported and "，" not in text
    return SentenceKind.FORMULA if appraises or _only_names(text) else SentenceKind.FACT


def _is_of_the_occasion(text: str, told: Told) -> bool:
    """Whether a sentence closes a paper, opens a meeting, gives the paper's own term or is a saying."""
    if _CLOSES.match(text) or _TERM_OF_ITSELF.match(text):
        return True
    return (bool(_OPENS_A_MEETING.match(text)) and not told.documents) or _is_saying(without_filler(text), told)


def _is_saying(text: str, told: Told) -> bool:
    """Whether a sentence is a run of short clauses that name nothing (标兵渐远，追兵渐近) and bind nobody."""
    clauses = [part for part in re.split("[，,、；;]", text) if part]
    if len(clauses) < 2 or told.own_places or told.documents or is_specific(text):
        return False
    if not all(len(part) <= _SAYING for part in clauses) or _BINDS.search(text):
        return False
    return not find_organisations(text)


def intends(text: str) -> bool:
    """Whether the drafting office says what it proposes or means to do."""
    return bool(_PROPOSES.match(text) or _WE_INTEND.match(text) or _INTENDS.search(text[:40]))


def _is_ours(plain: str, text: str, told: Told) -> bool:
    """Whether a sentence without a document says what the paper itself lays down: what follows for us, who does it, when."""
    if _OF_OUR_MEASURES.match(text) or _ASSIGNS.search(text):
        return not _BEHIND_US.search(text)
    if _has_figure(text) or _BEHIND_US.search(text):
        return False
    if _IT_FOLLOWS.match(plain):
        return True
    ahead = any(_FOR_THE_FUTURE.search(heading) for heading in _own_headings(told))
    return ahead and not (told.source_ids or told.own_places or _REPORTED.search(text) or _RULES_ON.match(text))


def _own_headings(told: Told) -> list[str]:
    """The headings a unit stands under, but for the title of the paper and those of what others propose."""
    return [heading for heading in told.unit.headings[1:] if not _OF_OTHERS.search(heading)]


def _is_formula(text: str) -> bool:
    """Whether a sentence only opens, closes or describes the paper, or weighs matters in general."""
    if any(form.search(text) for form in (_FORMULA, _ABOUT_ITSELF, _OF_THE_PAPER, _OF_THE_DRAFT)):
        return True
    return bool(_WEIGHS.search(text)) and not is_specific(text)


def _only_names(text: str) -> bool:
    """Whether a sentence only names what follows (四是信息公开。): short, and nothing is said of it."""
    return len(text) <= _SHORT and not is_specific(text) and not says_something(text)


def _orders(text: str, told: Told) -> bool:
    """Whether a sentence without a subject says what is to be done: under a heading of plans, or without any figure."""
    under = _own_headings(told)
    if any(_ADVICE.search(heading) for heading in under):
        return bool(_ORDERS.match(text) or not _REPORTED.search(text)) and not _BEHIND_US.search(text)
    planned = any(_PLANS.search(heading) for heading in under)
    return bool(_ORDERS.match(text)) and not _IN_A_CASE.search(text) and (planned or not _has_figure(text))


def _has_figure(text: str) -> bool:
    return is_specific(text) and bool(re.search(r"\d", text))
