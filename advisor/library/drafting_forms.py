"""Drafting facts that say how a paper is put together: its form, and which statements make one measure."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.types import Area, Data


class Addressees(StrEnum):
    """To how many organs a type of paper goes."""

    ONE = "one"
    SEVERAL = "several"
    NONE = "none"


class SectionKind(StrEnum):
    """What a section of a paper holds; each has its builder in advisor/memo."""

    SITUATION = "situation"
    PROBLEMS = "problems"
    ELSEWHERE = "elsewhere"
    MEASURES = "measures"
    CONDITIONS = "conditions"
    DUTIES = "duties"
    OPEN_MATTERS = "open_matters"
    METHOD = "method"
    SUPPORT = "support"
    NECESSITY = "necessity"
    BACKGROUND = "background"
    GROUNDS = "grounds"
    PROCESS = "process"
    CONSULTATION = "consultation"
    FUNDING = "funding"
    INSTRUCTION = "instruction"
    HANDLING = "handling"
    CONTENT = "content"
    AUDIENCE = "audience"
    DIFFERENCE = "difference"
    ENQUIRIES = "enquiries"
    ASKED = "asked"
    VALIDITY = "validity"
    GOALS = "goals"
    SOUGHT = "sought"


class FormBasis(StrEnum):
    """What a form rests on: a document, custom, or nothing but our own advice."""

    STATUTE = "statute"
    PRACTICE = "practice"
    ADVICE = "advice"


class SectionForm(Data):
    """One section of a form."""

    kind: SectionKind
    heading: str


class LengthBasis(Data):
    """What the upper length rests on."""

    basis: FormBasis
    statements: tuple[str, ...]


class Form(Data):
    """How one type of paper is drafted."""

    id: str = Field(pattern=r"[a-z0-9_-]+")
    name: str
    statutory: bool
    carrier: str | None
    title: str
    addressees: Addressees
    opening: str | None
    closing: str | None
    contact: bool
    advises: bool = Field(description="whether it recommends; an official paper orders or intends")
    most_characters: int = Field(ge=100)
    most_characters_broad: int | None = Field(default=None, description="for a paper on general work, not on one task")
    length_basis: LengthBasis
    measures: int = Field(ge=0)
    sections: tuple[SectionForm, ...]
    basis: FormBasis

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements the form refers to."""
        return self.length_basis.statements


class Forms(Data):
    """forms.yaml."""

    checked_on: str = Field(pattern=r"\d{4}-\d{2}-\d{2}")
    note: str | None
    forms: tuple[Form, ...]


class MeasuredBy(Data):
    """An indicator of a measure, and the published indicator that holds its base."""

    id: str
    base: str | None


class Measure(Data):
    """The statements that make one measure; its wording is made from them."""

    id: str = Field(pattern=r"[a-z0-9_-]+")
    name: str
    take_up: tuple[str, ...]
    grounds: tuple[str, ...]
    limits: tuple[str, ...]
    indicators: tuple[MeasuredBy, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements the measure refers to."""
        return (*self.take_up, *self.grounds, *self.limits)


class AreaMeasures(Data):
    """The measures of one strategy area."""

    id: Area
    heading: str
    measures: tuple[Measure, ...]


class Measures(Data):
    """measures.yaml."""

    checked_on: str = Field(pattern=r"\d{4}-\d{2}-\d{2}")
    note: str | None
    areas: tuple[AreaMeasures, ...]

    @property
    def all(self) -> tuple[Measure, ...]:
        """Every measure, in the order of the areas."""
        return tuple(measure for area in self.areas for measure in area.measures)
