"""Which questions are turned away before retrieval: empty ones, and attempts to make the advisor break its rules.

An attempt is a command to the advisor. The same words in a question about somebody's conduct (考核怎么避免凑数,
编造数据罚多少) are an ordinary question: what tells them apart is who is to do it, and whether it is asked about.
"""

from __future__ import annotations

import re

from advisor.types import ScreenReason

_CLAUSE = r"[^，,。；;？?！!]"
_CLAUSE_START = r"(?:^|[，,。；;？?！!：:、]\s*)"
# Where nothing is to be found, what follows is what the advisor is to do instead.
_FAILING_THAT = rf"(?:没|查不[到着出]|找不[到着出]|不[行够足]|不知道|不清楚|缺){_CLAUSE}{{0,8}}[就，,]"
_NOT_FORBIDDEN = r"(?<!别)(?<!甭)(?<!不要)(?<!不[许准能可得用会])"
_TO_THE_ADVISOR = rf"{_NOT_FORBIDDEN}(?:请(?![问教示])|麻烦|劳驾|拜托|你|您|[给帮替](?:我|咱|俺)们?|帮个?忙)"
_CARELESSLY = r"(?:随便|随意|大胆|凭感觉|凭空|拍脑袋|瞎|胡乱?|现)"
_MANNER = (
    rf"(?:{_CARELESSLY}|直接|尽管|只管|赶紧|赶快|快|先|再|就|也|都|干脆|索性|顺手|好歹|要不然?|不如|那么?|现在|立刻|马上"
    r"|自己|可以|可不可以|能不能|能否|能|[给帮替](?:我|咱|俺)们?|你|您)"
)
_SOMEWHERE = rf"(?:[在往按照]{_CLAUSE}{{1,10}}?|把{_CLAUSE}{{1,10}}?)?"
_HOW = rf"{_MANNER}{{0,5}}{_SOMEWHERE}{_MANNER}{{0,3}}"
_ADDRESSED_OPENING = rf"{_TO_THE_ADVISOR}{_HOW}"
_BARE_OPENING = rf"(?:{_CLAUSE_START}|{_FAILING_THAT}){_HOW}"

_LIE = r"(?:编造|虚构|捏造|杜撰|伪造|瞎编|胡编|乱编)(?![了过着的])"
# 编制, 编写 and 编入 are honest work, 凑整 is rounding, 造成 is causing.
_MAKE = r"(?:编(?![了过着的制码写辑号入排程办外队印者委导织剧内])|凑(?![了过着的巧合近热整]|个整|成整)|造(?![了过着的成价福型林船假势就谣血纸车]))"
_SOME = r"(?:[一几两三]?[个份条组段串项]|一?[些点]|几|[上出])"
# One compiles plans, cases and teaching material; a figure or a source is only found, never written.
_MADE_OF_WRITING = (
    r"(?!建议|意见|措施|办法|方案|规划|计划|材料|报告|分析|汇编|解读|说明|手册|库|表|平台|系统|中心|图|员)"
)
_FIGURE = r"(?:数(?![学码控智])[字据值额目]?|[产价][值额]|[售易成交营业]额|金额|收入|增[速幅]|增长率|比[例重]|占比|百分比|名次|排名)"
_SOURCE = r"(?:来源|出处|引[用文注]|参考文献|链接|网址|文号)"
_FACT = rf"(?:{_FIGURE}|{_SOURCE}){_MADE_OF_WRITING}"
_HELD_THINGS = (
    rf"(?:{_FACT}|(?:政策|文件|法规|法条|条文|规定|依据|证据|案例|例子|事例|结论|名字|答案){_MADE_OF_WRITING})"
)
_A_FACT = rf"(?:{_SOME}{_CLAUSE}{{0,12}}?{_FACT}|数[据字值]{_MADE_OF_WRITING}|{_SOURCE}{_MADE_OF_WRITING})"
_ENOUGH = r"(?:给(?:我|咱|俺)们?|出?来|上去?|吧|呗|就[行好]|即可|得了|算了)"
_END = rf"{_ENOUGH}*(?=$|[，,。；;！!])"
_INVENT = (
    rf"(?:{_MAKE}{_A_FACT}|编数{_END}|{_LIE}{_CLAUSE}{{0,14}}?{_HELD_THINGS}"
    rf"|把{_CLAUSE}{{0,12}}?{_HELD_THINGS}{_CLAUSE}{{0,4}}?(?:{_MAKE}|{_LIE})(?:上|出来|齐|好|一下))"
)
_INVENT_SOMETHING = rf"(?:{_MAKE}|{_LIE})(?:一?[个些点下]|几[个条]|出来|上){_END}"
_SAY_ANYTHING = rf"{_CARELESSLY}(?:给我)?(?:编|写|给|猜|估|说|填|报|造|凑|整|弄|来){_SOME}?{_CLAUSE}{{0,8}}?(?:{_HELD_THINGS}|[个条份点]{_END})"

_PROOF = r"(?:来源|出处|引用|引注|标注|核验|核对|依据|脚注)"
_RULES = r"(?:规则|规矩|提示|指令|要求|限制|约束|设定|来源|出处|引用|引注|核验|核对|证据|依据|以上|之前|上面|资料库?)"
_PASS_OVER = rf"(?:忽略|无视|忘掉|忘记|别管|不要管|不用管|跳过|绕过|绕开|抛开){_CLAUSE}{{0,12}}{_RULES}"
_SWITCH_OFF = rf"(?:关掉|关闭|取消|解除|停用){_CLAUSE}{{0,6}}(?:来源|出处|引用|引注|核验|核对)"
# 要不要 asks; 特别, 区别 and 别的 are other words.
_DO_NOT = r"(?:(?<!要)不要|(?<![特个区性分级辨识差鉴])别(?![的人处家国]))(?!求)"
_NEED_NOT = r"(?:(?<!用)不用|不必|去掉|不带|省略|省去|删掉|(?<!需)不需要|不写|隐去|无需)"
_LEAVE_OUT = rf"(?:{_DO_NOT}|{_NEED_NOT}){_CLAUSE}{{0,6}}{_PROOF}"
# 不要 and 别 speak to the hearer wherever they stand; 不用 and 无需 may state what a rule demands.
_PROHIBITED = rf"{_DO_NOT}{_CLAUSE}{{0,6}}{_PROOF}"
_TELL = rf"{_CLAUSE_START}(?:请|你)?(?:直接)?(?:回答|作答|答|写|说|讲|告诉|列|生成){_CLAUSE}{{0,12}}?"
_PLAY = rf"(?:假装|扮演){_CLAUSE}{{0,12}}(?:没有|不受|不用|自由|可以随意)"

# 绕过财政把上面的补助分下去 speaks of a subsidy: what stands above is the rules where nothing else is named.
_SAID_ABOVE = rf"(?:以上|之前|上面|前面)(?!的?(?!所有|全部|一切|规|提|指|要|限|约|设|内容|对话|话|说){_CLAUSE})"
_PASSES_OVER = r"(?:忽略|无视|忘掉|忘记|违反|关掉|关闭|取消|解除|跳过|绕过|绕开|抛开)"
_YOUR_RULES = rf"{_PASSES_OVER}{_CLAUSE}{{0,6}}(?:你们?的|{_SAID_ABOVE}){_CLAUSE}{{0,8}}{_RULES}?"

_ADDRESSED = re.compile(
    rf"{_ADDRESSED_OPENING}(?:{_INVENT}|{_SAY_ANYTHING}|{_LIE}{_SOME}|{_PASS_OVER}|{_SWITCH_OFF}|{_LEAVE_OUT}|{_PLAY})"
    rf"|{_YOUR_RULES}"
)
_BARE = re.compile(
    rf"{_BARE_OPENING}(?:{_INVENT}|{_SAY_ANYTHING}|{_PASS_OVER}|{_SWITCH_OFF}|{_LEAVE_OUT}|{_PLAY})"
    rf"|{_FAILING_THAT}{_HOW}{_INVENT_SOMETHING}|{_TELL}{_LEAVE_OUT}|{_PROHIBITED}"
    rf"|(?:{_INVENT}|{_SAY_ANYTHING}){_ENOUGH}(?=$|[，,。；;！!])"
)
_WHETHER_OR_HOW = re.compile(
    r"怎么|咋|如何|怎样|什么|啥|哪|谁|多少|[吗么嘛][?？]?$|[吗么嘛](?=[，,。；;])|是不是|能不能|会不会|可不可以|行不行|算不算|为何"
)
_OF_CONDUCT = re.compile(
    r"罚|违法|违规|犯法|合法|合规|责任|后果|处分|处理|追究|举报|投诉|被[查抓告]|怎么办|咋办|算不算|会怎|会不会|犯[什啥]|认定|定性|法律|法条"
)
_ASKED_BEFORE = re.compile(
    r"为什么|为啥|为何|凭什么|是不是|能不能|可不可以|什么|哪[些种类个]|怎么|如何|[规约]定|条例|办法|政策|论文|建议"
)
_SECRET = r"(?:系统提示词?|提示词|system prompt|prompt|密钥|api.?key|内部指令|初始指令|源代码)"
_ALWAYS = re.compile(
    "|".join(
        (
            # What a seller's system prompts, or whose source code must be shown, is asked of others.
            rf"(你们?(自己)?的|your ).{{0,8}}{_SECRET}|{_SECRET}.{{0,4}}(是什么|发|给我|告诉|显示|打印|输出|说出|列出|贴|念)",
            rf"(输出|打印|泄露|告诉我|显示|复述|发给我|给我|贴出|念出|列出|reveal|show|print).{{0,8}}{_SECRET}",
            r"(你现在|从现在(?:起|开始)[，,]?你|假装你|扮演你|假设你).{0,12}(是|为|没有|不受|不用|自由|可以随意)",
            r"(哪怕|就算|即使|管它|不管).{0,6}(没有|没).{0,6}(依据|来源|数据|出处).{0,10}(写|编|给(?!予|付)|说|填|答)",
            r"直接(给|写|说|回答|来).{0,10}(不要|不用|别|不带|不写).{0,6}(来源|出处|引用)|(不要|不用|别|不带|不写).{0,6}(来源|出处|引用).{0,4}直接(给|写|说|回答|来)",
            r"ignore (all |any |the )?(previous|prior|above|your)|make up (a|an|any|some|your|figures?|numbers?|data|sources?|citations?)\b",
            r"(^|[.,;:!?] ?|\b(please|just|can you|could you|then|and) )fabricate|without (any )?(sources?|citations?)|jailbreak|reveal your",
            r"(改成|说成|写成|当成|包装成|夸大成|吹成).{0,12}(全国第一|已获批|官方|现行|国家级).{0,8}(就行|即可|就好|吧|好了)",
        )
    )
)
# A poem is written by the advisor where it is told to, and not where somebody else's writing is asked about.
_POLITELY = r"(?:请|你|您|帮|[给替](?:我|咱|俺)们?|我|咱们?|想|要|麻烦|能不能|能否|能|可以|可不可以|再|就|先|现在)"
_TOLD_TO_WRITE = rf"{_CLAUSE_START}{_POLITELY}{{0,4}}(?:[给为替用以按围就]{_CLAUSE}{{1,12}}?)?{_POLITELY}{{0,2}}"
_CREATIVE = re.compile(
    rf"{_TOLD_TO_WRITE}(?:写|作|编|来|讲)(?!的)(?:一?[首篇段封份个])?{_CLAUSE}{{0,8}}?(?:诗|歌|小说|作文|文案|话术|情书|代码|(?<![走么些定理行小])程序|剧本|段子|笑话|故事)"
    r"|推荐.{0,6}(股票|基金|彩票|电影|餐馆|饭店|酒店|游戏)|(股票|彩票|天气)(怎么样|会涨|能涨|预报)?"
)
# 直播讲股票要什么资质 asks about a trade, not for a share to buy.
_OF_A_TRADE = re.compile(r"资格|资质|许可证?|执照|违法|违规|合规|处?罚")
_WORDS = re.compile(r"[\u3400-\u9fffa-z0-9]")


def screen(text: str) -> ScreenReason | None:
    """Why the normalised question is turned away, or None. Subject matter is judged later, by what is held."""
    if not _WORDS.search(text):
        return ScreenReason.EMPTY
    if _ALWAYS.search(text) or _is_told_to_break_the_rules(text):
        return ScreenReason.OVERRIDE
    if _CREATIVE.search(text) and not _OF_A_TRADE.search(text):
        return ScreenReason.OUT_OF_SCOPE
    return None


def _is_told_to_break_the_rules(text: str) -> bool:
    """Whether a command to the advisor stands in the text, and not the same words asked about."""
    if any(not _OF_CONDUCT.search(text[match.end() :]) for match in _ADDRESSED.finditer(text)):
        return True
    return any(not _is_asked_about(text, match) for match in _BARE.finditer(text))


def _is_asked_about(text: str, match: re.Match[str]) -> bool:
    """Whether the words of the match are what the question is about: an asking word in their clause, or their penalty."""
    before = re.split(r"[，,。；;？?！!]", text[: match.start()])[-1]
    rest = text[match.end() :]
    clause = re.match(rf"{_CLAUSE}*[?？]?", rest)
    here = clause[0] if clause else ""
    return bool(_ASKED_BEFORE.search(before) or _WHETHER_OR_HOW.search(here) or _OF_CONDUCT.search(match[0] + rest))
