"""What sort of figure a row is, and what it may be used for: read from its qualifier, definition, source and basis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from advisor.library.tables import Indicator
from advisor.statistics.comparability import not_realised
from advisor.statistics.types import ShownFigure, Standing
from advisor.types import Basis, Category, Source, StatisticsRow

_OFFICIAL = re.compile(r"统计局|统计公报|统计年鉴|普查|初步核算|统一核算|公安|不变价|可比价")
_INSTITUTE = re.compile(r"研究院|研究机构|商业机构|课题组|咨询|民间机构|行业报告|研究报告|网络视听")
_RELAYED = re.compile(r"转述|百科|自媒体|转载")
_MEDIA = re.compile(r"媒体|报道|杂志|口述|介绍|访谈|提案|作者文章|宣传")
_REPORT = re.compile(r"工作报告|常务会议|规划")
_DEPARTMENT = re.compile(r"[厅局]|部(?:[，；、发]|$)|商务大数据|12315|统计报告|[省市]财政")
_OF_GOVERNMENT = {Category.WORK_REPORT, Category.PLAN, Category.TASK_LIST, Category.NORMATIVE_DOCUMENT}


def standing_of(row: StatisticsRow, source: Source, indicator: Indicator | None) -> Standing:
    """The standing of one figure. What the row itself says of its definition outweighs what its source is."""
    kind = not_realised(row)
    if kind is not None:
        return Standing.TARGET if kind == "目标" else Standing.EXPECTED
    if row.basis is Basis.PAPER_ONLY or source.category is Category.PAPER:
        return Standing.PAPER
    own = row.definition or ""
    if _RELAYED.search(own):
        return Standing.RELAYED
    said = _told(own) or _told(source.issuer or "")
    if said in (None, Standing.MEDIA) and indicator is not None and _INSTITUTE.search(indicator.definition or ""):
        said = Standing.INSTITUTE
    if row.basis is Basis.SECONDARY and said in (None, Standing.OFFICIAL, Standing.MEDIA):
        return Standing.RELAYED
    return said or _by_category(source)


def _told(text: str) -> Standing | None:
    for pattern, standing in (
        (_OFFICIAL, Standing.OFFICIAL),
        (_INSTITUTE, Standing.INSTITUTE),
        (_REPORT, Standing.REPORT),
        (_MEDIA, Standing.MEDIA),
        (_DEPARTMENT, Standing.DEPARTMENT),
    ):
        if pattern.search(text):
            return standing
    return None


def _by_category(source: Source) -> Standing:
    if source.category is Category.STATISTICS:
        return Standing.OFFICIAL
    if source.category in _OF_GOVERNMENT:
        return Standing.REPORT
    return Standing.MEDIA if source.category is Category.NEWS else Standing.DEPARTMENT


def use_of(standing: Standing) -> str:
    """What a figure of this standing is good for, as one clause."""
    match standing:
        case Standing.OFFICIAL:
            return "写实绩、作比较首选"
        case Standing.DEPARTMENT:
            return "写本行业情况可用，须注明部门和监测口径"
        case Standing.REPORT:
            return "可按该文件口径引用，须注明文件和年份"
        case Standing.RELAYED:
            return "核对原件后再用"
        case Standing.INSTITUTE:
            return "说明行业规模可用，须注明机构，不与官方数并算"
        case Standing.MEDIA:
            return "作背景可用，须写明据何报道，不作考核数"
        case Standing.PAPER:
            return "只能写“据论文”，用前向主管部门核实"
        case Standing.EXPECTED:
            return "只能写“预计”，有实绩后改用实绩"
        case Standing.TARGET:
            return "只在写目标时用，不能当实绩"
    assert_never(standing)


def guidance(figures: Sequence[ShownFigure]) -> str:
    """One line on which of several figures to use for what, the strongest first."""
    parts = []
    for standing in Standing:
        own = [one for one in figures if one.standing is standing]
        if own:
            named = "、".join(dict.fromkeys(_short(one, figures) for one in own))
            parts.append(f"{named}为{standing.value}，{use_of(standing)}")
    return f"{'；'.join(parts)}。"


def _short(one: ShownFigure, among: Sequence[ShownFigure]) -> str:
    """The figure, with the indicator or the definition where these tell it from the others."""
    if len({other.row.indicator for other in among}) > 1:
        return f"{one.row.indicator}{one.quantity}"
    return f"{one.quantity}（{one.row.definition}）" if one.row.definition else one.quantity
