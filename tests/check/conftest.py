from __future__ import annotations

from datetime import date

import pytest

from advisor.answer.bench import Bench
from advisor.check.checking import DraftChecker
from advisor.check.types import Check

AS_OF = date(2026, 11, 23)


@pytest.fixture
def check(tea_bench: Bench):
    """Check a draft against the tea library."""

    def checked(draft: str, *, as_of: date = AS_OF) -> Check:
        checker = DraftChecker(tea_bench.holdings, tea_bench.retriever, stale_after_days=90, warning=None)
        return checker.check(draft, as_of=as_of)

    return checked
