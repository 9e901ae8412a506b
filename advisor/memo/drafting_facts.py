"""Drafting facts as sources: what departments:talent or notice:n34 says, and the names in a sentence it must bear out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from advisor.library.drafting import DraftingBasis
from advisor.memo.desk import Desk
from advisor.types import Area, Data

_BASIS = {
    DraftingBasis.STATUTE: "有文件依据",
    DraftingBasis.PRACTICE: "惯例，不是规定",
    DraftingBasis.ADVICE: "本库建议",
}


class DraftingFact(Data):
    """What a drafting fact is called, what it says, and what it rests on, for the table of sources."""

    key: str
    name: str
    said: str
    basis: str


def drafting_fact(key: str, desk: Desk) -> DraftingFact | None:
    """The drafting fact or notice with a key such as departments:talent; None where there is none."""
    table, _, item = key.partition(":")
    return next((one for one in _facts(table, item, desk)), None)


def said_by(key: str, desk: Desk) -> list[str]:
    """The texts that a drafting fact says."""
    fact = drafting_fact(key, desk)
    return [fact.said] if fact else []


def names_in(text: str, desk: Desk) -> list[str]:
    """The departments that a sentence names; each must be borne out by what it rests on."""
    found: list[str] = []
    for name in _department_names(desk):
        if name in text and not any(name in longer for longer in found):
            found.append(name)
    return found


def area_units(area: Area, desk: Desk) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Lead, supporting and asked units of an area; empty where the table has none."""
    assert desk.facts.departments is not None
    duty = next((one for one in desk.facts.departments.by_area if one.id is area), None)
    return (duty.lead, duty.support, duty.request) if duty else ("", (), ())


def _facts(table: str, item: str, desk: Desk) -> Iterator[DraftingFact]:
    facts = desk.facts
    match table:
        case "departments":
            yield from _departments(item, desk)
        case "notice":
            for notice in desk.holdings.notices:
                if notice.id == item:
                    said = f"{notice.text}{notice.instead or ''}"
                    yield DraftingFact(
                        key=f"notice:{item}", name=f"提示{item}", said=said, basis=notice.certainty.value
                    )
        case "procedures":
            for step in facts.procedures.steps if facts.procedures else ():
                if step.id == item:
                    said = f"{step.name}：{step.action}{step.note or ''}"
                    yield _named("procedures", item, f"程序：{step.name}", said, step.basis)
        case "indicators":
            for one in facts.indicators.items if facts.indicators else ():
                if one.id == item:
                    said = f"{one.name}：{one.definition or ''}{one.provider}，{one.frequency}。{one.caution or ''}"
                    yield _named("indicators", item, f"指标：{one.name}", said, one.basis)
        case "forms":
            for form in desk.forms:
                if form.id == item:
                    yield _named("forms", item, f"文种：{form.name}", form.name, DraftingBasis(form.basis.value))


def _departments(item: str, desk: Desk) -> Iterator[DraftingFact]:
    departments = desk.facts.departments
    assert departments is not None
    basis = departments.source.basis
    for duty in departments.by_area:
        if duty.id.value == item:
            said = f"牵头：{duty.lead}；配合：{'、'.join(duty.support)}；商请：{'、'.join(duty.request)}"
            yield _named("departments", item, f"部门分工：{desk.holdings.vocabulary.areas[duty.id].name}", said, basis)
    if item == "vertical":
        asked = [unit for unit in departments.units if unit.vertical]
        said = "垂直管理，只能商请：" + "、".join(unit.name for unit in asked)
        yield _named("departments", item, "部门分工：垂直管理单位", said, basis)


def _named(table: str, item: str, name: str, said: str, basis: DraftingBasis) -> DraftingFact:
    return DraftingFact(key=f"{table}:{item}", name=name, said=said, basis=_BASIS[basis])


@lru_cache(maxsize=4)
def _department_names(desk: Desk) -> tuple[str, ...]:
    """Every unit that the tables name, the longest first."""
    departments = desk.facts.departments
    assert departments is not None
    names = {unit.name for unit in departments.units}
    for duty in departments.by_area:
        names |= {*duty.support, *duty.request}
    return tuple(sorted(names, key=len, reverse=True))
