"""What is printed beside a sentence."""

from __future__ import annotations

from advisor.check.briefly import balanced, brief, in_words, unmarked
from advisor.check.splitting import split


def test_a_catalogue_entry_is_quoted_without_its_notes() -> None:
    entry = "《茶园办法》由云岭市政府制定发布，效力状态为不明（原文没有找到），本库只有目录信息。"
    assert brief(entry, "目录") == "《茶园办法》由云岭市政府制定发布，效力状态为不明。"
    assert brief(entry, "第一条") == entry


def test_a_fall_is_told_as_a_fall_and_a_span_is_left() -> None:
    assert in_words("两年增减为-1200人") == "两年减少1200人"
    assert in_words("两年增减率为-3.5%") == "两年下降3.5%"
    assert in_words("来源写“-1200人”") == "来源写“减少1200人”"
    assert in_words("2018-2020年，增速为-2%") == "2018-2020年，增速为-2%"


def test_marks_of_markdown_are_not_shown() -> None:
    assert unmarked("- **茶园**面积50万亩；") == "茶园面积50万亩；"
    assert unmarked("3. 加工滞后。") == "加工滞后。"
    assert unmarked("| 云岭 | 50万亩 | |") == "云岭，50万亩"


def test_half_a_pair_of_quotation_marks_is_left_out() -> None:
    assert balanced("我市“两带") == "我市两带"
    assert balanced("带”三区") == "带三区"
    assert balanced("我市“两带”三区") == "我市“两带”三区"


def test_a_mark_of_emphasis_stays_with_what_it_ends() -> None:
    texts = [unit.text for unit in split("**（一）面积扩大。** 茶园50万亩。**加工不足。**要补。")]
    assert "**" not in texts
    assert texts[:2] == ["**（一）面积扩大。**", "茶园50万亩。"]
