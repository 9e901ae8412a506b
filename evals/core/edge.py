"""The edge of the command line: every error becomes one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import typer

from advisor.cli_edge import say
from advisor.errors import AdvisorError, BadInput

P = ParamSpec("P")
R = TypeVar("R")


def one_line_errors(command: Callable[P, R]) -> Callable[P, R | None]:
    """A user's mistake prints one line and exits 2; what cannot be used, 1. A fault of the program shows itself."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | None:
        try:
            return command(*args, **kwargs)
        except BadInput as error:
            _fail(error.message, 2)
        except AdvisorError as error:
            _fail(error.message, 1)
        except BrokenPipeError:
            # The reader (head, less) has seen enough. Python would complain again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except KeyboardInterrupt:
            _fail("已中断。", 130)
        return None

    return guarded


def _fail(message: str, code: int) -> NoReturn:
    say(message)
    raise typer.Exit(code)
