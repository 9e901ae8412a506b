"""The comparison matrix (对标): regions by areas or instruments, every cell checked before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from advisor.errors import BadInput
from advisor.grounding import check_fact
from advisor.grounding.context import Judge
from advisor.library.naming import BASIS_LABEL, source_name, staleness_warning
from advisor.library.vocabulary import City
from advisor.memo.compare_choose import Candidate, CellChooser, chosen, statement_of, year_label
from advisor.memo.compare_gaps import FoundGap, documents_wanted, find_gaps, gap_text
from advisor.memo.compare_rows import AREAS, area_rows, instrument_rows, rows
from advisor.memo.compare_types import NATION, By, Cell, Choices, Gap, Matrix, MatrixRow, Row, Statement
from advisor.search.citing import citation, context_of, relevant_notices
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.types import Area, Basis, Category, Citation, NoticeShown, Passage, Verdict, VerdictKind

PER_CELL = 2
_MOST_WITHHELD = 6
MOST_REGIONS = 12
_COMPARED = 4
_NATION_NAMES = {"国家", "国家层面", "中央"}
_SECOND_HAND = {Basis.SECONDARY, Basis.PAPER_ONLY, Basis.INFERRED}


def default_regions(city: City, holdings: Holdings) -> tuple[str, ...]:
    """The city, its province, places of the province it is compared with, the others, and the nation."""
    compared = city.comparisons[:_COMPARED]
    near = [name for name in compared if holdings.vocabulary.lies_in(name, city.province)]
    return (city.name, city.province, *near, *(name for name in compared if name not in near), NATION)


def regions_named(names: Iterable[str], holdings: Holdings) -> tuple[str, ...]:
    """Canonical names of places. Raises BadInput for one that is not known, and for more than a table holds."""
    found: list[str] = []
    for name in names:
        region = NATION if name in _NATION_NAMES else holdings.vocabulary.canonical_region(name.strip())
        if region is None:
            raise BadInput(f"不认识地区“{name}”；请写省、市、县的名称，如 鞍山、浙江，国家层面写“国家”。")
        if region not in found:
            found.append(region)
    if len(found) > MOST_REGIONS:
        raise BadInput(f"一次最多对比{MOST_REGIONS}个地区，现有{len(found)}个；请减少地区，分次对比。")
    return tuple(found)


def choices(city: City, holdings: Holdings) -> Choices:
    """What can be compared: areas, and the places of which a document is held, the usual ones first."""
    chosen = default_regions(city, holdings)
    held = {one.region for one in holdings.sources.values() if one.held and one.category is not Category.STATISTICS}
    regions = (*chosen, *sorted(name for name in held if name not in chosen and holdings.vocabulary.region(name)))
    words = holdings.vocabulary.areas
    return Choices(areas=tuple((area.value, words[area].name) for area in AREAS), regions=regions, chosen=chosen)


class Comparer:
    """Builds matrices over one version of the library."""

    def __init__(
        self,
        holdings: Holdings,
        retriever: PolicyRetriever,
        city: City,
        *,
        stale_after_days: int,
        judge: Judge | None = None,
        warning: str | None = None,
    ) -> None:
        self._holdings = holdings
        self._retriever = retriever
        self._city = city
        self._stale_after_days = stale_after_days
        self._judge = judge
        self._warning = warning

    def compare(
        self, *, areas: Sequence[Area] = (), regions: Sequence[str] = (), by: By = By.AREA, as_of: date
    ) -> Matrix:
        """The matrix. `regions`: names of places, the city's usual comparison where none is given; `areas`: all six."""
        places = regions_named(regions, self._holdings) if regions else default_regions(self._city, self._holdings)
        return _Building(self, places, areas, by, as_of).matrix()

    def verdict(self, text: str, passage: Passage) -> Verdict:
        """Whether the passage supports the statement."""
        context = context_of(passage, self._holdings).model_copy(update={"judge": self._judge})
        return check_fact(text, [passage.text], context=[context])

    @property
    def holdings(self) -> Holdings:
        """What is compared."""
        return self._holdings

    @property
    def city(self) -> City:
        """Whose gaps are sought."""
        return self._city

    def chooser(self, as_of: date) -> CellChooser:
        """Chooses statements as of a day."""
        return CellChooser(self._holdings, self._retriever, as_of=as_of)

    def warnings(self, used: Sequence[Passage], as_of: date) -> list[str]:
        """Lines that hold for the whole matrix."""
        sources = list({one.source_id: self._holdings.sources[one.source_id] for one in used}.values())
        second_hand = sorted(source_name(one) for one in sources if one.basis in _SECOND_HAND)
        stale = staleness_warning(sources, as_of=as_of.isoformat(), days=self._stale_after_days)
        lines = [self._warning, stale]
        if second_hand:
            lines.append(f"以下来源{BASIS_LABEL[Basis.SECONDARY]}，引用前请核对原件：{'、'.join(second_hand)}。")
        return [line for line in lines if line]


class _Building:
    """One matrix while it is built: numbers citations in the order in which they are read."""

    def __init__(
        self, comparer: Comparer, regions: tuple[str, ...], areas: Sequence[Area], by: By, as_of: date
    ) -> None:
        self._comparer = comparer
        self._holdings = comparer.holdings
        self._regions = regions
        self._areas = areas
        self._by = by
        self._as_of = as_of
        self._chooser = comparer.chooser(as_of)
        self._numbers: dict[str, int] = {}
        self._citations: list[Citation] = []
        self._shown: dict[str, set[str]] = {region: set() for region in regions}

    def matrix(self) -> Matrix:
        lexicon = self._holdings.lexicon
        made = tuple(self._row(row) for row in rows(self._by, self._areas, lexicon))
        city = self._comparer.city.name
        found = find_gaps(
            self._chooser, area_rows(self._areas, lexicon), instrument_rows(), city=city, regions=self._regions
        )
        gaps = tuple(gap for one in found if (gap := self._gap(one, city)) is not None)
        cited = list(dict.fromkeys(one.source_id for one in self._citations))
        used = [self._holdings.passages[one.passage_id] for one in self._citations]
        return Matrix(
            by=self._by,
            city=city,
            regions=self._regions,
            rows=made,
            citations=tuple(self._citations),
            gaps=gaps,
            wanted=tuple(documents_wanted(self._holdings, regions=self._regions, chooser=self._chooser, cited=cited)),
            notices=self._notices(used),
            warnings=tuple(self._comparer.warnings(used, self._as_of)),
            as_of=self._as_of.isoformat(),
        )

    def _row(self, row: Row) -> MatrixRow:
        return MatrixRow(row=row, cells=tuple(self._cell(row, region) for region in self._regions))

    def _cell(self, row: Row, region: str) -> Cell:
        kept, withheld = self._kept(row, region)
        inside: tuple[Statement, ...] = ()
        if not kept:
            others = self._chooser.candidates_inside(row, region, without=self._regions)
            inside = tuple(one for found in chosen(others, row, 1) if (one := self._statement(found, row, region)))
        return Cell(region=region, statements=kept, inside=inside, withheld=withheld)

    def _kept(self, row: Row, region: str) -> tuple[tuple[Statement, ...], int]:
        """The best statements that pass the check, and how many did not; for one that fails the next best is tried."""
        candidates = self._chooser.candidates(row, region)
        withheld = 0
        while True:
            best = chosen(candidates, row, PER_CELL, shown=self._shown[region])
            checked = [(one, self._statement(one, row, region)) for one in best]
            failed = [one for one, statement in checked if statement is None]
            if not failed or withheld >= _MOST_WITHHELD:
                self._shown[region] |= {one.passage.id for one, statement in checked if statement is not None}
                return tuple(statement for _, statement in checked if statement is not None), withheld + len(failed)
            withheld += len(failed)
            candidates = [one for one in candidates if one not in failed]

    def _statement(self, candidate: Candidate, row: Row, region: str) -> Statement | None:
        """A checked statement, or None where the check does not find it supported."""
        passage = candidate.passage
        text = statement_of(passage, row)
        verdict = self._comparer.verdict(text, passage)
        if verdict.kind is not VerdictKind.SUPPORTED:
            return None
        source = self._holdings.sources[passage.source_id]
        places = self._holdings.regions_of(passage)
        return Statement(
            text=text,
            citation=self._number(passage),
            standing=candidate.standing,
            validity=source.validity,
            year=year_label(passage, source),
            modality=passage.modality,
            region=region if region in places else places[0],
            verdict=verdict,
            notices=tuple(one.id for one in relevant_notices([passage], self._holdings)),
        )

    def _gap(self, found: FoundGap, city: str) -> Gap | None:
        others = [
            one for region, best in found.others if (one := self._statement(best, found.instrument, region)) is not None
        ]
        own = [one for best in found.own if (one := self._statement(best, found.instrument, city)) is not None]
        if not others:
            return None
        limit = self._statement(found.limit, found.instrument, NATION) if found.limit else None
        return Gap(
            area=found.area.label,
            instrument=found.instrument.label,
            kind=found.kind,
            text=gap_text(found, city),
            others=tuple(others),
            own=tuple(own),
            limit=limit,
        )

    def _number(self, passage: Passage) -> int:
        if passage.id not in self._numbers:
            self._numbers[passage.id] = len(self._citations) + 1
            self._citations.append(citation(self._numbers[passage.id], passage, self._holdings))
        return self._numbers[passage.id]

    def _notices(self, used: Sequence[Passage]) -> tuple[NoticeShown, ...]:
        shown = []
        for notice in relevant_notices(used, self._holdings):
            numbers = [self._numbers[one.id] for one in used if notice in relevant_notices([one], self._holdings)]
            instead = f"建议：{notice.instead}" if notice.instead else ""
            shown.append(
                NoticeShown(
                    id=notice.id,
                    text=f"{notice.text}{instead}",
                    certainty=notice.certainty.value,
                    citations=tuple(numbers),
                )
            )
        return tuple(shown)
