"""What a stream of an answer consists of: whole checked claims, then notices, then the finished answer."""

from __future__ import annotations

from collections.abc import Iterator

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


def events_of(answer: Answer) -> Iterator[Event]:
    """The events of a finished answer, in the order a reader should see them."""
    for claim in answer.claims:
        yield ClaimReady(claim=claim, citations=tuple(one for one in answer.citations if one.n in claim.citations))
    for notice in answer.notices:
        yield NoticeReady(notice=notice)
    yield Finished(answer=answer)
