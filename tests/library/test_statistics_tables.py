"""The statistics tables: valid against their Table Schema, and consistent with the rest of the library."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from frictionless import Package

from advisor.library.period_syntax import parse_period
from advisor.library.units import is_unit
from advisor.library.vocabulary import load_vocabulary
from advisor.types import Source

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
STATISTICS = KNOWLEDGE / "statistics"

UNIT_FAMILIES = {
    "money": "元 万元 亿元 万亿元 万美元 亿美元",
    "people": "人 万人 亿人 名 人次 万人次 亿人次",
    "count": "家 万家 户 万户 个 万个 种 件 万件 亿件 场 场次 万场 亿场 只 万只",
    "percent": "% ‰ 个百分点",
    "area": "平方千米 亩 万亩",
    "weight": "吨 万吨",
    "time": "小时 分钟 天",
    "rank": "位",
    "date": "年",
}


def read_table(name: str) -> list[dict[str, str]]:
    with (STATISTICS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def figures() -> list[dict[str, str]]:
    return read_table("figures.csv")


@pytest.fixture(scope="module")
def indicators() -> dict[str, dict[str, str]]:
    return {row["indicator"]: row for row in read_table("indicators.csv")}


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    entries = yaml.safe_load((STATISTICS / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    return {entry["id"]: Source.model_validate(entry) for entry in entries}


@pytest.fixture(scope="module")
def statements() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in (KNOWLEDGE / "documents").rglob("*.md"):
        for number, text in re.findall(r"(?m)^\*\*(s\d+)\*\* (.*)$", path.read_text(encoding="utf-8")):
            found[f"{path.stem}#{number}"] = text
    return found


def test_tables_are_valid_against_their_schema():
    report = Package(STATISTICS / "datapackage.yaml").validate()

    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])


@pytest.mark.parametrize(
    ("column", "bad"),
    [("unit", "亿圆"), ("value", "七十"), ("period", "上半年"), ("indicator", "没有登记的指标"), ("basis", "hearsay")],
)
def test_the_schema_refuses_a_bad_cell(tmp_path, figures, column, bad):
    for name in ("datapackage.yaml", "indicators.csv"):
        (tmp_path / name).write_bytes((STATISTICS / name).read_bytes())
    with (tmp_path / "figures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(figures[0]))
        writer.writeheader()
        writer.writerows([{**figures[0], column: bad}, *figures[1:]])

    report = Package(tmp_path / "datapackage.yaml").validate()

    assert [row for row, *_ in report.flatten(["rowNumber"])] == [2]


def test_every_indicator_has_a_figure(figures, indicators):
    assert set(indicators) == {row["indicator"] for row in figures}


def test_units_belong_to_their_indicators_family(figures, indicators):
    for row in figures:
        family = indicators[row["indicator"]]["unit_family"]
        assert row["unit"] in UNIT_FAMILIES[family].split(), row["id"]
        assert is_unit(row["unit"]) or row["unit"] == "位"


def test_growth_and_share_rows_are_percentages(figures, indicators):
    kinds = {"growth", "share"}
    units = {row["unit"] for row in figures if indicators[row["indicator"]]["kind"] in kinds}

    assert units <= {"%", "‰"}


def test_regions_are_canonical_names(figures):
    vocabulary = load_vocabulary(KNOWLEDGE / "vocabulary.yaml")

    assert [row["id"] for row in figures if vocabulary.canonical_region(row["region"]) != row["region"]] == []


def test_periods_are_of_the_kind_they_say(figures):
    for row in figures:
        assert parse_period(row["period"]).kind == row["period_kind"], row["id"]
        assert row["period_kind"] == "undated" or row["period_label"], row["id"]


def test_every_source_is_catalogued_and_every_entry_used(figures, sources):
    documents = {path.stem for path in (KNOWLEDGE / "documents").rglob("*.md")}
    used = {row["source_id"] for row in figures}

    assert used <= set(sources) | documents
    assert set(sources) <= used
    assert not set(sources) & documents


def test_only_official_pages_are_linked(sources):
    hosts = [re.sub(r"^https?://([^/]+)/.*$", r"\1", source.url) for source in sources.values() if source.url]

    assert hosts
    assert all(host.endswith(".gov.cn") for host in hosts)


def test_figures_known_from_the_paper_alone_say_so(figures):
    for row in figures:
        assert (row["source_id"] == "paper-2022") == (row["basis"] == "paper_only"), row["id"]
        if row["basis"] == "paper_only":
            assert row["statement"].startswith("paper-2022#"), row["id"]


def test_a_linked_statement_says_the_number(figures, statements):
    """The few that write it as a word (两大, 第三个, 全覆盖) are listed, so that a new slip shows."""
    in_words = {"直播基地", "电商交易额省内名次", "重点自建平台", "国家电子商务进农村综合示范县"}
    in_words |= {"国家级市场采购贸易方式试点", "行政村日用小店覆盖率"}
    for row in figures:
        if row["statement"] and row["indicator"] not in in_words:
            assert row["value"] in statements[row["statement"]], row["id"]
        elif row["statement"]:
            assert row["statement"] in statements


def test_expected_and_target_figures_carry_their_warning(figures):
    for row in figures:
        if row["qualifier"].startswith(("预计", "目标")):
            assert "不是实绩" in row["comparability"], row["id"]


def test_published_growth_is_never_to_be_recomputed(figures, indicators):
    for row in figures:
        if indicators[row["indicator"]]["kind"] == "growth":
            assert row["comparability"], row["id"]


def test_two_figures_for_one_thing_differ_in_source_or_definition(figures):
    keys = Counter(
        (row["indicator"], row["region"], row["period"], row["source_id"], row["definition"]) for row in figures
    )

    assert [key for key, count in keys.items() if count > 1] == []


def test_conflicting_figures_stay_side_by_side(figures):
    found = {row["value"] for row in figures if (row["indicator"], row["period"]) == ("电子商务交易额", "2015")}

    assert found == {"21.8", "20.8"}


def test_questions_of_an_indicator_are_its_own(indicators):
    asks = Counter(ask for row in indicators.values() for ask in row["asks"].split("|"))

    assert [ask for ask, count in asks.items() if count > 1] == []
    assert all(row["indicator"] not in row["aliases"].split("|") for row in indicators.values())
