"""What sort of answer a question asks for, read from its wording.

The patterns are interrogative grammar (多少, 哪年, 能不能 ...), never subject matter: they say what shape of answer is
wanted, and leave what it is about to retrieval.
"""

from __future__ import annotations

import re

from advisor.grounding.units import UNITS
from advisor.types import Calculation, QuestionKind

WANTS_A_CHECK = r"核一下|核对|查证|(?:说法|句话|写法|数|数字)(?:准|对|靠谱)不"
"""Pattern of wordings by which a statement is handed over to be checked (帮我把这句话核一下)."""
_KIND_PATTERNS: tuple[tuple[QuestionKind, str], ...] = (
    (
        QuestionKind.VALIDITY,
        r"(还|仍|是否|是不是|现在|目前|如今|今天|现行).{0,8}(有效|管用|生效|算数|作数|适用|施行|执行|能用|在用)|失效|废止|作废|废除|废了|被[^，,]{0,8}废|过期|到期|期满"
        r"|被.{0,6}(取代|替代|代替)|效力(?!层级)|现行有效|还能.{0,6}(引用|依据|用|当)|期内|在期|(?:执行|实施|施行)期|有没有过时|过时了?[吗没]|最新版|(修改|修订|改|变)过[吗没?？]?|有没有(修改|修订|改|变)|还能.{0,16}(报|申报|申请|拿|领)([吗么不?？]|$)",
    ),
    (
        QuestionKind.CALCULATION,
        r"相差|差多少|差了?多少|差几|多出?多少|少多少|[多少]了?几[^个项条种家]|几倍|多少倍|倍数|合计|总共加|加起来|加一起|一共.{0,6}加|之和|平均"
        r"|占.{0,14}(多少|几成|比例|比重|百分)|比例是|(增长|下降|增加|减少|涨|提高|上升)了?(多少|几)|净增|增量|增幅|人均",
    ),
    (
        QuestionKind.COMPARISON,
        r"相比|对比|比较(?!好)|比起|区别|差别|不同|异同|差异|不一样|两样|哪个.{0,6}(高|大|多|好|强|早|低|少)|谁.{0,4}(高|大|多|强|早)|跟.{1,12}比|和.{1,12}比|[变调更][多少高低大小严松紧]了?(?:还是|吗|没)"
        r"|与.{1,12}比|比(?![重例率如]).{1,10}(高|大|多|好|强|低|少|早)|分别|各(?:是|自|有|给|补|奖|发|定|要|支持|规定|提出|怎么)",
    ),
    (
        QuestionKind.FIGURE,
        r"(?<!文号)(?<!文号是)多少|(?<!哪)(?<!好)(?<!第)几[十百千]+[万亿]?[\u3400-\u9fff]?[?？]?$|(?<!哪)(?<!好)(?<!第)几[个家种项条户人次名万亿成届批处间座辆倍天年月级类大章款块斤吨件分岁次场](?![省市县区]的)|多大|多高|多长|多久|多远|多快|占比|第几(?![条款项章])|排第|名次|罚款?多"
        r"|最高.{0,4}(给|补|罚|奖|可|多)|(规模|总额|数额|金额|增速|增长率|上限|下限|人数|户数|数量|价值|产值|产量|销量|销售额|交易额|零售额|比重|比例)(是|为|呢|有|[?？]|$)",
    ),
    (
        QuestionKind.DATE,
        r"哪一?年|哪一?天|哪个月|几月|几号|几几年|什么时[候间]|何时|啥时[候间]?|多会儿|日期|哪年哪月|时间点|哪一?届|起始时间|什么年份|何年",
    ),
    (
        QuestionKind.PERSON,
        r"法人代?表?叫啥|(?:法人代表|法定代表人|领导|老板|老总|经理)叫什么|姓啥|叫啥名|叫个啥|是谁(?!印|发|制|出|颁|公|牵|管|主)|谁[是写当任做提研带负](?!责管)|哪位|姓名|叫什么名字|(主播|会长|局长|作者|演员|老师|老板|负责人|主任|书记|市长|教授|达人)叫什么|名叫|姓什么|(负责人|联系人|会长|局长|市长|书记|主任)(是|叫|姓|名|的名字|$|[?？])|何人",
    ),
    (
        QuestionKind.LIST,
        r"哪些|哪几|有什么|有啥|(存在|犯|出现)(什么|啥)|(任务|内容|目标|要求|条件|做法|措施|重点|原则|环节|步骤)(都|主要)?(是|有)(什么|啥)|(什么|啥)(毛病|问题|不足|缺点|特点|优势|好处|长处|短板)|都有|包括|包含|列举|列出|列一下|分别是|有几[个种类项条大]|几大|几个方面|哪[两三四五六]|名单|清单|一共有",
    ),
    (
        QuestionKind.ADVICE,
        r"咋(?!样|回事|界定|罚|定)|(能|可以)(做|帮|干)(点|些|哪些)?(啥|什么|事)|怎么(办|做|搞|发展|推进|培养|建设|扶持|引进|提升|加强|解决|弄|整|抓|干|打造|做大|吸引|支持|培育|促进|留住|办好|营造|让|才能|去|帮|把|用|提高|防|避免|打通|降|鼓励|改)"
        r"|咋(办|做|搞|整|弄|抓|干|让|能)|如何(?!界定|定义|处?罚|处理)|怎样(?!处?罚|处理)|有(什么|哪些|啥|几条|哪几条)(具体)?(建议|对策|措施|办法|举措|思路|出路|抓手|做法|经验|路子|想法|主张|高招|点子)"
        r"|(建议|对策|措施|举措|办法|思路|做法|经验|出路|路子)(有|是|都)?(哪些|什么|啥)|该(从哪|做什么|干什么|做哪些|抓什么)|(给|提|出)(了|点|些|出)?(什么|哪些|啥|几条|哪几条|点)?(建议|主意|对策|办法|思路)|可以借鉴|值得(学|借鉴)"
        r"|(该|应该|要|可以?|得|能)?(往|朝|从|在)(哪|啥|什么|何)(些|几)?(个|方面|地方|里|处|方向|块|头|儿)?(使劲|用力|发力|着手|入手|下手|突破|加力|做起|抓起|借力|学)"
        r"|该(怎么|咋|怎样)(?!罚|处|算|界|定)|怎么(往前|往下|设计|起步|破|补短|借力|铺|拉|扩|带|接|管好|管住)|(现成|好的?|成熟)的?(套路|路子|招|做法|法子|经验|办法|模式)"
        r"|(有|能)(什么|啥|哪些|没有)?(能|可以?)?(借|学|抄|搬|照搬|仿|参考|套用)的?(经验|做法|劲|地方|东西|办法|招)?[?？]?$|替代(办法|方案|做法)|(拿|想)出?(什么|啥|哪些)[^，,？?]{0,4}(办法|招|路子|措施)|值得(看|参考)|支(个|几)?招|出(个|点|些)主意|借力",
    ),
    (
        QuestionKind.RULE,
        r"要(不要)?[^，,]{1,12}吗|[要能可用][^，,？]{1,10}不(?:[?？，,]|$)|用不用|[行中成]不[?？]?$|(啥|什么)(证|手续|资质|许可|执照)|[给让准许]不[给让准许]|能不[?？]?$|(怎样|如何|咋)(处?罚|处理)|咋罚|咋交税|能不能|可不可以|可以.{0,24}(吗|(?<![什怎多这那])么)|能.{0,24}(吗|(?<![什怎多这那])么)[?？]?$|允许|准许|合法|违法|违规|合规|犯法|犯不犯|应当|必须|应不应该|要不要|需不需要|需要.{0,12}[吗么]"
        r"|该不该|得不得|不得|禁止|规定|要求|义务|责任|处罚|罚多少|怎么罚|怎么处理|会被|罚款|追究|审查|审核|备案|许可|资质|法律|法规|行不行|行吗|可行|让不让|违不违"
        r"|过得去|站得住脚|[妥合][不]?[妥当适法规]+[吗么不]|妥当|[踩越碰触]+[不了到]*[^，,]{0,3}(红?线|雷)|算不算违|没(有)?问题吧|不会有事|挨罚|吃官司|担(什么|啥)?责|走什么(程序|流程)",
    ),
    (QuestionKind.REASON, r"为什么|为何|为啥|咋会|咋就|原因|怎么会|何以|凭什么|因为什么|缘由|怎么回事"),
    (
        QuestionKind.DEFINITION,
        r"什么是|是什么意思|啥意思|定义|含义|怎么界定|如何界定|指什么|指的是|何谓|所谓|概念|是啥$|叫什么$|是什么[?？]?$|算不算|口径",
    ),
    (
        QuestionKind.DOCUMENT,
        r"文号|哪[份个部条项]?(文件|法规|规章|办法|条例|规定|政策|法律)|什么(文件|法规|规章|办法|条例|依据)|第?几号令|第几条|哪一?条|全称|标题|出处|依据是|哪里规定",
    ),
    (
        QuestionKind.YES_NO,
        r"[吗嘛]$|[吗嘛][?？]|(?<![什怎多这那])么[?？]?$|[能会用算让该可][^，,？?]{0,10}[不没][?？]?$|[行中成好]不[?？]?$|有问题[没不]?[?？]?$|是不是|是否|有没有|对不对|对吗|属实|真的|没错吧|吧$|吧[?？]"
        rf"|{WANTS_A_CHECK}",
    ),
    (
        QuestionKind.ENTITY,
        r"哪个|哪家|哪[座所种类条项里儿头]|什么(平台|企业|公司|机构|部门|单位|城市|地方|名称|名字|品牌|协会|市场|县|区)|叫什么|由谁|哪个部门|谁来管|归谁管|找谁",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_PATTERNS)

# 几家企业共用设施有没有支持: some of them, not how many.
_SOME = re.compile(r"^[几两三][家个名户位][\u3400-\u9fff]+(?:有没有|是否|能不能|可不可以|[^多少几]+[吗么][?？]?$)")

_CALCULATIONS: tuple[tuple[Calculation, re.Pattern[str]], ...] = (
    (Calculation.RATIO, re.compile(r"几倍|多少倍|倍数|是.{1,20}的多少倍")),
    (Calculation.SHARE, re.compile(r"占.{0,20}(多少|几成|比例|比重|百分)|人均|平均每")),
    (Calculation.SUM, re.compile(r"合计|总共|加起来|加一起|之和|一共.{0,8}加|加在一起|总和")),
    (Calculation.GROWTH, re.compile(r"增速|增长率|增幅|同比|增长了?(百分之)?(多少|几)(%|个?百分点)?|涨幅")),
    (
        Calculation.RANK,
        re.compile(
            r"排名|排第|第几(?![条款项章])|名次|谁最|哪个最|最高的?是|最大的?是|最多的?是|哪[个些家].{0,10}最[大多高小少低]|最[小少低]的?是|哪里最|从高到低|从大到小|排序|排一?下"
        ),
    ),
    (
        Calculation.DIFFERENCE,
        re.compile(
            r"相差|差多少|差了?多少|差几|[多高]出?了?多少|少了?多少|[多增减]了?几|净增|增量|(增加|减少|提高|下降)了?(多少|几)"
        ),
    ),
)


def question_kinds(text: str) -> tuple[QuestionKind, ...]:
    """The kinds whose wording the normalised question shows, in order of specificity; OTHER when none."""
    found = tuple(kind for kind, pattern in _COMPILED if pattern.search(text))
    if QuestionKind.YES_NO in found and _SOME.match(text):
        found = tuple(kind for kind in found if kind is not QuestionKind.FIGURE)
    return found or (QuestionKind.OTHER,)


# How many times the price is paid or fined is a figure that a rule sets, and nothing to work out.
_SET_MULTIPLE = re.compile(
    r"[赔罚奖补处][^，,。？?]{0,8}(?:几|多少)倍|(?:几|多少)倍(?:以[上下])?的?[^，,。？?]{0,4}[赔罚奖补]"
)


def calculation_asked(text: str) -> Calculation | None:
    """The calculation the wording asks for, if any."""
    found = (calculation for calculation, pattern in _CALCULATIONS if pattern.search(text))
    return next((one for one in found if one is not Calculation.RATIO or not _SET_MULTIPLE.search(text)), None)


# Years of age are counted things to the engine; a question for an age is answered by nothing else that is counted.
AGE = "age"
# How often is no length of time: 每季报送1次 answers it, and 30日内 does not.
FREQUENCY = "frequency"
_FAMILY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"多少(钱|资金|经费|投资|奖金)|[卖销]了?多少(?![个家种户单件名场斤吨])|几块钱|金额|交易额|销售额|零售额|成交额|产值|品牌价值|gdp|生产总值|罚款?多少|[补奖罚].{0,4}多少|多少[补奖罚]|营收|年?收入|投资额|资金"
            r"|直播.{0,6}(多大规模|规模)|规模.{0,4}多大|多大规模|最[高多].{0,3}(?:[罚补奖给]|扶持|资助|支持)"
        ),
    ),
    ("weight", re.compile(r"[卖销]了?多少(?![个家种户单件名场])|[卖销]多少(?![个家种户单件名场])")),
    ("people", re.compile(r"多少(人|名|位|主播|从业者|网民|学生|村民|达人)|几(人|名|位|万人|亿人)|人数|人口")),
    (
        "percent",
        re.compile(r"百分之几|百分比|占比|比重|比例|增速|增长率|增幅|几成|覆盖率|多少%|百分点|同比|百分之多少"),
    ),
    ("ratio", re.compile(r"比例")),
    ("time_length", re.compile(r"多久|多长时间|期限|工作日")),
    (
        FREQUENCY,
        re.compile(
            r"(?:多久|多长时间|(?<![哪这近过好])几(?:个月|天|周|年|个?季度?))[^，,。;；？?]{0,12}(?<!第)[一1][次回遍](?!性)"
            r"|(?<!间)隔(?:多久|多长时间|几)|频率|频次"
            r"|(?:每(?:个?季度?|个?月|周|星期|半?年|天|日)|(?<![近去这前后头第满年])一(?:年|个月|个季度|周|天))"
            r"[^，,。；;？?]{0,10}(?:几|多少)[次回遍]"
        ),
    ),
    (AGE, re.compile(r"(?:多少|几)周?岁|多大(?:年[纪龄]|岁数)|年龄")),
    ("rank", re.compile(r"第几(?![条款项章])|排名|名次|排第")),
    ("area", re.compile(r"面积|平方|多少亩")),
    ("weight", re.compile(r"产量|多少吨|多少斤|多少公斤")),
)
_UNIT_ASKED = re.compile(r"(?:多少|几)(?:万|亿|万亿|千万)?([\u3400-\u9fff%]{1,4})")
_NO_FAMILY = {"count", "number", "clause"}
# 块 counts pieces too (分几块, 从哪几块入手): it is money where money is spoken of.
_PIECES = re.compile(r"块(?!钱)")
_MONEY_IN_SIGHT = re.compile(r"[钱元价卖买补奖罚付费花赚贵]|收入|成本|工资|[一每][单件斤场]")
_OF_SEVERAL = re.compile(r"哪$")
# 涨了多少 asks for a rate, 涨了多少亿元 for an amount.
_BY_HOW_MUCH = re.compile(
    r"(?:增长|上涨|涨|下降|下跌)了?(?:(?:多少|几)(?![\u3400-\u9fff]*[亿万元人个家件吨户倍])|几个(?:百分)?点|百分之(?:几|多少))"
)


def unit_families(text: str) -> tuple[str, ...]:
    """The families of unit the asked figure would have (money, people, percent, area ...); empty for plain counts."""
    found = [family for family, pattern in _FAMILY_WORDS if pattern.search(text)]
    found += [family for match in _UNIT_ASKED.finditer(text) if (family := _family_asked(match, text))]
    if FREQUENCY in found:
        found = [family for family in found if family != "time_length"]
    # 涨了几个点 is answered in per cent, as rates are published.
    if "percentage_points" in found:
        found.append("percent")
    return tuple(dict.fromkeys(found))


def _family_asked(match: re.Match[str], text: str) -> str | None:
    """The family of the unit after 多少 or 几; None for plain counts, and where a choice among several is asked (哪几块)."""
    unit = match.group(1)
    pieces = _PIECES.match(unit) and not _MONEY_IN_SIGHT.search(text)
    family = unit_family(unit)
    return None if family in _NO_FAMILY or pieces or _OF_SEVERAL.search(text[: match.start()]) else family


def asks_by_how_much(text: str) -> bool:
    """Whether the wording asks by how much something grew, and so for its rate (涨了多少), not for an amount."""
    return bool(_BY_HOW_MUCH.search(text))


def unit_family(word: str) -> str | None:
    """The family of the unit that the word begins with, longest unit first; None where it begins with no unit."""
    for length in range(len(word), 0, -1):
        unit = UNITS.get(word[:length])
        if unit is not None:
            return unit.family.value
    return None


_NOW = re.compile(r"现在|目前|当前|如今|今年|眼下|最新|现阶段|最近|至今|截至目前|现|到现在|今天|现行")
_PRESUMES = re.compile(
    r"既然|听说|据说|不是说|不是已经|是不是|是否|难道|莫非|对吗|对吧|没错吧|是吧|吧[?？]?$|属实|真的|"
    rf"{WANTS_A_CHECK}|"
    r"为什么.{0,12}(是|有|会|成|要)|都已经|已经.{1,20}(了|吧)|[吗么][?？]?$"
)


_VERSIONS = re.compile(
    r"各家|几种|口径|说法|怎么说|不同媒体|不一样|不一致|一致|对得上|对不上|哪个(准|对|可信)|矛盾|打架|相互印证|为什么不同|有出入"
)


def asks_for_versions(text: str) -> bool:
    """Whether the wording asks how several sources differ on one thing (口径, 说法不一)."""
    return bool(_VERSIONS.search(text))


_ACTUAL = re.compile(
    r"实际(?!卖家|经营|控制|地址|履行|承运)|被罚了|罚了多少|已经|已(?=[获建成实完达有])|真正(?=[实完落建做达有])|(?:落实|完成|实现|建成|达成)(?:了|没)|(?:有没有|是否|是不是)(?:实现|完成|达到|达成|落实|建成)|到底有|究竟有|现有"
)


_TARGET = re.compile(r"目标(?!管理|责任|实现|完成|达[成到]|市场|人群|客户|受众)|(?:定|下达|分解)的?.{0,6}任务")


def asks_for_a_target(text: str) -> bool:
    """Whether the wording asks for what is aimed at (目标), not for what came of it."""
    return bool(_TARGET.search(text)) and not asks_for_the_actual(text)


def asks_for_the_actual(text: str) -> bool:
    """Whether the wording asks for what is done rather than planned (实际, 已经, 建成了)."""
    return bool(_ACTUAL.search(text))


# 外地企业 tells whose firms are meant, and asks of no other place.
_ELSEWHERE = re.compile(
    r"(?:别的|其[他它]|外地|兄弟|先进|发达)的?(?:地方|地区|地市?|城市|省[市份]?|市州?|县区?|那边)(?!企业|公司|主播|商)"
    r"|(?:外地|外省|外市|别处)(?=对|有|是|都|怎么|怎样|如何|咋|在|那边|的?(?:做法|经验|政策|办法|措施|标准|目标))"
)


def asks_elsewhere(text: str) -> bool:
    """Whether the wording asks of other places than one's own (别的地方, 外地, 兄弟城市)."""
    return bool(_ELSEWHERE.search(text))


def asks_about_now(text: str) -> bool:
    """Whether the wording asks for the present state (现在, 目前, 最新 ...)."""
    return bool(_NOW.search(text))


def presumes(text: str) -> bool:
    """Whether the wording presupposes or asks to confirm a statement."""
    return bool(_PRESUMES.search(text))
