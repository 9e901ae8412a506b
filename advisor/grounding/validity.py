"""What follows from a document's state of validity: words of a claim that the state bears, or contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.faults import Fault, contrary
from advisor.grounding.reading import Reading
from advisor.types import NO_LONGER_OR_NOT_YET_VALID, Validity

_STATE = re.compile("效力状态为?(?P<state>" + "|".join(state.value for state in Validity) + ")")
_LAPSED = (
    "不能再?(?:当作|作为?)?(?:现行的?)?(?:依据|标准)|不再(?:执行|适用|有效|施行)|(?:已经?)?失效|不是现行(?:文件|规定)"
)
_ENDED = f"{_LAPSED}|已经?(?:被|予以)?(?:废止|取代|替代)|已经?(?:到期|过期)"
_IN_FORCE = (
    "现行有效|(?:至今|迄今|继续|依然|仍然?|还|现在?|目前)(?:仍然?|还|在)?(?:有效|适用|执行|施行)|可以作为现行依据"
    "|(?:尚未|还没有?|没有?|并未|未)(?:到期|过期|期满|失效|废止)"
)
_FOLLOWS: dict[Validity, str] = {
    Validity.SUPERSEDED: f"(?:已经?)?被(?:后来的?)?[^，,。（(]{{0,12}}?(?:取代|替代)|{_LAPSED}",
    Validity.REPEALED: f"(?:已经?)?(?:被|予以)?废止|{_LAPSED}",
    Validity.EXPIRED: f"期限?(?:已|已经)?满|(?:已经?)?(?:到期|过期)|{_LAPSED}",
    Validity.DRAFT: f"(?:只|仅|还)?是?征求意见稿?|(?:尚未|还没有?|没有)(?:正式)?(?:生效|施行|出台)|{_LAPSED}",
    Validity.IN_FORCE: _IN_FORCE,
    Validity.AMENDED: f"{_IN_FORCE}|(?:但)?(?:已经?)?(?:被|经)?(?:修改|修订|修正)过?|引用前应对照最新文本",
    Validity.UNKNOWN: "效力状态不明|未见废止或续期公告|(?:是否|还)有效(?:尚)?不(?:清楚|明)",
}
_DENIED = re.compile("[未没不非][^，,。]{0,3}$")


def state_of(passage: str) -> tuple[Validity, tuple[int, int]] | None:
    """The state that a catalogue passage gives, with its span."""
    match = _STATE.search(passage)
    return (Validity(match["state"]), match.span()) if match else None


def without_consequences(claim: str, passages: Sequence[str]) -> str:
    """The claim with the words blanked that follow from the state the passages give; the length stays the same."""
    for passage in passages:
        if state := state_of(passage):
            claim = re.sub(_FOLLOWS[state[0]], lambda match: " " * len(match.group()), claim)
    return claim


def validity_faults(claim: str, passages: Sequence[Reading]) -> list[Fault]:
    """In force where the catalogue says lapsed, or the reverse."""
    for reading in passages:
        state = state_of(reading.text)
        if state is None or state[0] is Validity.UNKNOWN:
            continue
        pattern = _IN_FORCE if state[0] in NO_LONGER_OR_NOT_YET_VALID else _ENDED
        match = re.search(pattern, claim)
        if match and not _DENIED.search(claim[: match.start()]):
            text = f"论断写“{match.group()}”，来源写“{reading.text[state[1][0] : state[1][1]]}”"
            return [contrary("validity", text, match.span(), reading, state[1])]
    return []
