"""`score-claims`: the grounding engine alone, line by line. Nothing else is loaded, and nothing is done twice a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from advisor.errors import BadInput
from advisor.grounding import check_claim
from advisor.types import VerdictKind

STANDARD_INPUT = "-"


def score_claims_file(file: str, out: Path | None = None) -> None:
    """Score a file of claims, to `out` or standard output. Raises BadInput naming the first line that is not usable.

    `out` appears only once it is complete.
    """
    with _opened(file) as lines:
        if out is None:
            sys.stdout.writelines(scored_lines(lines))
            sys.stdout.flush()
            return
        half = out.with_name(f".{out.name}.half")
        try:
            with half.open("w", encoding="utf-8") as target:
                target.writelines(scored_lines(lines))
            os.replace(half, out)
        except OSError as error:
            raise BadInput(f"“{out}”写不进去；请检查文件夹是否存在、是否可写。") from error
        finally:
            half.unlink(missing_ok=True)


def scored_lines(lines: Iterable[str]) -> Iterator[str]:
    """One line of JSON for each `{"id", "claim", "passage"}`, as it is read. Raises BadInput for an unusable line."""
    for number, line in enumerate(lines, start=1):
        if line.isspace() or not line:
            continue
        key, claim, passage = _read(line, number)
        verdict = check_claim(claim, (passage,))
        scored = {
            "id": key,
            "supported": verdict.kind is VerdictKind.SUPPORTED,
            "score": verdict.score,
            "reasons": [reason.text for reason in verdict.reasons],
        }
        yield json.dumps(scored, ensure_ascii=False) + "\n"


def _read(line: str, number: int) -> tuple[str | int, str, str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(f"第{number}行不是完整的 JSON（{error.msg}）；每行应为一个 JSON 对象。") from error
    if not isinstance(record, dict):
        raise BadInput(f'第{number}行不是 JSON 对象；应写成 {{"id": …, "claim": …, "passage": …}}。')
    key = record.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise BadInput(f"第{number}行缺少“id”，或不是文字、整数。")
    for name in ("claim", "passage"):
        if not isinstance(record.get(name), str):
            raise BadInput(f"第{number}行缺少“{name}”，或不是文字。")
    return key, record["claim"], record["passage"]


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    if file == STANDARD_INPUT:
        yield sys.stdin
        return
    try:
        # With or without a byte order mark.
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield lines
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BadInput(f"找不到文件“{file}”；请检查路径。") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"“{file}”不是 UTF-8 编码；请转换后再试。") from error
