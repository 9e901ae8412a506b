"""How a call of the model can fail, told from what the libraries below raise."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from advisor.types import ModelOutcome

if TYPE_CHECKING:
    import openai

# What servers of several makes say when question and passages are longer than the model's context.
_CONTEXT = re.compile(
    r"context[_ ]length|maximum context|context window|max_model_len|too many tokens|prompt is too long|上下文|超出.{0,6}长度",
    re.IGNORECASE,
)
# Speaks of an account that has nothing left: no other try helps, the operator must see to it.
_NO_MEANS = re.compile(
    r"insufficient[_ ](?:\w+ )?(?:quota|balance|credit|funds)|exceeded your current quota|billing|余额|欠费|额度(?:不足|已用)",
    re.IGNORECASE,
)
_NO_SUCH = re.compile(r"model.{0,40}(?:not exist|not found|unknown)|模型.{0,6}不存在|not found", re.IGNORECASE)
_BAD_KEY = re.compile(r"api[_ ]?key|unauthori[sz]ed|authenticat|密钥|鉴权|令牌", re.IGNORECASE)
_PAYMENT_REQUIRED, _TOO_LARGE = 402, 413
RETRIED = frozenset({ModelOutcome.UNREACHABLE, ModelOutcome.RATE_LIMITED, ModelOutcome.SERVER_ERROR})
# Failures of the server, not of one answer: after several in a row it is left alone for a while.
OF_THE_SERVER = RETRIED | {ModelOutcome.WRONG_KEY, ModelOutcome.REFUSED, ModelOutcome.STALLED}


class ModelFault(Exception):
    """A call that did not end well. Never leaves the rooms that use the model: the answer goes on without it."""

    def __init__(self, outcome: ModelOutcome, *, retry_after: float | None = None) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome
        self.retry_after = retry_after


def fault_of(error: BaseException, *, begun: bool) -> ModelFault:
    """The fault that an exception of the client library amounts to; `begun`: text had already come.

    An exception of no known kind counts as a server that does not keep to the protocol.
    """
    import openai

    if isinstance(error, ModelFault):
        return error
    if isinstance(error, openai.APITimeoutError):
        return ModelFault(ModelOutcome.STALLED)
    if isinstance(error, openai.APIConnectionError):
        return ModelFault(ModelOutcome.CUT if begun else ModelOutcome.UNREACHABLE)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    if isinstance(error, openai.APIError) and not begun:
        return of_error_text(str(error))
    if isinstance(error, ValueError) and "No generation" in str(error):
        return ModelFault(ModelOutcome.EMPTY)
    if type(error).__module__.split(".")[0] in {"httpx", "httpx2", "httpcore", "httpcore2"}:
        timed_out = "Timeout" in type(error).__name__
        return ModelFault(ModelOutcome.STALLED if timed_out else ModelOutcome.CUT)
    return ModelFault(ModelOutcome.CUT if begun else ModelOutcome.SERVER_ERROR)


def of_error_text(text: str) -> ModelFault:
    """The fault that a server names in words, under whatever status."""
    for pattern, outcome in (
        (_CONTEXT, ModelOutcome.CONTEXT_EXCEEDED),
        (_NO_MEANS, ModelOutcome.WRONG_KEY),
        (_NO_SUCH, ModelOutcome.REFUSED),
        (_BAD_KEY, ModelOutcome.WRONG_KEY),
    ):
        if pattern.search(text):
            return ModelFault(outcome)
    return ModelFault(ModelOutcome.SERVER_ERROR)


def _of_status(error: openai.APIStatusError) -> ModelFault:
    """By HTTP status; a 429 that speaks of the account's quota is not worth another try."""
    status = error.status_code
    if status in (401, _PAYMENT_REQUIRED, 403) or (status < 500 and _NO_MEANS.search(str(error))):
        return ModelFault(ModelOutcome.WRONG_KEY)
    if status == _TOO_LARGE:
        return ModelFault(ModelOutcome.CONTEXT_EXCEEDED)
    if status == 429:
        return ModelFault(ModelOutcome.RATE_LIMITED, retry_after=_seconds(error.response.headers.get("retry-after")))
    if _CONTEXT.search(str(error)) and status < 500:
        return ModelFault(ModelOutcome.CONTEXT_EXCEEDED)
    if status >= 500 or status == 408:
        return ModelFault(ModelOutcome.SERVER_ERROR)
    return ModelFault(ModelOutcome.REFUSED)


def _seconds(text: str | None) -> float | None:
    """The seconds that a server asks to wait; None where it names none that make sense (a date, a negative number)."""
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return None if math.isnan(seconds) or seconds < 0 else seconds
