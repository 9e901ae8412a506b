"""`python -m evals.scoring.refusal_agreement FILE...`: how often the wording of answers tells a stated refusal.

Each file holds answers as `score` reads them; `abstained` left out counts as false.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from evals.core.edge import one_line_errors
from evals.scoring.records import AnswerRecord, load_answers
from evals.scoring.refusals import has_abstained


def disagreements(records: Sequence[AnswerRecord]) -> list[AnswerRecord]:
    """The answers whose wording tells another outcome than the assistant states."""
    silenced = (record.model_copy(update={"abstained": None}) for record in records)
    pairs = zip(records, silenced, strict=True)
    return [record for record, bare in pairs if has_abstained(bare) is not bool(record.abstained)]


@one_line_errors
def main(arguments: Sequence[str] | None = None) -> None:
    """Print, for each file, how many agree, and those that do not. Exit code 2 for a file that cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m evals.scoring.refusal_agreement", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args(arguments).files:
        records = load_answers(path)
        others = disagreements(records)
        print(f"{path.name}：{len(records)}条回答中{len(records) - len(others)}条一致")
        for record in others:
            stated = "写明拒答" if record.abstained else "没有写明拒答"
            print(f"  {record.id}　{stated}：{record.answer[:60] or '（没有写回答）'}")


if __name__ == "__main__":
    main()
