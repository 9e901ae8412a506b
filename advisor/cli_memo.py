"""What `advisor memo` shows: the draft as Markdown, one JSON object, or a file; what is still open goes to stderr."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import BadInput
from advisor.memo.asking import write_memo
from advisor.memo.markdown import markdown_text
from advisor.memo.readiness import obstacles
from advisor.memo.setting import paper_of
from advisor.memo.types import Edition, Memo
from advisor.memo.writing import PAPER_KINDS
from advisor.types import Data

if TYPE_CHECKING:
    from advisor.facade import Advisor

Say = Callable[[str], None]
_EVERY = 5


class Wanted(Data):
    """What is to become of the draft."""

    clean: bool
    force: bool
    output: str | None
    as_json: bool


def memo(make: Callable[[Advisor], Memo], wanted: Wanted, *, open_advisor: Callable[[], Advisor], say: Say) -> None:
    """Draft and show. The file's name is judged before the work begins."""
    path = Path(wanted.output) if wanted.output else None
    if path is not None and path.suffix.lower() not in PAPER_KINDS:
        raise BadInput(f"不能输出“{path.name}”：只能写成 {'、'.join(PAPER_KINDS)} 文件；请改文件名的扩展名。")
    advisor = open_advisor()
    draft = make(advisor)
    edition = Edition.CLEAN if wanted.clean else Edition.REVIEW
    if path is not None:
        write_memo(draft, path, advisor.memo_desk, edition=edition, forced=wanted.force, workspace=advisor.workspace)
        say(f"已写入 {path}。")
    if wanted.as_json:
        print(json.dumps(draft.to_contract(), ensure_ascii=False))
    elif path is None:
        print(markdown_text(paper_of(draft, edition, advisor.memo_desk, forced=wanted.force)), end="")
    for line in summary(draft):
        say(line)


def told_now_and_then(say: Say) -> Callable[[int, int], None]:
    """Progress of the rewording by the model: a line at the beginning and at every fifth stretch."""

    def told(done: int, total: int) -> None:
        if done == 0:
            say(f"初稿已成，语言模型润色{total}处……")
        elif done % _EVERY == 0 and done < total:
            say(f"已润色{done}/{total}处……")

    return told


def summary(draft: Memo) -> list[str]:
    """What a person has to know of the draft besides its text."""
    open_matters = "，".join(obstacles(draft)) or "没有待办事项"
    first = f"{draft.form_name}，正文{draft.characters}字（上限{draft.most_characters}字），{open_matters}。"
    return [first, *draft.warnings]
