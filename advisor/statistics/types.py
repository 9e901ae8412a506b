"""What the statistics room answers with: figures with their source, what may be worked out of them, and what is missing."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.library.tables import Indicator
from advisor.types import Data, StatisticsRow


class Standing(StrEnum):
    """What sort of figure a row is, by who published it and how far it was seen."""

    OFFICIAL = "统计机构公布数"
    DEPARTMENT = "部门公布数"
    REPORT = "政府文件所载数"
    RELAYED = "转述数"
    INSTITUTE = "机构估算数"
    MEDIA = "媒体报道数"
    PAPER = "论文所载数"
    EXPECTED = "预计数"
    TARGET = "目标数"


class Mark(Data):
    """The sign-off (口径台账) of one figure: who marked it, when, and whether it may be published.

    `as_marked`: the figure as it read then; `changed`: the table reads otherwise now, so that the mark must be renewed.
    """

    row_id: str
    by: str
    at: str
    may_publish: bool
    note: str = ""
    as_marked: str
    changed: bool = False


class ShownFigure(Data):
    """One row with everything a reader needs beside it."""

    row: StatisticsRow
    value_text: str
    quantity: str = Field(description="as a table shows it: 预计9%左右")
    title: str
    source: str = Field(description="how the source is named in a sentence")
    basis: str
    url: str | None
    standing: Standing
    mark: Mark | None = None

    @property
    def realised(self) -> bool:
        """Whether the figure is neither expected nor a target."""
        return self.standing not in (Standing.EXPECTED, Standing.TARGET)


class MissingFigure(Data):
    """A region or stretch of years for which nothing is held."""

    region: str
    periods: str
    text: str


class WorkedKind(StrEnum):
    """What was worked out."""

    DIFFERENCE = "相差"
    SHARE = "占比"
    RANK = "排序"
    GROWTH = "增长"


class Worked(Data):
    """A calculation with its formula, a published figure in its place, or the reason why it is refused."""

    kind: WorkedKind
    text: str
    row_ids: tuple[str, ...]
    refused: bool = False
    published: bool = False


class DefinitionGroup(Data):
    """Several figures for one thing side by side, and one line on which to use for what."""

    title: str
    figures: tuple[ShownFigure, ...]
    guidance: str


class StatisticsResult(Data):
    """The answer to one lookup."""

    asked: str
    indicator: Indicator
    understood: str = Field(default="", description="how the name was read, where it is not the indicator's own")
    regions: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    figures: tuple[ShownFigure, ...] = ()
    growth: tuple[ShownFigure, ...] = Field(
        default=(), description="growth as published, for the same places and times"
    )
    also: tuple[ShownFigure, ...] = Field(
        default=(), description="figures of other indicators that go by the same name"
    )
    worked: tuple[Worked, ...] = ()
    definitions: tuple[DefinitionGroup, ...] = ()
    not_to_confuse: tuple[str, ...] = ()
    missing: tuple[MissingFigure, ...] = ()
    notices: tuple[str, ...] = ()

    def to_contract(self) -> dict[str, object]:
        """The object that `advisor stats --json` prints."""
        return {
            "indicator": self.indicator.name,
            "definition": self.indicator.definition,
            "kind": self.indicator.kind.value,
            "understood": self.understood,
            "regions": list(self.regions),
            "since": self.since,
            "until": self.until,
            "figures": [figure_contract(one) for one in self.figures],
            "published_growth": [figure_contract(one) for one in self.growth],
            "other_indicators": [figure_contract(one) for one in self.also],
            "calculations": [one.model_dump(mode="json") for one in self.worked],
            "definitions": [
                {"title": one.title, "rows": [shown.row.id for shown in one.figures], "guidance": one.guidance}
                for one in self.definitions
            ],
            "not_to_confuse": list(self.not_to_confuse),
            "missing": [one.model_dump(mode="json") for one in self.missing],
            "notices": list(self.notices),
        }


def figure_contract(one: ShownFigure) -> dict[str, object]:
    """One figure as `--json` prints it."""
    row = one.row
    return {
        "row_id": row.id,
        "indicator": row.indicator,
        "region": row.region,
        "period": row.period.label,
        "start": row.period.start,
        "end": row.period.end,
        "value": row.value,
        "value_text": one.value_text,
        "unit": row.unit,
        "qualifier": row.qualifier,
        "quantity": one.quantity,
        "source_id": row.source_id,
        "title": one.title,
        "locator": row.locator,
        "basis": row.basis.value,
        "definition": row.definition,
        "comparability": row.comparability,
        "standing": one.standing.value,
        "url": one.url,
        "signed_off": None if one.mark is None else one.mark.model_dump(mode="json"),
    }
