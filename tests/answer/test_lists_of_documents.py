"""Documents asked for by their state, sort, time, authority or place: read off the catalogue, and nothing else."""

from __future__ import annotations

import pytest
from tea_bench import ask, bench_of
from tea_library import tea_holdings
from tea_sources import SOURCES

from advisor.answer.composers.matters import asks_which_documents
from advisor.types import Status, Validity


def listed(answer) -> list[str]:
    return [one.source_id for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("哪些文件已经失效或废止？", {"yl-measures-2015", "wc-measures"}),
        ("云岭的茶叶政策里哪些已经被取代？", {"yl-measures-2015"}),
        ("望潮有哪些已经期满的文件？", {"wc-measures"}),
        ("列出云岭现行有效的茶叶文件", {"yl-measures-2024"}),
        ("给我一份全国茶叶方面的法规清单", {"tea-law", "tea-rule"}),
        ("国家层面关于茶叶有哪些现行有效的规定？", {"tea-law", "tea-rule"}),
        ("茶叶方面有哪些部门规章？", {"tea-rule"}),
        ("农业农村部发过哪些茶叶方面的规定？", {"tea-rule"}),
        ("2024年各地出台了哪些茶叶政策？", {"yl-measures-2024"}),
        ("2020年以来国家施行了哪些茶叶方面的规定？", {"tea-rule"}),
        ("资料库里收录了哪些北桥的文件？", {"bq-measures"}),
        ("部门规章这一档收了哪几部，报个名字就行", {"tea-rule"}),
        ("2020年以后才施行的部门规章，列一下", {"tea-rule"}),
        ("云岭的规定和办法里面，哪些已经被后来的替掉了？", {"yl-measures-2015"}),
        ("请列出本库收录的云岭全部文件。", {"yl-measures-2024", "yl-measures-2015"}),
    ],
)
def test_only_what_was_asked_for_is_listed(tea_bench, question, sources):
    answer = ask(tea_bench, question)
    assert answer.status is Status.ANSWERED
    assert {one for one in listed(answer) if not _is_above(one, question)} == sources


def _is_above(source_id: str, question: str) -> bool:
    """The nation's documents on the very matter stand after those of a place."""
    return source_id in ("tea-law", "tea-rule") and any(name in question for name in ("云岭", "望潮", "北桥"))


def test_the_documents_of_a_place_stand_first_those_in_force_before_the_lapsed(tea_bench):
    answer = ask(tea_bench, "云岭有哪些茶叶政策？")
    assert listed(answer)[:2] == ["yl-measures-2024", "yl-measures-2015"]


def test_the_documents_of_its_counties_stand_behind_a_place_s_own():
    [own] = [one for one in SOURCES if one.id == "yl-measures-2024"]
    county = own.model_copy(update={"id": "dx-measures", "title": "东溪县扶持茶产业办法", "region": "东溪县"})
    answer = ask(bench_of(tea_holdings(added=(county,))), "云岭有哪些茶叶政策？")
    assert listed(answer)[:3] == ["yl-measures-2024", "yl-measures-2015", "dx-measures"]


def test_a_document_of_unknown_state_is_told_beside_those_in_force(tea_bench):
    [held] = [one for one in SOURCES if one.id == "yl-measures-2015"]
    unknown = held.model_copy(update={"validity": Validity.UNKNOWN})
    bench = bench_of(tea_holdings(changed={held.id: unknown}))
    answer = ask(bench, "列出云岭现行有效的茶叶文件")
    assert listed(answer)[:2] == ["yl-measures-2024", "yl-measures-2015"]
    assert "效力状态为不明" in answer.claims[1].text


def test_the_day_is_told_where_a_time_is_asked(tea_bench):
    assert "2024年2月10日成文或公布" in ask(tea_bench, "2024年各地出台了哪些茶叶政策？").text
    assert "自2021年5月1日起施行" in ask(tea_bench, "2021年国家施行了哪些茶叶方面的规定？").text


def test_a_list_that_gives_the_state_warns_of_it_no_second_time(tea_bench):
    answer = ask(tea_bench, "望潮有哪些已经期满的文件？")
    assert "效力状态为期满" in answer.text
    assert not [one for one in answer.warnings if "期限已满" in one]


def test_a_list_cut_short_says_so_and_how_many_there_are():
    [pattern] = [one for one in SOURCES if one.id == "wc-measures"]
    more = {
        f"wc-{number}": pattern.model_copy(update={"id": f"wc-{number}", "title": f"望潮市茶叶冷链办法之{number}"})
        for number in range(14)
    }
    answer = ask(bench_of(tea_holdings(added=tuple(more.values()))), "望潮有哪些已经期满的文件？")
    assert len(answer.claims) == 12
    assert [one for one in answer.warnings if "共15份" in one and "前12份" in one]


@pytest.mark.parametrize(
    "text",
    [
        "列出云岭的茶叶文件",
        "给我一份茶叶法规清单",
        "茶叶政策里哪些过期了",
        "哪些现行有效的规定管茶叶",
        "农业农村部发过哪些茶叶方面的规定",
        "麻烦梳理一下去年公布的茶叶相关规定",
        "茶叶文件，我们手上有哪几个",
        "北桥那边都收了些啥",
        "茶叶的国家文件，现行有效的有哪些",
        "农业局发过哪些申报指南",
        "北桥茶叶文件有几个",
    ],
)
def test_a_list_is_asked_for(text):
    assert asks_which_documents(text)


@pytest.mark.parametrize(
    "text",
    [
        "列出茶叶标识的三项要求",
        "负面清单里有什么内容",
        "梳理一下茶农的困难",
        "目前有哪些补贴",
        "有哪些扶持新建茶园的政策",
        "平台应当公布哪些",
    ],
)
def test_contents_are_no_documents(text):
    assert not asks_which_documents(text)
