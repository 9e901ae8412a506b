"""Where a draft is put together: the request, the tools, and what every section does alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from advisor.library.drafting_forms import Form
from advisor.memo.choosing import Chooser
from advisor.memo.desk import Desk
from advisor.memo.figures import may_be_published
from advisor.memo.gate import checked
from advisor.memo.phrasing import singly, told
from advisor.memo.types import MemoRequest, Origin, Paragraph, Sentence, SentenceKind
from advisor.types import Area, Passage

_FEW_AREAS, _MANY_AREAS = 1, 3


@dataclass
class Workshop:
    """One draft in the making. `withheld` gathers what the gate does not let pass."""

    request: MemoRequest
    form: Form
    areas: tuple[Area, ...]
    regions: tuple[str, ...]
    chooser: Chooser
    desk: Desk
    withheld: list[Sentence] = field(default_factory=list)
    conditioned: set[str] = field(default_factory=set)
    """What kinds of measure the conditions were given for already."""
    measured: list[str] = field(default_factory=list)
    """Ids of the measures told so far; the table of indicators follows them."""

    @property
    def is_short(self) -> bool:
        """Whether the paper has one page only."""
        return self.form.most_characters < 1000

    @property
    def is_broad(self) -> bool:
        """Whether it deals with so many areas that each gets little room."""
        return len(self.areas) > _MANY_AREAS

    def room(self, *, few: int, many: int) -> int:
        """How much an area gets in one section: `few` where there are few areas, `many` where there are many."""
        if self.is_short:
            return 1
        return few if len(self.areas) <= _FEW_AREAS else many if self.is_broad else (few + many + 1) // 2

    def area_name(self, area: Area) -> str:
        """The area in running text: 物流."""
        return self.desk.holdings.vocabulary.areas[area].name

    def tell(self, passages: Sequence[Passage], *, weight: int = 5) -> list[Sentence]:
        """The statements as checked sentences; what does not pass together is told one by one, else withheld."""
        settled: list[Sentence] = []
        for sentence in told(passages, self.desk, weight=weight):
            one = checked(sentence, self.desk)
            together = len(one.passage_ids) > 1
            # A figure that may have to be left out of the clean copy takes no other with it.
            if one.passes and not (together and not may_be_published(one.passage_ids, self.desk)):
                settled.append(one)
            elif together:
                apart = [self.desk.holdings.passages[key] for key in one.passage_ids]
                settled += self.settle(singly(apart, self.desk, weight=weight))
            else:
                self.withheld.append(one)
        return settled

    def settle(self, sentences: Iterable[Sentence]) -> list[Sentence]:
        """The sentences that pass the gate, with their verdicts."""
        done = [checked(one, self.desk) for one in sentences]
        self.withheld += [one for one in done if not one.passes]
        return [one for one in done if one.passes]


def form_words(text: str, *, weight: int = 9, facts: tuple[str, ...] = ()) -> Sentence:
    """A sentence of the form: it opens, closes or explains the paper and says nothing of the world."""
    return Sentence(text=text, kind=SentenceKind.FORMULA, origin=Origin.FORM, facts=facts, weight=weight)


def placeholder(text: str, *, weight: int = 8, facts: tuple[str, ...] = ()) -> Sentence:
    """A sentence that only says what is still to be filled in or verified."""
    return Sentence(text=text, kind=SentenceKind.PLACEHOLDER, origin=Origin.FORM, facts=facts, weight=weight)


def advice(
    text: str, *, facts: tuple[str, ...] = (), passages: Sequence[Passage] = (), origin: Origin, weight: int = 7
) -> Sentence:
    """A recommendation with what it rests on."""
    return Sentence(
        text=text,
        kind=SentenceKind.RECOMMENDATION,
        origin=origin,
        facts=facts,
        passage_ids=tuple(one.id for one in passages),
        weight=weight,
    )


def joined(connective: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, the first of them joined to what stands before by a connective (但是，)."""
    return [
        one.model_copy(update={"connective": connective}) if number == 0 else one
        for number, one in enumerate(sentences)
    ]


def paragraph(*sentences: Sentence, lead: str = "", start: str = "") -> Paragraph:
    """A paragraph of these sentences."""
    return Paragraph(lead=lead, start=start, sentences=sentences)
