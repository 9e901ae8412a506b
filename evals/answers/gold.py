"""What the library's own files say of an item: its gold passages, and the notices registered on just these."""

from __future__ import annotations

from pathlib import Path

from advisor.library.knowledge import load_knowledge
from advisor.settings import Settings
from evals.answers.evaluate import Gold
from evals.retrieval.gold import gold_file, load_gold


def load_answer_gold(set_file: Path, settings: Settings) -> dict[str, Gold]:
    """Gold by item id; empty where none is kept beside the set.

    Notices are read from the knowledge files and not from the record, so that losing them on the way is seen.
    """
    if not gold_file(set_file).is_file():
        return {}
    notices = load_knowledge(settings.knowledge).notices
    return {
        key: Gold(
            passages=one.gold_passages,
            by_fact=one.by_fact,
            notices=tuple(notice.id for notice in notices if set(notice.concerns) & set(one.gold_passages)),
        )
        for key, one in load_gold(set_file).items()
    }
