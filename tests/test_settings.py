from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.errors import BadInput
from advisor.settings import OFFLINE_SWITCHES, Settings, bundled, switch_off_outside_calls


def write_toml(folder: Path, text: str) -> None:
    (folder / "advisor.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own, in which advisor.toml is read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(Settings.model_config, "toml_file", "advisor.toml")
    return tmp_path


def test_the_environment_names_the_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "elsewhere"))
    settings = Settings.load()
    assert settings.record_path == tmp_path / "elsewhere" / "record.sqlite3"
    assert (
        settings.index_folder.parent == settings.documents_folder.parent == settings.log_folder.parent == settings.home
    )


def test_without_settings_nothing_outside_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_HOME")
    settings = Settings.load()
    assert settings.host == "127.0.0.1"
    assert settings.llm_base_url is settings.embedding_model is settings.chroma_url is None
    assert settings.home.name == "policy-advisor"


def test_the_bundled_library_and_prompts_exist() -> None:
    settings = Settings.load()
    assert settings.knowledge == bundled("knowledge")
    assert (settings.knowledge / "city.yaml").is_file()
    assert settings.prompts.is_dir()


def test_a_toml_file_sets_and_the_environment_wins(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_toml(inside, "port = 8001\nstale_after_days = 30\n")
    monkeypatch.setenv("ADVISOR_PORT", "8002")
    settings = Settings.load()
    assert (settings.port, settings.stale_after_days) == (8002, 30)


@pytest.mark.parametrize(
    ("line", "named"),
    [("prot = 8001", "prot"), ("port = 70000", "port"), ('port = "eight"', "port"), ("max_claims = 0", "max_claims")],
)
def test_a_bad_line_is_named_in_one_chinese_line(inside: Path, line: str, named: str) -> None:
    write_toml(inside, line)
    with pytest.raises(BadInput) as caught:
        Settings.load()
    assert named in caught.value.message
    assert "advisor.toml" in caught.value.message
    assert "\n" not in caught.value.message


def test_a_toml_file_that_cannot_be_read_is_the_users_mistake(inside: Path) -> None:
    write_toml(inside, "port = = 1")
    with pytest.raises(BadInput, match=r"advisor\.toml"):
        Settings.load()


def test_a_key_is_never_printed() -> None:
    settings = Settings(llm_api_key="sk-not-to-be-seen")
    assert "sk-not-to-be-seen" not in repr(settings)
    assert "sk-not-to-be-seen" not in str(settings.model_dump())


def test_outside_calls_are_switched_off_but_a_users_value_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OFFLINE_SWITCHES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    switch_off_outside_calls()
    assert os.environ["HF_HUB_OFFLINE"] == "0"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_settings_import_nothing_heavy() -> None:
    heavy = "torch", "transformers", "sentence_transformers", "gradio", "chromadb", "langchain_core", "jieba"
    code = f"import sys, advisor.settings; print([name for name in {heavy!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
