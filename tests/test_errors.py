"""Why the system refused something, said so that an official can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.errors import reason_of


def test_a_refusal_of_the_system_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        (tmp_path / "none" / "a.txt").write_text("")
    assert reason_of(missing.value) == "文件夹或文件不存在"
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.write_text("")
    assert reason_of(folder.value) == "这是文件夹，不是文件"


def test_a_refusal_without_words_of_ours_is_passed_on() -> None:
    assert reason_of(OSError(5, "Input/output error")) == "Input/output error"
    assert reason_of(OSError()) == "OSError"
