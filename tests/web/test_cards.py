from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.types import Claim, ClaimKind, NoticeShown
from advisor.web.cards import Card, card, segments, validity_text, web_address
from tests.web.fake import FakeAdvisor, citation, hostile_answer, scale_answer


def card_of(passage_id: str, *, claim: str = "", notices: tuple[NoticeShown, ...] = ()) -> Card:
    claims = [Claim(text=claim, kind=ClaimKind.FACT, citations=(1,))]
    return card(citation(1, passage_id), exchange=3, claims=claims, notices=notices, advisor=FakeAdvisor())


def details(made: Card) -> dict[str, str]:
    return {line.label: line.text for line in made.details}


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50)), max_size=6))
def test_segments_keep_every_character_and_mark_exactly_the_spans(text: str, spans: list[tuple[int, int]]) -> None:
    parts = segments(text, spans)
    assert "".join(part.text for part in parts) == text
    marked = [part.carries for part in parts for _ in part.text]
    assert marked == [any(start <= place < end for start, end in spans) for place in range(len(text))]
    assert all(part.text for part in parts)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.gov.cn/a", "https://www.gov.cn/a"),
        (" http://a.cn ", "http://a.cn"),
        ("javascript:alert(1)", None),
        ("//a.cn", None),
        ("file:///etc/passwd", None),
        ("https:///x", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(address: str | None, shown: str | None) -> None:
    assert web_address(address) == shown


def test_a_digest_of_a_law_in_force() -> None:
    made = card_of("p3", claim="根据规定，经营者应当全面、真实、准确、及时地披露信息。")
    assert made.key == "3-1"
    assert [badge.text for badge in made.badges] == ["摘编", "已见全文", "法律", "现行有效"]
    assert made.quoted is False
    assert details(made)["文号"] == "主席令第七号"
    assert details(made)["出处"] == "第十七条"
    assert "2019-01-01施行" in details(made)["发布"]
    assert [part.text for part in made.segments if part.carries] == ["经营者应当全面、真实、准确、及时地披露"]


def test_an_original_is_quoted_and_a_table_row_shows_its_definition() -> None:
    assert card_of("p7").quoted is True
    row = card_of("p5")
    assert row.badges[0].text == "统计"
    assert details(row)["口径"] == "全市网上零售额，含实物和服务"
    assert row.quoted is False


def test_a_superseded_source_seen_at_second_hand_is_marked_for_care() -> None:
    made = card_of("p4")
    care = {badge.text for badge in made.badges if badge.tone == "care"}
    assert care == {"转述，未见原文", "被取代"}
    assert made.url is None


def test_a_paper_has_no_validity_badge() -> None:
    assert validity_text(citation(1, "p1")) is None
    assert [badge.text for badge in card_of("p1").badges] == ["摘编", "仅据论文，引用前核原件", "论文"]


def test_a_card_carries_the_notices_that_concern_it_and_no_others() -> None:
    shown = (*scale_answer("").notices, *hostile_answer("").notices)
    assert card_of("p1", notices=shown).notices == ("这个数字没有政府统计印证。",)
    assert card_of("p2", notices=shown).notices == ()
    assert card_of("p6", notices=shown).notices[0].startswith("恶意提示")
    cited = NoticeShown(id="n9", text="按引注", certainty="用数提醒", citations=(1,))
    assert card_of("p2", notices=(cited,)).notices == ("按引注",)


def test_having_read_a_paper_in_full_does_not_vouch_for_it() -> None:
    read = {badge.text: badge.tone for badge in (*card_of("p2").badges, *card_of("p3").badges)}
    assert card_of("p2").badges[1].tone == "plain"
    assert card_of("p3").badges[1].tone == "good"
    assert read["现行有效"] == "good"


def test_our_own_remark_is_kept_apart() -> None:
    made = card_of("p2")
    assert made.comment == "基地的认定部门没有写。"
    assert "认定部门" not in "".join(part.text for part in made.segments)
