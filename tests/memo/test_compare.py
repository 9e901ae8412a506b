"""The matrix over a library of another city and another field: what is general must hold there."""

from __future__ import annotations

import pytest
from tea_library import tea_holdings
from tea_sources import SOURCES
from tea_words import CITY

from advisor.errors import BadInput
from advisor.memo.compare import MOST_REGIONS, choices, default_regions, regions_named
from advisor.memo.compare_choose import CellChooser, statement_of
from advisor.memo.compare_rows import area_named, instrument_rows, way_named
from advisor.memo.compare_types import By, GapKind, Row, Standing
from advisor.types import Area, Category, Modality, PassageKind, Validity, VerdictKind
from tests.memo.matrices import AS_OF, bench_of, cell, comparer, refusing, tea_matrix, texts

SOURCE = {one.id: one for one in SOURCES}


def test_each_place_says_what_it_does_and_an_empty_cell_says_nothing() -> None:
    matrix = tea_matrix()
    assert texts(cell(matrix, "茶叶冷链", "云岭")) == ["支持茶企建设冷链仓库。"]
    assert texts(cell(matrix, "茶叶冷链", "北桥")) == ["对茶叶冷链车辆每辆给予3万元补助。"]
    assert texts(cell(matrix, "茶叶冷链", "全国")) == []
    assert matrix.filled + matrix.empty == 6 * 4


def test_what_holds_today_comes_before_history_which_is_marked() -> None:
    found = cell(tea_matrix(), "茶政策", "云岭").statements
    assert [(one.standing, one.text) for one in found] == [
        (Standing.CURRENT, "对新建茶园每亩给予600元补助。"),
        (Standing.HISTORY, "对新建茶园每亩给予200元补助。"),
    ]
    assert found[0].year == "2024年施行"
    assert found[1].validity is Validity.SUPERSEDED


def test_lapsed_practice_of_a_place_without_other_is_history() -> None:
    (only,) = cell(tea_matrix(), "茶叶冷链", "望潮").statements
    assert only.standing is Standing.HISTORY


def test_advice_of_a_paper_is_no_practice_of_the_place_it_is_on() -> None:
    matrix = tea_matrix(by=By.INSTRUMENT)
    said = [text for row in matrix.rows for one in row.cells for text in texts(one)]
    assert said
    assert not any("建议" in text for text in said)


def test_every_statement_is_supported_by_what_it_cites() -> None:
    for by in By:
        matrix = tea_matrix(by=by)
        cited = {one.n: one for one in matrix.citations}
        assert sorted(cited) == list(range(1, len(cited) + 1))
        for row in matrix.rows:
            for one in (statement for found in row.cells for statement in found.statements):
                assert one.verdict.kind is VerdictKind.SUPPORTED
                assert one.text.rstrip("。") in cited[one.citation].quote


def test_what_fails_the_check_is_counted_and_not_shown() -> None:
    matrix = tea_matrix(kind=refusing(""))
    assert matrix.filled == 0
    assert matrix.withheld > 0
    assert matrix.citations == ()
    assert matrix.gaps == ()


def test_where_one_statement_fails_the_next_best_takes_its_place() -> None:
    matrix = tea_matrix(kind=refusing("600元"))
    found = cell(matrix, "茶政策", "云岭")
    assert texts(found) == ["对新建茶园每亩给予200元补助。"]
    assert found.withheld == 1


def test_a_province_without_a_word_of_its_own_shows_its_places_apart() -> None:
    found = cell(tea_matrix(regions=("云岭", "澜江")), "茶叶冷链", "澜江")
    assert found.statements == ()
    assert [(one.region, one.text) for one in found.inside] == [("北桥", "对茶叶冷链车辆每辆给予3万元补助。")]
    assert cell(tea_matrix(regions=("北桥", "澜江")), "茶叶冷链", "澜江").inside[0].region == "云岭"


def test_of_national_rules_only_those_in_force_are_shown() -> None:
    changed = {"tea-law": SOURCE["tea-law"].model_copy(update={"validity": Validity.REPEALED})}
    found = cell(tea_matrix(holdings=tea_holdings(changed=changed)), "茶叶市场秩序", "全国")
    assert texts(found) == ["网上销售茶叶的经营者应当公示产地，不得添加色素。"]


def test_what_a_district_does_is_done_in_the_city() -> None:
    chooser = CellChooser(tea_holdings(), bench_of(tea_holdings()).retriever, as_of=AS_OF)
    assert chooser.own_places("云岭") == {"云岭", "东溪县", "西坞县", "南坪县"}
    assert chooser.own_places("澜江") == {"澜江"}
    assert chooser.own_places("全国") == {"全国"}


@pytest.mark.parametrize(
    ("category", "validity", "modality", "year", "standing"),
    [
        (Category.NEWS, Validity.UNKNOWN, Modality.DONE, "2024", Standing.REPORTED),
        (Category.NEWS, Validity.UNKNOWN, Modality.DONE, "2019", Standing.HISTORY),
        (Category.PLAN, Validity.IN_FORCE, Modality.PLANNED, "2025", Standing.HISTORY),
        (Category.PLAN, Validity.IN_FORCE, Modality.PLANNED, "2030", Standing.CURRENT),
        (Category.WORK_REPORT, Validity.IN_FORCE, Modality.FACT, "2025", Standing.REPORTED),
        (Category.NORMATIVE_DOCUMENT, Validity.UNKNOWN, Modality.PROVIDED, "2024", Standing.UNKNOWN),
        (Category.NORMATIVE_DOCUMENT, Validity.DRAFT, Modality.PROVIDED, "2026", Standing.DRAFT),
        (Category.PAPER, Validity.UNKNOWN, Modality.FACT, "2026", Standing.PAPER),
    ],
)
def test_a_statement_is_judged_by_document_and_time(
    category: Category, validity: Validity, modality: Modality, year: str, standing: Standing
) -> None:
    from advisor.library.period_syntax import parse_period

    changed = {"tea-news": SOURCE["tea-news"].model_copy(update={"category": category, "validity": validity})}
    holdings = tea_holdings(changed=changed)
    chooser = CellChooser(holdings, bench_of(holdings).retriever, as_of=AS_OF)
    passage = holdings.passages["tea-news-s001"]
    told = passage.model_copy(update={"modality": modality, "period": parse_period(year)})
    assert chooser.standing(told) is standing


def test_a_gap_is_what_others_have_and_the_city_has_not() -> None:
    gaps = {(gap.area, gap.instrument): gap for gap in tea_matrix().gaps}
    money = gaps["茶叶冷链", "资金"]
    assert money.kind is GapKind.NOTHING
    assert {one.region for one in money.others} == {"北桥", "望潮"}
    assert money.text == "茶叶冷链·资金：北桥现有做法，望潮有过做法或规定；资料库未见云岭的规定或做法。"
    assert ("茶政策", "资金") not in gaps, "the city gives money itself"


def test_a_city_with_lapsed_practice_alone_is_said_to_have_no_more() -> None:
    holdings = tea_holdings(
        changed={"yl-measures-2024": SOURCE["yl-measures-2024"].model_copy(update={"validity": Validity.EXPIRED})}
    )
    extra = holdings.passages["yl-measures-2024-s002"].model_copy(
        update={"id": "x1", "ref": "yl-measures-2024#s009", "text": "对茶企冷链仓库给予补助。"}
    )
    holdings.passages[extra.id] = extra
    gaps = {(gap.area, gap.instrument): gap for gap in tea_matrix(holdings=holdings).gaps}
    money = gaps["茶叶冷链", "资金"]
    assert money.kind is GapKind.HISTORY_ONLY
    assert [one.text for one in money.own] == ["对茶企冷链仓库给予补助。"]


def test_documents_not_held_and_those_seen_at_second_hand_are_to_be_asked_for() -> None:
    wanted = tea_matrix().wanted
    assert [(one.source_id, one.cited) for one in wanted] == [("yl-outline", False), ("bq-measures", True)]
    assert wanted[0].issuer == "云岭市人民政府"


def test_notices_and_stale_checks_travel_with_the_matrix() -> None:
    matrix = tea_matrix(by=By.INSTRUMENT)
    noticed = [one for one in matrix.notices if one.id == "n-news"]
    assert noticed
    cited = {one.n: one.source_id for one in matrix.citations}
    assert {cited[number] for number in noticed[0].citations} == {"tea-news"}
    assert any("北桥市茶产业发展办法" in line for line in matrix.warnings), "seen at second hand"


def test_a_long_original_gives_one_sentence_not_the_whole() -> None:
    passage = (
        tea_holdings()
        .passages["bq-measures-s001"]
        .model_copy(
            update={"kind": PassageKind.ORIGINAL, "text": "本市重视茶业。对冷链车辆给予3万元补助。解释权归农业局。"}
        )
    )
    row = Row(id="x", label="冷链", words=("冷链", "补助"), query="冷链")
    assert statement_of(passage, row) == "对冷链车辆给予3万元补助。"


def test_the_usual_comparison_is_city_province_near_far_and_nation() -> None:
    city = CITY.model_copy(update={"comparisons": ("望潮", "北桥")})
    holdings = tea_holdings()
    assert default_regions(city, holdings) == ("云岭", "澜江", "北桥", "望潮", "全国")
    offered = choices(city, holdings)
    assert offered.chosen == ("云岭", "澜江", "北桥", "望潮", "全国")
    assert (Area.LOGISTICS.value, "茶叶冷链") in offered.areas


def test_places_are_taken_by_any_name_and_unknown_ones_refused() -> None:
    holdings = tea_holdings()
    assert regions_named(("云岭市", "国家", "云岭"), holdings) == ("云岭", "全国")
    with pytest.raises(BadInput, match="不认识地区“火星”"):
        regions_named(("火星",), holdings)
    many = [region.name for region in holdings.vocabulary.regions] * 2
    assert len(regions_named(many, holdings)) <= MOST_REGIONS


def test_areas_and_ways_are_taken_by_name_and_unknown_ones_refused() -> None:
    lexicon = tea_holdings().lexicon
    assert area_named("logistics", lexicon) is Area.LOGISTICS
    assert area_named("茶叶冷链", lexicon) is Area.LOGISTICS
    with pytest.raises(BadInput, match="茶叶冷链（logistics）"):
        area_named("航天", lexicon)
    with pytest.raises(BadInput, match="--by"):
        way_named("colour")


def test_instruments_are_the_seven() -> None:
    assert [row.label for row in instrument_rows()] == ["资金", "平台", "园区", "人才", "物流", "监管", "考核"]


def test_only_the_areas_asked_for_are_compared() -> None:
    matrix = tea_matrix(areas=(Area.LOGISTICS,))
    assert [row.row.id for row in matrix.rows] == ["logistics"]
    assert {gap.area for gap in matrix.gaps} == {"茶叶冷链"}


def test_the_same_library_gives_the_same_matrix() -> None:
    assert tea_matrix() == tea_matrix()
    assert comparer().compare(regions=("云岭",), as_of=AS_OF) == comparer().compare(regions=("云岭",), as_of=AS_OF)
