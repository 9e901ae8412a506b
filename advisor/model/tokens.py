"""How many tokens a text may take, without a tokenizer: those of the servers in use are not at hand, and one would be fetched."""

from __future__ import annotations

import re

# On the high side for the vocabularies of Qwen, DeepSeek and GLM (0.6 to 0.8 a Han character) and near those of models
# that know little Chinese; several of them give every digit a token.
_A_HAN_CHARACTER, _A_LETTER, _ANOTHER = 1.1, 0.35, 1.0
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z ]")


def estimated_tokens(text: str) -> int:
    """An estimate of the tokens of a text, rather too high than too low."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    return round(han * _A_HAN_CHARACTER + letters * _A_LETTER + (len(text) - han - letters) * _ANOTHER) + 1
