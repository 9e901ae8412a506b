from __future__ import annotations

import pytest

from advisor.grounding import CheckContext, check_claim
from advisor.grounding.articles import find_articles
from advisor.types import VerdictKind

TITLE = "直播电商管理办法"
RULE = "平台应当核验主播身份。"


def kind(claim: str, locator: str, rule: str = RULE) -> VerdictKind:
    return check_claim(claim, [rule], context=CheckContext(title=TITLE, locator=locator)).kind


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第八条", [(8, 8)]),
        ("第三十八条至第四十二条", [(38, 42)]),
        ("第十一、十三、十六条", [(11, 11), (13, 13), (16, 16)]),
        ("第7条、第8条", [(7, 7), (8, 8)]),
        ("一条街，三条措施", []),
        ("《条例第五条释义》", []),
    ],
)
def test_articles_are_read(text: str, numbers: list[tuple[int, int]]) -> None:
    assert [(one.first, one.last) for one in find_articles(text)] == numbers


def test_parts_of_an_article_and_its_document_are_read() -> None:
    [one] = find_articles("根据《办法》（令第117号）第三十一条之一第二款第（三）项")
    assert (one.branch, one.paragraph, one.item, one.title) == ("一", 2, 3, "办法")


@pytest.mark.parametrize(
    ("place", "locator"),
    [
        ("第八条", "第八条"),
        ("第8条", "第八条"),
        ("第八条", "2026年修订·第八条"),
        ("第三十八条至第四十二条", "第三十八条至第四十二条"),
        ("第四十条", "第三十八条至第四十二条"),
        ("第七条、第八条", "第七条、第八条"),
        ("第八条", "第七条、第八条"),
        ("第三十一条第三项", "第三十一条第三项"),
        ("第三十一条", "第三十一条第三项"),
    ],
)
def test_the_cited_article_may_be_named(place: str, locator: str) -> None:
    assert kind(f"根据《{TITLE}》{place}，{RULE}", locator) is VerdictKind.SUPPORTED


@pytest.mark.parametrize(
    ("place", "locator"),
    [
        ("第九条", "第八条"),
        ("第四十三条", "第三十八条至第四十二条"),
        ("第四十条至第四十五条", "第三十八条至第四十二条"),
        ("第八条之一", "第八条"),
    ],
)
def test_another_article_contradicts(place: str, locator: str) -> None:
    for claim in (f"根据《{TITLE}》{place}，{RULE}", f"{place}，{RULE}", f"《{TITLE}》{place}规定，{RULE}"):
        found = check_claim(claim, [RULE], context=CheckContext(title=TITLE, locator=locator))
        assert found.kind is VerdictKind.CONTRADICTED
        [reason] = [one for one in found.reasons if one.feature == "article"]
        assert claim[slice(*reason.claim_span or (0, 0))] == place


def test_a_paragraph_that_is_not_known_is_not_supported() -> None:
    assert kind(f"根据《{TITLE}》第八条第二款，{RULE}", "第八条") is VerdictKind.NOT_FOUND
    assert kind(f"根据《{TITLE}》第八条第二项，{RULE}", "第八条第三项") is VerdictKind.NOT_FOUND


def test_an_article_that_the_passage_refers_to_may_be_repeated_but_not_cited() -> None:
    rule = "平台违反规定的，依照第五十条处罚。"
    assert kind(f"根据《{TITLE}》第八条，{rule}", "第八条", rule) is VerdictKind.SUPPORTED
    assert kind(f"根据《{TITLE}》第五十条，{rule}", "第八条", rule) is VerdictKind.CONTRADICTED
    assert kind(f"根据《{TITLE}》第八条，{rule.replace('五', '六')}", "第八条", rule) is not VerdictKind.SUPPORTED


def test_an_order_number_is_no_rank() -> None:
    rule = "平台应当核验主播身份，保存3年。"
    context = CheckContext(title=TITLE, number="令第117号", locator="第八条")
    claim = f"根据《{TITLE}》（令第117号）第八条，平台应当核验主播身份并保存3年。"
    assert check_claim(claim, [rule], context=context).kind is VerdictKind.SUPPORTED


SEVERAL = "草案第十八条规定，新建小区按每户一个车位配建；第三十三条规定，机关单位的停车位夜间应当向社会开放。"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("草案第十八条规定，机关单位的停车位夜间应当向社会开放。", VerdictKind.CONTRADICTED),
        ("草案第三十三条规定，机关单位的停车位夜间应当向社会开放。", VerdictKind.SUPPORTED),
        ("草案第十八条规定，新建小区按每户一个车位配建。", VerdictKind.SUPPORTED),
    ],
)
def test_what_one_article_says_is_not_told_of_another(claim: str, expected: VerdictKind) -> None:
    assert check_claim(claim, [SEVERAL]).kind is expected
