"""What travels with an answer: notices on the sources used, and warnings on validity, staleness and basis."""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.texts import (
    ENGLISH_NOTE,
    INVENTED_NOTE,
    MODEL_NOTE,
    PARTLY_MODEL_NOTE,
    STATE_LEAD,
    UNMENTIONED_NOTE,
    withheld_note,
)
from advisor.library.naming import BASIS_LABEL, quoted_title, source_name, staleness_warning, validity_warning
from advisor.model.texts import note
from advisor.search.citing import relevant_notices
from advisor.segmenting import part_of_speech
from advisor.types import (
    MODEL_MODE,
    Answer,
    Basis,
    Category,
    ClaimKind,
    Notice,
    NoticeShown,
    Passage,
    QuestionKind,
    Source,
)

_MAX_NOTICES = 5
_SHORTEST_NAME = 2
_NOUN = ("n", "l")
_FIGURES_MATTER = {
    QuestionKind.FIGURE,
    QuestionKind.CALCULATION,
    QuestionKind.COMPARISON,
    QuestionKind.YES_NO,
    QuestionKind.DATE,
}
_VALIDITY_MATTERS = {QuestionKind.RULE, QuestionKind.VALIDITY, QuestionKind.ADVICE}


def warn(answer: Answer, bench: Bench) -> Answer:
    """Fill `notices`, and add to `warnings`, from the passages that the shown claims cite."""
    used = list(dict.fromkeys(key for claim in answer.claims for key in claim.passage_ids))
    passages = [bench.holdings.passages[key] for key in used]
    sources = list({passage.source_id: bench.holdings.sources[passage.source_id] for passage in passages}.values())
    warnings = [
        *answer.warnings,
        *([bench.warning] if bench.warning else []),
        *_language(answer),
        *_unmentioned(answer, bench),
        *_validity([one for one in sources if not _is_listed_with_its_state(one, answer)]),
        *_basis(passages, answer, bench),
        *_staleness(sources, answer, bench),
        *([withheld_note(answer.dropped)] if answer.dropped else []),
        *_of_the_model(answer),
    ]
    notices = tuple(_shown(notice) for notice in relevant_notices(passages, bench.holdings)[:_MAX_NOTICES])
    return answer.model_copy(update={"notices": notices, "warnings": tuple(warnings)})


def _shown(notice: Notice) -> NoticeShown:
    instead = f"建议：{notice.instead}" if notice.instead else ""
    return NoticeShown(id=notice.id, text=f"{notice.text}{instead}", certainty=notice.certainty.value)


def _of_the_model(answer: Answer) -> list[str]:
    """That a model wrote it, why it did not write all of it, and what it made up."""
    by_model = MODEL_NOTE if answer.model_fault is None else PARTLY_MODEL_NOTE
    wrote = [by_model] if answer.mode == MODEL_MODE else []
    fault = [] if answer.model_fault is None else [note(answer.model_fault, wrote=answer.mode == MODEL_MODE)]
    invented = [INVENTED_NOTE.format(count=answer.invented_keys)] if answer.invented_keys else []
    return [*wrote, *fault, *invented]


def _language(answer: Answer) -> list[str]:
    return [ENGLISH_NOTE] if answer.plan is not None and answer.plan.language == "en" else []


def _unmentioned(answer: Answer, bench: Bench) -> list[str]:
    """A line on the things asked about that no passage of the library mentions, by whatever name, though it has an answer."""
    if answer.plan is None or all(claim.kind is ClaimKind.GAP for claim in answer.claims):
        return []
    strange = [
        word
        for word in answer.plan.terms
        if word in answer.plan.text
        and len(word) >= _SHORTEST_NAME
        and part_of_speech(word).startswith(_NOUN)
        # Of 13类食品 the words are 食品 and what it is counted in.
        and not re.search(rf"[\d几]{re.escape(word)}", answer.plan.text)
        and not any(bench.holdings.occurs(form) for form in bench.holdings.lexicon.synonyms(word))
    ]
    return [UNMENTIONED_NOTE.format(words="、".join(f"“{word}”" for word in strange))] if strange else []


def _is_listed_with_its_state(source: Source, answer: Answer) -> bool:
    """Whether a list of documents gives the state of this one: a warning for each would only say it again."""
    return any(quoted_title(source) in one.text and STATE_LEAD in one.text for one in answer.claims)


def _validity(sources: list[Source]) -> list[str]:
    # Of a document that was not found nobody will cite anything.
    found = [source for source in sources if source.category is not Category.NOT_HELD]
    return [text for source in found if (text := validity_warning(source)) is not None]


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
    text = staleness_warning(sources, as_of=answer.as_of, days=bench.settings.stale_after_days)
    return [] if text is None else [text]
