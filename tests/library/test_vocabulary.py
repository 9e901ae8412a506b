"""The words of the field: what the model answers, what it refuses, and that the bundled files hold together."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import SourceUnusable
from advisor.library.period_syntax import parse_period
from advisor.library.vocabulary import City, RegionLevel, Vocabulary, load_city, load_vocabulary
from advisor.types import Area, Category, Rank

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

MINIMAL = """\
regions:
  - {name: 全国, level: 国家}
  - {name: 辽宁, level: 省, parent: 全国, aliases: [辽宁省]}
  - {name: 鞍山, level: 地级市, parent: 辽宁, aliases: [鞍山市]}
  - {name: 马鞍山, level: 地级市, parent: 全国}
  - {name: 台安县, level: 县, parent: 鞍山, aliases: [台安], except_in: [平台安]}
synonyms: [[直播电商, 直播带货]]
distinct: [[网上零售额, 直播电商交易额]]
colloquial: {送货: [物流配送]}
typos: {直拨电商: 直播电商}
english: {logistics: 物流}
areas:
AREAS
documents: {电商法: ecommerce-law}
periods: [{name: 十三五, period: 2016..2020}]
question_words: [多少]
stop_words: [的]
organisations: [{name: 抖音, kind: 平台}]
""".replace("AREAS", "\n".join(f"  {area}: {{name: {area}, description: 说明}}" for area in Area))


@pytest.fixture(scope="module")
def bundled() -> Vocabulary:
    return load_vocabulary(KNOWLEDGE / "vocabulary.yaml")


@pytest.fixture(scope="module")
def city() -> City:
    return load_city(KNOWLEDGE / "city.yaml")


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Vocabulary]:
    def write_and_load(text: str) -> Vocabulary:
        path = tmp_path / "vocabulary.yaml"
        path.write_text(text, encoding="utf-8")
        return load_vocabulary(path)

    return write_and_load


def names_in(vocabulary: Vocabulary, text: str) -> list[str]:
    return [mention.region.name for mention in vocabulary.regions_in(text)]


def test_the_longest_name_wins(load):
    vocabulary = load(MINIMAL)

    assert names_in(vocabulary, "马鞍山和鞍山市哪个大") == ["马鞍山", "鞍山"]


def test_a_name_inside_another_word_is_no_place(load):
    vocabulary = load(MINIMAL)

    assert names_in(vocabulary, "平台安全与台安物流") == ["台安县"]


def test_a_mention_tells_where_it_stands(load):
    text = "问辽宁省的数"

    mention = load(MINIMAL).regions_in(text)[0]

    assert text[mention.start : mention.end] == "辽宁省"


def test_places_know_what_they_lie_in(load):
    vocabulary = load(MINIMAL)

    assert vocabulary.ancestors("台安") == ("鞍山", "辽宁", "全国")
    assert vocabulary.lies_in("台安县", "辽宁省")
    assert not vocabulary.lies_in("辽宁", "鞍山")
    assert not vocabulary.lies_in("火星", "全国")


def test_synonyms_lead_to_the_formal_term(load):
    vocabulary = load(MINIMAL)

    assert vocabulary.formal_term("直播带货") == "直播电商"
    assert vocabulary.synonyms_of("直播电商") == ("直播带货",)
    assert vocabulary.formal_term("没有的词") == "没有的词"


def test_different_indicators_are_told_apart(load):
    vocabulary = load(MINIMAL)

    assert vocabulary.are_distinct("网上零售额", "直播电商交易额")
    assert not vocabulary.are_distinct("直播电商", "直播带货")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("level: 省,", "level: 州,", 3, "level"),
        ("{name: 抖音, kind: 平台}", "{name: 抖音, kind: 平台, size: 1}", 24, "size"),
        ("stop_words: [的]\n", "", 1, "stop_words"),
        ("parent: 辽宁,", "parent: 黑龙江,", 4, "上级“黑龙江”不在地名表中"),
        ("aliases: [鞍山市]", "aliases: [辽宁省]", 4, "“辽宁省”出现不止一次"),
        ("[[直播电商, 直播带货]]", "[[网上零售额, 直播电商交易额]]", 8, "列为不同事物"),
        ("typos: {直拨电商:", "typos: {直播带货:", 10, "本身是词表里的词"),
        ("english: {logistics: 物流}", "english: {logistics: 物流, logistics: 配送}", 11, "“logistics”重复"),
        ("synonyms: [[", "synonyms: [[[", 8, "YAML 写法有误"),
    ],
)
def test_a_fault_is_named_with_file_and_line(load, old, new, line, said):
    assert MINIMAL.count(old) == 1

    with pytest.raises(SourceUnusable) as caught:
        load(MINIMAL.replace(old, new))

    assert re.search(rf"vocabulary\.yaml:{line}: .*{said}", caught.value.message), caught.value.message


def test_a_missing_file_is_said_plainly(tmp_path):
    with pytest.raises(SourceUnusable, match="读不出来"):
        load_city(tmp_path / "city.yaml")


def test_all_34_provinces_and_333_prefectures_are_known(bundled):
    provinces = [region for region in bundled.regions if region.level is RegionLevel.PROVINCE]
    cities = [
        region
        for region in bundled.regions
        if region.level in {RegionLevel.PREFECTURE, RegionLevel.SUB_PROVINCIAL_CITY}
    ]

    assert len(provinces) == 34
    assert len(cities) == 333
    assert {bundled.region(region.parent).level for region in cities} == {RegionLevel.PROVINCE}


def test_every_place_leads_up_to_a_root(bundled):
    for region in bundled.regions:
        top = (region.name, *bundled.ancestors(region.name))[-1]
        assert bundled.region(top).level in {RegionLevel.COUNTRY, RegionLevel.FOREIGN}, region.name


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("钢都直播带货规模", ["鞍山"]),
        ("岫玉之乡有几个直播基地", ["岫岩县"]),
        ("海城西柳镇的市场", ["西柳"]),
        ("沿海城市与国内江苏", ["全国", "江苏"]),
        ("民营口径与营口市", ["营口"]),
        ("网红河南人多还是网红河北人多", ["河南", "河北"]),
        ("跨境电商洛阳试点", ["洛阳"]),
        ("出台安排、平台安全、后台安装", []),
        ("文山会海和大理石", []),
        ("辽宁省外的日本、美国", ["辽宁", "日本", "美国"]),
        ("朝阳产业在朝阳市", ["朝阳"]),
        ("华东师范大学在上海", ["上海"]),
    ],
)
def test_places_are_found_in_running_text(bundled, text, places):
    assert names_in(bundled, text) == places


@given(st.text(alphabet="鞍山马海城市沿台安平辽宁省西柳网红河南 ，。a1", max_size=40))
def test_mentions_never_overlap_and_always_spell_a_known_name(bundled, text):
    end = 0
    for mention in bundled.regions_in(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] in mention.region.names
        end = mention.end


def test_documents_named_are_held(bundled):
    held = {path.stem for path in (KNOWLEDGE / "documents").rglob("*.md")}

    assert set(bundled.documents.values()) <= held


def test_no_typo_occurs_in_the_sources_own_text(bundled):
    """Each wrong form is replaced wherever it stands, so it must never be part of right text."""
    own_names = {name for body in bundled.organisations for name in (body.name, *body.aliases)}
    text = "".join(path.read_text(encoding="utf-8") for path in (KNOWLEDGE / "documents").rglob("*.md"))
    statements = "".join(re.findall(r"(?m)^\*\*s\d+\*\* .*$", text))

    assert [wrong for wrong in bundled.typos if wrong in statements and wrong not in own_names] == []


def test_mending_a_typo_makes_no_other_typo(bundled):
    for wrong, right in bundled.typos.items():
        assert not any(other in right for other in bundled.typos), wrong


def test_english_terms_are_lower_case_and_lead_to_chinese(bundled):
    for english, chinese in bundled.english.items():
        assert english == english.lower().strip()
        assert re.search("[\u4e00-\u9fff]", chinese), english


def test_named_periods_follow_the_period_syntax(bundled):
    assert {period.name: parse_period(period.period).start for period in bundled.periods}["十五五"] == "2026-01-01"


def test_ranks_and_categories_are_not_taken_for_places(bundled):
    assert [word for word in (*Rank, *Category) if bundled.regions_in(word)] == []


def test_the_city_names_only_known_places(bundled, city):
    assert [name for name in city.region_names if bundled.canonical_region(name) != name] == []
    assert all(bundled.lies_in(name, city.name) for name in (*city.districts, *city.towns))
    assert bundled.lies_in(city.name, city.province)


def test_what_the_city_asserts_refers_to_a_statement(city):
    for ref in city.refs:
        source_id, _, statement = ref.partition("#")
        files = list((KNOWLEDGE / "documents").rglob(f"{source_id}.md"))
        assert files, ref
        assert f"**{statement}**" in files[0].read_text(encoding="utf-8"), ref
