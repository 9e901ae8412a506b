"""`score-claims`: the grounding engine alone, line by line. Nothing else is loaded, and nothing is done twice a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from advisor.errors import BadInput
from advisor.grounding import check_claim
from advisor.types import VerdictKind
from evals.core.complaints import unreadable

STANDARD_INPUT = "-"


def score_claims_file(file: str, out: Path | None = None) -> None:
    """Score a file of claims, to `out` or standard output.

    Raises BadInput for a file that cannot be read or holds no claim, for an `out` that is the file itself, and naming
    the first line that is not usable. `out` appears only once it is complete.
    """
    if out is not None and file != STANDARD_INPUT and out.exists() and out.samefile(file):
        raise BadInput(f"“{out}”就是输入文件，写进去会盖掉论断；请用 -o 另写一个文件名。")
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
    """One line of JSON for each `{"id", "claim", "passage"}`, as it is read.

    Raises BadInput for an unusable line, an id that comes twice, or where there is no line at all.
    """
    seen: dict[str | int, int] = {}
    for number, line in enumerate(lines, start=1):
        if line.isspace() or not line:
            continue
        key, claim, passage = _read(line, number)
        if key in seen:
            raise BadInput(f"第{number}行的 id“{key}”与第{seen[key]}行重复；请只留一行，或用不同的 id。")
        seen[key] = number
        verdict = check_claim(claim, (passage,))
        scored = {
            "id": key,
            "supported": verdict.kind is VerdictKind.SUPPORTED,
            "score": verdict.score,
            "reasons": [reason.text for reason in verdict.reasons],
        }
        yield json.dumps(scored, ensure_ascii=False) + "\n"
    if not seen:
        raise BadInput('没有读到论断；每行应写成 {"id": …, "claim": …, "passage": …}。')


def _read(line: str, number: int) -> tuple[str | int, str, str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(
            f"第{number}行不是完整的 JSON（读到第{error.colno}个字符处出错）；每行应为一个 JSON 对象。"
        ) from error
    if not isinstance(record, dict):
        raise BadInput(f'第{number}行不是 JSON 对象；应写成 {{"id": …, "claim": …, "passage": …}}。')
    key = record.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise BadInput(f"第{number}行缺少“id”，或不是文字、整数。")
    for name in ("claim", "passage"):
        if not isinstance(record.get(name), str):
            raise BadInput(f"第{number}行缺少“{name}”，或不是文字。")
    if any(_has_lone_surrogate(one) for one in (str(key), record["claim"], record["passage"])):
        raise BadInput(f"第{number}行的文字里有不成对的代理字符（\\uD800 至 \\uDFFF），不是完整的字。")
    return key, record["claim"], record["passage"]


def _has_lone_surrogate(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    try:
        if file == STANDARD_INPUT:
            yield _standard_input()
            return
        # With or without a byte order mark.
        with Path(file).open(encoding="utf-8-sig") as lines:
            yield lines
    except (OSError, UnicodeDecodeError) as error:
        name = "标准输入" if file == STANDARD_INPUT else file
        raise BadInput(unreadable(Path(name), error)) from error


def _standard_input() -> TextIO:
    """Standard input as UTF-8, whatever the locale says."""
    buffer = getattr(sys.stdin, "buffer", None)
    return sys.stdin if buffer is None else TextIOWrapper(buffer, encoding="utf-8-sig")
