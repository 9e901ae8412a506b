"""The model writes, where one is configured: each sentence is shown as soon as it is complete and has passed the gate.

What was composed without a model stands ready the whole time. Whatever the model fails at, it fills.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from advisor.answer.bench import Bench
from advisor.answer.ground import passes
from advisor.answer.writing.covering import leading, likeness, says_the_same, unsaid
from advisor.answer.writing.judging import Examiner
from advisor.answer.writing.material import Material, keys_of, pack, shown
from advisor.answer.writing.sentences import Written, sentences_of
from advisor.model.faults import ModelFault
from advisor.model.session import ModelSession, VisibleText
from advisor.model.stream import Messages
from advisor.model.tokens import estimated_tokens
from advisor.prompting import frame
from advisor.types import EXTRACTIVE_MODE, MODEL_MODE, Answer, Claim, ModelOutcome, ModelPurpose, QuestionPlan, Reason

MOST_SENTENCES = 12
_REPAIRED_AT_ONCE = 6
# A model that says the material again before it mends needs more sentences than it was given; one that goes on is stopped.
_MENDED_FOR_EACH = 4
_FEWEST_SENTENCES, _TOKENS_A_SENTENCE = 2, 80
_LEAST_REPAIR_S = 2.0
# A repair that says nothing for so long has come to a stand; a model slow to its first words is slow to mend, too.
_REPAIR_PATIENCE_S, _SLOWER = 5.0, 2
_SAME_SENTENCE = 0.5
_HALF = 2
_REASONS = 3


def write(answer: Answer, bench: Bench) -> Generator[Claim, None, Answer]:
    """Claims as they pass; in the end the answer with all of them, and with what was withheld."""
    session = bench.model
    if session is None or answer.status is None or answer.status.abstained:
        return answer
    desk = _Desk(answer, bench, session)
    yield from desk.opened()
    fault = yield from desk.composed()
    if fault is None:
        yield from desk.repaired()
        fault = desk.nothing_written()
    yield from desk.completed(everything=fault is not None)
    return desk.result(fault)


class _Desk:
    """One answer while the model writes it."""

    def __init__(self, answer: Answer, bench: Bench, session: ModelSession) -> None:
        self._answer, self._bench, self._session = answer, bench, session
        self._shown: list[Claim] = []
        self._failed: list[Claim] = []
        self._material = Material(by_key={}, text="")
        self._invented = 0
        self.wrote = 0

    def opened(self) -> Iterator[Claim]:
        """What opens the answer whoever writes it."""
        for claim in leading(self._answer.claims):
            self._shown.append(claim)
            yield claim

    def composed(self) -> Generator[Claim, None, ModelOutcome | None]:
        """What passes of the model's text; returns how the model failed, None where it did not."""
        if self._session.failed:
            return self._session.calls[-1].outcome
        tokens = self._room()
        for share in (1, _HALF):
            try:
                yield from self._composed_from(pack(self._answer, self._bench, tokens=tokens // share))
                return None
            except ModelFault as fault:
                if fault.outcome is not ModelOutcome.CONTEXT_EXCEEDED or self.wrote or share == _HALF:
                    return fault.outcome
        return None

    def repaired(self) -> Iterator[Claim]:
        """The failing sentences once more, all in one call, with what is wrong with them."""
        examiner = Examiner(self._plan, self._bench, self._material)
        again = [
            claim.model_copy(update={"passage_ids": resting})
            for claim in self._failed
            if (resting := examiner.to_mend_from(claim))
        ][:_REPAIRED_AT_ONCE]
        # What is slow to a first sentence is as slow to mend one.
        left = self._session.last_deadline - self._session.client.clock()
        seconds = min(self._session.first_sentence_s, left)
        if not again or self._session.failed or seconds < _LEAST_REPAIR_S:
            return
        stream = self._session.stream(ModelPurpose.REPAIR, self._repair_messages(again))
        end = self._session.client.clock() + seconds
        try:
            yield from self._mended(stream, examiner, again, end=end)
        except ModelFault as fault:
            # What passed before the model went astray stays.
            self._failed = [_unmended(claim, fault.outcome) for claim in self._failed]

    def _mended(
        self, stream: VisibleText, examiner: Examiner, again: Sequence[Claim], *, end: float
    ) -> Iterator[Claim]:
        """The mended sentences that pass, each as it is complete; the failed one that it says right is settled."""
        patience = max(_REPAIR_PATIENCE_S, _SLOWER * self._session.to_first_text_s)
        stream.deadline = min(end, self._session.client.clock() + patience)
        most, taken = _MENDED_FOR_EACH * len(self._failed), 0
        for sentences in sentences_of(stream):
            stream.deadline = min(end, self._session.client.clock() + patience)
            for claim in self._taken(sentences[: most - taken], examiner, again=True):
                self._settle(claim, again)
                yield claim
            taken += len(sentences)
            if not self._failed or taken >= most:
                return

    def _settle(self, mended: Claim, again: Sequence[Claim]) -> None:
        """Take the failed sentence that a mended one says right from those that failed; it says none where it is a new one."""
        near = [
            one
            for one in again
            if set(one.passage_ids) & set(mended.passage_ids) or likeness(one, mended) >= _SAME_SENTENCE
        ]
        settled = max(near, key=lambda one: likeness(one, mended), default=None)
        self._failed = [one for one in self._failed if settled is None or one.text != settled.text]

    def nothing_written(self) -> ModelOutcome | None:
        """The fault of a model that ended well and wrote nothing that can be shown; None where it did."""
        if self.wrote:
            return None
        return ModelOutcome.UNSUPPORTED if self._failed else ModelOutcome.EMPTY

    def completed(self, *, everything: bool) -> Iterator[Claim]:
        """What the answer without a model has and the model did not say."""
        limit = self._bench.settings.max_claims if everything else MOST_SENTENCES
        for claim in unsaid(self._answer.claims, self._shown, everything=everything):
            if len(self._shown) < limit or claim.fills_slot or not everything:
                self._shown.append(claim)
                yield claim

    def result(self, fault: ModelOutcome | None) -> Answer:
        """The answer with what was shown and what was withheld."""
        return self._answer.model_copy(
            update={
                "claims": tuple(self._shown),
                "dropped": (*self._answer.dropped, *self._failed),
                "mode": MODEL_MODE if self.wrote else EXTRACTIVE_MODE,
                "model_fault": fault,
                "invented_keys": self._invented,
            }
        )

    @property
    def _plan(self) -> QuestionPlan:
        assert self._answer.plan is not None
        return self._answer.plan

    def _room(self) -> int:
        """Tokens left for passages beside the prompt and the answer."""
        empty = self._messages(Material(by_key={}, text=""))
        used = sum(estimated_tokens(text) for _, text in empty)
        return max(0, self._session.context_tokens - self._session.output_tokens - used)

    def _messages(self, material: Material) -> Messages:
        return self._session.messages(
            ModelPurpose.COMPOSE,
            as_of=self._answer.as_of,
            sentences=str(_sentences_in(self._session.output_tokens)),
            passages=material.text,
            question=frame("question", self._plan.text if self._answer.rewritten else self._answer.question),
            focus=_focus(self._plan),
        )

    def _composed_from(self, material: Material) -> Iterator[Claim]:
        self._material = material
        examiner = Examiner(self._plan, self._bench, material)
        stream = self._session.stream(ModelPurpose.COMPOSE, self._messages(material))
        try:
            for sentences in sentences_of(stream):
                if stream.retracted:
                    self._failed.clear()
                yield from self._released(sentences, examiner, stream)
                if self.wrote >= MOST_SENTENCES:
                    return
        finally:
            self._invented += examiner.invented_keys

    def _released(self, sentences: Sequence[Written], examiner: Examiner, stream: VisibleText) -> Iterator[Claim]:
        """The sentences that pass; once one is shown, the model has time until the last deadline."""
        for claim in self._taken(sentences, examiner):
            stream.deadline = self._session.last_deadline
            yield claim

    def _taken(self, sentences: Sequence[Written], examiner: Examiner, *, again: bool = False) -> Iterator[Claim]:
        """The claims that pass. What fails is kept for the repair, unless this is it."""
        for written in sentences:
            claim = examiner.examine(written)
            if claim is None or self._is_said(claim):
                continue
            if passes(claim):
                if not self._shown:
                    claim = claim.model_copy(update={"begins_paragraph": True})
                self._shown.append(claim)
                self.wrote += 1
                yield claim
            elif not again and claim not in self._failed:
                self._failed.append(claim)

    def _is_said(self, claim: Claim) -> bool:
        return any(says_the_same(one, claim) for one in self._shown)

    def _repair_messages(self, claims: Sequence[Claim]) -> Messages:
        passages = dict.fromkeys(key for claim in claims for key in claim.passage_ids)
        keys = keys_of(self._material.passage_ids)
        held = [self._bench.holdings.passages[key] for key in passages if key in keys]
        return self._session.messages(
            ModelPurpose.REPAIR,
            passages=shown(held, keys, self._bench.holdings),
            sentences="\n".join(_with_reasons(claim, keys, at) for at, claim in enumerate(claims, start=1)),
        )


def _sentences_in(output_tokens: int) -> int:
    """How many sentences to ask for: what is cut off at the limit of length is lost."""
    return max(_FEWEST_SENTENCES, min(MOST_SENTENCES, output_tokens // _TOKENS_A_SENTENCE))


def _focus(plan: QuestionPlan) -> str:
    """What to answer one by one, where the question has several parts."""
    if len(plan.parts) < 2:
        return ""
    return f"这个问题有{len(plan.parts)}个部分，请依次作答。\n"


def _unmended(claim: Claim, outcome: ModelOutcome) -> Claim:
    """A failing sentence that also says that its mending failed, and whether for want of time."""
    if claim.verdict is None:
        return claim
    why = Reason(text="语言模型未能改正", feature="late" if outcome is ModelOutcome.STALLED else "unmended")
    verdict = claim.verdict.model_copy(update={"reasons": (*claim.verdict.reasons, why)})
    return claim.model_copy(update={"verdict": verdict})


def _with_reasons(claim: Claim, keys: dict[str, str], number: int) -> str:
    """A failing sentence framed, with what is wrong with it."""
    reasons = claim.verdict.reasons if claim.verdict else ()
    marks = "".join(f"[{keys[key]}]" for key in claim.passage_ids if key in keys)
    said = "；".join(reason.text for reason in reasons[:_REASONS])
    return frame("sentence", f"{claim.text}{marks}\n问题：{said}", number=number)
