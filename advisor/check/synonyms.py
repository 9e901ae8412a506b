"""A draft says with one everyday word what its source says with another: 存档 for 保存, 封顶 for 最高, 头一家 for 第一家."""

from __future__ import annotations

import re

# Words of one meaning whatever they stand beside; words that only overlap (补助, 奖励) are not among them.
_ALIKE = (
    ("保存", "归档", "存档", "留档", "留存", "保管", "保留"),
    ("最高", "封顶", "最多", "至多", "上限为"),
    ("第一家", "头一家", "首家", "第一个", "首个"),
    ("第三产业", "三产", "服务业"),
    ("第二产业", "二产"),
    ("第一产业", "一产"),
    ("比重", "占比"),
    ("网购", "网上购物", "网络购物"),
)
_OTHERS = {word: tuple(one for one in group if one != word) for group in _ALIKE for word in group}
_WORD = re.compile("|".join(sorted(_OTHERS, key=len, reverse=True)))


def in_words_of(claim: str, said: str) -> str:
    """The claim with its words that a passage lacks put in the passage's own words of the same meaning."""
    return _WORD.sub(lambda match: _word_for(match.group(), said), claim)


def _word_for(word: str, said: str) -> str:
    others = [other for other in _OTHERS[word] if other in said]
    # 三产 stands in 第三产业 without being said there.
    apart = said
    for longer in (other for other in others if word in other):
        apart = apart.replace(longer, "，")
    return word if word in apart or not others else others[0]
