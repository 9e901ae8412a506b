"""What a draft check gives: every sentence with its verdict, sources and findings, and a summary."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from advisor.types import Citation, Data


class SentenceKind(StrEnum):
    """What a sentence of a draft is."""

    FACT = "fact"
    ROW = "row"
    HEADING = "heading"
    PROPOSAL = "proposal"
    QUESTION = "question"
    FORMULA = "formula"


class SentenceVerdict(StrEnum):
    """The outcome for one sentence; the last two say that nothing was looked up, and whether anything should be."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NOT_FACTUAL = "not_factual"
    NOT_CHECKED = "not_checked"


class Severity(StrEnum):
    """How urgent a finding is: put right, look up, or bear in mind."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingKind(StrEnum):
    """What a finding is about."""

    CONTRADICTION = "contradiction"
    WITHOUT_SOURCE = "without_source"
    NUMBER = "number"
    TITLE = "title"
    ISSUER = "issuer"
    DATE = "date"
    VALIDITY = "validity"
    UNKNOWN_DOCUMENT = "unknown_document"
    DISAGREEMENT = "disagreement"
    SUM = "sum"
    DEFINITION = "definition"
    NOTICE = "notice"
    STALE = "stale"


class Finding(Data):
    """One thing to mind in the draft. `span` counts characters of the draft; `text` says what is wrong, `advice` what to do."""

    kind: FindingKind
    severity: Severity
    span: tuple[int, int]
    text: str
    advice: str = ""


class CheckedSentence(Data):
    """One sentence as it stands in the draft, and what came of it. `span` counts characters of the draft."""

    text: str
    span: tuple[int, int]
    kind: SentenceKind
    verdict: SentenceVerdict
    score: float = Field(description="0..1: how sure the support is; 0 where nothing was looked up")
    reasons: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The most urgent severity among the findings."""
        held = {finding.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in held), None)


class Check(Data):
    """A checked draft."""

    as_of: str
    characters: int
    seconds: float
    corpus: str
    sentences: tuple[CheckedSentence, ...]
    warnings: tuple[str, ...] = ()

    def count(self, verdict: SentenceVerdict) -> int:
        """How many sentences came out so."""
        return sum(one.verdict is verdict for one in self.sentences)

    def findings_of(self, severity: Severity) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity is severity for one in self.sentences for finding in one.findings)

    def to_contract(self) -> dict[str, object]:
        """Exactly the object that `advisor check --json` prints."""
        return {
            "sentences": [_sentence_contract(one) for one in self.sentences],
            "summary": {
                "sentences": len(self.sentences),
                **{verdict.value: self.count(verdict) for verdict in SentenceVerdict},
                **{f"{severity.value}s": self.findings_of(severity) for severity in Severity},
                "characters": self.characters,
                "seconds": self.seconds,
                "as_of": self.as_of,
                "corpus": self.corpus,
            },
            "warnings": list(self.warnings),
        }


def _sentence_contract(one: CheckedSentence) -> dict[str, object]:
    return {
        "text": one.text,
        "verdict": one.verdict.value,
        "score": one.score,
        "reasons": list(one.reasons),
        "citations": [citation.to_contract() for citation in one.citations],
        "kind": one.kind.value,
        "span": list(one.span),
        "findings": [finding.model_dump(mode="json") for finding in one.findings],
    }
