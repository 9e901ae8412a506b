"""What travels with an answer: notices on the sources used, and warnings on validity, staleness and basis."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from advisor.answer.bench import Bench
from advisor.answer.texts import BASIS_LABEL, ENGLISH_NOTE, STALE_NOTE, WITHHELD_NOTE, source_name
from advisor.types import (
    Answer,
    Basis,
    Category,
    Notice,
    NoticeShown,
    Passage,
    QuestionKind,
    Source,
    Validity,
)

_MAX_NOTICES = 5
_FIGURES_MATTER = {
    QuestionKind.FIGURE,
    QuestionKind.CALCULATION,
    QuestionKind.COMPARISON,
    QuestionKind.YES_NO,
    QuestionKind.DATE,
}
_VALIDITY_MATTERS = {QuestionKind.RULE, QuestionKind.VALIDITY, QuestionKind.ADVICE}


def warn(answer: Answer, bench: Bench) -> Answer:
    """Fill `notices` and `warnings` from the passages that the shown claims cite."""
    used = list(dict.fromkeys(key for claim in answer.claims for key in claim.passage_ids))
    passages = [bench.holdings.passages[key] for key in used]
    sources = list({passage.source_id: bench.holdings.sources[passage.source_id] for passage in passages}.values())
    warnings = [
        *([bench.warning] if bench.warning else []),
        *_language(answer),
        *_validity(sources),
        *_basis(passages, answer, bench),
        *_staleness(sources, answer, bench),
        *([WITHHELD_NOTE.format(count=len(answer.dropped))] if answer.dropped else []),
    ]
    notices = tuple(_shown(notice) for notice in relevant_notices(passages, bench)[:_MAX_NOTICES])
    return answer.model_copy(update={"notices": notices, "warnings": tuple(warnings)})


def relevant_notices(passages: list[Passage], bench: Bench) -> list[Notice]:
    """Notices that concern one of the passages: those on the statement itself before those on its whole source."""
    found: list[tuple[int, Notice]] = []
    for notice in bench.holdings.notices:
        distances = [_distance(notice, passage) for passage in passages]
        closest = min((one for one in distances if one is not None), default=None)
        if closest is not None:
            found.append((closest, notice))
    return [notice for _, notice in sorted(found, key=lambda pair: pair[0])]


def _distance(notice: Notice, passage: Passage) -> int | None:
    """0: concerns this statement or row; 1: its indicator; 2: its source; None: none of these."""
    if passage.ref in notice.concerns or (passage.row and passage.row.id in notice.concerns):
        return 0
    if passage.row and f"indicator:{passage.row.indicator}" in notice.concerns:
        return 1
    return 2 if passage.source_id in notice.concerns else None


def _shown(notice: Notice) -> NoticeShown:
    instead = f"建议：{notice.instead}" if notice.instead else ""
    return NoticeShown(id=notice.id, text=f"{notice.text}{instead}", certainty=notice.certainty.value)


def _language(answer: Answer) -> list[str]:
    return [ENGLISH_NOTE] if answer.plan is not None and answer.plan.language == "en" else []


def _validity(sources: list[Source]) -> list[str]:
    return [text for source in sources if (text := validity_warning(source)) is not None]


def validity_warning(source: Source) -> str | None:
    """One line where a cited document is not plainly in force; None for papers, news and tables, which cannot lapse."""
    if source.category in (Category.PAPER, Category.NEWS, Category.STATISTICS, Category.WORK_REPORT):
        return None
    name = source_name(source)
    match source.validity:
        case Validity.IN_FORCE:
            return None
        case Validity.AMENDED:
            return f"{name}已经修改，本库所见不是最新文本，引用前请对照新版。"
        case Validity.SUPERSEDED:
            return f"{name}已被取代，只能作为历史做法参考。"
        case Validity.REPEALED:
            return f"{name}已经废止，不能作为依据。"
        case Validity.EXPIRED:
            return f"{name}期限已满，只能作为历史做法参考，不是现行标准。"
        case Validity.DRAFT:
            return f"{name}是征求意见稿，尚未生效，不能作为依据。"
        case Validity.UNKNOWN:
            return f"{name}的效力状态不明，引用前请向发文机关核实。"
    assert_never(source.validity)


def _basis(passages: list[Passage], answer: Answer, bench: Bench) -> list[str]:
    """A line for passages seen only at second hand, and one for the paper's own figures."""
    second_hand = {
        source_name(bench.holdings.sources[one.source_id]) for one in passages if one.basis is Basis.SECONDARY
    }
    lines = (
        [f"{'、'.join(sorted(second_hand))}的内容为{BASIS_LABEL[Basis.SECONDARY]}，引用前请核对原件。"]
        if second_hand
        else []
    )
    asked = set(answer.plan.kinds) if answer.plan else set()
    if asked & _FIGURES_MATTER and any(_is_paper_figure(one, bench) for one in passages):
        lines.append("其中的数字仅据论文，未见政府统计印证，引用前请向主管部门核对原件。")
    return lines


def _is_paper_figure(passage: Passage, bench: Bench) -> bool:
    return bench.holdings.sources[passage.source_id].category is Category.PAPER and bool(passage.figures)


def _staleness(sources: list[Source], answer: Answer, bench: Bench) -> list[str]:
    """A line when what is said to be in force was last checked too long ago."""
    if answer.plan is None or (not set(answer.plan.kinds) & _VALIDITY_MATTERS and not answer.plan.asks_now):
        return []
    as_of, limit = date.fromisoformat(answer.as_of), bench.settings.stale_after_days
    old = [one for one in sources if one.rank and (as_of - date.fromisoformat(one.checked_on)).days > limit]
    if not old:
        return []
    titles = "、".join(source_name(source) for source in old)
    return [STALE_NOTE.format(checked=min(source.checked_on for source in old), days=limit, titles=titles)]
