from __future__ import annotations

import pytest

from advisor.errors import BadInput
from advisor.types import Status
from evals.questions.expectations import score
from evals.questions.items import DEVELOPMENT_SET, load_items
from evals.questions.labels import LABELS, STATUS_LABEL

LINE = '{"id": "t1", "question": "问", "kind": "figure", "expect": {"statuses": ["answered"]}, "as_of": "2026-11-23"}'


def ideal_answer(item) -> dict[str, object]:
    text = "据资料，" + "，".join(wordings[0] for wordings in (*item.expect.first, *item.expect.vital))
    status = item.expect.statuses[0]
    return {
        "status": status.value,
        "abstained": status.abstained,
        "answer": text,
        "claims": [{"text": text}],
        "citations": [
            {"source_id": gold.source, "title": gold.source, "locator": gold.locator or ""} for gold in item.expect.gold
        ],
    }


def test_every_item_can_be_passed():
    for item in load_items(DEVELOPMENT_SET):
        assert score(item, ideal_answer(item)).right, item.id


def test_the_set_is_large_enough_and_refusals_ask_for_no_facts():
    items = load_items(DEVELOPMENT_SET)
    assert len(items) >= 390
    assert sum(one.must_abstain for one in items) >= 84
    assert sum(bool(one.history) for one in items) >= 46
    assert not [one.id for one in items if one.must_abstain and one.expect.vital]


def test_pairs_differ_in_whether_an_answer_is_held():
    pairs: dict[str, set[bool]] = {}
    for one in load_items(DEVELOPMENT_SET):
        if one.pair is not None:
            pairs.setdefault(one.pair, set()).add(one.must_abstain)
    assert pairs
    assert all(kinds == {True, False} for kinds in pairs.values())


def test_every_kind_tag_and_status_has_a_chinese_name():
    items = load_items(DEVELOPMENT_SET)
    assert {one.kind for one in items} | {tag for one in items for tag in one.tags} <= set(LABELS)
    assert set(STATUS_LABEL) == set(Status)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{LINE}\n{LINE}\n", r"set\.jsonl 第2行.*重复"),
        (f"{LINE}\n\nnonsense\n", r"set\.jsonl 第3行"),
        (LINE.replace('"question"', '"quest"'), r"set\.jsonl 第1行"),
    ],
)
def test_an_unusable_line_is_named(tmp_path, text, complaint):
    file = tmp_path / "set.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=complaint):
        load_items(file)
