"""What drafting works with: the holdings, the retriever, the drafting facts and the day, of one corpus version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from advisor.errors import SourceUnusable
from advisor.grounding.context import Judge
from advisor.library.drafting import DraftingFacts, IndicatorDefinition
from advisor.library.drafting_forms import AreaMeasures, Form
from advisor.library.vocabulary import City
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.statistics.types import Mark
from advisor.types import STILL_VALID, Area, Category, Passage, Source


@dataclass(eq=False)
class Desk:
    """Shared tools of drafting; nothing changes them."""

    holdings: Holdings
    retriever: PolicyRetriever
    facts: DraftingFacts
    city: City
    stale_after_days: int
    warning: str | None = None
    judge: Judge | None = None
    """The configured second opinion; asked of what a model wrote."""
    signed: Mapping[str, Mark] = field(default_factory=dict)
    """The office's signed-off figures (口径台账) by row id; advisor/memo/figures.py alone reads them."""

    def __post_init__(self) -> None:
        missing = [
            name
            for name, table in (
                ("forms.yaml", self.facts.forms),
                ("measures.yaml", self.facts.measures),
                ("departments.yaml", self.facts.departments),
            )
            if table is None
        ]
        if missing:
            raise SourceUnusable(
                f"起草资料不全，缺 {'、'.join(missing)}；请补齐 knowledge/drafting 后重新运行 advisor build。"
            )

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every type of paper."""
        assert self.facts.forms is not None
        return self.facts.forms.forms

    def form(self, form_id: str) -> Form:
        """One type of paper by id."""
        return next(form for form in self.forms if form.id == form_id)

    def measures_of(self, area: Area) -> AreaMeasures | None:
        """The index of measures of an area."""
        assert self.facts.measures is not None
        return next((one for one in self.facts.measures.areas if one.id is area), None)

    @cached_property
    def indicators(self) -> dict[str, IndicatorDefinition]:
        """Indicator definitions by id."""
        return {one.id: one for one in self.facts.indicators.items} if self.facts.indicators else {}

    @cached_property
    def home(self) -> frozenset[str]:
        """The city with its districts, towns and markets."""
        vocabulary = self.holdings.vocabulary
        inside = {one.name for one in vocabulary.regions if self.city.name in vocabulary.ancestors(one.name)}
        return frozenset({self.city.name, *self.city.districts, *self.city.towns, *inside})

    def source(self, passage: Passage) -> Source:
        """The catalogue entry of a passage."""
        return self.holdings.sources[passage.source_id]

    def in_force(self, passage: Passage) -> bool:
        """Whether the passage's source is in force."""
        return self.source(passage).validity in STILL_VALID

    def is_paper(self, passage: Passage) -> bool:
        """Whether the passage comes from a research paper."""
        return self.source(passage).category is Category.PAPER

    def passages(self, refs: tuple[str, ...]) -> list[Passage]:
        """Passages by their readable handles; those that are no longer held are left out."""
        return [self.holdings.by_ref[ref] for ref in refs if ref in self.holdings.by_ref]
