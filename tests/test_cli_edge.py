"""A command written wrongly: one line in Chinese that names what is wrong and the help to read."""

from __future__ import annotations

import sys

import pytest

from advisor.cli import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], "缺少“question”。用法见 advisor ask --help。"),
        (["askk"], "没有命令“askk”。用法见 advisor --help。"),
        (["ask", "问", "--bogus"], "没有选项“--bogus”。用法见 advisor ask --help。"),
        (["ask", "问", "--as-of"], "选项“--as-of”后面要写内容。"),
        (["ask", "问", "两", "遍"], "多出“两 遍”；一句话里有空格的，请用引号括起来。"),
        (["stats", "GDP", "--since", "去年"], "“--since”应为整数。"),
        (["enrich", "--limit", "0"], "“--limit”超出范围（界限1）。"),
        (["ledger", "sign"], "“command”没有“sign”；可写 list、mark、remove、undo、history。"),
    ],
)
def test_a_command_written_wrongly_is_told_in_chinese(
    arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["advisor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == 2
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert shown.err.startswith("命令写法不对：")
    assert words in shown.err
