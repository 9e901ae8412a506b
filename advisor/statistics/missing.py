"""What of a lookup is not held: regions without any figure, and years without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.statistics.types import MissingFigure
from advisor.types import PeriodKind, StatisticsRow


def missing_figures(
    indicator: str, rows: Sequence[StatisticsRow], *, regions: Sequence[str], years: range | None
) -> Iterator[MissingFigure]:
    """Regions asked for that have no row at all, then years without a row, region by region.

    `rows`: all rows of the indicator; `years`: those asked for, if any.
    """
    others = "、".join(_all_regions(rows))
    for region in regions:
        if not any(row.region == region for row in rows):
            hint = f"收录了的地区：{others}。" if others else ""
            yield MissingFigure(region=region, periods="", text=f"没有收录{region}的“{indicator}”，各年都没有。{hint}")
    for region in regions or _all_regions(rows):
        own = [row for row in rows if row.region == region]
        if own and years is not None:
            yield from _missing_years(indicator, region, own, years)
            yield from _without_a_time(indicator, region, own)


def _without_a_time(indicator: str, region: str, own: Sequence[StatisticsRow]) -> Iterator[MissingFigure]:
    """Figures whose time the source does not give can be placed in no year asked for."""
    count = sum(row.period.kind is PeriodKind.UNDATED for row in own)
    if count:
        text = f"另有{region}“{indicator}”{count}个数，来源没有注明时间，按年份查时不列。"
        yield MissingFigure(region=region, periods="", text=text)


def _all_regions(rows: Sequence[StatisticsRow]) -> list[str]:
    return list(dict.fromkeys(row.region for row in rows))


def _missing_years(indicator: str, region: str, own: Sequence[StatisticsRow], years: range) -> Iterator[MissingFigure]:
    yield from _parts_of_years(indicator, region, own, years)
    absent = [year for year in years if not any(row.period.covers_year(year) for row in own)]
    if not absent:
        return
    label = stretches(absent)
    latest = max(own, key=lambda row: row.period.end or "")
    ending = f"最近一期是{latest.period.label}。" if latest.period.end and absent[-1] == years[-1] else ""
    yield MissingFigure(region=region, periods=label, text=f"没有收录{region}{label}的“{indicator}”。{ending}")


PARTS_OF_A_YEAR = {PeriodKind.HALF_YEAR, PeriodKind.QUARTERS, PeriodKind.MONTHS}


def _parts_of_years(indicator: str, region: str, own: Sequence[StatisticsRow], years: range) -> Iterator[MissingFigure]:
    """Years of which only a part is held: a half-year's flow is not the year's."""
    for year in years:
        held = [row for row in own if row.period.covers_year(year)]
        if held and all(row.period.kind in PARTS_OF_A_YEAR for row in held):
            labels = "、".join(dict.fromkeys(row.period.label for row in held))
            text = f"{region}{year}年只有{labels}的“{indicator}”，没有收录全年数。"
            yield MissingFigure(region=region, periods=f"{year}年全年", text=text)


def stretches(years: Sequence[int]) -> str:
    """2016, 2018, 2019, 2020 as 2016年、2018—2020年."""
    parts: list[list[int]] = []
    for year in years:
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return "、".join(f"{part[0]}年" if len(part) == 1 else f"{part[0]}—{part[-1]}年" for part in parts)
