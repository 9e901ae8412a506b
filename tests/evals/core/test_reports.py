from __future__ import annotations

import io
import math
import re
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len
from rich.console import Console

from evals.core.comparison import compare_results
from evals.core.measures import Column, Fact, PassageShown, TableShown
from evals.core.report_html import render_comparison, render_run
from evals.core.report_terminal import show_comparison, show_run
from evals.core.report_view import headline_charts, worst_cases

ATTACK = "<script>alert(1)</script>\"'&"


@pytest.fixture
def two_columns(item, result):
    passage = PassageShown(label=f"来源{ATTACK}", text=f"段落{ATTACK}")
    items = [
        item("a", {"right": 0.0}, text=f"问{ATTACK}", reasons=(f"因为{ATTACK}",), passages=(passage,), badness=0.4),
        item("b", {"right": 0.0}, passages=(passage,), badness=0.9, answer="答案乙", outcome="错"),
        item("c", {"right": 1.0}, kind="date"),
        item("a", {"right": 1.0}, column="judge", text=f"问{ATTACK}", passages=(passage,)),
        item("b", {"right": math.nan}, column="judge"),
        item("c", {"right": 1.0}, column="judge", kind="date"),
    ]
    run = result(items, columns=(Column(key="main", label="本系统"), Column(key="judge", label="另一评判")))
    more = {
        "tables": (TableShown(title="对照", header=("", "甲"), rows=(("乙", "3"),)),),
        "facts": (Fact(label="速度", value="快"),),
    }
    return run.model_copy(update={"aggregate": run.aggregate.model_copy(update=more)})


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.append((tag, dict(attrs)))


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.seen


def test_the_page_is_self_contained_and_escapes_everything(two_columns):
    page = render_run(two_columns)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(?:https?:)?//[a-z]", page)
    names = {name for _, attributes in tags_of(page) for name in attributes}
    assert not names & {"src", "href", "onclick", "onload"}


def test_the_worst_case_comes_first_with_its_evidence(two_columns):
    cases = worst_cases(two_columns)
    assert [case.id for case in cases] == ["b", "a"]
    page = render_run(two_columns)
    assert page.index("问题b") < page.index("&lt;script&gt;")
    assert "答案乙" in page
    assert "段落&lt;script" in page
    assert "因为&lt;script" in page


def test_columns_stand_side_by_side_and_the_unjudged_is_counted(two_columns):
    page = render_run(two_columns)
    assert "另1条未能评判" in page
    assert page.count("另一评判") > 2
    assert "0.0%" in page
    assert "100.0%" in page


def test_passages_that_all_columns_share_are_shown_once(two_columns):
    cases = {case.id: case for case in worst_cases(two_columns)}
    (ours, theirs), only_ours = ([item for _, item in cases[key].versions] for key in "ab")
    assert len(cases["a"].shared) == 1
    assert cases["a"].own(ours) == cases["a"].own(theirs) == []
    assert cases["b"].shared == []
    assert len(cases["b"].own(only_ours[0])) == 1


def test_charts_show_value_and_interval_within_the_plot(two_columns):
    charts = headline_charts(two_columns)
    assert charts[0].title == "主要指标"
    assert charts[0].legend == ("本系统", "另一评判")
    for bar in (bar for chart in charts for bar in chart.bars):
        assert 0 <= bar.width <= 430
        if bar.low is not None and bar.high is not None:
            assert 190 <= bar.low <= bar.high <= 620


def test_the_terminal_says_the_same(two_columns):
    console = Console(file=io.StringIO(), width=160)
    show_run(two_columns, console)
    text = console.file.getvalue()
    assert "答对率" in text
    assert "另1条未能评判" in text
    assert "有问题的条目2条" in text
    assert ATTACK in text, "markup in a text is not obeyed"


def test_a_comparison_names_lost_items_on_page_and_terminal(item, result):
    before = result([item(str(n), {"right": 1.0}) for n in range(12)])
    after = result([item(str(n), {"right": float(n > 7)}, reasons=(f"缘由{n}",)) for n in range(12)])
    comparison = compare_results(before, after)
    console = Console(file=io.StringIO(), width=200)
    show_comparison(comparison, console)
    for text in (console.file.getvalue(), render_comparison(comparison)):
        assert "显著变差" in text
        assert "问题3" in text
        assert "缘由3" in text
        assert "问题9" not in text


def printed(show, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    show(console)
    return console.file.getvalue()


def test_nothing_is_cut_off_at_eighty_columns(item, result):
    before = result([item(str(n), {"right": float(n % 9 > 0), "ms": 1000.0 + n}) for n in range(120)])
    after = result([item(str(n), {"right": float(n % 2 > 0), "ms": 1200.0 + n}) for n in range(120)])
    run, comparison = (
        printed(lambda console: show_run(before, console), 80),
        printed(lambda console: show_comparison(compare_results(before, after), console), 80),
    )
    for text in (run, comparison):
        assert "…" not in text
        assert max(cell_len(line) for line in text.split("\n")) <= 80
    assert re.search(r"\[\d\d\.\d%，\d\d\.\d%\]", run)
    assert "显著变差" in comparison
    assert re.search(r"-3\d\.\d% +\d+/\d+", comparison)


def test_no_case_no_list(item, result):
    text = printed(lambda console: show_run(result([item("a", {"right": 1.0})]), console), 80)
    assert "没有发现有问题的条目。" in text
    assert "列出" not in text


def test_too_few_pairs_have_no_interval(item, result):
    run = result([item(key, {"right": 1.0}) for key in "abc"])
    text = printed(lambda console: show_comparison(compare_results(run, run), console), 120)
    assert "0.0% 题太少" in text


def test_a_case_shows_what_falls_short_and_folds_the_rest(item, result):
    run = result([item("a", {"right": 0.0, "precision": 1.0})])
    page = render_run(run)
    short, _, rest = page.partition("这一条的全部指标")
    assert "答对率 ✗" in short
    assert "准确率 ✓" not in short
    assert "准确率 ✓" in rest
