"""Reading notices.yaml."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from advisor.library.fields import Fields
from advisor.library.problems import Problems
from advisor.library.yaml_entries import read_list
from advisor.types import Certainty, Notice, StatisticsRow

_INDICATOR = "indicator:"


def read_notices(
    path: Path, file: str, problems: Problems, *, refs: Collection[str], rows: Sequence[StatisticsRow]
) -> tuple[Notice, ...]:
    """Read and check the notices; an absent file holds none.

    `refs` are the source ids and statement refs that exist. What concerns an indicator is spelled out as the ids of
    its rows and the statements that say the same, so that a reader of notices compares plain ids.
    """
    if not path.is_file():
        return ()
    notices: dict[str, Notice] = {}
    known = set(refs) | {row.id for row in rows}
    indicators = {row.indicator for row in rows}
    for entry in read_list(path.read_text(encoding="utf-8-sig"), file, problems):
        before = len(problems.lines)
        fields = Fields(entry, problems)
        concerns, evidence = fields.texts("concerns"), fields.texts("evidence")
        for ref in (*concerns, *evidence):
            if ref not in known and ref.removeprefix(_INDICATOR) not in indicators:
                fields.wrong("concerns" if ref in concerns else "evidence", f"指向不存在的“{ref}”", "改为已有的编号")
        values = {
            "id": fields.text("id"),
            "text": fields.text("text"),
            "certainty": fields.choice("certainty", Certainty),
            "concerns": _spelled_out(concerns, rows),
            "evidence": evidence,
            "instead": fields.optional_text("instead"),
        }
        if not concerns:
            fields.wrong("concerns", "提示没有指明涉及哪条内容", "在 concerns 中写明来源编号或陈述编号")
        if str(values["id"]) in notices:
            fields.wrong("id", f"提示编号“{values['id']}”重复", "换一个没有用过的编号")
        fields.finish()
        if len(problems.lines) == before:
            notice = Notice.model_validate(values)
            notices[notice.id] = notice
    return tuple(notices.values())


def _spelled_out(concerns: Sequence[str], rows: Sequence[StatisticsRow]) -> tuple[str, ...]:
    found: list[str] = []
    for ref in concerns:
        indicator = ref.removeprefix(_INDICATOR) if ref.startswith(_INDICATOR) else None
        named = [row for row in rows if row.id == ref or row.indicator == indicator]
        if not ref.startswith(_INDICATOR):
            found.append(ref)
        found += [row.id for row in named]
        found += [row.statement_ref for row in named if row.statement_ref]
    return tuple(dict.fromkeys(found))
