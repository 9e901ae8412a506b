"""What a document is: number, issuer, dates and rank, from its catalogue entry."""

from __future__ import annotations

import re

from advisor.answer.bench import Bench
from advisor.answer.composers.common import Composition, sentence
from advisor.answer.composers.validity import catalogue_passage
from advisor.types import Answer, Category, Claim, ClaimKind, Status

_ENTRY_ASKED = re.compile(
    r"文号|第?几号令?|(谁|哪[个些]?两?[个家]?(部门|机关|单位|机构)|什么(部门|机关|单位)).{0,6}(印发|发布|制定|出台|颁布|公布|出的|发的|下发|牵头制定)"
    r"|(哪一?[年天日]|什么时候|何时|几月|几号).{0,6}(施行|实施|生效|起效|印发|发布|出台|颁布|公布|执行)|(施行|生效|发布|公布|印发|出台)(日期|时间)|效力层级|是什么(级别|效力)|(名称|全称|标题|题目)(是|叫)?什么|叫什么(文件|名字)?|是什么文件|什么文件[?？]?$|(是|由)[^，,]{2,14}(出|发|定|制定)的吧"
)


def compose_catalogue(answer: Answer, bench: Bench) -> Composition | None:
    """One claim a named document; None unless its number, issuer, date or rank is asked."""
    plan = answer.plan
    if plan is None or not plan.source_ids or not _ENTRY_ASKED.search(plan.text):
        return None
    claims = []
    for key in plan.source_ids[:3]:
        source = bench.holdings.sources.get(key)
        entry = catalogue_passage(source, bench) if source else None
        if source is None or entry is None or source.category is Category.NOT_HELD:
            continue
        claims.append(Claim(text=sentence(entry.text), kind=ClaimKind.FACT, passage_ids=(entry.id,), fills_slot=True))
    return Composition(claims=tuple(claims), status=Status.ANSWERED) if claims else None
