"""Telling a statement from an order to whoever answers: such an order is neither shown nor evidence, wherever it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from advisor.search.screen import screen
from advisor.text import normalise
from advisor.types import ScreenReason

_CLAUSE = r"[^。；;！!？?\n]"
_SAYING = r"(?:写|说|答|加上|附上|注明|输出|重复|插入)"
# Orders about how to answer that nobody gives as a question, and which the screen of questions therefore does not know.
_ON_ANSWERING = re.compile(
    rf"(?:每|各)一?[句段](?:话|回答|答复)?(?:之?[后前末中里]|末尾|结尾|开头|都){_CLAUSE}{{0,8}}{_SAYING}"
    rf"|(?:你|您|助手|assistant)(?:现在|接下来|以后|今后)?(?:必须|务必|应当?|只能|只须|需要|需|要|不得|不要|不能){_CLAUSE}{{0,10}}(?:{_SAYING}|规则|提示)"
    rf"|(?:在|于)(?:回答|作答|答复|回复)(?:的?(?:开头|结尾|末尾|最后)|里|中)(?:请|必须|务必|要|应当?)?{_SAYING}"
    r"|^(?:系统|system|assistant|助手|user)\s*[:：]",
    re.IGNORECASE,
)
# What a document that closes a frame of the prompt, or opens another, goes on to say is meant for the model.
_FRAME = re.compile(r"</?\s*(?:passage|question|system|user|assistant|sentence|instructions?)\b[^>\n]*>", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！!？?\n]*(?:[。！!？?\n]+[”’」』]?|$)")


def instructs(text: str) -> bool:
    """Whether a sentence tells whoever answers how to answer, or to break the rules of this program."""
    folded = normalise(text)
    return bool(_ON_ANSWERING.search(folded)) or screen(folded) is ScreenReason.OVERRIDE


@lru_cache(maxsize=20_000)
def gives_orders(text: str) -> bool:
    """Whether any sentence of a passage is an order to whoever answers."""
    return evidence(text) != text


def evidence(text: str) -> str:
    """A passage without its sentences that are orders to whoever answers; what is left may carry a statement."""
    parts = _SENTENCE.findall(_FRAME.sub("\n", text)) if _FRAME.search(text) else _SENTENCE.findall(text)
    kept = [part for part in parts if part and not instructs(part)]
    return text if len(kept) == len([part for part in parts if part]) else "".join(kept).strip()
