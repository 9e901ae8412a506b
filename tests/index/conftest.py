from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "library"))

from knowledge_builder import write_library

from advisor.settings import Settings


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small valid library."""
    return write_library(tmp_path / "knowledge")


@pytest.fixture
def settings(tmp_path: Path, library: Path) -> Settings:
    """Settings of a workspace of its own over the small library."""
    return Settings(home=tmp_path / "home", knowledge=library)
