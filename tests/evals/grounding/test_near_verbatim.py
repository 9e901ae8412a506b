from __future__ import annotations

import re

import pytest

from evals.grounding import near_verbatim


def test_exchanges_are_seldom_shown_and_other_orders_nearly_always(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(near_verbatim, "_PASSAGES", 120)
    assert near_verbatim.main() == 0
    lines = capsys.readouterr().out.splitlines()
    shown = {line.split(":")[0]: float(re.search(r"([\d.]+)%", line)[1]) for line in lines}
    assert shown["right, clauses in another order"] >= 80
    assert shown["right, one clause"] >= 90
    assert all(share <= 34 for sort, share in shown.items() if sort.startswith("wrong"))
