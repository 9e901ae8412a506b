"""A library of another city and another field, written by hand: what is general must hold here too."""

from __future__ import annotations

from tea_sources import SOURCES
from tea_words import CITY, VOCABULARY

from advisor.library.catalogue_text import catalogue_passage
from advisor.library.period_syntax import parse_period
from advisor.search.holdings import Holdings
from advisor.types import (
    Area,
    Basis,
    Certainty,
    Figure,
    Modality,
    Notice,
    Passage,
    PassageKind,
    Period,
    PeriodKind,
    Source,
    StatisticsRow,
)


def said(ref: str, locator: str, text: str, *, modality: Modality = Modality.FACT, **more) -> Passage:
    """A digest statement; `ref` is <source>#sNNN."""
    key, name = ref.split("#s")
    asks = more.pop("asks", ())
    period = more.pop("period", None)
    return Passage(
        id=ref.replace("#", "-"),
        source_id=key,
        ref=ref,
        locator=locator,
        text=text,
        kind=PassageKind.DIGEST,
        basis=more.pop("basis", Basis.FULL_TEXT),
        modality=modality,
        period=parse_period(period) if period else None,
        asks=asks if isinstance(asks, tuple) else (asks,),
        order=int(name),
        **more,
    )


def figure_row(key: str, indicator: str, region: str, period: str, value: float, unit: str) -> Passage:
    """A row of the bulletin, one passage."""
    when = parse_period(period)
    row = StatisticsRow(
        id=key,
        indicator=indicator,
        region=region,
        period=when,
        value=value,
        unit=unit,
        source_id="tea-bulletin",
        locator="表1",
        basis=Basis.FULL_TEXT,
    )
    return Passage(
        id=key,
        source_id="tea-bulletin",
        ref=f"tea-bulletin#{key}",
        locator="表1",
        text=f"{when.label}{region}{indicator}为{value:g}{unit}。",
        kind=PassageKind.STATISTICS,
        basis=Basis.FULL_TEXT,
        modality=Modality.FACT,
        regions=(region,),
        period=when,
        figures=(Figure(name=indicator, value=value, unit=unit, value_text=f"{value:g}"),),
        row=row,
    )


LAW = Modality.REQUIRED
STATEMENTS = (
    said(
        "tea-law#s001",
        "第八条",
        "不得在茶叶中添加色素。",
        modality=Modality.FORBIDDEN,
        asks="茶叶里能不能加色素",
        areas=(Area.FAIR_COMPETITION,),
    ),
    said(
        "tea-law#s002",
        "第二十条",
        "茶叶生产者应当建立生产台账，台账保存不少于三年。",
        modality=LAW,
        asks="生产台账要保存多久",
        areas=(Area.FAIR_COMPETITION,),
    ),
    said(
        "tea-law#s003",
        "第三十条",
        "在茶叶中添加色素的，处五万元以上二十万元以下罚款。",
        modality=LAW,
        asks="茶叶里加色素罚多少钱",
        areas=(Area.FAIR_COMPETITION,),
    ),
    said(
        "tea-rule#s001",
        "第六条",
        "网上销售茶叶的经营者应当公示产地，不得添加色素。",
        modality=LAW,
        asks="网上卖茶叶要公示什么",
        areas=(Area.FAIR_COMPETITION,),
    ),
    said(
        "yl-measures-2024#s001",
        "第三条",
        "对新建茶园每亩给予600元补助。",
        modality=Modality.PROVIDED,
        asks="新建茶园每亩补助多少钱",
        areas=(Area.POLICY_SYSTEM,),
    ),
    said(
        "yl-measures-2024#s002",
        "第四条",
        "支持茶企建设冷链仓库。",
        modality=Modality.ENCOURAGED,
        asks="冷链仓库有没有支持",
        areas=(Area.LOGISTICS,),
    ),
    said(
        "yl-measures-2015#s001",
        "第二条",
        "对新建茶园每亩给予200元补助。",
        modality=Modality.PROVIDED,
        asks="以前新建茶园每亩补助多少",
        areas=(Area.POLICY_SYSTEM,),
    ),
    said(
        "bq-measures#s001",
        "第五条",
        "对茶叶冷链车辆每辆给予3万元补助。",
        modality=Modality.PROVIDED,
        basis=Basis.SECONDARY,
        asks="北桥冷链车辆补助多少钱",
        areas=(Area.LOGISTICS,),
    ),
    said(
        "wc-measures#s001",
        "第一条",
        "对茶叶冷链运输费用补助一半。",
        modality=Modality.PROVIDED,
        asks="望潮冷链运输怎么补助",
        areas=(Area.LOGISTICS,),
    ),
    said(
        "tea-paper#s001",
        "一",
        "2023年上半年云岭市茶叶产值为12亿元。",
        period="2023H1",
        asks="云岭茶叶产值有多大",
        figures=(Figure(name="茶叶产值", value=12, unit="亿元", value_text="12"),),
    ),
    said("tea-paper#s002", "二", "云岭茶叶协会会长为周明远。", asks="云岭茶叶协会会长是谁"),
    said(
        "tea-paper#s003",
        "三(一)",
        "建议建设茶叶冷链配送中心。",
        modality=Modality.ADVISED,
        asks="茶叶冷链怎么做",
        areas=(Area.LOGISTICS,),
    ),
    said(
        "tea-paper#s004",
        "三(一)",
        "建议茶企共用冷链车辆，降低茶叶运输费用。",
        modality=Modality.ADVISED,
        asks="怎么降低茶叶运输费用",
        areas=(Area.LOGISTICS,),
    ),
    said(
        "tea-paper#s005",
        "三(二)",
        "建议为茶叶添加色素以改善卖相。",
        modality=Modality.ADVISED,
        asks="茶叶卖相怎么改善",
        areas=(Area.LOCAL_PRODUCTS,),
    ),
    said(
        "tea-paper#s006", "二", "云岭市规划建设绿茶交易市场。", modality=Modality.PLANNED, asks="绿茶交易市场建成了吗"
    ),
    said("tea-paper#s007", "二", "云岭毛尖是全省产量最高的绿茶。", asks="云岭毛尖地位如何"),
    said(
        "tea-news#s001",
        "正文",
        "2024年云岭市培训采茶工5000人。",
        period="2024",
        basis=Basis.SECONDARY,
        asks="云岭培训了多少采茶工",
        modality=Modality.DONE,
    ),
)
ROWS = (
    figure_row("r-yl-2024", "茶园面积", "云岭", "2024", 50, "万亩"),
    figure_row("r-yl-2023", "茶园面积", "云岭", "2023", 40, "万亩"),
    figure_row("r-bq-2024", "茶园面积", "北桥", "2024", 25, "万亩"),
    figure_row("r-dx-2024", "茶园面积", "东溪县", "2024", 20, "万亩"),
    figure_row("r-xw-2024", "茶园面积", "西坞县", "2024", 18, "万亩"),
    figure_row("r-np-2024", "茶园面积", "南坪县", "2024", 12, "万亩"),
    figure_row("r-out-2024", "茶叶产量", "云岭", "2024", 3, "万吨"),
    figure_row("r-rate-2024", "茶叶产量增速", "云岭", "2024", 6.5, "%"),
)

NOTICES = (
    Notice(
        id="n-value",
        text="产值12亿元是上半年数，不能当作全年数。",
        certainty=Certainty.USAGE,
        concerns=("tea-paper#s001",),
        instead="写明上半年。",
    ),
    Notice(
        id="n-colour",
        text="论文所提添加色素为法律所禁止。",
        certainty=Certainty.EVIDENCED,
        concerns=("tea-paper#s005",),
        evidence=("tea-law#s001",),
    ),
    Notice(
        id="n-best",
        text="全省产量最高的说法与主管部门的数字不符。",
        certainty=Certainty.EVIDENCED,
        concerns=("tea-paper#s007",),
        evidence=("tea-bulletin#r-out-2024",),
    ),
    Notice(id="n-area", text="茶园面积含未投产茶园。", certainty=Certainty.USAGE, concerns=("indicator:茶园面积",)),
    Notice(id="n-news", text="新闻所报人次有重复。", certainty=Certainty.INFERRED, concerns=("tea-news",)),
)


def year(number: int) -> Period:
    return Period(kind=PeriodKind.YEAR, start=f"{number}-01-01", end=f"{number}-12-31", label=f"{number}年")


def tea_holdings(
    *, without: tuple[str, ...] = (), changed: dict[str, Source] | None = None, added: tuple[Source, ...] = ()
) -> Holdings:
    """The library, less the passages whose ids are given, with some sources put in place of others and some added."""
    sources = {one.id: (changed or {}).get(one.id, one) for one in (*SOURCES, *added)}
    entries = [entry for one in sources.values() if (entry := catalogue_passage(one)) is not None]
    passages = [one for one in (*entries, *STATEMENTS, *ROWS) if one.id not in without]
    return Holdings(
        passages=passages,
        sources=sources,
        notices=NOTICES,
        rows=[one.row for one in passages if one.row is not None],
        vocabulary=VOCABULARY,
        city=CITY,
        corpus_version="tea-1",
    )
