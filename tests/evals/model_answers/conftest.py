"""The library as it is shipped, read once."""

from __future__ import annotations

import pytest

from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import bundled


@pytest.fixture(scope="package")
def knowledge() -> Knowledge:
    return load_knowledge(bundled("knowledge"))
