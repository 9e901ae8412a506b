"""A conversation as data, and how events of the advisor change it. Knows nothing of the page's library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pydantic import Field

from advisor.answer.events import ClaimReady, Finished, NoticeReady
from advisor.errors import AdvisorError
from advisor.types import Answer, Citation, Claim, Data, Turn
from advisor.web import view, wording
from advisor.web.cards import Card, card
from advisor.web.faults import logged
from advisor.web.protocol import AdvisorProtocol

_REMEMBERED_TURNS = 20


class Exchange(Data):
    """One question and what is shown for it. `answer` is the text the advisor gave, None until it is finished."""

    number: int
    question: str
    html: str
    answer: str | None = None
    copy_text: str = ""
    cards: tuple[Card, ...] = ()


class Conversation(Data):
    """The exchanges of one browser session, oldest first; numbers are never used twice."""

    exchanges: tuple[Exchange, ...] = ()
    next_number: int = Field(default=1, ge=1)

    @property
    def history(self) -> list[Turn]:
        """The latest turns, for the advisor to resolve follow-up questions."""
        turns = [
            turn
            for one in self.exchanges
            if one.answer is not None
            for turn in (Turn(role="user", content=one.question), Turn(role="assistant", content=one.answer))
        ]
        return turns[-_REMEMBERED_TURNS:]

    @property
    def last_question(self) -> str | None:
        """The latest question, None in an empty conversation."""
        return self.exchanges[-1].question if self.exchanges else None

    def without_last(self) -> Conversation:
        """The conversation before its latest exchange."""
        return self.model_copy(update={"exchanges": self.exchanges[:-1]})

    def emptied(self) -> Conversation:
        """A new conversation in the same session."""
        return self.model_copy(update={"exchanges": ()})

    def with_latest(self, exchange: Exchange) -> Conversation:
        """The conversation with this exchange, in place of an earlier state of the same one."""
        earlier = tuple(one for one in self.exchanges if one.number != exchange.number)
        return Conversation(exchanges=(*earlier, exchange), next_number=exchange.number + 1)


class Step(Data):
    """What the page shows next. `box` is the text for the input box (None: leave it), `hint` the line under it."""

    conversation: Conversation
    box: str | None = None
    hint: str = ""


def ask(advisor: AdvisorProtocol, question: str, conversation: Conversation, *, anew: bool = False) -> Iterator[Step]:
    """Steps of one question, from "searching" to the finished answer. Never raises: the last step says what failed.

    An empty question is complained of before the first one only: later it comes of a second press on "send".
    `anew`: have a model write it again, though an answer to the same question is kept.
    """
    if not question.strip():
        yield Step(conversation=conversation, hint="" if conversation.exchanges else wording.EMPTY_QUESTION)
        return
    number = conversation.next_number
    begun = Exchange(number=number, question=question, html=view.searching_html())
    yield Step(conversation=conversation.with_latest(begun), box="")
    try:
        for exchange in _answering(advisor, begun, conversation, anew=anew):
            yield Step(conversation=conversation.with_latest(exchange))
    except AdvisorError as error:
        yield Step(conversation=conversation, box=question, hint=error.message)
    except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps the question
        yield Step(conversation=conversation, box=question, hint=wording.failure(logged("question failed", error)))


def ask_again(advisor: AdvisorProtocol, conversation: Conversation) -> Iterator[Step]:
    """The latest question once more, in place of its first answer. A failure leaves the first answer standing."""
    question = conversation.last_question
    if question is None:
        yield Step(conversation=conversation, hint=wording.NOTHING_TO_REPEAT)
        return
    for step in ask(advisor, question, conversation.without_last(), anew=True):
        yield Step(conversation=conversation, hint=step.hint) if step.hint else step


def take_back(conversation: Conversation, typed: str) -> Step:
    """The conversation without its latest exchange; its question goes into the box unless something is typed there."""
    question = conversation.last_question
    if question is None:
        return Step(conversation=conversation, hint=wording.NOTHING_TO_REPEAT)
    return Step(conversation=conversation.without_last(), box=None if typed.strip() else question)


def messages(conversation: Conversation) -> list[dict[str, str]]:
    """The conversation as chat messages."""
    return [
        message
        for one in conversation.exchanges
        for message in (
            {"role": "user", "content": view.question_html(one.question)},
            {"role": "assistant", "content": one.html},
        )
    ]


def panel(conversation: Conversation) -> dict[str, object]:
    """What the browser needs to open a passage or copy an answer without asking the server again."""
    return {
        "cards": [one.model_dump(mode="json") for exchange in conversation.exchanges for one in exchange.cards],
        "copies": {str(one.number): one.copy_text for one in conversation.exchanges if one.copy_text},
    }


def _answering(
    advisor: AdvisorProtocol, begun: Exchange, conversation: Conversation, *, anew: bool
) -> Iterator[Exchange]:
    """The exchange as it grows, claim by claim."""
    claims: list[Claim] = []
    citations: dict[int, Citation] = {}
    for event in advisor.stream(begun.question, history=conversation.history, anew=anew):
        match event:
            case ClaimReady():
                claims.append(event.claim)
                citations |= {one.n: one for one in event.citations}
                yield _growing(advisor, begun, claims, list(citations.values()))
            case NoticeReady():
                continue  # shown with the finished answer, under the sentences it concerns
            case Finished():
                yield _finished(advisor, begun, event.answer)
            case _:
                assert_never(event)


def _growing(advisor: AdvisorProtocol, begun: Exchange, claims: list[Claim], citations: list[Citation]) -> Exchange:
    html = view.partial_html(claims, citations, exchange=begun.number)
    cards = tuple(card(one, exchange=begun.number, claims=claims, notices=(), advisor=advisor) for one in citations)
    return begun.model_copy(update={"html": html, "cards": cards})


def _finished(advisor: AdvisorProtocol, begun: Exchange, answer: Answer) -> Exchange:
    cards = tuple(
        card(one, exchange=begun.number, claims=answer.claims, notices=answer.notices, advisor=advisor)
        for one in answer.citations
    )
    return begun.model_copy(
        update={
            "html": view.answer_html(answer, exchange=begun.number),
            "answer": answer.text,
            "copy_text": view.plain_text(answer),
            "cards": cards,
        }
    )
