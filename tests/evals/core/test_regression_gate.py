from __future__ import annotations

import io

import pytest
from rich.console import Console

from advisor.errors import BadInput
from evals.core import gate
from evals.core.measures import MAIN, Column, Measure
from evals.core.tasks import Outcome, Task


@pytest.fixture
def demo(item, tmp_path, monkeypatch):
    """A task whose values can be set, a gate file that names it, and the two commands on them."""

    class Demo:
        def __init__(self) -> None:
            self.values: dict[str, float | None] = {str(n): 1.0 for n in range(40)}

        def run(self, options):
            items = tuple(item(key, {"right": value}, reasons=(f"缘由{key}",)) for key, value in self.values.items())
            return Outcome(columns=(Column(key=MAIN, label="本系统"),), items=items)

        def task(self, name):
            measure = Measure(key="right", label="答对率", gated=True)
            return Task(name=name, label="演示", about="", measures=(measure,), sets=(), run=self.run)

        def write(self):
            return gate.write_baseline(gate_file=tmp_path / "gate.toml", baseline=tmp_path / "baseline")

        def check(self):
            console = Console(file=io.StringIO(), width=200)
            passed = gate.run_gate(console, gate_file=tmp_path / "gate.toml", baseline=tmp_path / "baseline")
            return passed, console.file.getvalue()

    (tmp_path / "gate.toml").write_text('[[run]]\ntask = "demo"\nset = "small.jsonl"\n', encoding="utf-8")
    (tmp_path / "small.jsonl").write_text("{}\n", encoding="utf-8")
    made = Demo()
    monkeypatch.setattr(gate, "load_task", made.task)
    return made


def test_no_change_passes(demo):
    demo.write()
    passed, text = demo.check()
    assert passed
    assert "没有显著退步" in text


def test_a_significant_drop_fails_and_names_what_was_lost(demo):
    demo.write()
    demo.values = {key: float(int(key) >= 8) for key in demo.values}
    passed, text = demo.check()
    assert not passed
    assert "答对率（本系统）显著变差" in text
    assert all(f"问题{n}" in text and f"缘由{n}" in text for n in range(8))


def test_a_few_lost_items_are_shown_but_pass(demo):
    demo.write()
    demo.values = demo.values | {"3": 0.0}
    passed, text = demo.check()
    assert passed
    assert "问题3" in text


def test_items_gone_from_the_set_fail(demo):
    demo.write()
    demo.values = {key: value for key, value in demo.values.items() if key != "3"}
    passed, text = demo.check()
    assert not passed
    assert "基准中的1条不在题集里" in text


def test_new_items_are_only_mentioned(demo):
    demo.write()
    demo.values = demo.values | {"new": 0.0}
    passed, text = demo.check()
    assert passed
    assert "1条是新增的" in text


def test_losing_the_values_themselves_fails(demo):
    demo.write()
    demo.values = {key: None if int(key) < 5 else value for key, value in demo.values.items()}
    passed, text = demo.check()
    assert not passed
    assert "5条失去数值" in text


def test_a_rise_passes(demo):
    demo.values = {key: float(int(key) >= 20) for key in demo.values}
    demo.write()
    demo.values = dict.fromkeys(demo.values, 1.0)
    assert demo.check()[0]


def test_the_baseline_holds_ids_and_gated_values_only(demo):
    (path,) = demo.write()
    assert path.parent.name == "demo"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == '{"set":"small","column":"main","id":"0","values":{"right":1.0}}'


def test_no_baseline_is_said(demo):
    with pytest.raises(BadInput, match="还没有基准"):
        demo.check()


def test_a_broken_gate_file_is_said(demo, tmp_path):
    (tmp_path / "gate.toml").write_text("[[run]]\ntask = 'demo'\n", encoding="utf-8")
    with pytest.raises(BadInput, match="读不出来"):
        demo.check()


def test_an_unpaired_measure_cannot_be_gated(demo):
    measure = Measure(key="precision", label="准确率", gated=True, paired=False)
    task = Task(name="demo", label="演示", about="", measures=(measure,), sets=(), run=demo.run)
    with pytest.raises(ValueError, match="cannot be gated"):
        gate.gated(task)


def test_the_committed_gate_names_tasks_and_sets_that_are_there():
    for one in gate._read_gate(gate.GATE_FILE):
        assert one.task in gate.load_task(one.task).name
        assert (gate.EVALS / one.set).is_file()
        assert (gate.BASELINE / one.task / "items.jsonl").is_file()


def test_only_items_that_a_guarded_measure_counts_are_said_to_be_new(demo):
    demo.values |= {"uncounted": None}
    demo.write()
    assert "新增" not in demo.check()[1]
    demo.values |= {"new": 1.0, "also uncounted": None}
    assert "1条是新增的" in demo.check()[1]
