"""Hand-made statistics tables and a ledger, for the page that shows them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from advisor.library.period_syntax import parse_period
from advisor.library.tables import Indicator, IndicatorKind
from advisor.library.vocabulary import AreaWords, Region, RegionLevel, Vocabulary
from advisor.statistics.ledger import Ledger
from advisor.statistics.lookup import Statistics
from advisor.types import Area, Basis, Category, Source, StatisticsRow, Validity
from tests.web.hostile import HOSTILE

_LEVEL = "两年的水平数不得相除"


def _source(source_id: str, title: str, **changes: object) -> Source:
    entry: dict[str, object] = {
        "id": source_id,
        "title": title,
        "region": "鞍山",
        "issuer": "鞍山市统计局",
        "category": Category.STATISTICS,
        "validity": Validity.UNKNOWN,
        "checked_on": "2026-11-23",
        "basis": Basis.FULL_TEXT,
    }
    return Source.model_validate(entry | changes)


def _row(
    row_id: str, indicator: str, region: str, period: str, value: float, unit: str, **changes: object
) -> StatisticsRow:
    entry: dict[str, object] = {
        "id": row_id,
        "indicator": indicator,
        "region": region,
        "period": parse_period(period),
        "value": value,
        "unit": unit,
        "definition": "统计公报",
        "source_id": "bulletin",
        "locator": "正文",
        "basis": Basis.FULL_TEXT,
    }
    return StatisticsRow.model_validate(entry | changes)


SOURCES = {
    one.id: one
    for one in (
        _source("bulletin", "鞍山市统计公报", url="http://tjj.example.cn/a"),
        _source("hostile", f"来源{HOSTILE}", category=Category.NEWS, issuer="某报"),
    )
}
ROWS = (
    _row("f001", "生产总值", "鞍山", "2022", 1800, "亿元", comparability=_LEVEL),
    _row("f002", "生产总值", "鞍山", "2023", 1900, "亿元", comparability=_LEVEL),
    _row("f003", "生产总值", "海城市", "2023", 600, "亿元", comparability=_LEVEL),
    _row("f004", "生产总值增速", "鞍山", "2023", 3.1, "%"),
    _row("f005", "快递业务量", "鞍山", "2021", 100, "万件"),
    _row("f006", "快递业务量", "鞍山", "2022", 120, "万件"),
    _row("f007", "快递业务量", "鞍山", "2023", 150, "万件"),
    _row("f008", "快递业务量", "鞍山", "2023", 160, "万件", definition=f"报纸{HOSTILE}", source_id="hostile"),
)
INDICATORS = {
    one.name: one
    for one in (
        Indicator(
            name="生产总值",
            definition="一个地区生产活动的最终成果",
            unit_family="money",
            aliases=("GDP",),
            kind=IndicatorKind.LEVEL,
        ),
        Indicator(name="生产总值增速", definition=None, unit_family="percent", kind=IndicatorKind.GROWTH),
        Indicator(name="快递业务量", definition=f"收寄件数{HOSTILE}", unit_family="count", kind=IndicatorKind.COUNT),
    )
}
VOCABULARY = Vocabulary(
    regions=(
        Region(name="全国", level=RegionLevel.COUNTRY),
        Region(name="鞍山", level=RegionLevel.PREFECTURE, parent="全国"),
        Region(name="海城市", level=RegionLevel.COUNTY, parent="鞍山", aliases=("海城",)),
        Region(name="营口", level=RegionLevel.PREFECTURE, parent="全国"),
    ),
    synonyms=(),
    distinct=(),
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


def tables() -> Statistics:
    """The tables, without sign-offs."""
    return Statistics(rows=ROWS, indicators=INDICATORS, sources=SOURCES, vocabulary=VOCABULARY)


class FakeStatistics:
    """The part of the scripted advisor that the statistics page calls; each has a ledger of its own."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="advisor-ledger-")
        self._ledger = Ledger(Path(self._folder.name) / "ledger.jsonl")

    def statistics(self) -> Statistics:
        """The tables with the sign-offs of the ledger."""
        return tables().with_marks(self._ledger.marks(tables()))

    def ledger(self) -> Ledger:
        """The ledger."""
        return self._ledger
