from __future__ import annotations

import pytest

from advisor.grounding import check_claim
from advisor.grounding.crossed import crossed_faults
from advisor.grounding.reading import read_together
from advisor.types import VerdictKind

STARS = "获评金叶级的茶馆，一次性奖励八万元；获评银叶级的茶馆，一次性奖励三万元。"
LIBRARY = "总馆负责图书采购和编目，分馆负责图书借阅和日常开放。"
TIERS = "县级文物部门受理初次申请，市级文物部门组织专家复评。"
BOATS = "柳湾渔港停靠捕捞船210艘，石浦渔港停靠休闲船36艘。"


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("获评金叶级的茶馆一次性奖励三万元，获评银叶级的茶馆一次性奖励八万元。", STARS),
        ("金叶级奖励三万元，银叶级奖励八万元。", STARS),
        ("分馆负责图书采购和编目，总馆负责图书借阅和日常开放。", LIBRARY),
        ("总馆负责借阅和日常开放，分馆负责采购和编目。", LIBRARY),
        ("市级文物部门受理初次申请，县级文物部门组织专家复评。", TIERS),
        ("石浦渔港停靠捕捞船210艘，柳湾渔港停靠休闲船36艘。", BOATS),
        ("柳湾渔港停靠休闲船36艘，石浦渔港停靠捕捞船210艘。", BOATS),
    ],
)
def test_two_pairs_crossed_over_are_found_and_decide(claim: str, passage: str) -> None:
    reading, held = read_together(claim, [passage])
    assert [fault.feature for fault in crossed_faults(reading, held)] == ["crossed"]
    verdict = check_claim(claim, [passage])
    assert verdict.kind is VerdictKind.CONTRADICTED
    assert any("对应关系相反" in reason.text for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("获评银叶级的茶馆一次性奖励三万元，获评金叶级的茶馆一次性奖励八万元。", STARS),
        ("银叶级奖励三万元，金叶级奖励八万元。", STARS),
        ("分馆负责图书借阅和日常开放，总馆负责图书采购和编目。", LIBRARY),
        ("图书采购和编目由总馆负责，图书借阅和日常开放由分馆负责。", LIBRARY),
        ("总馆、分馆分别负责图书采购和图书借阅。", LIBRARY),
        ("专家复评由市级文物部门组织，初次申请由县级文物部门受理。", TIERS),
        ("石浦渔港停靠休闲船36艘，柳湾渔港停靠捕捞船210艘。", BOATS),
        ("停靠休闲船36艘的是石浦渔港，停靠捕捞船210艘的是柳湾渔港。", BOATS),
    ],
)
def test_clauses_in_another_order_and_passives_are_not_crossed(claim: str, passage: str) -> None:
    reading, held = read_together(claim, [passage])
    assert crossed_faults(reading, held) == []


def test_the_reason_names_both_pairs_and_where_they_stand() -> None:
    claim = "金叶级奖励三万元，银叶级奖励八万元。"
    reading, held = read_together(claim, [STARS])
    [fault] = crossed_faults(reading, held)
    assert all(f"“{word}”" in fault.text for word in ("三万元", "八万元"))
    assert fault.claim_span is not None
    assert fault.held_span is not None
    assert "三万元" in claim[slice(*fault.claim_span)]
    assert "金叶" in STARS[slice(*fault.held_span)]


def test_the_second_passage_is_looked_at_too() -> None:
    reading, held = read_together("分馆负责图书采购，总馆负责图书借阅。", [STARS, LIBRARY])
    [fault] = crossed_faults(reading, held)
    assert fault.held is held[1]


def test_a_pair_that_another_clause_confirms_is_no_fault() -> None:
    passage = "甲方提供场地，乙方提供设备。乙方也提供场地，甲方也提供设备。"
    reading, held = read_together("甲方提供设备，乙方提供场地。", [passage])
    assert crossed_faults(reading, held) == []
