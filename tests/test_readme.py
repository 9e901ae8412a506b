"""What the README files say about the library is counted, and what they link to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import Settings, bundled
from advisor.types import Category

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
RULES = {Category.DEPARTMENTAL_RULE, Category.LOCAL_GOVERNMENT_RULE}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(bundled("knowledge"))


def counts(knowledge: Knowledge) -> list[int]:
    """The numbers of the table of holdings, in its order."""
    sources = list(knowledge.sources)
    category = [source.category for source in sources]
    return [
        len(sources),
        sum(not source.held for source in sources),
        sum(passage.source_id == "paper-2022" for passage in knowledge.passages),
        category.count(Category.LAW),
        category.count(Category.ADMINISTRATIVE_REGULATION),
        sum(one in RULES for one in category),
        category.count(Category.NORMATIVE_DOCUMENT),
        len(knowledge.passages),
        len(knowledge.rows),
        len(knowledge.indicators),
        len(knowledge.notices),
    ]


@pytest.mark.parametrize("name", READMES)
def test_the_counts_are_those_of_the_library(name: str, knowledge: Knowledge) -> None:
    table = (ROOT / name).read_text(encoding="utf-8").split("| | |\n| --- | --- |\n")[1].split("\n\n")[0]
    written = [int(number) for row in table.splitlines() for number in re.findall(r"\d+", row.split("|")[2])]
    assert written == counts(knowledge)


@pytest.mark.parametrize("name", READMES)
def test_no_place_is_left_to_fill_and_no_link_is_dead(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "TBM" not in text
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [field for field in Settings.model_fields if f"ADVISOR_{field.upper()}" not in text] == []
