"""What may be worked out of the figures found: differences, shares, ranks with their formula; growth as published, else refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from advisor.grounding.units import UnitFamily
from advisor.library.tables import Indicator, IndicatorKind
from advisor.library.vocabulary import Vocabulary
from advisor.statistics.amounts import Amount, amount_of, bare_quantity, plain, scaled_amount
from advisor.statistics.comparability import not_realised, obstacle, obstacle_to_growth, same_time
from advisor.statistics.types import ShownFigure, Worked, WorkedKind
from advisor.types import StatisticsRow

_NO_ARITHMETIC = {IndicatorKind.RANK, IndicatorKind.DATE}
_LEVELS = {IndicatorKind.LEVEL, IndicatorKind.COUNT}


def work(
    figures: Sequence[ShownFigure],
    indicator: Indicator,
    *,
    growth: Sequence[ShownFigure],
    shares: Sequence[ShownFigure],
    vocabulary: Vocabulary,
) -> tuple[Worked, ...]:
    """Everything that the figures of one indicator allow, and what is refused with its reason.

    `growth`, `shares`: the published rates and shares of the same indicator, which go before anything worked out.
    """
    if indicator.kind in _NO_ARITHMETIC:
        return ()
    found: list[Worked] = []
    for same in _by_time(figures):
        found += _between_regions(same, shares, vocabulary)
    if indicator.kind in _LEVELS:
        for own in _by_region(figures).values():
            found += _growth(own, growth)
    return tuple(found)


def _by_time(figures: Iterable[ShownFigure]) -> list[list[ShownFigure]]:
    groups: dict[tuple[str | None, str | None], list[ShownFigure]] = {}
    for one in figures:
        if one.row.period.end:
            groups.setdefault((one.row.period.start, one.row.period.end), []).append(one)
    return [group for _, group in sorted(groups.items(), key=lambda pair: pair[0][1] or "")]


def _by_region(figures: Iterable[ShownFigure]) -> Mapping[str, list[ShownFigure]]:
    groups: dict[str, list[ShownFigure]] = {}
    for one in figures:
        groups.setdefault(one.row.region, []).append(one)
    return groups


def _between_regions(
    same: Sequence[ShownFigure], shares: Sequence[ShownFigure], vocabulary: Vocabulary
) -> Iterator[Worked]:
    by_region = _by_region(same)
    single = [one for own in by_region.values() if (one := _the_one(own)) is not None]
    if len(single) < 2:
        return
    yield from _shares(single, shares, vocabulary)
    peers = _peers(single, vocabulary)
    if len(peers) < 2:
        return
    told = {one.row.region for one in single}
    left = "、".join(region for region in by_region if region not in told)
    worked = _rank_or_difference(peers)
    yield worked.model_copy(update={"text": f"{worked.text}{left}同期有几个数，没有列入。"}) if left else worked


def _the_one(own: Sequence[ShownFigure]) -> ShownFigure | None:
    """The figure that stands for a place: the only one, or the only realised one beside expected ones."""
    realised = [one for one in own if not_realised(one.row) is None]
    if len(own) == 1 or len(realised) == 1:
        return (realised or list(own))[0]
    return None


def _peers(figures: Sequence[ShownFigure], vocabulary: Vocabulary) -> list[ShownFigure]:
    """The places that may stand in one ranking: those that contain another of them are left out."""
    regions = [one.row.region for one in figures]
    outer = {name for region in regions for name in vocabulary.ancestors(region) if name in regions}
    return [one for one in figures if one.row.region not in outer]


def _rank_or_difference(peers: Sequence[ShownFigure]) -> Worked:
    ordered = sorted(peers, key=lambda one: -amount_of(one.row).value)
    ids = tuple(one.row.id for one in ordered)
    label = ordered[0].row.period.label
    reason = _first_obstacle(ordered)
    if reason is not None:
        return Worked(kind=WorkedKind.RANK, text=f"{label}各地的数不排序：{reason}。", row_ids=ids, refused=True)
    if len(ordered) == 2:
        text = f"{label}，{difference_text(*ordered)}。{_caution(ordered)}"
        return Worked(kind=WorkedKind.DIFFERENCE, text=text, row_ids=ids)
    places = "，".join(
        f"{number}. {one.row.region}{one.quantity}" for number, one in zip(_places(ordered), ordered, strict=True)
    )
    gap = difference_text(ordered[0], ordered[-1])
    text = f"{label}从高到低：{places}；首末相比，{gap}。{_caution(ordered)}"
    return Worked(kind=WorkedKind.RANK, text=text, row_ids=ids)


def _caution(figures: Sequence[ShownFigure]) -> str:
    """A sentence where the definitions given differ, though no note forbids to compare."""
    if len({one.row.definition for one in figures}) < 2:
        return ""
    told = "；".join(f"{one.row.region}：{one.row.definition or '未说明'}" for one in figures)
    return f"口径说明不同（{told}），只作参考。"


def _places(ordered: Sequence[ShownFigure]) -> list[int]:
    """The place of each: equal amounts share one."""
    places: list[int] = []
    for index, one in enumerate(ordered):
        tied = index and amount_of(one.row).value == amount_of(ordered[index - 1].row).value
        places.append(places[-1] if tied else index + 1)
    return places


def _first_obstacle(figures: Sequence[ShownFigure]) -> str | None:
    for one, other in pairwise(figures):
        reason = obstacle(one.row, other.row)
        if reason is not None:
            return reason
    return None


def difference_text(high: ShownFigure, low: ShownFigure) -> str:
    """大连比沈阳多489.8亿元（9516.9亿元－9027.1亿元）."""
    one, other = amount_of(high.row), amount_of(low.row)
    about = "约" if high.row.qualifier or low.row.qualifier else ""
    operands = f"{bare_quantity(high.row, high.value_text)}－{bare_quantity(low.row, low.value_text)}"
    if one.value == other.value:
        return f"{high.row.region}与{low.row.region}持平（{operands}＝0）"
    amount = scaled_amount(one.value - other.value, one.bare, family=one.family)
    return f"{high.row.region}比{low.row.region}{'高' if _is_rate(one) else '多'}{about}{amount}（{operands}）"


def _is_rate(amount: Amount) -> bool:
    return amount.family == UnitFamily.PERCENT.value


def _shares(
    figures: Sequence[ShownFigure], published: Sequence[ShownFigure], vocabulary: Vocabulary
) -> Iterator[Worked]:
    """The share of each place in the next larger one that has a figure; a published share goes before our own."""
    by_region = {one.row.region: one for one in figures}
    for part in figures:
        parent = next((by_region[name] for name in vocabulary.ancestors(part.row.region) if name in by_region), None)
        if parent is None or _is_rate(amount_of(part.row)):
            continue
        yield _share(part, parent, published)


def _share(part: ShownFigure, whole: ShownFigure, published: Sequence[ShownFigure]) -> Worked:
    known = next((one for one in published if one.row.region == part.row.region and same_time(one.row, part.row)), None)
    ids = (part.row.id, whole.row.id)
    name = f"{part.row.period.label}{part.row.region}占{whole.row.region}的比重"
    if known is not None:
        text = f"{name}，公布为{known.quantity}（{known.source}）。"
        return Worked(kind=WorkedKind.SHARE, text=text, row_ids=(known.row.id, *ids), published=True)
    reason = obstacle(part.row, whole.row)
    if reason is not None:
        return Worked(kind=WorkedKind.SHARE, text=f"{name}不计算：{reason}。", row_ids=ids, refused=True)
    share = 100 * amount_of(part.row).value / amount_of(whole.row).value
    about = "约" if part.row.qualifier or whole.row.qualifier else ""
    formula = f"{bare_quantity(part.row, part.value_text)}÷{bare_quantity(whole.row, whole.value_text)}"
    return Worked(kind=WorkedKind.SHARE, text=f"{name}{about}为{share:.2f}%（{formula}）。", row_ids=ids)


def _growth(own: Sequence[ShownFigure], published: Sequence[ShownFigure]) -> Iterator[Worked]:
    """For the two latest comparable stretches of a place: the rate published, else our own where allowed, else why not."""
    realised = sorted((one for one in own if not_realised(one.row) is None), key=lambda one: one.row.period.end or "")
    if len({one.row.period.end for one in realised}) < 2:
        return
    latest = realised[-1]
    earlier = next((one for one in reversed(realised) if _is_like_stretch(one.row, latest.row)), None)
    ids = (latest.row.id, *((earlier.row.id,) if earlier else ()))
    told = [one for one in published if one.row.region == latest.row.region and same_time(one.row, latest.row)]
    if told:
        rates = "、".join(f"{one.quantity}（{one.source}）" for one in told)
        text = f"{latest.row.region}{latest.row.period.label}的增长，公布为{rates}；不用两年的水平数另算。"
        yield Worked(kind=WorkedKind.GROWTH, text=text, row_ids=(*(one.row.id for one in told), *ids), published=True)
        return
    if earlier is None:
        return
    yield growth_between(earlier, latest)


def _is_like_stretch(row: StatisticsRow, latest: StatisticsRow) -> bool:
    return row.period.kind is latest.period.kind and (row.period.end or "") < (latest.period.end or "")


def growth_between(earlier: ShownFigure, later: ShownFigure) -> Worked:
    """The growth from one level to another with its formula; refused with the reason where the tables do not allow it."""
    ids = (later.row.id, earlier.row.id)
    name = f"{later.row.region}{later.row.indicator}{earlier.row.period.label}到{later.row.period.label}的增长"
    reason = obstacle_to_growth(earlier.row, later.row)
    if reason is None and not earlier.row.value:
        reason = "基数为零"
    if reason is not None:
        text = f"{name}没有收录公布数，也不另算：{reason}。"
        return Worked(kind=WorkedKind.GROWTH, text=text, row_ids=ids, refused=True)
    one, other = amount_of(later.row).value, amount_of(earlier.row).value
    new, old = bare_quantity(later.row, later.value_text), bare_quantity(earlier.row, earlier.value_text)
    about = "约" if later.row.qualifier or earlier.row.qualifier else ""
    rate = f"{about}{plain(round(100 * (one - other) / other, 2))}%（（{new}－{old}）÷{old}）"
    return Worked(kind=WorkedKind.GROWTH, text=f"{name}按两个水平数计算为{rate}，不是公布的增速。", row_ids=ids)
