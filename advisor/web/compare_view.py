"""A comparison matrix as the browser shows it. Plain data, which the browser sets as text, not HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.library.naming import in_marks
from advisor.memo.compare_types import LIMIT_LABEL, By, Cell, Gap, Matrix, MatrixRow, Statement, Wanted, region_label
from advisor.types import Claim, ClaimKind, Data
from advisor.web import compare_wording as wording
from advisor.web.cards import Card, card
from advisor.web.compare_wording import STANDING
from advisor.web.protocol import AdvisorProtocol
from advisor.web.wording import spoken_date

_ROW_HEAD = {By.AREA: "策略领域", By.INSTRUMENT: "政策工具"}


class ShownStatement(Data):
    """One statement of a cell; `place` where it is of another place than the column."""

    text: str
    n: int
    standing: str
    tone: str
    year: str
    place: str = ""


class ShownCell(Data):
    """A cell; without statements it is 未见. `inside`: of places inside the province."""

    region: str
    statements: tuple[ShownStatement, ...]
    inside: tuple[ShownStatement, ...]


class ShownRow(Data):
    """A row of the table."""

    label: str
    cells: tuple[ShownCell, ...]


class ShownGap(Data):
    """A point on which others have something and the city has not."""

    title: str
    kind: str
    text: str
    statements: tuple[ShownStatement, ...]


class ShownWanted(Data):
    """A document to ask for."""

    region: str
    title: str
    issuer: str
    reason: str


class ShownNotice(Data):
    """A known problem of a source, and the numbers it bears on."""

    certainty: str
    text: str
    citations: tuple[int, ...]


class ShownStanding(Data):
    """A line of the legend, and of the filter."""

    name: str
    tone: str
    meaning: str


class ShownMatrix(Data):
    """A comparison as the page shows it."""

    head: str
    city: str
    regions: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    summary: str
    about: str
    standings: tuple[ShownStanding, ...]
    gaps: tuple[ShownGap, ...]
    wanted: tuple[ShownWanted, ...]
    notices: tuple[ShownNotice, ...]
    warnings: tuple[str, ...]
    cards: dict[str, Card]


def shown_matrix(matrix: Matrix, advisor: AdvisorProtocol) -> ShownMatrix:
    """What the page shows of a matrix."""
    present = {one.standing for one in _statements(matrix)}
    return ShownMatrix(
        head=_ROW_HEAD[matrix.by],
        city=matrix.city,
        regions=tuple(region_label(region) for region in matrix.regions),
        rows=tuple(_row(row) for row in matrix.rows),
        summary=_summary(matrix),
        about=wording.ABOUT.format(as_of=spoken_date(matrix.as_of)),
        standings=tuple(
            ShownStanding(name=standing.value, tone=words.tone, meaning=words.meaning)
            for standing, words in STANDING.items()
            if standing in present
        ),
        gaps=tuple(_gap(gap) for gap in matrix.gaps),
        wanted=tuple(_wanted(one) for one in matrix.wanted),
        notices=tuple(
            ShownNotice(certainty=one.certainty, text=one.text, citations=one.citations) for one in matrix.notices
        ),
        warnings=matrix.warnings,
        cards=_cards(matrix, advisor),
    )


def _summary(matrix: Matrix) -> str:
    line = wording.SUMMARY.format(
        cells=matrix.filled + matrix.empty,
        filled=matrix.filled,
        empty=matrix.empty,
        city=matrix.city,
        gaps=len(matrix.gaps),
        wanted=len(matrix.wanted),
    )
    return line + (wording.WITHHELD.format(count=matrix.withheld) if matrix.withheld else "")


def _row(row: MatrixRow) -> ShownRow:
    return ShownRow(label=row.row.label, cells=tuple(_cell(cell) for cell in row.cells))


def _cell(cell: Cell) -> ShownCell:
    return ShownCell(
        region=region_label(cell.region),
        statements=tuple(_statement(one) for one in cell.statements),
        inside=tuple(_statement(one, place=f"所辖{one.region}") for one in cell.inside),
    )


def _statement(one: Statement, *, place: str = "") -> ShownStatement:
    return ShownStatement(
        text=one.text,
        n=one.citation,
        standing=one.standing.value,
        tone=STANDING[one.standing].tone,
        year=one.year,
        place=place,
    )


def _gap(gap: Gap) -> ShownGap:
    others = [_statement(one, place=region_label(one.region)) for one in gap.others]
    own = [_statement(one, place=region_label(one.region)) for one in gap.own]
    limit = [_statement(gap.limit, place=LIMIT_LABEL)] if gap.limit else []
    return ShownGap(
        title=f"{gap.area} · {gap.instrument}", kind=gap.kind.value, text=gap.text, statements=(*own, *others, *limit)
    )


def _wanted(one: Wanted) -> ShownWanted:
    number = f"（{one.number}）" if one.number else ""
    return ShownWanted(
        region=region_label(one.region),
        title=f"{in_marks(one.title)}{number}",
        issuer=one.issuer or "发文机关不明",
        reason=one.reason,
    )


def _statements(matrix: Matrix) -> Iterator[Statement]:
    for row in matrix.rows:
        for cell in row.cells:
            yield from (*cell.statements, *cell.inside)
    for gap in matrix.gaps:
        yield from (*gap.others, *gap.own, *((gap.limit,) if gap.limit else ()))


def _cards(matrix: Matrix, advisor: AdvisorProtocol) -> dict[str, Card]:
    """The card of every citation, by its number."""
    claims: dict[int, list[Claim]] = {}
    for one in _statements(matrix):
        claim = Claim(text=one.text, kind=ClaimKind.FACT, citations=(one.citation,))
        claims.setdefault(one.citation, []).append(claim)
    return {
        str(cited.n): card(
            cited, exchange=0, claims=_once(claims.get(cited.n, [])), notices=matrix.notices, advisor=advisor
        )
        for cited in matrix.citations
    }


def _once(claims: Iterable[Claim]) -> list[Claim]:
    return list({claim.text: claim for claim in claims}.values())
