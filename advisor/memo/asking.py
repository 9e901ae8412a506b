"""Drafting as one call: from what a user writes to a draft, and from a draft to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from advisor.memo.desk import Desk
from advisor.memo.drafting import draft
from advisor.memo.requesting import read_request
from advisor.memo.setting import paper_of
from advisor.memo.types import Edition, Memo

DEFAULT_FORM = "policy-advice"


def draft_memo(
    topic: str,
    desk: Desk,
    *,
    form: str = DEFAULT_FORM,
    areas: Sequence[str] = (),
    regions: Sequence[str] = (),
    addressees: Sequence[str] = (),
    issuer: str | None = None,
    as_of: date,
) -> Memo:
    """A draft on a topic. Raises BadInput for a type, area, region or addressee that cannot be used."""
    request = read_request(
        topic,
        desk,
        form=form,
        areas=areas,
        regions=regions,
        addressees=addressees,
        issuer=issuer,
        as_of=as_of.isoformat(),
    )
    return draft(request, desk)


def write_memo(memo: Memo, path: Path, desk: Desk, *, edition: Edition, forced: bool, workspace: Path) -> None:
    """Write an edition of a draft as DOCX, Markdown or PDF. Raises BadInput for a clean copy that is not ready."""
    from advisor.memo.writing import write_paper

    write_paper(paper_of(memo, edition, desk, forced=forced), path, workspace=workspace)
