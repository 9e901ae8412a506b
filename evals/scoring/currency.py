"""Documents that are no longer, or not yet, what they were: is the reader told when one is cited?"""

from __future__ import annotations

import re

from advisor.types import Validity
from evals.scoring.citations import CheckedAnswer
from evals.scoring.records import Context

NOT_CURRENT = frozenset(
    one.value for one in (Validity.AMENDED, Validity.SUPERSEDED, Validity.REPEALED, Validity.EXPIRED, Validity.DRAFT)
)
_SAYS_SO = re.compile(
    r"修改|修订|取代|代替|替代|废止|失效|期满|期限已满|到期|过期|征求意见|草案|尚未生效|未生效|历史(?:做法|政策)|不再(?:有效|执行)"
)
_TITLE = re.compile(r"《(.+)》")


def cited_not_current(checked: CheckedAnswer) -> list[Context]:
    """The cited contexts whose document is not current, as far as the record says."""
    return [context for context in checked.cited_contexts if context.validity in NOT_CURRENT]


def unwarned(checked: CheckedAnswer) -> list[Context]:
    """Those of them of which the reader is not told."""
    return [context for context in cited_not_current(checked) if not _is_told(context, checked)]


def share_warned(checked: CheckedAnswer) -> float | None:
    """The share of which the reader is told; None where nothing of the kind is cited."""
    cited = cited_not_current(checked)
    return 1 - len(unwarned(checked)) / len(cited) if cited else None


def _is_told(context: Context, checked: CheckedAnswer) -> bool:
    """Told by a sentence that cites it, or by a sentence or warning that names it."""
    place = checked.record.contexts.index(context)
    citing = [one.sentence.text for one in checked.sentences if place in one.cited]
    match = _TITLE.search(context.title)
    name = match[1] if match else context.title
    others = [*(one.sentence.text for one in checked.sentences), *checked.record.warnings]
    naming = [text for text in others if name and name in text]
    return any(_SAYS_SO.search(text) for text in (*citing, *naming))
