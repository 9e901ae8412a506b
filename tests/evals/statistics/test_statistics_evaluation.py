from __future__ import annotations

from collections import Counter

from evals.questions.items import load_items
from evals.statistics.evaluate import evaluate
from evals.statistics.generate import STATISTICS_SET


def with_tag(asked, tag):
    return asked.model_copy(update={"item": asked.item.model_copy(update={"tags": (tag,)})})


def test_a_missing_figure_counts_only_where_it_was_asked_and_declined(make_asked):
    right = with_tag(make_asked(id="a", answer="没有收录。", status="insufficient"), "missing")
    wrong = with_tag(make_asked(id="b", answer="80亿元。", wanted=("insufficient",)), "missing")
    other = make_asked(id="c", answer="80亿元。")
    values = [item.values["missing_declined"] for item in evaluate([right, wrong, other])]
    assert values == [1.0, 0.0, None]


def test_a_forbidden_number_is_the_worst_that_can_happen(make_asked):
    harmful = with_tag(make_asked(id="a", answer="增长14.7%。", forbidden=("14.7",)), "incomparable")
    silent = with_tag(make_asked(id="b", answer="有两个数。", vital=(("不得相除",),)), "incomparable")
    fine = with_tag(make_asked(id="c", answer="注明不得相除。", vital=(("不得相除",),)), "incomparable")
    items = evaluate([harmful, silent, fine])
    assert [item.values["incomparable_declined"] for item in items] == [0.0, 0.0, 1.0]
    assert items[0].badness > items[1].badness > items[2].badness == 0.0


def test_the_set_has_sixty_questions_of_every_sort_and_no_copy_of_the_asks():
    items = load_items(STATISTICS_SET)
    assert len(items) == 60
    tags = Counter(item.tags[0] for item in items)
    assert set(tags) == {"lookup", "published_growth", "incomparable", "rank", "conflict", "missing"}
    assert min(tags.values()) >= 8
    assert all(item.expect.vital or item.must_abstain or item.expect.forbidden for item in items)
