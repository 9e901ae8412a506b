"""Check every draft of a set, timed after the index is open."""

from __future__ import annotations

import time
from collections.abc import Sequence

from advisor import Advisor
from advisor.check.types import Check
from advisor.types import Data
from evals.check.drafts import Draft


class CheckedDraft(Data):
    """A draft with what the check made of it, and how long that took."""

    draft: Draft
    check: Check
    seconds: float


def check_drafts(advisor: Advisor, drafts: Sequence[Draft]) -> list[CheckedDraft]:
    """Every draft checked as of its own day."""
    return [_checked(advisor, draft) for draft in drafts]


def _checked(advisor: Advisor, draft: Draft) -> CheckedDraft:
    began = time.perf_counter()
    check = advisor.check(draft.text, as_of=draft.as_of)
    return CheckedDraft(draft=draft, check=check, seconds=time.perf_counter() - began)
