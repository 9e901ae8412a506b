"""The configured language model as the one who words a draft more fully: asked stretch by stretch, against one clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from advisor.answer.writing.material import keys_of, shown
from advisor.answer.writing.sentences import Written, sentences_of
from advisor.memo.stretches import Stretch
from advisor.memo.types import Origin, Sentence
from advisor.model.configured import ConfiguredModel
from advisor.model.faults import ModelFault
from advisor.model.session import ModelSession
from advisor.model.stream import Messages
from advisor.model.tokens import estimated_tokens
from advisor.prompting import frame
from advisor.search.holdings import Holdings
from advisor.types import ModelOutcome, ModelPurpose

_AT_ONCE = 4
_LEAST_S = 1.0
_GROWS_TO, _GROWS_BY = 1.3, 20
_MOST_SENTENCES = 12


@dataclass
class ModelWording:
    """One draft's use of the model; its clock starts when it is made."""

    model: ConfiguredModel
    holdings: Holdings
    deadline: float = field(init=False)

    def __post_init__(self) -> None:
        self.model.client.chat.load()
        self.deadline = self.model.client.clock() + self.model.settings.llm_memo_s

    @property
    def at_once(self) -> int:
        """As many calls as a draft may have under way."""
        return min(_AT_ONCE, self.model.settings.llm_concurrency)

    def reword(self, stretch: Stretch) -> Sequence[Sentence]:
        """What the model says of a stretch, unchecked. Raises ModelFault."""
        session = self._session()
        keys = keys_of(one.id for one in stretch.passages)
        messages = self._messages(stretch, keys, session)
        if sum(estimated_tokens(text) for _, text in messages) > session.context_tokens - session.output_tokens:
            raise ModelFault(ModelOutcome.CONTEXT_EXCEEDED)
        passage_ids = {key: passage_id for passage_id, key in keys.items()}
        return [_sentence(one, stretch, passage_ids) for one in _written(session, messages)]

    def _session(self) -> ModelSession:
        """A session that ends with the draft's own time at the latest."""
        left = self.deadline - self.model.client.clock()
        if left < _LEAST_S:
            raise ModelFault(ModelOutcome.STALLED)
        session = self.model.session()
        first, total = min(session.first_sentence_s, left), min(session.total_s, left)
        return replace(session, first_sentence_s=first, total_s=total)

    def _messages(self, stretch: Stretch, keys: dict[str, str], session: ModelSession) -> Messages:
        said = "".join(_with_keys(one, keys) for one in stretch.sentences)
        return session.messages(
            ModelPurpose.MEMO,
            heading=frame("heading", stretch.heading),
            passages=shown(stretch.passages, keys, self.holdings),
            paragraph=frame("paragraph", said),
            characters=str(round(stretch.characters * _GROWS_TO) + _GROWS_BY),
        )


def _written(session: ModelSession, messages: Messages) -> list[Written]:
    stream = session.stream(ModelPurpose.MEMO, messages)
    written: list[Written] = []
    for sentences in sentences_of(stream):
        if stream.retracted:
            written.clear()
        written += sentences
        if written:
            stream.deadline = session.last_deadline
        if len(written) > _MOST_SENTENCES:
            break
    return written


def _sentence(written: Written, stretch: Stretch, passage_ids: dict[str, str]) -> Sentence:
    """A sentence of the model with the passages it cites; keys that were not given are dropped."""
    cited = tuple(passage_ids[key] for key in written.keys if key in passage_ids)
    return Sentence(text=written.text, kind=stretch.kind, origin=Origin.MODEL, passage_ids=cited)


def _with_keys(sentence: Sentence, keys: dict[str, str]) -> str:
    """An assembled sentence with the keys of what it rests on before its full stop."""
    marks = "".join(f"[{keys[key]}]" for key in sentence.passage_ids)
    return f"{sentence.text.rstrip('。')}{marks}。"
