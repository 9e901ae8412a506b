"""What the matrix shows to be missing: points on which others have a statement and the city has none, and documents to ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from advisor.library.naming import BASIS_LABEL
from advisor.memo.compare_choose import Candidate, CellChooser, chosen
from advisor.memo.compare_types import NATION, GapKind, Row, Standing, Wanted, region_label
from advisor.search.holdings import Holdings
from advisor.types import Area, Basis, Data, Modality, Source

_OTHERS_SHOWN = 3
_TELLING = 0.6
"""What another place has must be worth this much, in its area and as an instrument, to be held against the city;"""
_TELLING_ALONE = 0.75
"""so much where it is one place alone, and that by a paper no longer in force."""
_TODAY = {Standing.CURRENT, Standing.REPORTED}
_SECOND_HAND = {Basis.SECONDARY, Basis.PAPER_ONLY, Basis.INFERRED}


class FoundGap(Data):
    """A gap before its statements are checked: best candidate of each other place, and the city's lapsed ones."""

    area: Row
    instrument: Row
    kind: GapKind
    above: frozenset[str]
    others: tuple[tuple[str, Candidate], ...]
    own: tuple[Candidate, ...]
    limit: Candidate | None = None


def find_gaps(
    chooser: CellChooser, areas: Sequence[Row], instruments: Sequence[Row], *, city: str, regions: Sequence[str]
) -> list[FoundGap]:
    """Each instrument within each area: where others have it and the city has nothing, or nothing but history."""
    places = tuple(dict.fromkeys((city, *regions)))
    above = chooser.above(city)
    limits = {row.id: _limit(chooser, row) for row in instruments if row.grants}
    by_area = {(row.id, place): chooser.candidates(row, place) for row in areas for place in places}
    by_instrument = {(row.id, place): chooser.candidates(row, place) for row in instruments for place in places}
    found = []
    for area in areas:
        for instrument in instruments:
            both = {place: _in_both(by_area[area.id, place], by_instrument[instrument.id, place]) for place in places}
            own, others = both.pop(city), _best_of_each(both, instrument, above=above)
            if others and all(one.standing is Standing.HISTORY for one in own):
                kind = GapKind.HISTORY_ONLY if own else GapKind.NOTHING
                kept = tuple(chosen(own, instrument, 1))
                found.append(
                    FoundGap(
                        area=area,
                        instrument=instrument,
                        kind=kind,
                        above=above,
                        others=tuple(others),
                        own=kept,
                        limit=limits.get(instrument.id),
                    )
                )
    return sorted(found, key=_urgency)


def _limit(chooser: CellChooser, instrument: Row) -> Candidate | None:
    """What the nation's rules on fair competition in force forbid in giving: whoever gives must know it."""
    rules = [
        one
        for one in chooser.candidates(instrument, NATION)
        if one.passage.modality is Modality.FORBIDDEN
        and one.standing is Standing.CURRENT
        and Area.FAIR_COMPETITION in one.passage.areas
    ]
    return max(rules, key=lambda one: (one.worth, one.passage.ref), default=None)


def _in_both(of_area: Iterable[Candidate], of_instrument: Iterable[Candidate]) -> list[Candidate]:
    """Statements on the area that are also statements on the instrument, worth the less of the two."""
    worth = {one.passage.id: one.worth for one in of_instrument}
    return [
        one.model_copy(update={"worth": min(one.worth, worth[one.passage.id])})
        for one in of_area
        if one.passage.id in worth
    ]


def _best_of_each(
    both: dict[str, list[Candidate]], instrument: Row, *, above: Collection[str]
) -> list[tuple[str, Candidate]]:
    """The best of each other place, those of today first; last those above the city, whose rules bind it anyway."""
    best = []
    for region, candidates in both.items():
        telling = [one for one in candidates if one.worth >= _TELLING]
        if telling:
            best.append((region, chosen(telling, instrument, 1)[0]))
    best.sort(key=lambda pair: (pair[0] in above, pair[1].standing not in _TODAY, -pair[1].worth))
    return best[:_OTHERS_SHOWN] if _is_telling([one for region, one in best if region not in above]) else []


def _is_telling(peers: Sequence[Candidate]) -> bool:
    return len(peers) > 1 or any(one.standing in _TODAY or one.worth >= _TELLING_ALONE for one in peers)


def _urgency(gap: FoundGap) -> tuple[bool, bool, int]:
    peers = [one for region, one in gap.others if region not in gap.above]
    today = any(one.standing in _TODAY for one in peers)
    return gap.kind is not GapKind.NOTHING, not today, -len(peers)


def gap_text(gap: FoundGap, city: str) -> str:
    """One sentence that says who has what and what is not held of the city."""
    peers = [(region_label(region), one) for region, one in gap.others if region not in gap.above]
    today = [name for name, one in peers if one.standing in _TODAY]
    before = [name for name, one in peers if one.standing not in _TODAY]
    above = [region_label(region) for region, _ in gap.others if region in gap.above]
    parts = ((today, "现有做法"), (before, "有过做法或规定"), (above, "另有规定"))
    have = "，".join(f"{'、'.join(names)}{words}" for names, words in parts if names)
    missing = f"{city}只见已过期的做法" if gap.own else f"资料库未见{city}的规定或做法"
    return f"{gap.area.label}·{gap.instrument.label}：{have}；{missing}。"


def documents_wanted(
    holdings: Holdings, *, regions: Sequence[str], chooser: CellChooser, cited: Sequence[str]
) -> list[Wanted]:
    """Catalogue entries of these places that are not held; then what is cited at second hand. Newest places first asked."""
    places = {place for region in regions for place in chooser.own_places(region)}
    missing = [one for one in holdings.sources.values() if not one.held and one.region in places]
    second_hand = [
        one
        for key in cited
        if (one := holdings.sources[key]).held and one.basis in _SECOND_HAND and (one.rank or one.number)
    ]
    order = {region: place for place, region in enumerate(regions)}
    missing.sort(key=lambda one: (order.get(one.region, 0), one.id))
    return [_wanted(one, cited=one.id in cited) for one in (*missing, *second_hand)]


def _wanted(source: Source, *, cited: bool) -> Wanted:
    return Wanted(
        source_id=source.id,
        title=source.title,
        number=source.number,
        issuer=source.issuer,
        region=source.region,
        reason=source.gaps[0] if source.gaps else BASIS_LABEL[source.basis],
        cited=cited,
    )
