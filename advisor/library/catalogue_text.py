"""A catalogue entry as a passage: who issued a document, under which number, when, and whether it is in force."""

from __future__ import annotations

import re

from advisor.library.identity import passage_id
from advisor.types import Area, Category, Modality, Passage, PassageKind, Source

_REF_END = "#catalogue"
LOCATOR = "目录"
_WITHOUT_ENTRY = {Category.STATISTICS, Category.PAPER, Category.USER_DOCUMENT, Category.DRAFTING_FACTS}
_ASKS = (
    "文号是多少",
    "是谁印发的，哪个部门发布的",
    "哪年出台的，什么时候公布",
    "什么时候施行，从哪天起生效",
    "现在还有效吗，有没有废止",
    "这是什么文件，效力层级是什么",
)


def catalogue_ref(source_id: str) -> str:
    """The ref of a source's catalogue entry."""
    return f"{source_id}{_REF_END}"


def is_catalogue_entry(passage: Passage) -> bool:
    """Whether a passage is the catalogue entry of its source, not something the source says."""
    return passage.ref.endswith(_REF_END)


def catalogue_passage(source: Source) -> Passage | None:
    """The passage `<source>#catalogue`; None for tables and papers, whose own statements say this."""
    if source.category in _WITHOUT_ENTRY:
        return None
    text = catalogue_sentence(source)
    return Passage(
        id=passage_id(source.id, LOCATOR, text),
        source_id=source.id,
        ref=catalogue_ref(source.id),
        locator=LOCATOR,
        text=text,
        kind=PassageKind.DIGEST,
        basis=source.basis,
        modality=Modality.FACT,
        areas=(Area.GENERAL,),
        regions=(source.region,),
        asks=_ASKS,
        order=-1,
    )


def catalogue_sentence(source: Source) -> str:
    """One sentence from the catalogue entry; what is not known is left out."""
    name = f"《{source.title.strip('《》')}》" + (f"（{source.number}）" if source.number else "")
    rank = f"效力层级为{source.rank}" if source.rank else f"文件类别为{source.category}"
    parts = [
        f"由{source.issuer}制定发布" if source.issuer else "",
        f"{day_text(source.issued)}成文或公布" if source.issued else "",
        f"自{day_text(source.effective)}起施行" if source.effective else "",
        f"期限到{day_text(source.expires)}" if source.expires else "",
        rank,
        f"效力状态为{source.validity}" + (f"（{source.validity_basis.rstrip('。')}）" if source.validity_basis else ""),
        "" if source.held else "本库只有目录信息，没有收录正文",
    ]
    return f"{name}{'，'.join(part for part in parts if part)}。"


def day_text(written: str) -> str:
    """2026-02-01 -> 2026年2月1日; 2013 -> 2013年."""
    numbers = [int(part) for part in re.findall(r"\d+", written)]
    return "".join(f"{number}{unit}" for number, unit in zip(numbers, "年月日", strict=False))
