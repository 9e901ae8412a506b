"""Units and counting words: which family each belongs to, and how many base units it makes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class UnitFamily(StrEnum):
    """What sort of thing a quantity measures. The values are the names used in question plans."""

    MONEY = "money"
    PEOPLE = "people"
    VISITS = "visits"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage_points"
    MULTIPLE = "multiple"
    RATIO = "ratio"
    TIME = "time_length"
    RANK = "rank"
    CLAUSE = "clause"
    AREA = "area"
    WEIGHT = "weight"
    LENGTH = "length"
    VOLUME = "volume"
    ENERGY = "energy"
    TEMPERATURE = "temperature"
    DATA = "data"
    NUMBER = "number"


class Unit(NamedTuple):
    """A unit: its family, the base unit it is compared in, and how many base units one of it makes."""

    family: UnitFamily
    base: str
    factor: float = 1.0


def _same(family: UnitFamily, base: str, *names: str) -> dict[str, Unit]:
    return {name: Unit(family, base) for name in (base, *names)}


_MEASURES: tuple[tuple[UnitFamily, str, dict[str, float]], ...] = (
    (
        UnitFamily.TIME,
        "年",
        {"周年": 1, "年度": 1, "个年度": 1, "学年": 1, "个月": 1 / 12, "个季度": 1 / 4, "个多月": 1 / 12},
    ),
    (UnitFamily.TIME, "日", {"天": 1, "个自然日": 1, "自然日": 1, "昼夜": 1, "个昼夜": 1}),
    (UnitFamily.TIME, "工作日", {"个工作日": 1}),
    (UnitFamily.TIME, "小时", {"个小时": 1, "钟头": 1, "个钟头": 1, "分钟": 1 / 60, "秒": 1 / 3600, "秒钟": 1 / 3600}),
    (UnitFamily.TIME, "周", {"星期": 1, "个星期": 1, "个礼拜": 1, "礼拜": 1}),
    (UnitFamily.AREA, "平方米", {"平米": 1, "㎡": 1, "平方千米": 1e6, "平方公里": 1e6, "公顷": 1e4}),
    (UnitFamily.AREA, "亩", {}),
    (UnitFamily.WEIGHT, "千克", {"公斤": 1, "kg": 1, "斤": 0.5, "克": 1e-3, "g": 1e-3, "吨": 1e3}),
    (UnitFamily.LENGTH, "米", {"公里": 1e3, "千米": 1e3, "km": 1e3, "厘米": 1e-2, "毫米": 1e-3, "里": 500}),
    (UnitFamily.VOLUME, "升", {"毫升": 1e-3, "立方米": 1e3, "L": 1}),
    (UnitFamily.ENERGY, "千瓦时", {"度电": 1, "kWh": 1}),
    (UnitFamily.ENERGY, "千瓦", {"兆瓦": 1e3, "MW": 1e3, "KW": 1, "kW": 1}),
    (UnitFamily.TEMPERATURE, "℃", {"摄氏度": 1, "°C": 1}),
    (UnitFamily.DATA, "GB", {"MB": 1e-3, "TB": 1e3, "G流量": 1}),
    (UnitFamily.DATA, "Mbps", {"Gbps": 1e3, "kbps": 1e-3}),
)
_CURRENCIES: dict[str, tuple[str, ...]] = {
    "元": ("元人民币", "人民币元", "块钱", "块"),
    "美元": ("美金",),
    "港元": ("港币", "元港币"),
    "欧元": (),
    "日元": (),
    "新台币": (),
    "英镑": (),
}
# Counting words that stand for each other in paraphrase share a base: 180家服务站, 180个服务站.
_COUNTED: dict[str, str] = {
    "个": "家 处 所 座 间 种 类 款 项 件 条 大 部 篇 份 批 套 支 方面 部分 户 村 镇 乡 县 市 省 区 品种 品类 门 组 队 "
    "章 节 字 页 张 片 栋 幢 层 台 辆 艘 架 站 点 宗 例 起 桩 城 国 地 对 类别 领域 环节 步 类型 阶段 本 幅 棵 株 口",
    "场": "场次 期 届 次 轮 趟 节课 堂",
    "单": "票 笔",
    "只": "头 匹 羽 尾 条鱼",
    "级": "",
    "把": "",
    "批次": "",
    "枚": "颗 粒",
    "瓶": "",
    "箱": "",
    "盒": "",
    "袋": "",
    "根": "",
    "双": "对",
    "名次": "",
    "分": "",
    "岁": "周岁",
}


def _build() -> dict[str, Unit]:
    units = _same(UnitFamily.PEOPLE, "人", "名", "位", "个人", "人员", "口人")
    units |= _same(UnitFamily.VISITS, "人次")
    units |= {"%": Unit(UnitFamily.PERCENT, "%"), "‰": Unit(UnitFamily.PERCENT, "%", 0.1)}
    units |= {"成": Unit(UnitFamily.PERCENT, "%", 10)}
    units |= _same(UnitFamily.POINTS, "个百分点", "百分点", "个点")
    units |= _same(UnitFamily.MULTIPLE, "倍")
    for family, base, others in _MEASURES:
        units |= {base: Unit(family, base)} | {name: Unit(family, base, factor) for name, factor in others.items()}
    for base, names in _CURRENCIES.items():
        units |= _same(UnitFamily.MONEY, base, *names)
    for base, joined in _COUNTED.items():
        fresh = {
            name: unit for name, unit in _same(UnitFamily.COUNT, base, *joined.split()).items() if name not in units
        }
        units |= fresh
    return units


UNITS: dict[str, Unit] = _build()
NO_UNIT = Unit(UnitFamily.NUMBER, "")
# After these words a Chinese one is an article, not a count (一个, 一批), and short places are no counts (三县, 两地).
ONLY_AFTER_ARABIC = frozenset("村镇乡县市省区城国地点分站里度口块门对本字步起例队组层节期级把双粒根盒袋箱瓶")
