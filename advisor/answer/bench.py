"""What the steps of the pipeline work with: the holdings, the retriever and the question reader of one corpus version."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.grounding.context import Judge
from advisor.model.session import ModelSession
from advisor.search.holdings import Holdings
from advisor.search.question import QuestionReader
from advisor.search.retriever import PolicyRetriever
from advisor.settings import Settings


@dataclass(frozen=True)
class Bench:
    """Shared, read-only tools of the steps."""

    settings: Settings
    holdings: Holdings
    reader: QuestionReader
    retriever: PolicyRetriever
    embedding_name: str = ""
    judge: Judge | None = None
    """A second opinion for the gate, where one is configured."""
    warning: str | None = None
    """What is amiss with the index, in Chinese; travels with every answer."""
    model: ModelSession | None = None
    """The language model within one question; None where none is configured or it is not wanted."""
