"""The model of the settings with its prompts; opened once, from which every question takes a session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.errors import ModelUnavailable
from advisor.model.client import ModelClient
from advisor.model.server import ChatServer
from advisor.model.session import ModelSession, Trace
from advisor.model.telemetry import open_trace
from advisor.prompting import Prompt, load_prompt
from advisor.settings import Settings
from advisor.types import ModelPurpose

_VARIABLES: dict[ModelPurpose, tuple[str, ...]] = {
    ModelPurpose.REPHRASE: ("history", "question"),
    ModelPurpose.SPLIT: ("question",),
    ModelPurpose.COMPOSE: ("as_of", "sentences", "passages", "question", "focus"),
    ModelPurpose.REPAIR: ("passages", "sentences"),
    ModelPurpose.ENRICH: ("passage",),
    ModelPurpose.MEMO: ("heading", "passages", "paragraph", "characters"),
    ModelPurpose.PROBE: (),
}


@dataclass(frozen=True)
class ConfiguredModel:
    """A client and its prompts, with the limits of the settings."""

    client: ModelClient
    prompts: dict[ModelPurpose, Prompt]
    settings: Settings
    trace: Trace = lambda call: None

    @property
    def prompts_version(self) -> str:
        """Names, versions and fingerprints of all prompts."""
        return " ".join(prompt.label for prompt in self.prompts.values())

    def session(self) -> ModelSession:
        """The model within one question, its clock started now, when the client library is loaded."""
        self.client.chat.load()
        limits = self.settings
        return ModelSession(
            client=self.client,
            prompts=self.prompts,
            first_sentence_s=limits.llm_first_sentence_s,
            total_s=limits.llm_total_s,
            context_tokens=limits.llm_context_tokens,
            output_tokens=limits.llm_output_tokens,
            trace=self.trace,
        )


def open_model(settings: Settings) -> ConfiguredModel | None:
    """The configured model; None where none is. Nothing is sent and no client library is loaded yet.

    Raises ModelUnavailable where only half of it is configured, SourceUnusable for a broken prompt file.
    """
    if settings.llm_base_url is None and settings.llm_model is None:
        return None
    if not settings.llm_base_url or not settings.llm_model:
        raise ModelUnavailable(
            "语言模型只设置了一半：ADVISOR_LLM_BASE_URL 和 ADVISOR_LLM_MODEL 要同时设置；现由资料库直接作答。"
        )
    client = ModelClient(ChatServer(settings), settings.llm_model, concurrency=settings.llm_concurrency)
    prompts = load_prompts(settings.prompts)
    return ConfiguredModel(client=client, prompts=prompts, settings=settings, trace=open_trace(settings.otel_endpoint))


def load_prompts(folder: Path) -> dict[ModelPurpose, Prompt]:
    """The prompt of every purpose. Raises SourceUnusable for one that is missing or names other variables."""
    return {purpose: load_prompt(folder, purpose.value, names) for purpose, names in _VARIABLES.items()}
