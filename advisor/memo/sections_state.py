"""Sections that say how things stand: the situation, what is amiss, what other places do, what rules there are."""

from __future__ import annotations

from advisor.library.drafting_forms import SectionKind
from advisor.memo import texts
from advisor.memo.choosing import by_authority
from advisor.memo.figures import figure_name
from advisor.memo.types import Paragraph, Part, Sentence
from advisor.memo.workshop import Workshop, paragraph, placeholder
from advisor.types import Area, Passage

_GENERAL_FIGURES = 4
_NUMERALS = "一二三四五六"


def situation(shop: Workshop) -> tuple[Part, ...]:
    """What the city means to do, its figures in general and area by area, and how old they are."""
    plans = shop.chooser.plans(most=0 if shop.is_short else shop.room(few=2, many=1))
    general = shop.chooser.figures(None, most=2 if shop.is_short else _GENERAL_FIGURES)
    told = list(general)
    paragraphs = [paragraph(*shop.tell(plans, weight=7)), paragraph(*shop.tell(general, weight=7))]
    for area in shop.areas:
        found = shop.chooser.figures(area, most=shop.room(few=4, many=2))
        told += found
        start = f"{shop.area_name(area)}方面，" if len(shop.areas) > 1 else ""
        paragraphs.append(paragraph(*shop.tell(found, weight=6), start=start))
    paragraphs.append(paragraph(*_age(shop, told)))
    return _part("situation", paragraphs)


def problems(shop: Workshop) -> tuple[Part, ...]:
    """What is amiss, area by area."""
    most = shop.room(few=4, many=2)
    held = [(area, _first_weighs(shop.tell(shop.chooser.troubles(area, most=most)))) for area in shop.areas]
    shown = [(area, sentences) for area, sentences in held if sentences]
    paragraphs = [
        paragraph(*sentences, start=f"{numeral}是{shop.area_name(area)}方面，" if len(shown) > 1 else "")
        for numeral, (area, sentences) in zip(_NUMERALS, shown, strict=False)
    ]
    return _part("problems", paragraphs or [paragraph(placeholder(texts.NO_PROBLEMS))])


def elsewhere(shop: Workshop) -> tuple[Part, ...]:
    """What other places do: current practice first, then what is history; places of which nothing is held are named."""
    current = shop.chooser.elsewhere(shop.areas, current=True, most=shop.room(few=6, many=5))
    lapsed = shop.chooser.elsewhere(shop.areas, current=False, most=shop.room(few=5, many=3))
    paragraphs = [
        paragraph(*shop.tell(_together(current, shop), weight=7), start=texts.CURRENT_LEAD),
        paragraph(*shop.tell(_together(lapsed, shop), weight=6), start=texts.HISTORY_LEAD),
    ]
    missing = _unheard(shop, [*current, *lapsed])
    if missing:
        paragraphs.append(paragraph(placeholder(texts.NOT_HELD_ELSEWHERE.format(places="、".join(missing)))))
    return _part("elsewhere", paragraphs)


def grounds(shop: Workshop) -> tuple[Part, ...]:
    """The rules and policies in force that the matter rests on, the weightiest first."""
    most = shop.room(few=4, many=1)
    later = _told_with_measures(shop)
    found = [one for area in shop.areas for one in shop.chooser.rules(area, most=most, apart_from=later)]
    rules = shop.tell(by_authority(found, shop.desk), weight=6)
    plans = shop.tell(shop.chooser.plans(most=1), weight=5)
    if not rules and not plans:
        return _part("grounds", [paragraph(placeholder(texts.NO_GROUNDS))])
    return _part("grounds", [paragraph(*rules), paragraph(*plans)])


def _told_with_measures(shop: Workshop) -> set[str]:
    """What the measures of this paper rest on: it is told with them, not before."""
    if not any(one.kind is SectionKind.MEASURES for one in shop.form.sections):
        return set()
    indexes = [shop.desk.measures_of(area) for area in shop.areas]
    return {
        ref for index in indexes if index for measure in index.measures for ref in (*measure.grounds, *measure.limits)
    }


def necessity(shop: Workshop) -> tuple[Part, ...]:
    """Why the matter is taken up: some figures and what is amiss."""
    figures = shop.chooser.figures(None, most=2)
    for area in shop.areas[:3]:
        figures += shop.chooser.figures(area, most=shop.room(few=2, many=1))
    most = shop.room(few=2, many=1)
    troubles = [one for area in shop.areas for one in shop.chooser.troubles(area, most=most)]
    paragraphs = [
        paragraph(*shop.tell(figures, weight=6)),
        paragraph(*shop.tell(troubles, weight=6), start=texts.MEANWHILE if figures else ""),
        paragraph(*_age(shop, figures)),
    ]
    return _part("necessity", paragraphs)


def _first_weighs(sentences: list[Sentence]) -> list[Sentence]:
    """What is amiss most is kept longest."""
    return [one.model_copy(update={"weight": 5 if number else 7}) for number, one in enumerate(sentences)]


def _together(passages: list[Passage], shop: Workshop) -> list[Passage]:
    """What one place's papers say stands together."""
    return sorted(passages, key=lambda one: (_place_of(one, shop), one.source_id, one.order))


def _place_of(passage: Passage, shop: Workshop) -> int:
    region = shop.desk.source(passage).region
    return shop.regions.index(region) if region in shop.regions else len(shop.regions)


def _unheard(shop: Workshop, passages: list[Passage]) -> list[str]:
    """Places asked for by name of which nothing was found."""
    heard = {region for one in passages for region in (shop.desk.source(one).region, *one.regions)}
    return [region for region in shop.request.regions if region not in heard]


def _age(shop: Workshop, passages: list[Passage]) -> list[Sentence]:
    """One sentence on figures that are old or rest on the paper alone: what is to be verified, and with whom."""
    names = [figure_name(one, shop.desk) for one in passages if shop.desk.is_paper(one) and one.figures]
    old = list(dict.fromkeys(name for name in names if len(name) > 2))[:4]
    if not old:
        return []
    return [placeholder(texts.FIGURES_TO_VERIFY.format(names="、".join(old), office=_office(shop.areas)))]


def _office(areas: tuple[Area, ...]) -> str:
    return "市农业农村局" if areas == (Area.LOCAL_PRODUCTS,) else "市商务局"


def _part(name: str, paragraphs: list[Paragraph]) -> tuple[Part, ...]:
    return (Part(id=name, paragraphs=tuple(one for one in paragraphs if one.sentences)),)
