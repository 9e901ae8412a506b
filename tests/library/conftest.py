from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from knowledge_builder import write_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small valid library."""
    return write_library(tmp_path / "knowledge")
