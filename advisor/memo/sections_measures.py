"""What is to be done, area by area: what each measure rests on, what it is, what bounds it, and who does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.library.drafting import Step
from advisor.library.drafting_forms import AreaMeasures, Measure, SectionKind
from advisor.memo import texts
from advisor.memo.choosing import by_authority
from advisor.memo.conditions import limiting_notices, limits_of, proposals_in, words_of
from advisor.memo.drafting_facts import area_units
from advisor.memo.types import Origin, Paragraph, Part, Sentence, SentenceKind
from advisor.memo.workshop import Workshop, advice, form_words, joined, paragraph, placeholder
from advisor.types import Area, Modality, Notice, Passage

_STEPS = ("public-comment", "fair-competition-review", "legality-review", "validity-review")
_MOST_RULES = 3
_NO_CITY = ("部门", "市委", "海关")


def measures(shop: Workshop) -> tuple[Part, ...]:
    """One part an area."""
    return near_measures(shop, least=None) or (
        Part(id="measures", paragraphs=(paragraph(placeholder(texts.NO_MEASURES)),)),
    )


def near_measures(shop: Workshop, *, least: float | None) -> tuple[Part, ...]:
    """One part an area with the measures that are as near the topic as `least`; a single part needs no heading."""
    parts = [part for area in shop.areas if (part := _area_part(area, shop, least=least)) is not None]
    if len(parts) == 1:
        parts = [parts[0].model_copy(update={"heading": ""})]
    direct = _direct_rules(shop) if parts else None
    if direct is not None:
        parts = _with_first(parts, direct)
    return (*_lead_part(shop), *parts) if parts else ()


def _direct_rules(shop: Workshop) -> Paragraph | None:
    """Rules in force on the very topic, before the measures of the index."""
    if shop.is_short:
        return None
    indexes = [shop.desk.measures_of(area) for area in shop.areas]
    told = {ref for index in indexes if index for measure in index.measures for ref in measure.statements}
    found = shop.chooser.direct_rules(most=shop.room(few=3, many=2), apart_from=told)
    sentences = shop.tell(by_authority(found, shop.desk), weight=7)
    return paragraph(*sentences, lead=texts.DIRECT_RULES) if sentences else None


def _with_first(parts: list[Part], first: Paragraph) -> list[Part]:
    """The parts with a paragraph before all others: in the one part there is, else in a part of its own."""
    if len(parts) == 1:
        return [parts[0].model_copy(update={"paragraphs": (first, *parts[0].paragraphs)})]
    alone = first.model_copy(update={"lead": ""})
    return [Part(id="measures-rules", heading=texts.DIRECT_RULES, paragraphs=(alone,)), *parts]


def _lead_part(shop: Workshop) -> tuple[Part, ...]:
    if not shop.form.advises:
        return ()
    return (Part(id="measures-lead", paragraphs=(paragraph(form_words(texts.MEASURES_LEAD)),)),)


def _area_part(area: Area, shop: Workshop, *, least: float | None) -> Part | None:
    index = shop.desk.measures_of(area)
    if index is None:
        return None
    chosen = [one for one in _nearest(index, shop) if least is None or measure_nearness(one, shop) >= least]
    paragraphs = [told for measure in chosen if (told := _measure(measure, shop)) is not None]
    if not paragraphs:
        return None
    shop.measured += [measure.id for measure in chosen]
    if not shop.is_short and not _has_duty_table(shop):
        paragraphs.append(paragraph(*shop.settle(_duty(area, chosen, shop))))
    return Part(id=f"measures-{area.value}", heading=index.heading, area=area, paragraphs=tuple(paragraphs))


def _nearest(index: AreaMeasures, shop: Workshop) -> list[Measure]:
    """The measures nearest the topic, in the order of the index; as many as the form and the number of areas allow."""
    most = shop.form.measures if shop.is_short else min(shop.form.measures, shop.room(few=4, many=2))
    ordered = sorted(index.measures, key=lambda measure: -measure_nearness(measure, shop))[:most]
    return [measure for measure in index.measures if measure in ordered]


def _has_duty_table(shop: Workshop) -> bool:
    return shop.form.statutory and any(one.kind is SectionKind.DUTIES for one in shop.form.sections)


def measure_nearness(measure: Measure, shop: Workshop) -> float:
    """How near a measure is to the topic: as near as the nearest of its statements."""
    held = shop.desk.passages(measure.statements)
    return max((shop.chooser.nearness(one) for one in held), default=0.0)


def _measure(measure: Measure, shop: Workshop) -> Paragraph | None:
    """A measure as a paragraph: what it rests on, what is advised, and its bounds."""
    desk = shop.desk
    grounds = [one for one in by_authority(desk.passages(measure.grounds), desk) if desk.in_force(one)]
    advised = desk.passages(measure.take_up)
    if shop.is_short:
        held = limiting_notices(advised, desk)
        short = _instead(held, shop) if held else shop.settle(_advice(advised[:1], shop))
        return paragraph(*short, lead=measure.name) if short else None
    free = [one for one in grounds if one.id not in shop.chooser.taken]
    most = shop.room(few=3, many=1) if advised else _MOST_RULES
    based = shop.tell(shop.chooser.take(free[:most]), weight=7)
    notices = limiting_notices(advised, desk)
    limits = _limits(measure, notices, shop)
    if notices:
        argued = _paper_advises(advised, shop) if shop.form.advises else []
        bounds = joined(texts.BUT if argued else "", shop.tell(limits, weight=8))
        instead = joined("" if argued or not limits else texts.THEREFORE, _instead(notices, shop))
        if not argued and not instead:
            return None
        body = [*argued, *bounds, *instead]
    else:
        body = [
            *joined(texts.THEREFORE if based else "", shop.settle(_advice(advised, shop))),
            *joined(texts.MIND, shop.tell(limits, weight=6)),
        ]
    told = [*based, *body]
    if not told:
        return None
    return paragraph(*told, *shop.settle(_conditions(measure, advised, shop)), lead=measure.name)


def _limits(measure: Measure, notices: Sequence[Notice], shop: Workshop) -> list[Passage]:
    found = [*limits_of(notices, shop.desk), *shop.desk.passages(measure.limits)]
    free = list({one.id: one for one in found if one.id not in shop.chooser.taken}.values())
    return shop.chooser.take(free[: shop.room(few=2, many=1)])


def _advice(advised: Sequence[Passage], shop: Workshop) -> list[Sentence]:
    """What the paper advises, as the draft's own recommendation; what is no advice by its wording stands by itself."""
    begun = [one for one in advised if one.text.startswith("建议")]
    rest = [one for one in advised if not one.text.startswith("建议")]
    sentences = []
    if begun:
        text = f"{verb(shop)}{_joined(begun, shop.desk.city.full_name)}。"
        sentences.append(advice(text, passages=begun, origin=Origin.STATEMENT, weight=8))
    sentences += [advice(f"{one.text.rstrip('。')}。", passages=[one], origin=Origin.STATEMENT) for one in rest]
    return sentences


def verb(shop: Workshop) -> str:
    """An official paper orders or intends; only a paper of advice says so."""
    return texts.ADVISE if shop.form.advises else ""


def _paper_advises(advised: Sequence[Passage], shop: Workshop) -> list[Sentence]:
    """What the paper advises, as its own word: today's rules limit it."""
    begun = [one for one in advised if one.text.startswith("建议")]
    if not begun:
        return []
    text = f"{texts.PAPER_ADVISES}{_joined(begun, shop.desk.city.full_name)}。"
    return shop.settle(
        [
            Sentence(
                text=text,
                opening=texts.PAPER_ADVISES,
                named=texts.PAPER_ADVISES,
                source_id=begun[0].source_id,
                kind=SentenceKind.FACT,
                passage_ids=tuple(one.id for one in begun),
                weight=7,
            )
        ]
    )


def _joined(advised: Sequence[Passage], city: str) -> str:
    said = [one.text.removeprefix("建议").rstrip("。") for one in advised]
    said = [one if one.startswith(f"{city}的") else one.removeprefix(city) for one in said]
    mark = "；" if any("，" in one for one in said) else "，"
    return mark.join(said)


def _instead(notices: Sequence[Notice], shop: Workshop) -> list[Sentence]:
    """What the notices say to do instead."""
    sentences = []
    for notice in [one for one in notices if f"notice:{one.id}" not in shop.chooser.taken][: shop.room(few=2, many=1)]:
        assert notice.instead is not None
        evidence = shop.desk.passages(notice.evidence)[:2]
        text = f"{verb(shop)}{notice.instead.rstrip('。').replace('；', '，')}。"
        sentences.append(advice(text, facts=(f"notice:{notice.id}",), passages=evidence, origin=Origin.NOTICE))
    shop.chooser.taken |= {one.facts[0] for one in sentences}
    return shop.settle(sentences)


def _conditions(measure: Measure, advised: Iterable[Passage], shop: Workshop) -> list[Sentence]:
    """The procedure that a subsidy, preference or restriction has to go through, with what prescribes it."""
    text = "".join(one.text for one in advised)
    if not proposals_in(text) or shop.desk.facts.procedures is None:
        return []
    steps = [step for step in shop.desk.facts.procedures.steps if step.id in _STEPS]
    cited = [one for step in steps if (one := _prescribes(step, shop)) is not None]
    words = "、".join(words_of(text))
    form = texts.CONDITIONS_OF if shop.conditioned else texts.CONDITIONS
    shop.conditioned.add(measure.id)
    return [
        advice(
            form.format(measure=measure.name, words=words),
            facts=tuple(f"procedures:{step.id}" for step in steps),
            passages=cited,
            origin=Origin.DRAFTING,
            weight=8,
        )
    ]


def _prescribes(step: Step, shop: Workshop) -> Passage | None:
    """The statement that prescribes a step most plainly: it names the step, and says must or must not."""
    held = shop.desk.passages(tuple(ref for rest in step.rests_on for ref in rest.statements))
    plain = (Modality.REQUIRED, Modality.FORBIDDEN)
    return max(
        held, key=lambda one: (step.name in one.text, *(one.modality is kind for kind in reversed(plain))), default=None
    )


def _duty(area: Area, chosen: Sequence[Measure], shop: Workshop) -> list[Sentence]:
    """Who leads, supports and is to be asked, and by what the work is judged."""
    lead, support, request = area_units(area, shop.desk)
    sentences = []
    if lead:
        asked = texts.REQUEST.format(units="、".join(of_city(unit) for unit in request)) if request else ""
        text = texts.DUTY.format(lead=of_city(lead), support="、".join(of_city(one) for one in support), request=asked)
        sentences.append(advice(text, facts=(f"departments:{area.value}",), origin=Origin.DRAFTING))
    watched = [
        shop.desk.indicators[one.id]
        for measure in chosen
        for one in measure.indicators
        if one.id in shop.desk.indicators
    ]
    names = list(dict.fromkeys(one.name for one in watched))
    if names and not shop.is_broad:
        facts = tuple(dict.fromkeys(f"indicators:{one.id}" for one in watched))
        sentences.append(
            advice(texts.WATCHED.format(names="、".join(names)), facts=facts, origin=Origin.DRAFTING, weight=5)
        )
    return sentences


def of_city(name: str) -> str:
    """A unit as the city's own: 市商务局; several named as alternatives each by itself."""
    return "或".join(_of_city(one) for one in name.split("或"))


def _of_city(name: str) -> str:
    return name if any(word in name for word in _NO_CITY) else f"市{name}"
