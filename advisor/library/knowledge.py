"""The whole library read from its files: checked line by line, refused with every fault named when one is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from advisor.errors import SourceUnusable
from advisor.library.catalogue import check_successors
from advisor.library.catalogue_text import catalogue_passage
from advisor.library.documents import Document, read_document
from advisor.library.drafting import DraftingFacts, guarded, read_drafting
from advisor.library.identity import digest
from advisor.library.indexing import TOKENS_VERSION
from advisor.library.notices import read_notices
from advisor.library.problems import Place, Problems
from advisor.library.row_text import row_passage
from advisor.library.tables import Indicator, Tables, check_rows, read_tables
from advisor.library.vocabulary import City, Vocabulary, load_city, load_vocabulary
from advisor.library.written_asks import read_written_asks
from advisor.types import Data, Notice, Passage, Source, StatisticsRow

Words = TypeVar("Words", bound=Data)

# Part of every fingerprint: raise it when a change of code makes other passages out of the same files.
_FORMAT = "1"
_SUFFIXES = frozenset({".md", ".yaml", ".csv", ".jsonl"})


class Knowledge(Data):
    """Everything the library's files say."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    rows: tuple[StatisticsRow, ...]
    indicators: tuple[Indicator, ...]
    notices: tuple[Notice, ...]
    drafting: DraftingFacts
    vocabulary: Vocabulary
    city: City
    fingerprint: str


def load_knowledge(folder: Path, *, own_documents: Path | None = None) -> Knowledge:
    """Read and check the library, then the user's own documents (same format as documents/).

    Raises SourceUnusable with one line `file:line: what is wrong; what to do` for everything that is wrong.
    """
    if not folder.is_dir():
        raise SourceUnusable(f"找不到知识库文件夹 {folder}；请检查设置 ADVISOR_KNOWLEDGE 或重新安装。")
    problems = Problems()
    vocabulary = _word_file(folder / "vocabulary.yaml", load_vocabulary, problems)
    city = _word_file(folder / "city.yaml", load_city, problems)
    if vocabulary is None or city is None:
        problems.raise_if_any()
        raise AssertionError("a file that could not be read leaves a problem")
    return _Reader(folder, own_documents, vocabulary, city, problems).read()


def fingerprint(folder: Path, *, own_documents: Path | None = None) -> str:
    """A hash of the content of every file the library is read from, and of the way it is read."""
    parts: list[str | bytes] = [f"{_FORMAT}.{TOKENS_VERSION}"]
    for root in (folder, own_documents):
        for path in _files(root, _SUFFIXES):
            parts += [path.relative_to(root or folder).as_posix(), path.read_bytes()]
    return digest(parts)


class _Reader:
    """One reading of the library; holds what later checks compare."""

    def __init__(
        self, folder: Path, own_documents: Path | None, vocabulary: Vocabulary, city: City, problems: Problems
    ) -> None:
        self._folder = folder
        self._own = own_documents
        self._vocabulary = vocabulary
        self._city = city
        self._problems = problems
        self._regions = frozenset(region.name for region in vocabulary.regions)
        self._sources: dict[str, Source] = {}
        self._places: dict[str, Place] = {}
        self._statements: dict[str, Place] = {}
        self._faulty: set[str] = set()
        self._passages: dict[str, Passage] = {}
        self._written_asks = read_written_asks(own_documents, problems)

    def read(self) -> Knowledge:
        mark = fingerprint(self._folder, own_documents=self._own)
        for document in self._documents():
            self._add_document(document)
        tables = read_tables(self._folder / "statistics", "knowledge/statistics", self._problems, regions=self._regions)
        for source in tables.sources.values():
            self._add_source(source, tables.places[source.id])
        drafting = read_drafting(
            self._folder / "drafting",
            "knowledge/drafting",
            self._problems,
            statements=self._statements.keys(),
            sources=self._known_sources,
        )
        rows = tuple(written.row for written in tables.rows)
        self._add_rows(tables)
        notices = read_notices(
            self._folder / "notices.yaml",
            "knowledge/notices.yaml",
            self._problems,
            refs=self._known_sources | self._statements.keys(),
            rows=rows,
        )
        self._check_references(tables, rows)
        self._problems.raise_if_any()
        return Knowledge(
            sources=tuple(self._sources.values()),
            passages=tuple(self._passages.values()),
            rows=rows,
            indicators=tuple(tables.indicators.values()),
            notices=notices,
            drafting=drafting,
            vocabulary=self._vocabulary,
            city=self._city,
            fingerprint=mark,
        )

    @property
    def _known_sources(self) -> set[str]:
        return self._sources.keys() | self._faulty

    def _documents(self) -> Iterator[Document]:
        """The library's documents, then the user's own, which need no asks."""
        roots = ((self._folder / "documents", "knowledge/documents", True), (self._own, "documents", False))
        for root, prefix, asks_required in roots:
            for path in _files(root, {".md"}):
                file = f"{prefix}/{path.relative_to(root or path).as_posix()}"
                document = read_document(path, file, self._problems, regions=self._regions, asks_required=asks_required)
                if document is not None:
                    yield document

    def _add_document(self, document: Document) -> None:
        self._statements |= document.places
        if document.source is None:
            self._faulty.add(document.id)
            return
        self._add_source(document.source, document.place)
        entry = catalogue_passage(document.source)
        if entry is not None:
            self._add_passage(entry, document.place)
        for passage in document.passages:
            written = self._written_asks.get(passage.id)
            if written is not None and not passage.asks:
                passage = passage.model_copy(update={"asks": written.asks})
            self._add_passage(passage, document.places[passage.ref])

    def _add_source(self, source: Source, place: Place) -> None:
        if source.id in self._sources:
            other = self._places[source.id].file
            self._problems.add(
                place.file, place.line, f"来源编号“{source.id}”与 {other} 重复", "换一个编号或删去重复项"
            )
        self._sources[source.id] = source
        self._places[source.id] = place

    def _add_passage(self, passage: Passage, place: Place) -> None:
        twin = self._passages.get(passage.id)
        if twin is not None:
            self._problems.add(place.file, place.line, f"与 {twin.ref} 出处和文字完全相同", "删去其中一条")
        self._passages[passage.id] = passage

    def _add_rows(self, tables: Tables) -> None:
        """Rows become passages, except those that a statement of a digest already says."""
        for order, written in enumerate(tables.rows):
            indicator = tables.indicators.get(written.row.indicator)
            if indicator is not None and written.row.statement_ref is None:
                self._add_passage(row_passage(written, indicator, self._vocabulary, order), written.place)

    def _check_references(self, tables: Tables, rows: Sequence[StatisticsRow]) -> None:
        problems = self._problems
        check_successors(self._sources, self._known_sources, self._places, problems)
        check_rows(tables, self._known_sources, self._statements, problems)
        known = self._known_sources | self._statements.keys() | {row.id for row in rows}
        for ref in self._city.refs:
            if ref not in known:
                problems.add("knowledge/city.yaml", _line_with(self._folder / "city.yaml", ref),
                             f"ref 指向不存在的“{ref}”", "改为已有的编号")  # fmt: skip
        for name in self._city.region_names:
            if self._vocabulary.canonical_region(name) is None:
                problems.add("knowledge/city.yaml", _line_with(self._folder / "city.yaml", name),
                             f"地区“{name}”不在词表中", "在 vocabulary.yaml 登记该地区")  # fmt: skip
        for name, source_id in self._vocabulary.documents.items():
            if source_id not in self._known_sources:
                problems.add("knowledge/vocabulary.yaml", _line_with(self._folder / "vocabulary.yaml", name),
                             f"文件简称“{name}”指向不存在的来源“{source_id}”", "改为已登记的来源编号")  # fmt: skip


def _word_file(path: Path, load: Callable[[Path], Words], problems: Problems) -> Words | None:
    return guarded(lambda: load(path), path, f"knowledge/{path.name}", problems)


def _files(root: Path | None, suffixes: Iterable[str]) -> list[Path]:
    """Files below a folder in a fixed order; hidden ones (editors' leftovers) are no knowledge."""
    if root is None or not root.is_dir():
        return []
    wanted = frozenset(suffixes)
    found = (path for path in root.rglob("*") if path.suffix in wanted and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def _line_with(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)
