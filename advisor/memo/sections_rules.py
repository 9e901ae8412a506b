"""Sections on how it is done lawfully: conditions, who does what and is paid how, validity, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.library.drafting import IndicatorDefinition, Step
from advisor.library.drafting_forms import MeasuredBy
from advisor.library.row_text import quantity_text
from advisor.memo import texts
from advisor.memo.conditions import proposals_in
from advisor.memo.drafting_facts import area_units
from advisor.memo.figures import base_of
from advisor.memo.sections_measures import of_city, verb
from advisor.memo.types import MemoTable, Origin, Paragraph, Part, Sentence, SentenceKind
from advisor.memo.workshop import Workshop, advice, form_words, paragraph, placeholder
from advisor.types import Area, Category, Certainty, Notice, Passage

_STEPS = ("public-comment", "fair-competition-review", "legality-review", "filing", "validity-review")
_OF_LATER = {"filing"}
_ON_SUBSIDIES = ("no-local-conditions", "no-named-beneficiary", "no-tax-refund", "no-local-only")


def conditions(shop: Workshop) -> tuple[Part, ...]:
    """The steps that a policy paper has to go through, and the lines it may not cross, each with its rule."""
    facts = shop.desk.facts.procedures
    if facts is None:
        return ()
    steps = {step.id: step for step in facts.steps}
    proposes = bool(shop.conditioned or proposals_in(shop.request.topic))
    brief = shop.is_broad or shop.form.statutory or not proposes
    names = [name for name in _STEPS if name in steps and not (brief and name in _OF_LATER)]
    paragraphs = [_step(steps[name], shop, most=1 if brief else 2) for name in names]
    lines = [line for line in facts.red_lines if line.id in _red_lines(shop, proposes=proposes)]
    refs = tuple(ref for line in lines for rest in line.rests_on[:1] for ref in rest.statements[:1])
    free = [one for one in shop.desk.passages(refs) if one.id not in shop.chooser.taken]
    bounds = shop.tell(shop.chooser.take(free[: shop.room(few=3, many=1)]), weight=6)
    if bounds:
        paragraphs.append(paragraph(*bounds, lead="不得突破的界限"))
    return (Part(id="conditions", paragraphs=tuple(one for one in paragraphs if one.sentences)),)


def _red_lines(shop: Workshop, *, proposes: bool) -> set[str]:
    """The lines that bear on what this paper proposes."""
    lines = set(_ON_SUBSIDIES) if proposes else set()
    if Area.LOCAL_PRODUCTS in shop.areas:
        lines.add("no-local-only")
    if Area.FAIR_COMPETITION in shop.areas:
        lines.add("no-price-fixing")
    return lines


def _step(step: Step, shop: Workshop, *, most: int) -> Paragraph:
    refs = tuple(ref for rest in step.rests_on for ref in rest.statements)
    found = shop.chooser.take([one for one in shop.desk.passages(refs) if one.id not in shop.chooser.taken][:most])
    sentences = shop.tell(found, weight=6)
    if step.id == "validity-review":
        sentences += shop.settle([_validity_advice(shop)])
    return paragraph(*sentences, lead=step.name)


def _validity_advice(shop: Workshop) -> Sentence:
    return advice(f"{verb(shop)}{texts.VALIDITY_ADVICE}", facts=("procedures:validity-review",), origin=Origin.DRAFTING)


def duties(shop: Workshop) -> tuple[Part, ...]:
    """Who does what, with whom, by when; money; and how it is measured."""
    place = "以下" if shop.form.statutory else "上述"
    sentences = [form_words(f"{place}{texts.DUTIES_NOTE}", facts=("departments:vertical",))]
    asked = list(dict.fromkeys(unit for area in shop.areas for unit in area_units(area, shop.desk)[2]))
    if asked:
        text = texts.VERTICAL_NOTE.format(units="、".join(of_city(unit) for unit in asked))
        sentences += shop.settle([advice(text, facts=("departments:vertical",), origin=Origin.DRAFTING)])
    tables = [_duty_table(shop)] if shop.form.statutory else []
    table = _indicator_table(shop)
    tables += [table] if table else []
    return (Part(id="duties", paragraphs=(paragraph(*sentences), *_funds(shop)), tables=tuple(tables)),)


def funding(shop: Workshop) -> tuple[Part, ...]:
    """What it costs and what the budget law asks."""
    return (Part(id="funding", paragraphs=_funds(shop)),)


def _funds(shop: Workshop) -> tuple[Paragraph, ...]:
    facts = shop.desk.facts.procedures
    step = next((one for one in facts.steps if one.id == "budget"), None) if facts else None
    refs = tuple(ref for rest in step.rests_on[:1] for ref in rest.statements) if step else ()
    rules = shop.tell(shop.chooser.take(shop.desk.passages(refs)), weight=6)
    return (paragraph(*rules, placeholder(texts.FUNDS)),)


def _duty_table(shop: Workshop) -> MemoTable:
    rows = []
    for area in shop.areas:
        lead, support, request = area_units(area, shop.desk)
        index = shop.desk.measures_of(area)
        key = (f"departments:{area.value}",)
        cells = (of_city(lead), "、".join(map(of_city, support)), "、".join(map(of_city, request)) or "无")
        rows.append(
            (
                form_words(index.heading if index else shop.area_name(area)),
                *shop.settle([advice(text, facts=key, origin=Origin.DRAFTING) for text in cells]),
                placeholder(texts.NO_TIME),
            )
        )
    return MemoTable(
        caption=texts.DUTY_TABLE,
        header=texts.DUTY_HEADER,
        rows=tuple(row for row in rows if len(row) == len(texts.DUTY_HEADER)),
        widths=(3, 2, 4, 2, 2),
    )


def _indicator_table(shop: Workshop) -> MemoTable | None:
    rows = tuple(_indicator_row(shop.desk.indicators[one.id], one, shop) for one in _measured(shop))
    if not rows:
        return None
    return MemoTable(caption=texts.INDICATOR_TABLE, header=texts.INDICATOR_HEADER, rows=rows, widths=(3, 5, 4, 4, 3))


def _measured(shop: Workshop) -> Iterator[MeasuredBy]:
    seen: set[str] = set()
    for area in shop.areas:
        index = shop.desk.measures_of(area)
        for measure in index.measures if index else ():
            for one in measure.indicators if measure.id in shop.measured else ():
                if one.id not in seen and one.id in shop.desk.indicators:
                    seen.add(one.id)
                    yield one


def _indicator_row(indicator: IndicatorDefinition, measured: MeasuredBy, shop: Workshop) -> tuple[Sentence, ...]:
    key = (f"indicators:{indicator.id}",)
    defined = indicator.definition
    cited = shop.desk.passages(indicator.statements)
    name, provided = shop.settle(
        [
            advice(indicator.name, facts=key, origin=Origin.DRAFTING),
            advice(f"{indicator.provider}，{indicator.frequency}", facts=key, origin=Origin.DRAFTING),
        ]
    )
    definition = (
        shop.settle([advice(defined, facts=key, passages=cited, origin=Origin.DRAFTING)])[0]
        if defined
        else placeholder(texts.NO_DEFINITION.format(provider=indicator.provider))
    )
    return name, definition, provided, _base(measured, shop), placeholder(texts.NO_TARGET)


def _base(measured: MeasuredBy, shop: Workshop) -> Sentence:
    """The newest published value as base, with its source; to be verified where none is held."""
    found = base_of(measured.base, shop.desk.city.name, shop.desk) if measured.base else None
    if found is None:
        return placeholder(texts.NO_BASE)
    row, passage = found
    figure = next((one for one in passage.figures if one.name == row.indicator), None)
    written = figure.value_text if figure else f"{row.value:g}"
    said = f"{row.period.label}{row.indicator}{quantity_text(row, _plain_number(written, row.value))}"
    sentence = Sentence(text=said, kind=SentenceKind.FACT, passage_ids=(passage.id,))
    settled = shop.settle([sentence])
    return settled[0] if settled else placeholder(texts.NO_BASE)


def _plain_number(written: str, value: float) -> str:
    return written if written.replace(".", "").isdigit() else f"{value:g}"


def validity(shop: Workshop) -> tuple[Part, ...]:
    """From when and until when the paper is in force."""
    term = texts.TERM if shop.form.id == "plan" else texts.IN_FORCE_FROM.format(form=shop.form.name)
    rules = shop.tell(shop.chooser.take(shop.desk.passages(("ln-clean-237#s001",))), weight=4)
    return (Part(id="validity", paragraphs=(paragraph(placeholder(term), *rules),)),)


def open_matters(shop: Workshop) -> tuple[Part, ...]:
    """What has to be verified before the paper goes out: what the notices say cannot be, and papers that are not held."""
    cited = [shop.desk.holdings.passages[key] for key in shop.chooser.taken if key in shop.desk.holdings.passages]
    lines = [texts.UNVERIFIED.format(text=_first_sentence(one)) for one in _unverifiable(cited, shop)]
    lines += [texts.NOT_HELD.format(title=f"《{title}》") for title in _not_held(shop)]
    paragraphs = [paragraph(placeholder(line)) for line in lines[: shop.room(few=6, many=4)]]
    return (Part(id="open", paragraphs=tuple(paragraphs)),) if paragraphs else ()


def _unverifiable(cited: list[Passage], shop: Workshop) -> list[Notice]:
    refs = {key for one in cited for key in (one.ref, one.row.id if one.row else one.ref)}
    return [
        notice
        for notice in shop.desk.holdings.notices
        if notice.certainty is Certainty.UNVERIFIABLE and refs & set(notice.concerns)
    ]


def _first_sentence(notice: Notice) -> str:
    return notice.text.split("。")[0]


def _not_held(shop: Workshop) -> list[str]:
    """Titles of the city's own papers that are referred to and not held."""
    vocabulary = shop.desk.holdings.vocabulary
    words = {word for area in shop.areas for word in vocabulary.areas[area].terms}
    return [
        source.title
        for source in shop.desk.holdings.sources.values()
        if source.region == shop.desk.city.name
        and not source.held
        and source.category is Category.NOT_HELD
        and ("规划" in source.title or any(word in f"{source.title}{source.summary or ''}" for word in words))
    ]
