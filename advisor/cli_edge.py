"""What every command line of the project does alike: lines to the user, and what Typer itself complains of."""

from __future__ import annotations

import re
import sys

import typer

# Typer's complaints are in English and no part of its interface; one that is not known is passed on as it is.
_COMPLAINTS = (
    (r"Missing (?:argument|option|parameter):? '?(?P<name>[^'.]+)'?\.?", "缺少“{name}”。"),
    (r"No such option:? '?(?P<name>[^' ]+?)'?(?:\.?$| .*)", "没有选项“{name}”。"),
    (r"No such command '(?P<name>[^']*)'.*", "没有命令“{name}”。"),
    (r"Option '(?P<name>[^']*)' requires an? .*", "选项“{name}”后面要写内容。"),
    (r"Got unexpected extra argument\(?s?\)? \((?P<name>.*)\)\.?", "多出“{name}”；一句话里有空格的，请用引号括起来。"),
    (r"Invalid value for '(?P<name>[^']*)': .*valid integer.*", "“{name}”应为整数。"),
    (r"Invalid value for '(?P<name>[^']*)': .* or equal to (?P<bound>\d+)", "“{name}”超出范围（界限{bound}）。"),
    (
        r"Invalid value for '(?P<name>[^']*)': .*?'(?P<value>.*)' is not one of (?P<choices>.*?)\.?",
        "“{name}”没有“{value}”；可写 {choices}。",
    ),
)


def say(text: str) -> None:
    """One line for the user, on stderr."""
    print(text, file=sys.stderr, flush=True)


def run_commands(app: typer.Typer, program: str) -> None:
    """Run a command line and exit; a command written wrongly gives one line in Chinese and 2."""
    try:
        code = app(prog_name=program, standalone_mode=False)
    except typer.Abort:
        sys.exit(130)
    except typer.TyperException as error:
        # Typer would print three lines in English; a program without arguments raises its own help as an error.
        message = error.format_message()
        say(
            message
            if "\n" in message
            else f"命令写法不对：{_in_chinese(message)}用法见 {_command_path(error, program)} --help。"
        )
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)


def _in_chinese(complaint: str) -> str:
    for pattern, words in _COMPLAINTS:
        found = re.fullmatch(pattern, complaint, re.DOTALL)
        if found is not None:
            return words.format(**found.groupdict()).replace("', '", "、").replace("'", "")
    return f"{complaint} "


def _command_path(error: typer.TyperException, program: str) -> str:
    """The command that was being read, so that its own help is named."""
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else program
