from __future__ import annotations

from datetime import date

import pytest

from advisor.facade import Advisor
from advisor.memo.asking import draft_memo
from advisor.memo.desk import Desk
from advisor.memo.types import Memo

AS_OF = date(2026, 11, 26)


@pytest.fixture(scope="session")
def desk(advisor: Advisor) -> Desk:
    """The tools of drafting over the bundled library."""
    return advisor.memo_desk


@pytest.fixture(scope="session")
def drafted(desk: Desk):
    """Draft on the bundled library; the same request is drafted once."""
    made: dict[tuple[object, ...], Memo] = {}

    def draft(topic: str, form: str = "政策建议", **options: object) -> Memo:
        key = (topic, form, *sorted((name, str(value)) for name, value in options.items()))
        if key not in made:
            made[key] = draft_memo(topic, desk, form=form, as_of=AS_OF, **options)
        return made[key]

    return draft
