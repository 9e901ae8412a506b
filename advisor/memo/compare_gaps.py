"""What the matrix shows to be missing: points on which others have a statement and the city has none, and documents to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.library.naming import BASIS_LABEL
from advisor.memo.compare_choose import Candidate, CellChooser, chosen
from advisor.memo.compare_types import NATION, GapKind, Row, Standing, Wanted, region_label
from advisor.search.holdings import Holdings
from advisor.types import Basis, Data, Source

_OTHERS_SHOWN = 3
_TELLING = 0.6
"""What another place has must be worth this much to be held against the city."""
_LAPSED = {Standing.HISTORY}
_TODAY = {Standing.CURRENT, Standing.REPORTED}
_SECOND_HAND = {Basis.SECONDARY, Basis.PAPER_ONLY, Basis.INFERRED}


class FoundGap(Data):
    """A gap before its statements are checked: best candidate of each other place, and the city's lapsed ones."""

    area: Row
    instrument: Row
    kind: GapKind
    others: tuple[tuple[str, Candidate], ...]
    own: tuple[Candidate, ...]


def find_gaps(
    chooser: CellChooser, areas: Sequence[Row], instruments: Sequence[Row], *, city: str, regions: Sequence[str]
) -> list[FoundGap]:
    """Each instrument within each area: where others have it and the city has nothing, or nothing but history."""
    found = []
    for area in areas:
        held = {region: chooser.candidates(area, region) for region in regions}
        own_in_area = held.get(city) if city in held else chooser.candidates(area, city)
        for instrument in instruments:
            own = _on(own_in_area or [], instrument)
            others = _best_of_each(held, instrument, without=city)
            if others and all(one.standing in _LAPSED for one in own):
                kind = GapKind.HISTORY_ONLY if own else GapKind.NOTHING
                kept = tuple(chosen(own, instrument, 1))
                found.append(FoundGap(area=area, instrument=instrument, kind=kind, others=tuple(others), own=kept))
    return sorted(found, key=_urgency)


def _on(candidates: Iterable[Candidate], instrument: Row) -> list[Candidate]:
    return [one for one in candidates if any(word in one.passage.text for word in instrument.words)]


def _best_of_each(held: dict[str, list[Candidate]], instrument: Row, *, without: str) -> list[tuple[str, Candidate]]:
    """The best of each other place, those of today first; the nation last, whose rules bind the city anyway."""
    best = []
    for region, candidates in held.items():
        telling = [one for one in _on(candidates, instrument) if one.worth >= _TELLING]
        if telling and region != without:
            best.append((region, chosen(telling, instrument, 1)[0]))
    best.sort(key=lambda pair: (pair[0] == NATION, pair[1].standing not in _TODAY, -pair[1].worth))
    return best[:_OTHERS_SHOWN] if any(region != NATION for region, _ in best) else []


def _urgency(gap: FoundGap) -> tuple[bool, bool, int]:
    peers = [one for region, one in gap.others if region != NATION]
    today = any(one.standing in _TODAY for one in peers)
    return gap.kind is not GapKind.NOTHING, not today, -len(peers)


def gap_text(gap: FoundGap, city: str) -> str:
    """One sentence that says who has what and what is not held of the city."""
    today = [region_label(region) for region, one in gap.others if region != NATION and one.standing in _TODAY]
    before = [region_label(region) for region, one in gap.others if region != NATION and one.standing not in _TODAY]
    have = "，".join(
        text
        for text in (
            f"{'、'.join(today)}现有做法" if today else "",
            f"{'、'.join(before)}有过做法或规定" if before else "",
            "国家有规定" if any(region == NATION for region, _ in gap.others) else "",
        )
        if text
    )
    missing = f"{city}只见已过期的做法" if gap.own else f"资料库未见{city}的规定或做法"
    return f"{gap.area.label}领域的{gap.instrument.label}：{have}；{missing}。"


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
