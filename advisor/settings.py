"""Every setting of the advisor: environment variables `ADVISOR_*`, or keys of `advisor.toml`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from advisor.errors import BadInput

_PACKAGE = Path(__file__).resolve().parent

OFFLINE_SWITCHES = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
}


def switch_off_outside_calls() -> None:
    """Tell the libraries below not to call out. Must run before they are imported; a value the user set stays."""
    for name, value in OFFLINE_SWITCHES.items():
        os.environ.setdefault(name, value)


def bundled(folder: str) -> Path:
    """The folder that ships with the program: inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


class Settings(BaseSettings):
    """One place for everything that can be set. Unknown keys in advisor.toml are an error."""

    model_config = SettingsConfigDict(env_prefix="ADVISOR_", toml_file="advisor.toml", extra="forbid", frozen=True)

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("policy-advisor", appauthor=False)),
        description="workspace: record, index, own documents, logs",
    )
    knowledge: Path = Field(default_factory=lambda: bundled("knowledge"), description="folder of the library's files")
    prompts: Path = Field(default_factory=lambda: bundled("prompts"), description="folder of prompt files")
    embedding_model: str | None = Field(default=None, description="another sentence-transformers model or folder")
    reranker_model: str | None = Field(default=None, description="a cross-encoder; unset means none")
    judge_model: str | None = Field(default=None, description="a cross-encoder for inference as a second opinion")
    chroma_url: str | None = Field(default=None, description="a Chroma server instead of the embedded index")
    llm_base_url: str | None = Field(default=None, description="an OpenAI-compatible server; unset means extractive")
    llm_model: str | None = Field(default=None, description="the model's name on that server")
    llm_api_key: SecretStr | None = Field(default=None, description="its key")
    llm_first_sentence_s: float = Field(
        default=20, gt=0, le=600, description="seconds within which a first sentence must be shown"
    )
    llm_total_s: float = Field(default=90, gt=0, le=3600, description="seconds after which the model is stopped")
    llm_memo_s: float = Field(
        default=180, gt=0, le=3600, description="seconds after which the model rewords no more of a draft"
    )
    llm_context_tokens: int = Field(
        default=8192, ge=1024, description="the model's context, question and answer together"
    )
    llm_output_tokens: int = Field(default=1200, ge=64, description="the longest answer asked of the model")
    llm_cache: bool = Field(default=True, description="keep answers to identical questions about the same library")
    llm_concurrency: int = Field(default=32, ge=1, le=1024, description="calls of the model at the same time")
    otel_endpoint: str | None = Field(default=None, description="OTLP collector for traces of model calls")
    stale_after_days: int = Field(default=90, ge=1, description="days after which a check of validity counts as old")
    max_claims: int = Field(default=8, ge=1, le=20, description="claims in a normal answer")
    retrieve: int = Field(default=50, ge=5, le=500, description="passages fetched before selection")
    host: str = Field(default="127.0.0.1", description="address the web app listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="port the web app listens on")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order of precedence: arguments, environment, advisor.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @classmethod
    def load(cls) -> Settings:
        """Settings from environment and advisor.toml. Raises BadInput, in one line, for a value that cannot be used."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            raise BadInput(f"设置“{name}”不可用：{first['msg']}。请检查环境变量 ADVISOR_* 或 advisor.toml。") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadInput(f"advisor.toml 读不出来（{error}）；请检查该行的等号、引号，并以 UTF-8 保存。") from error

    @property
    def record_path(self) -> Path:
        """The SQLite record."""
        return self.home / "record.sqlite3"

    @property
    def index_folder(self) -> Path:
        """Folder of the Chroma generations."""
        return self.home / "index"

    @property
    def ledger_path(self) -> Path:
        """The office's signed-off figures (口径台账)."""
        return self.home / "ledger.jsonl"

    @property
    def log_folder(self) -> Path:
        """Folder of log files."""
        return self.home / "logs"

    @property
    def documents_folder(self) -> Path:
        """The user's own documents, in the same format as knowledge/documents."""
        return self.home / "documents"
