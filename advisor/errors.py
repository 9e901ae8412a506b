"""The three ways in which the advisor cannot go on. Each carries one Chinese line: what is wrong and what to do."""

from __future__ import annotations


class AdvisorError(Exception):
    """Base of the advisor's own errors. `message` is shown to the user as it is."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(AdvisorError):
    """The user's input cannot be used. Not worth retrying unchanged; exit code 2."""


class SourceUnusable(AdvisorError):
    """Knowledge, record or index cannot be used. Retry after the named file is mended; exit code 1."""


class ModelUnavailable(AdvisorError):
    """A configured model cannot be loaded or reached. Retry may help; the advisor goes on without it."""
