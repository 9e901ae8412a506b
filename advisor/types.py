"""The data that crosses rooms: sources, passages, figures, claims, notices and the answer itself.

Every other module speaks in these types. They hold data and small derived properties; they decide nothing.
"""

from __future__ import annotations

from pydantic import Field

from advisor.terms import (
    INTENDED,
    LAPSED,
    NO_LONGER_OR_NOT_YET_VALID,
    RULED,
    STILL_VALID,
    Area,
    Basis,
    Calculation,
    Category,
    Certainty,
    ClaimKind,
    Data,
    MissingKind,
    Modality,
    ModelOutcome,
    ModelPurpose,
    PassageKind,
    PeriodKind,
    QuestionKind,
    Rank,
    ScreenReason,
    Status,
    Validity,
    VerdictKind,
)
from advisor.understood import AssertedFigure, Period, QuestionPlan

EXTRACTIVE_MODE, MODEL_MODE = "extractive", "model"

__all__ = [
    "EXTRACTIVE_MODE",
    "INTENDED",
    "LAPSED",
    "MODEL_MODE",
    "NO_LONGER_OR_NOT_YET_VALID",
    "RULED",
    "STILL_VALID",
    "Answer",
    "Area",
    "AssertedFigure",
    "Basis",
    "Calculation",
    "Category",
    "Certainty",
    "Citation",
    "Claim",
    "ClaimKind",
    "Data",
    "Figure",
    "Fit",
    "Missing",
    "MissingKind",
    "Modality",
    "ModelCall",
    "ModelOutcome",
    "ModelPurpose",
    "Notice",
    "NoticeShown",
    "Passage",
    "PassageKind",
    "Period",
    "PeriodKind",
    "QuestionKind",
    "QuestionPlan",
    "Rank",
    "Reason",
    "ScoredPassage",
    "ScreenReason",
    "Selection",
    "Source",
    "StatisticsRow",
    "Status",
    "Turn",
    "Validity",
    "Verdict",
    "VerdictKind",
    "Versions",
]


class Source(Data):
    """One document or table: its catalogue entry."""

    id: str
    title: str
    short_titles: tuple[str, ...] = ()
    number: str | None = None
    issuer: str | None = None
    region: str
    rank: Rank | None = None
    category: Category
    issued: str | None = None
    effective: str | None = None
    expires: str | None = None
    validity: Validity
    validity_basis: str | None = None
    superseded_by: tuple[str, ...] = ()
    checked_on: str
    basis: Basis
    version_seen: str | None = None
    url: str | None = None
    summary: str | None = None
    comments: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    held: bool = Field(default=True, description="False: referenced somewhere, text not held")
    file: str | None = Field(default=None, description="path under knowledge/ or the workspace")


class Figure(Data):
    """A named quantity inside a statement, or a row of a statistics table."""

    name: str
    value: float
    unit: str
    qualifier: str | None = Field(default=None, description="余, 突破, 约, 预计, 以上, 近 ...")
    value_text: str = Field(description="as written: 70, 54.34, 3万余")


class StatisticsRow(Data):
    """One published figure (统计数): a row of knowledge/statistics/figures.csv with its source."""

    id: str
    indicator: str
    region: str
    period: Period
    value: float
    unit: str
    qualifier: str | None = None
    definition: str | None = None
    comparability: str | None = None
    source_id: str
    locator: str
    basis: Basis
    statement_ref: str | None = Field(default=None, description="the digest statement that says the same")


class Passage(Data):
    """The unit that is retrieved: a statement of a digest, a split of an original, or a statistics row."""

    id: str = Field(description="content hash; changes when the text, locator or source changes")
    source_id: str
    ref: str = Field(description="human-readable handle, e.g. paper-2022#s061")
    locator: str
    text: str
    kind: PassageKind
    basis: Basis
    modality: Modality | None = None
    asserted_by: str | None = None
    areas: tuple[Area, ...] = ()
    regions: tuple[str, ...] = ()
    period: Period | None = None
    figures: tuple[Figure, ...] = ()
    asks: tuple[str, ...] = ()
    comment: str | None = None
    row: StatisticsRow | None = None
    order: int = Field(default=0, description="position inside the source")


class Notice(Data):
    """A known problem with a source (提示) that travels with every answer using one of its passages."""

    id: str
    text: str
    certainty: Certainty
    concerns: tuple[str, ...] = Field(description="refs: source ids, statement refs, statistics row ids")
    evidence: tuple[str, ...] = Field(default=(), description="statement refs that show it")
    instead: str | None = Field(default=None, description="what to say or do instead")


class Reason(Data):
    """Why a verdict was given, with character spans on both sides (None where a side has none)."""

    text: str
    claim_span: tuple[int, int] | None = None
    passage_span: tuple[int, int] | None = None
    feature: str = Field(default="", description="figure, date, region, scope, modality, negation, coverage ...")


class Verdict(Data):
    """Whether passages support a claim, how strongly (0..1), and why."""

    kind: VerdictKind
    score: float
    reasons: tuple[Reason, ...] = ()


class Citation(Data):
    """Claim -> passage, as shown: everything a reader needs to find the place."""

    n: int
    passage_id: str
    source_id: str
    title: str
    number: str | None
    locator: str
    quote: str
    kind: PassageKind
    basis: Basis
    rank: Rank | None
    category: Category
    validity: Validity
    url: str | None
    comment: str | None = None

    def to_contract(self) -> dict[str, object]:
        """The citation as `--json` prints it."""
        return dict(self.model_dump(mode="json", exclude={"passage_id", "comment"}))


class Claim(Data):
    """One sentence of an answer, with the passages it cites and the outcome of its check."""

    text: str
    kind: ClaimKind
    passage_ids: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    verdict: Verdict | None = None
    fills_slot: bool = False
    operands: tuple[str, ...] = Field(default=(), description="formula operands, for kind calculation")
    opening: str = Field(default="", description="the words of the text that only name the source")
    begins_paragraph: bool = Field(default=False, description="in running prose: the first sentence of a paragraph")


class NoticeShown(Data):
    """A notice as it travels with one answer."""

    id: str
    text: str
    certainty: str
    citations: tuple[int, ...] = ()


class Turn(Data):
    """One earlier message of a conversation."""

    role: str
    content: str


class ModelCall(Data):
    """One call of the language model: for what, with which prompt, what it cost, how it ended. Never what was said."""

    purpose: ModelPurpose
    prompt: str = Field(description="name, version and fingerprint of the prompt file")
    model: str
    outcome: ModelOutcome
    attempts: int = 1
    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = Field(default=False, description="tokens as the server counted them; else our estimate")
    first_text_ms: float | None = None
    total_ms: float = 0.0


class Versions(Data):
    """What an answer was made with, so that it can be made again."""

    corpus: str = ""
    prompts: str = ""
    model: str = EXTRACTIVE_MODE
    embedding: str = ""
    advisor: str = ""


NEUTRAL_ODDS = -3.3
"""What the answering model would have to hold of a passage to change nothing: that of one it was not asked about."""


class Fit(Data):
    """How well a passage answers one question: each between 0 and 1, but for `answers`."""

    coverage: float = Field(
        default=0.0, description="rarity-weighted share of the question's words in text, title, asks"
    )
    text_coverage: float = Field(default=0.0, description="the same, in text and title alone")
    ask_similarity: float = Field(default=0.0, description="likeness to the nearest of the passage's asks")
    focus: float = Field(default=1.0, description="whether the thing asked about is named")
    slot: float = Field(default=1.0, description="whether it holds a figure, date, name ... of the sort asked")
    entities: float = Field(default=1.0, description="share of the named things of the question that it speaks of")
    region: float = Field(default=1.0, description="whether it speaks of the place asked about")
    period: float = Field(default=1.0, description="whether it speaks of the time asked about")
    answers: float = Field(
        default=NEUTRAL_ODDS, description="log-odds, from the answering model, that it tells what is asked"
    )


class ScoredPassage(Data):
    """A retrieved passage with its scores; `used` once a claim cites it."""

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0
    fit: Fit = Fit()
    used: bool = False


class Missing(Data):
    """One thing that was asked and is not held: its kind, and what to call it in Chinese."""

    kind: MissingKind
    label: str


class Selection(Data):
    """Which of the retrieved passages answer the question, and what remains unanswered."""

    main: tuple[str, ...] = Field(default=(), description="ids of passages that answer, best first")
    nearest: tuple[str, ...] = Field(default=(), description="ids of the nearest passages when nothing answers")
    missing: tuple[Missing, ...] = ()
    held: bool = False
    confidence: float = 0.0


class Answer(Data):
    """A question, what was done with it, and what is shown. Chat, JSON, memo, log and evals are views of it."""

    question: str
    as_of: str
    history: tuple[Turn, ...] = ()
    rewritten: str = ""
    refers_to: tuple[int, ...] = Field(default=(), description="claims of the previous answer that are asked about")
    goes_on_about: str = Field(default="", description="the earlier question whose passages a follow-up is about")
    plan: QuestionPlan | None = None
    passages: tuple[ScoredPassage, ...] = ()
    selection: Selection = Selection()
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Claim, ...] = Field(default=(), description="claims the gate withheld, with their verdicts")
    citations: tuple[Citation, ...] = ()
    notices: tuple[NoticeShown, ...] = ()
    warnings: tuple[str, ...] = ()
    status: Status | None = None
    mode: str = EXTRACTIVE_MODE
    model_calls: tuple[ModelCall, ...] = ()
    model_fault: ModelOutcome | None = Field(default=None, description="why the model did not write all of it")
    invented_keys: int = Field(default=0, description="citations of the model that name no passage it was given")
    timings_ms: dict[str, float] = Field(default_factory=dict)
    versions: Versions = Versions()
    text: str = Field(default="", description="the answer as Chinese prose with [n] marks")

    @property
    def written_whole(self) -> bool:
        """Whether a model wrote it and did not fail at any part."""
        return self.mode == MODEL_MODE and self.model_fault is None

    def to_contract(self) -> dict[str, object]:
        """Exactly the object that `advisor ask --json` prints."""
        status = self.status or Status.FAILED
        return {
            "question": self.question,
            "status": status.value,
            "abstained": status.abstained,
            "answer": self.text,
            "claims": [_claim_contract(claim) for claim in self.claims],
            "citations": [citation.to_contract() for citation in self.citations],
            "notices": [
                {"text": notice.text, "certainty": notice.certainty, "citations": list(notice.citations)}
                for notice in self.notices
            ],
            "warnings": list(self.warnings),
            "mode": self.mode,
            "timings_ms": dict(self.timings_ms),
        }


def _claim_contract(claim: Claim) -> dict[str, object]:
    verdict = claim.verdict or Verdict(kind=VerdictKind.NOT_CHECKED, score=0.0)
    return {
        "text": claim.text,
        "kind": claim.kind.value,
        "citations": list(claim.citations),
        "verdict": verdict.kind.value,
        "reasons": [reason.text for reason in verdict.reasons],
    }
