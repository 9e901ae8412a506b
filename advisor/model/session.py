"""The model within one question: one clock over all its calls, and a trace of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from advisor.model.characters import CharacterJoiner, readable
from advisor.model.client import ModelClient
from advisor.model.faults import OF_THE_SERVER, ModelFault
from advisor.model.stream import Messages, PieceReader
from advisor.model.thinking import ThinkingFilter
from advisor.model.tokens import estimated_tokens
from advisor.model.watch import TextWatch
from advisor.prompting import Prompt
from advisor.types import ModelCall, ModelOutcome, ModelPurpose

Trace = Callable[[ModelCall], None]
_CHARACTERS_A_TOKEN = 3
# Of the time to the first sentence, what a side call (completing or taking apart the question) may take: 6 of 20 seconds.
_SIDE_SHARE = 0.3
_SIDE_CALLS = frozenset({ModelPurpose.REPHRASE, ModelPurpose.SPLIT})


@dataclass
class ModelSession:
    """What the steps of one answer share of the model. Not for several threads."""

    client: ModelClient
    prompts: dict[ModelPurpose, Prompt]
    first_sentence_s: float
    total_s: float
    context_tokens: int
    output_tokens: int
    trace: Trace = lambda call: None
    calls: list[ModelCall] = field(default_factory=list)
    began: float = 0.0

    def __post_init__(self) -> None:
        self.began = self.client.clock()

    @property
    def first_deadline(self) -> float:
        """When a first sentence must be shown, on the client's clock."""
        return self.began + self.first_sentence_s

    @property
    def last_deadline(self) -> float:
        """When the model is stopped for good."""
        return self.began + max(self.total_s, self.first_sentence_s)

    @property
    def to_first_text_s(self) -> float:
        """How long the slowest call so far took to its first words."""
        return max((call.first_text_ms or 0.0 for call in self.calls), default=0.0) / 1000

    @property
    def failed(self) -> bool:
        """Whether the server already failed this question: it is not asked again.

        A side call that took too long is no such failure: a slow server may still write the answer in its own time.
        """
        return any(call.outcome in _GIVES_UP and not _too_slow_aside(call) for call in self.calls)

    @property
    def spared(self) -> bool:
        """Whether no further side call is worth its time: the server failed, or was too slow for one already."""
        return self.failed or any(_too_slow_aside(call) for call in self.calls)

    def messages(self, purpose: ModelPurpose, **values: str) -> Messages:
        """The prompt of a purpose, filled: what comes from outside must have gone through `frame`."""
        return self.prompts[purpose].messages(**values)

    def reply(self, purpose: ModelPurpose, messages: Messages, *, seconds: float | None = None) -> str:
        """A whole short reply, without thinking, within `seconds`: a share of the first sentence's unless given. Raises ModelFault."""
        seconds = self.first_sentence_s * _SIDE_SHARE if seconds is None else seconds
        deadline = min(self.client.clock() + seconds, self.last_deadline)
        stream = VisibleText(self, purpose, messages, deadline=deadline)
        text = ""
        for piece in stream:
            text = piece if stream.retracted else text + piece
        return text.strip()

    def stream(self, purpose: ModelPurpose, messages: Messages) -> VisibleText:
        """A reply piece by piece; its deadline is that of the first sentence until the reader moves it."""
        return VisibleText(self, purpose, messages, deadline=self.first_deadline)


_GIVES_UP = OF_THE_SERVER | {ModelOutcome.BUSY, ModelOutcome.PAUSED}


def _too_slow_aside(call: ModelCall) -> bool:
    return call.purpose in _SIDE_CALLS and call.outcome is ModelOutcome.STALLED


class VisibleText:
    """The visible text of one call, over its attempts, watched; the call is traced however it ends."""

    def __init__(self, session: ModelSession, purpose: ModelPurpose, messages: Messages, *, deadline: float) -> None:
        self._session, self._purpose, self._messages = session, purpose, messages
        self.deadline = deadline
        self.retracted = False
        self._attempts = 0
        self._first: float | None = None
        self._said: list[str] = []
        self._reader: PieceReader | None = None

    def __iter__(self) -> Iterator[str]:
        """Pieces of visible text. When `retracted` is set, all before this piece was thinking. Raises ModelFault."""
        client = self._session.client
        began, outcome = client.clock(), ModelOutcome.OK
        try:
            client.begin()
            yield from self._attempted()
        except ModelFault as fault:
            outcome = fault.outcome
            raise
        finally:
            client.end(outcome)
            self._traced(began, outcome)

    def _attempted(self) -> Iterator[str]:
        """The first attempt that begins to speak; one that fails before is repeated where that may help."""
        client = self._session.client
        while True:
            self._attempts += 1
            reader = client.reader(self._messages, max_tokens=self._session.output_tokens, deadline=self.deadline)
            self._reader = reader
            try:
                yield from self._visible(reader)
                return
            except ModelFault as fault:
                if reader.begun or not client.wait_before(self._attempts + 1, fault, deadline=self.deadline):
                    raise

    def _visible(self, reader: PieceReader) -> Iterator[str]:
        joiner, thinking = CharacterJoiner(), ThinkingFilter()
        watch = TextWatch(longest=self._session.output_tokens * _CHARACTERS_A_TOKEN)
        for raw in reader:
            text = thinking.feed(joiner.feed(raw))
            self.retracted = thinking.retracted
            self._said.append(raw)
            if text or self.retracted:
                self._first = self._first or self._session.client.clock()
                watch.feed(text)
                yield readable(text)
            reader.deadline = self.deadline
        rest = thinking.close()
        self.retracted = False
        if rest:
            watch.feed(rest)
            yield readable(rest)
        watch.close()

    def _traced(self, began: float, outcome: ModelOutcome) -> None:
        session, last = self._session, self._reader.last if self._reader else None
        counted = last is not None and last.output_tokens is not None
        call = ModelCall(
            purpose=self._purpose,
            prompt=session.prompts[self._purpose].label,
            model=session.client.name,
            outcome=outcome,
            attempts=self._attempts,
            input_tokens=(last.input_tokens if last else None)
            or sum(estimated_tokens(text) for _, text in self._messages),
            output_tokens=(last.output_tokens if last else None) or estimated_tokens("".join(self._said)),
            counted=counted,
            first_text_ms=None if self._first is None else round((self._first - began) * 1000, 1),
            total_ms=round((session.client.clock() - began) * 1000, 1),
        )
        session.calls.append(call)
        session.trace(call)
