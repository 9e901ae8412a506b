"""Whether an authority as a draft names it can be the issuer that the catalogue gives: short names, places, joint issue."""

from __future__ import annotations

import re

from advisor.grounding import find_organisations
from advisor.types import Source

_MANY = re.compile(r"\d|等|多?部门|联合")
_FULL_NAMES = {
    "国家网信办": "国家互联网信息办公室",
    "中央网信办": "国家互联网信息办公室",
    "网信办": "国家互联网信息办公室",
    "国家发改委": "国家发展改革委",
    "国家发展和改革委员会": "国家发展改革委",
    "发改委": "发展改革委",
    "市场监管总局": "国家市场监督管理总局",
    "国家市场监管总局": "国家市场监督管理总局",
    "税务总局": "国家税务总局",
    "广电总局": "国家广播电视总局",
    "全国人大常委会": "全国人民代表大会常务委员会",
    "人社部": "人力资源社会保障部",
    "工信部": "工业和信息化部",
    "文旅部": "文化和旅游部",
    "市监总局": "国家市场监督管理总局",
    "中办": "中共中央办公厅",
    "国办": "国务院办公厅",
}


def may_issue(written: str, source: Source) -> bool:
    """Whether an issuer as written can be the source's: the same names, shorter names of them, or only its place."""
    held = [_full(name) for name in re.split(r"[、和及与]", source.issuer or "")]
    for name in (_full(part) for part in re.split(r"[、和及与]", written) if part):
        if not is_authority(name):
            if not _place_fits(name, source):
                return False
            continue
        if _MANY.search(name) or any(_MANY.search(one) for one in held):
            continue
        if not any(_is_short_for(name, one) for one in held):
            return False
    return True


def is_authority(name: str) -> bool:
    """Whether a name is that of a body that can issue a document, in full or in short (文旅部)."""
    return bool(find_organisations(name) or re.search(r"[部局委会院厅办府]$", name))


def _full(name: str) -> str:
    return _FULL_NAMES.get(name.strip(), name.strip())


def _place_fits(name: str, source: Source) -> bool:
    """A place alone (深圳市出台) must be the source's; words that are no place say nothing."""
    bare = re.sub(r"[省市县区]$", "", name)
    if not re.search(r"[省市县]$", name):
        return True
    return (
        bare in source.region
        or source.region in bare
        or bare in (source.issuer or "")
        or bare in ("我", "本", "全", "该")
    )


def _is_short_for(name: str, held: str) -> bool:
    """Whether one name is the other, or its characters in order: 鞍山市政府 for 鞍山市人民政府."""
    short, long = sorted((name, held), key=len)
    rest = iter(long)
    return short[-1] == long[-1] and all(character in rest for character in short)
