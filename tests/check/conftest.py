from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "search"))

from tea_bench import bench_of
from tea_library import tea_holdings

from advisor.answer.bench import Bench
from advisor.check.checking import DraftChecker
from advisor.check.types import Check
from advisor.facade import Advisor
from advisor.search.holdings import Holdings
from advisor.settings import Settings

AS_OF = date(2026, 11, 23)


@pytest.fixture(scope="session")
def tea() -> Holdings:
    """The library of the imaginary city 云岭."""
    return tea_holdings()


@pytest.fixture(scope="session")
def tea_bench(tea: Holdings) -> Bench:
    """The tools over it."""
    return bench_of(tea)


@pytest.fixture
def check(tea_bench: Bench):
    """Check a draft against the tea library."""

    def checked(draft: str, *, as_of: date = AS_OF) -> Check:
        checker = DraftChecker(tea_bench.holdings, tea_bench.retriever, stale_after_days=90, warning=None)
        return checker.check(draft, as_of=as_of)

    return checked


@pytest.fixture(scope="session")
def advisor(built_home: Path) -> Advisor:
    """The advisor over the bundled library."""
    return Advisor.open(Settings(home=built_home), briefly=True)
