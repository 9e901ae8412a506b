"""A fault of the program as the log keeps it: where it happened, never the words of the user."""

from __future__ import annotations

import traceback
import uuid

import structlog

_log = structlog.get_logger(__name__)


def logged(event: str, error: Exception) -> str:
    """Log a fault; the reference returned finds the entry."""
    reference = uuid.uuid4().hex[:8]
    _log.error(event, reference=reference, fault=type(error).__name__, where=_where(error))
    return reference


def _where(error: Exception) -> list[str]:
    """The places the fault came through. Not its message, which may quote the user."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
