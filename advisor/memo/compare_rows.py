"""The rows of a matrix: the six areas, or the instruments by which a government acts."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.errors import BadInput
from advisor.memo.compare_types import By, Row
from advisor.search.lexicon import Lexicon
from advisor.types import Area

SUBJECT = (
    "直播",
    "短视频",
    "电商",
    "电子商务",
    "网络零售",
    "网上零售",
    "网络销售",
    "网红",
    "主播",
    "网络交易",
    "线上",
    "网店",
)
"""Words of the field: a statement without any is near it only by its document."""
_FIELD = "短视频 直播电商 电子商务"

# What a statement on an instrument speaks of.
_INSTRUMENTS: dict[str, tuple[str, ...]] = {
    "资金": ("专项资金", "配套资金", "扶持资金", "财政资金", "补助", "资助", "奖励", "补贴", "贴息", "经费", "下拨"),
    "平台": ("平台", "自建平台", "平台经济", "网上商城", "特色馆", "专区", "公共服务体系", "公共服务中心"),
    "园区": ("园区", "产业园", "直播基地", "示范基地", "电商基地", "创业园", "产业带", "楼宇", "直播载体", "网红小镇"),
    "人才": ("人才", "培训", "主播", "校企合作", "职业院校", "职业技能", "职业资格", "学徒", "创业", "管理人员"),
    "物流": ("物流", "快递", "配送", "仓储", "仓配", "冷链", "寄递", "服务站", "服务点", "工业品下乡"),
    "监管": (
        "监管",
        "监督",
        "规范",
        "处罚",
        "信用",
        "失信",
        "黑名单",
        "审查",
        "备案",
        "投诉",
        "合规",
        "行业标准",
        "协会",
    ),
    "考核": (
        "考核",
        "绩效",
        "评估",
        "评价",
        "指标任务",
        "目标责任",
        "责任分工",
        "报送",
        "统计数据",
        "领导小组",
        "协调小组",
        "牵头",
        "验收",
    ),
}
_KIN = {"人才": Area.TALENT, "物流": Area.LOGISTICS, "监管": Area.FAIR_COMPETITION}
AREAS = tuple(area for area in Area if area is not Area.GENERAL)


def area_rows(areas: Sequence[Area], lexicon: Lexicon) -> tuple[Row, ...]:
    """The rows of the areas asked for, all six where none is."""
    return tuple(_area_row(area, lexicon) for area in areas or AREAS)


def _area_row(area: Area, lexicon: Lexicon) -> Row:
    words = lexicon.vocabulary.areas[area]
    query = " ".join((_FIELD, words.name, words.description, *words.aliases))
    return Row(id=area.value, label=words.name, words=tuple(sorted(lexicon.area_terms(area))), query=query, area=area)


def instrument_rows() -> tuple[Row, ...]:
    """The rows of the instruments."""
    return tuple(
        Row(
            id=f"instrument-{number}",
            label=name,
            words=words,
            query=" ".join((_FIELD, name, *words)),
            kin=_KIN.get(name),
            grants=name == "资金",
        )
        for number, (name, words) in enumerate(_INSTRUMENTS.items(), start=1)
    )


def rows(by: By, areas: Sequence[Area], lexicon: Lexicon) -> tuple[Row, ...]:
    """The rows of a matrix."""
    return area_rows(areas, lexicon) if by is By.AREA else instrument_rows()


def area_named(name: str, lexicon: Lexicon) -> Area:
    """An area by code, name or alias: logistics, 物流, 物流建设. Raises BadInput for anything else."""
    for area in AREAS:
        words = lexicon.vocabulary.areas[area]
        if name in (area.value, words.name, *words.aliases):
            return area
    known = "、".join(f"{lexicon.vocabulary.areas[area].name}（{area.value}）" for area in AREAS)
    raise BadInput(f"没有“{name}”这个策略领域；可选：{known}。")


def way_named(name: str) -> By:
    """What the rows are: area or instrument. Raises BadInput for anything else."""
    try:
        return By(name)
    except ValueError as error:
        raise BadInput(f"没有“{name}”这种排列；--by 只能写 area（按策略领域）或 instrument（按政策工具）。") from error
