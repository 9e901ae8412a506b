from __future__ import annotations

import pytest

from advisor.grounding import CheckContext, check_claim
from advisor.grounding.persons import find_persons
from advisor.types import VerdictKind

POSTS = "云岭市茶叶协会会长周明远，秘书长李建国。"


def kind(claim: str, passage: str) -> VerdictKind:
    return check_claim(claim, [passage]).kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("协会会长为周明远。", ["周明远"]),
        ("周明远任协会会长。", ["周明远"]),
        ("会长欧阳文山、秘书长李建国", ["欧阳文山", "李建国"]),
        ("知名主播有赵敏、李强。", ["赵敏", "李强"]),
        ("王芳表示，直播带动了就业。", ["王芳"]),
    ],
)
def test_names_beside_posts_and_verbs_are_found(text: str, names: list[str]) -> None:
    assert [one.name for one in find_persons(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "主播应当年满16周岁。",
        "负责人高度重视，主任任期五年。",
        "会长单位和理事单位共同出资。",
        "文学工作者为创作者提供支持，记者于2022年采访。",
        "主播成为新职业，网红经济发展较快。",
        "由平台负责人为商家办理登记。",
        "法定代表人为自然人的，应当实名登记。",
        "关键在于主播培训，方案由商务局局长签发。",
        "平台老板江苏人，店主时间充裕。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert find_persons(text) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "云岭市茶叶协会会长为王大勇。",
        "王芳任云岭市茶叶协会会长。",
        "云岭市茶叶协会会长是李建国。",
        "周明远任云岭市茶叶协会秘书长。",
    ],
)
def test_another_person_in_a_post_contradicts(claim: str) -> None:
    found = check_claim(claim, [POSTS])
    assert found.kind is VerdictKind.CONTRADICTED
    [reason] = [one for one in found.reasons if one.feature == "entity"]
    assert reason.claim_span is not None
    assert reason.passage_span is not None
    assert POSTS[slice(*reason.passage_span)] in {"周明远", "李建国"}


@pytest.mark.parametrize(
    "claim",
    ["云岭市茶叶协会会长为周明远。", "周明远担任云岭市茶叶协会会长。", "云岭市茶叶协会秘书长是李建国。"],
)
def test_the_right_person_is_supported(claim: str) -> None:
    assert kind(claim, POSTS) is VerdictKind.SUPPORTED


def test_a_person_where_the_passage_names_none_is_not_supported() -> None:
    assert kind("协会由会长王芳负责。", "协会由会长负责。") is VerdictKind.NOT_FOUND
    assert kind("知名主播有赵敏、王芳。", "知名主播有赵敏、李强。") is VerdictKind.NOT_FOUND


def test_a_person_that_the_catalogue_names_is_held() -> None:
    context = CheckContext(issuer="会长周明远")
    assert check_claim("协会会长为周明远。", ["协会会长已选出。"], context=context).kind is VerdictKind.SUPPORTED
