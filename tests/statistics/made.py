"""Rows and tables made by hand, small enough to work every result out in one's head."""

from __future__ import annotations

from itertools import count

from advisor.library.period_syntax import parse_period
from advisor.library.tables import Indicator, IndicatorKind
from advisor.library.vocabulary import AreaWords, Region, RegionLevel, Vocabulary
from advisor.statistics.lookup import Statistics
from advisor.types import Area, Basis, Category, Notice, Source, StatisticsRow, Validity

_NUMBERS = count(100)
TWO_YEARS = "部门监测口径，两年的水平数不得相除"
TWO_SOURCES = "各机构口径不同，不同来源、不同年份的数不得相除"
CENSUS = "普查数与年末推算数不可直接相减"
ESTIMATE = "预计数，不是实绩，不得与实绩相除"
RATE = "公布的增速，直接引用，不得用两年的水平数另行计算"


def row(indicator: str, region: str, period: str, value: float, unit: str = "亿元", **changes: object) -> StatisticsRow:
    """A row; its id is one not used before, unless told."""
    entry: dict[str, object] = {
        "id": f"f{next(_NUMBERS)}",
        "indicator": indicator,
        "region": region,
        "period": parse_period(period),
        "value": value,
        "unit": unit,
        "source_id": "bulletin",
        "locator": "正文",
        "basis": Basis.EXCERPT,
    }
    return StatisticsRow.model_validate(entry | changes)


def source(source_id: str, **changes: object) -> Source:
    entry: dict[str, object] = {
        "id": source_id,
        "title": f"资料{source_id}",
        "region": "云岭",
        "issuer": "云岭市统计局",
        "category": Category.STATISTICS,
        "validity": Validity.UNKNOWN,
        "checked_on": "2026-11-23",
        "basis": Basis.EXCERPT,
    }
    return Source.model_validate(entry | changes)


def indicator(name: str, kind: IndicatorKind = IndicatorKind.LEVEL, **changes: object) -> Indicator:
    entry: dict[str, object] = {"name": name, "definition": f"{name}的含义", "unit_family": "money", "kind": kind}
    return Indicator.model_validate(entry | changes)


INDICATORS = (
    indicator("茶叶销售额", aliases=("茶叶卖了多少", "茶叶总额")),
    indicator("茶叶销售额增速", IndicatorKind.GROWTH),
    indicator("茶叶网上销售额", aliases=("茶叶总额",)),
    indicator("常住人口", aliases=("人口数",)),
    indicator("常住人口占全市比重", IndicatorKind.SHARE),
    indicator("茶农", IndicatorKind.COUNT),
    indicator("茶叶全国名次", IndicatorKind.RANK),
)
SOURCES = (
    source("bulletin"),
    source("report", issuer="云岭市人民政府", category=Category.WORK_REPORT),
    source("news", issuer="某报", category=Category.NEWS),
    source("paper", issuer="某人", category=Category.PAPER),
)


def vocabulary() -> Vocabulary:
    """Three levels of places, one group of synonyms, one line of look-alikes."""
    return Vocabulary(
        regions=(
            Region(name="全国", level=RegionLevel.COUNTRY),
            Region(name="云省", level=RegionLevel.PROVINCE, parent="全国"),
            Region(name="云岭", level=RegionLevel.PREFECTURE, parent="云省", aliases=("云岭市",)),
            Region(name="山城", level=RegionLevel.PREFECTURE, parent="云省"),
            Region(name="茶县", level=RegionLevel.COUNTY, parent="云岭"),
            Region(name="水县", level=RegionLevel.COUNTY, parent="云岭"),
        ),
        synonyms=(("销售额", "成交金额"), ("增速", "增长率")),
        distinct=(("茶叶销售额", "茶叶网上销售额"),),
        colloquial={},
        typos={},
        english={},
        areas={area: AreaWords(name=area.value, description=area.value) for area in Area},
        documents={},
        periods=(),
        question_words=(),
        stop_words=(),
        organisations=(),
    )


def tables(*rows: StatisticsRow, notices: tuple[Notice, ...] = ()) -> Statistics:
    """Tables of these rows."""
    return Statistics(
        rows=rows,
        indicators={one.name: one for one in INDICATORS},
        sources={one.id: one for one in SOURCES},
        vocabulary=vocabulary(),
        notices=notices,
    )
