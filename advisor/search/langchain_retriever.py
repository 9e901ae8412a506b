"""The retriever as LangChain knows it: for chains that an office builds itself."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from advisor.search.retriever import PolicyRetriever


class LangChainRetriever(BaseRetriever):
    """Passages as LangChain documents: `invoke(query)`; each names its source, its place in it and its score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: SkipValidation[PolicyRetriever]

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        sources = self.retriever.sources
        return [
            Document(
                page_content=found.passage.text,
                id=found.passage.id,
                metadata={
                    "source_id": found.passage.source_id,
                    "locator": found.passage.locator,
                    "title": sources[found.passage.source_id].title,
                    "score": found.score,
                },
            )
            for found in self.retriever.search(query)
        ]
