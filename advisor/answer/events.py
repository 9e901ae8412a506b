"""What a stream of an answer consists of: whole checked claims, then notices, then the finished answer."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from advisor.search.citing import citation
from advisor.search.holdings import Holdings
from advisor.types import Answer, Citation, Claim, Data, NoticeShown


class ClaimReady(Data):
    """A claim that passed the gate, with its citations."""

    claim: Claim
    citations: tuple[Citation, ...]


class NoticeReady(Data):
    """A notice that concerns a source used."""

    notice: NoticeShown


class Finished(Data):
    """The whole answer. Always the last event."""

    answer: Answer


Event = ClaimReady | NoticeReady | Finished


def events_of(answer: Answer, *, after: int = 0) -> Iterator[Event]:
    """The events of a finished answer, in the order a reader should see them; the first `after` claims are out already."""
    for claim in answer.claims[after:]:
        yield ClaimReady(claim=claim, citations=tuple(one for one in answer.citations if one.n in claim.citations))
    for notice in answer.notices:
        yield NoticeReady(notice=notice)
    yield Finished(answer=answer)


class Released:
    """Claims that are out before the answer is finished, with the numbers their citations will keep."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._numbers: dict[str, int] = {}
        self.count = 0

    def events(self, claims: Generator[Claim, None, Answer]) -> Generator[Event, None, Answer]:
        """An event a claim; gives back what the generator gives back."""
        while True:
            try:
                claim = next(claims)
            except StopIteration as ended:
                answer: Answer = ended.value
                return answer
            yield self._ready(claim)

    def _ready(self, claim: Claim) -> ClaimReady:
        for key in claim.passage_ids:
            self._numbers.setdefault(key, len(self._numbers) + 1)
        self.count += 1
        numbers = tuple(self._numbers[key] for key in claim.passage_ids)
        held = [(self._numbers[key], self._holdings.passages[key]) for key in claim.passage_ids]
        return ClaimReady(
            claim=claim.model_copy(update={"citations": numbers}),
            citations=tuple(citation(number, passage, self._holdings) for number, passage in held),
        )
