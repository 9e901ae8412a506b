from __future__ import annotations

from evals.without_asks import copy_without_asks


def test_copy_without_asks_keeps_everything_else(tmp_path):
    source = tmp_path / "knowledge"
    (source / "documents" / "paper").mkdir(parents=True)
    (source / "statistics").mkdir()
    document = "**s001** 一句。\n- asks: 问一 | 问二\n- areas: general\n"
    (source / "documents" / "paper" / "x.md").write_text(document, encoding="utf-8")
    (source / "statistics" / "indicators.csv").write_text("indicator,asks\n常住人口,多少人\n", encoding="utf-8")
    copy_without_asks(source, tmp_path / "copy")
    copied = (tmp_path / "copy" / "documents" / "paper" / "x.md").read_text(encoding="utf-8")
    assert copied == document.replace("问一 | 问二", "——")
    indicators = (tmp_path / "copy" / "statistics" / "indicators.csv").read_text(encoding="utf-8")
    assert indicators == "indicator,asks\n常住人口,——\n"
