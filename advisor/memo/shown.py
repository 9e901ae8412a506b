"""The text as it is read: every source named in full the first time, in short from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.library.naming import quoted_title, source_name
from advisor.memo.types import Memo, Paragraph, Sentence
from advisor.types import Category, Data, Source

_OF_THE_COUNTRY = "《中华人民共和国"
_PAPER = "论文"


class ShownParagraph(Data):
    """A paragraph as it is read: each sentence with its words."""

    lead: str
    sentences: tuple[tuple[Sentence, str], ...]

    @property
    def text(self) -> str:
        """The running text."""
        return "".join(text for _, text in self.sentences)


class Reading:
    """Reads a draft once from the beginning, and remembers which sources were named already."""

    def __init__(self, memo: Memo, sources: Mapping[str, Source]) -> None:
        cited = dict.fromkeys(one.source_id for one in memo.citations)
        self._sources = [sources[key] for key in cited if key in sources]
        self._named: set[str] = set()

    def paragraph(self, paragraph: Paragraph) -> ShownParagraph:
        """The next paragraph."""
        spoken = tuple((one, self.words(text)) for one, text in paragraph.spoken())
        return ShownParagraph(lead=paragraph.lead, sentences=spoken)

    def words(self, text: str) -> str:
        """The next words."""
        for source in self._sources:
            text = self._paper(text, source) if source.category is Category.PAPER else self._document(text, source)
        return text

    def _document(self, text: str, source: Source) -> str:
        title, full = quoted_title(source), source_name(source)
        if title not in text:
            return text
        short = title.replace(_OF_THE_COUNTRY, "《", 1)
        if source.id in self._named:
            return text.replace(full, short).replace(title, short)
        self._named.add(source.id)
        first = full if full in text else title
        before, after = text.split(first, 1)
        return f"{before}{first}{after.replace(full, short).replace(title, short)}"

    def _paper(self, text: str, source: Source) -> str:
        if source.id in self._named or _PAPER not in text:
            return text
        self._named.add(source.id)
        if quoted_title(source) in text:
            return text
        author = (source.issuer or "").split("（")[0]
        facts = "，".join(
            part for part in (author, f"{source.issued}年" if source.issued else "", "以下简称论文") if part
        )
        return text.replace(_PAPER, f"{quoted_title(source)}（{facts}）", 1)


def running_text(memo: Memo, sources: Mapping[str, Source]) -> Iterator[str]:
    """Headings and paragraphs in reading order, without tables."""
    reading = Reading(memo, sources)
    yield from (reading.words(one.text) for one in memo.opening)
    for section in memo.sections:
        yield section.heading
        for part in section.parts:
            yield part.heading
            yield from (f"{shown.lead}{shown.text}" for shown in map(reading.paragraph, part.paragraphs))
    yield from (one.text for one in (memo.closing, memo.note) if one is not None)
