"""What every command line of the project does alike: lines to the user, and what Typer itself complains of."""

from __future__ import annotations

import sys

import typer


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
        say(message if "\n" in message else f"命令写法不对：{message} 用法见 {program} --help。")
        sys.exit(2)
    sys.exit(code if isinstance(code, int) else 0)
