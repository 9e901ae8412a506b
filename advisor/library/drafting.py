"""Reading knowledge/drafting: kinds of official document, departments, procedures, definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from advisor.errors import SourceUnusable
from advisor.library.drafting_forms import Form, Forms, Measure, Measures
from advisor.library.problems import Problems
from advisor.library.vocabulary import load_yaml
from advisor.types import Area, Data

Table = TypeVar("Table", bound=Data)
_DAY = Field(pattern=r"\d{4}-\d{2}-\d{2}")
_ITEM_ID = Field(pattern=r"[a-z0-9_-]+")


class DraftingBasis(StrEnum):
    """What a drafting fact rests on: a document, custom, or nothing but our own advice."""

    STATUTE = "statute"
    PRACTICE = "practice"
    ADVICE = "advice"


class Seen(StrEnum):
    """Whether the library holds the wording, or it was only seen quoted."""

    HELD = "held"
    QUOTED = "quoted"


class Engagement(StrEnum):
    """How a unit is brought in: charged with a task, or asked."""

    ASSIGN = "指派"
    REQUEST = "商请"


class CityAccess(StrEnum):
    """Whether a city can have an indicator's figures."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"


class DraftingSource(Data):
    """Where a table of drafting facts comes from."""

    document: str | None
    clause: str | None
    statement: str | None
    basis: DraftingBasis


class Item(Data):
    """What every drafting fact has: an id unique in its file."""

    id: str = _ITEM_ID


class DocumentType(Item):
    """A statutory type of official document (文种)."""

    name: str
    purpose: str
    direction: str
    addressee: str
    closing: str | None
    city_use: str
    statements: tuple[str, ...]
    basis: DraftingBasis
    usage_basis: DraftingBasis


class Material(Item):
    """A kind of paper that is no statutory type and needs one as carrier."""

    name: str
    carrier: str
    parts: tuple[str, ...]
    must_show: tuple[str, ...]
    statements: tuple[str, ...]
    basis: DraftingBasis


class DocumentTypes(Data):
    """document_types.yaml."""

    checked_on: str = _DAY
    source: DraftingSource
    note: str | None
    statutory_types: tuple[DocumentType, ...]
    materials: tuple[Material, ...]


class RoutingRule(Item):
    """A rule for sending official documents (行文规则)."""

    rule: str
    applies_to: tuple[str, ...]
    document: str | None
    clause: str | None
    statements: tuple[str, ...]
    basis: DraftingBasis
    seen: Seen | None
    note: str | None


class RoutingRules(Data):
    """routing_rules.yaml."""

    checked_on: str = _DAY
    items: tuple[RoutingRule, ...]


class LayoutElement(Item):
    """One element of the page (公文版面)."""

    element: str
    value: str
    font: str | None
    size: str | None
    clause: str
    statements: tuple[str, ...]
    basis: DraftingBasis
    seen: Seen | None


class Layout(Data):
    """layout.yaml."""

    checked_on: str = _DAY
    source: DraftingSource
    items: tuple[LayoutElement, ...]


class RestsOn(Data):
    """The clause of a held source that a step rests on."""

    source: str
    clause: str | None
    statements: tuple[str, ...]


class Step(Item):
    """A step of making a policy."""

    step: int
    name: str
    action: str
    always: bool
    rests_on: tuple[RestsOn, ...]
    basis: DraftingBasis
    note: str | None


class RedLine(Item):
    """What may not be done, and what to do instead."""

    text: str
    rests_on: tuple[RestsOn, ...]
    instead: str | None
    basis: DraftingBasis


class Procedures(Data):
    """procedures.yaml."""

    checked_on: str = _DAY
    note: str | None
    steps: tuple[Step, ...]
    red_lines: tuple[RedLine, ...]


class Unit(Item):
    """A department; a vertical one answers to its own superiors and is asked, never charged."""

    name: str
    vertical: bool
    engage: Engagement
    duties: tuple[str, ...]
    note: str | None


class AreaDuty(Data):
    """Who leads, supports and is to be asked in one strategy area."""

    id: Area
    lead: str
    support: tuple[str, ...]
    request: tuple[str, ...]
    topics: tuple[str, ...]


class Departments(Data):
    """departments.yaml."""

    checked_on: str = _DAY
    source: DraftingSource
    note: str | None
    units: tuple[Unit, ...]
    by_area: tuple[AreaDuty, ...]


class IndicatorDefinition(Item):
    """An indicator a city can be measured by."""

    name: str
    definition: str | None
    definition_source: str | None
    provider: str
    frequency: str
    kind: str
    city_access: CityAccess
    caution: str | None
    statements: tuple[str, ...]
    basis: DraftingBasis


class IndicatorDefinitions(Data):
    """indicators.yaml."""

    checked_on: str = _DAY
    items: tuple[IndicatorDefinition, ...]


class DraftingFacts(Data):
    """What drafting needs to know; each part is None where the library has no such file."""

    document_types: DocumentTypes | None = None
    routing_rules: RoutingRules | None = None
    layout: Layout | None = None
    procedures: Procedures | None = None
    departments: Departments | None = None
    indicators: IndicatorDefinitions | None = None
    forms: Forms | None = None
    measures: Measures | None = None


def read_drafting(
    folder: Path, prefix: str, problems: Problems, *, statements: Collection[str], sources: Collection[str]
) -> DraftingFacts:
    """Read and check the drafting folder; an absent file is none. `prefix` is the folder's name in messages."""
    reader = _Reader(folder, prefix, problems)
    facts = DraftingFacts(
        document_types=reader.table("document_types.yaml", DocumentTypes),
        routing_rules=reader.table("routing_rules.yaml", RoutingRules),
        layout=reader.table("layout.yaml", Layout),
        procedures=reader.table("procedures.yaml", Procedures),
        departments=reader.table("departments.yaml", Departments),
        indicators=reader.table("indicators.yaml", IndicatorDefinitions),
        forms=reader.table("forms.yaml", Forms),
        measures=reader.table("measures.yaml", Measures),
    )
    for name in reader.unread():
        problems.add(f"{prefix}/{name}", 1, "不认识的文件", "删去，或改为起草资料的规定文件名")
    for name, known, ref in _references(facts, statements, sources):
        if ref not in known:
            reader.wrong(name, ref, f"指向不存在的“{ref}”", "改为已有的编号")
    for name, repeated in _repeated_ids(facts):
        reader.wrong(name, f"id: {repeated}", f"编号“{repeated}”重复", "换一个没有用过的编号")
    return facts


class _Reader:
    def __init__(self, folder: Path, prefix: str, problems: Problems) -> None:
        self._folder = folder
        self._prefix = prefix
        self._problems = problems
        self._read: set[str] = set()

    def table(self, name: str, model: type[Table]) -> Table | None:
        self._read.add(name)
        path = self._folder / name
        if not path.is_file():
            return None
        file = f"{self._prefix}/{name}"
        return guarded(lambda: load_yaml(path, model), path, file, self._problems)

    def unread(self) -> list[str]:
        return sorted(path.name for path in self._folder.glob("*.yaml") if path.name not in self._read)

    def wrong(self, name: str, text: str, what: str, todo: str) -> None:
        lines = (self._folder / name).read_text(encoding="utf-8").splitlines()
        line = next((number for number, written in enumerate(lines, 1) if text in written), 1)
        self._problems.add(f"{self._prefix}/{name}", line, what, todo)


def guarded(load: Callable[[], Table], path: Path, file: str, problems: Problems) -> Table | None:
    """Run a loader that stops at its own faults; they join the other problems under the file's short name."""
    try:
        return load()
    except SourceUnusable as error:
        for line in error.message.splitlines():
            problems.add_line(file, line.replace(str(path), file))
        return None


def _references(
    facts: DraftingFacts, statements: Collection[str], sources: Collection[str]
) -> Iterator[tuple[str, Collection[str], str]]:
    """(file, what is known, reference) of everything that refers to the digests."""
    for name, items in _lists(facts):
        for item in items:
            for ref in getattr(item, "statements", ()):
                yield name, statements, ref
            for rest in getattr(item, "rests_on", ()):
                yield name, sources, rest.source
                yield from ((name, statements, ref) for ref in rest.statements)
    if facts.measures is not None and facts.indicators is not None:
        defined = {item.id for item in facts.indicators.items}
        yield from (("measures.yaml", defined, one.id) for measure in facts.measures.all for one in measure.indicators)
    for name, table in (("document_types.yaml", facts.document_types), ("layout.yaml", facts.layout)):
        if table is not None and table.source.statement is not None:
            yield name, statements, table.source.statement


def _repeated_ids(facts: DraftingFacts) -> Iterator[tuple[str, str]]:
    ids: dict[str, Counter[str]] = {}
    for name, items in _lists(facts):
        ids.setdefault(name, Counter()).update(item.id for item in items)
    for name, counted in ids.items():
        yield from ((name, item_id) for item_id, count in counted.items() if count > 1)


def _lists(facts: DraftingFacts) -> Iterator[tuple[str, Sequence[Item | Form | Measure]]]:
    if facts.document_types:
        yield "document_types.yaml", facts.document_types.statutory_types
        yield "document_types.yaml", facts.document_types.materials
    if facts.routing_rules:
        yield "routing_rules.yaml", facts.routing_rules.items
    if facts.layout:
        yield "layout.yaml", facts.layout.items
    if facts.procedures:
        yield "procedures.yaml", facts.procedures.steps
        yield "procedures.yaml", facts.procedures.red_lines
    if facts.departments:
        yield "departments.yaml", facts.departments.units
    if facts.indicators:
        yield "indicators.yaml", facts.indicators.items
    if facts.forms:
        yield "forms.yaml", facts.forms.forms
    if facts.measures:
        yield "measures.yaml", facts.measures.all
