"""The closed list of units a figure may have, and how a written quantity splits into number, qualifier and unit."""

from __future__ import annotations

import re
from typing import NamedTuple

_SCALES = ("万亿", "百亿", "十亿", "千万", "百万", "十万", "亿", "万", "千", "百")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_COUNTED = _words(
    """人 人次 人份 个字 名 位 户 家 个 种 类 项 条 款 件 只 台 套 份 场 场次 次 批 篇 部 章 节 级 档 座 处 间 所 栋
    排 笔 单 箱 盒 票 辆 架 棵 株 头 匹 页 面 字 行 步 期 届 轮 组 对 支 幅 张 块 双 副 根 把 门 口 席 点 幢 片 枚 例
    起 宗 集 号 层 圈 股 道 村 镇 乡 县 区 市 省 国 店 城 岗 班 队 方面 方向 大类 小类 品类 品种 种类 情形 环节 渠道
    产品 项目 企业 商户 网店 直播间 主播 账号 基地 园区 平台 中心 站点 网点 车间 工位 学时 课时 包 瓶 袋 车 标箱
    航次 班次 架次 车次 单位"""
)
_MONEY = _words("元 美元 港元 欧元 日元 英镑")
_TIME = _words(
    """年 个月 月 周 星期 日 天 工作日 个工作日 自然日 个自然日 小时 分钟 秒 周岁 岁 周年 学年 学期 季 季度 半年"""
)
_MEASURES = _words(
    """mm cm m km 米 厘米 毫米 千米 公里 平方米 平方公里 平方千米 亩 公顷 立方米 吨 千克 公斤 克 斤 升 毫升 g ㎡ m2
    GB TB MB Mbps 千瓦时 千瓦 吨标准煤 度 ℃ 磅 号字 吨公里 人公里 标准箱 TEU"""
)
_RATIOS = _words("% ‰ 个百分点 百分点 倍 成 折")
_BASES = frozenset([*_COUNTED, *_MONEY, *_TIME, *_MEASURES, *_RATIOS])

_NUMBER = re.compile(r"[-+－]?\d[\d,，]*(?:\.\d+)?")
_RANGE = re.compile(r"[\d.]+\S{0,2}[-—–~～至到]\s*\d")
_BEFORE = _words(
    """不得超过 不得少于 不少于 不低于 不超过 不高于 至少 至多 最高 最多 最低 超过 突破 大约 约为 接近 预计 将近 高于
    低于 超 约 近 逾 达 第 满 每"""
)
_MIDDLE = ("余", "多", "几")
_AFTER = ("以上", "以下", "以内", "左右", "上下", "以外", "以前", "以后", "起", "整", "余")
QUALIFIERS = frozenset([*_BEFORE, *_MIDDLE, *_AFTER, "目标", "计划", "规划", "下限", "上限", "累计", "初步核算"])
_BRACKET = re.compile(r"[（(]([^（）()]*)[）)]$")
_PER = re.compile(r"(?P<unit>.+?)[/每](?P<per>.+)")


class Quantity(NamedTuple):
    """A written quantity: 3万余人 is value 3, value_text 3万余, qualifier 余, unit 万人."""

    value: float
    value_text: str
    qualifier: str | None
    unit: str


def is_unit(text: str) -> bool:
    """Whether a text is a unit of the closed list: scale and base, or one unit per another (次/月, 元/平方米)."""
    if _is_simple_unit(text):
        return True
    match = _PER.fullmatch(text)
    return bool(match and _is_simple_unit(match["unit"]) and _is_simple_unit(match["per"]))


def parse_quantity(text: str) -> Quantity:
    """Split a written quantity. Raises ValueError with a Chinese reason: no number, or a unit not in the list."""
    body, qualifiers = _strip_bracket(text.strip())
    body, before = _strip_front(body)
    qualifiers = before + qualifiers
    match = _NUMBER.match(body)
    if match is None:
        raise ValueError(f"“{text}”里没有阿拉伯数字")
    if _RANGE.match(body):
        raise ValueError("这是一个范围，须拆成上限、下限两个数字")
    rest, after = _strip_back(body[match.end() :].strip())
    rest, middle = _take_middle(rest)
    if not is_unit(rest):
        raise ValueError(f"单位“{rest}”不在单位表中" if rest else f"“{text}”缺少单位")
    number = match[0].replace(",", "").replace("，", "").replace("－", "-")
    qualifier = "".join([*qualifiers, *middle, *after]) or None
    return Quantity(float(number), number, qualifier, rest)


def _is_simple_unit(text: str) -> bool:
    if text in _BASES:
        return True
    for scale in _SCALES:
        if text.startswith(scale):
            base = text[len(scale) :]
            return not base or base in _BASES
    return False


def _strip_bracket(text: str) -> tuple[str, list[str]]:
    match = _BRACKET.search(text)
    return (text[: match.start()].strip(), [match[1].strip()]) if match else (text, [])


def _strip_front(text: str) -> tuple[str, list[str]]:
    for word in _BEFORE:
        if text.startswith(word):
            return text[len(word) :].strip(), [word]
    return text, []


def _strip_back(text: str) -> tuple[str, list[str]]:
    for word in _AFTER:
        if text.endswith(word) and len(text) > len(word):
            return text[: -len(word)].strip(), [word]
    return text, []


def _take_middle(text: str) -> tuple[str, list[str]]:
    """`万余人` -> `万人` and 余: the word stands behind the number or its scale."""
    for word in _MIDDLE:
        for scale in ("", *_SCALES):
            head = scale + word
            if text.startswith(head) and is_unit(scale + text[len(head) :]):
                return scale + text[len(head) :], [word]
    return text, []
