"""Places and organisations in a text: by a lexicon that is handed in, and by the built-in list of places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from advisor.grounding.gazetteer import NAMES_IN_WORDS, PLACE_ALIASES
from advisor.segmenting import part_of_speech, words_of
from advisor.types import Data


class EntityMention(Data):
    """A name as it stands in a text, with the name it stands for."""

    canonical: str
    text: str
    span: tuple[int, int]


class Lexicon:
    """Names and what they stand for; the longest name wins. Build once, use for many texts."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        """`aliases`: every written form (the canonical names too) -> canonical name."""
        self._canonical = dict(aliases)
        names = sorted((re.escape(name) for name in self._canonical if name), key=len, reverse=True)
        self._pattern = re.compile("|".join(names)) if names else None

    def find(self, text: str) -> list[EntityMention]:
        """All names in a text, in order, none overlapping another."""
        if self._pattern is None:
            return []
        return [
            EntityMention(canonical=self._canonical[match.group()], text=match.group(), span=match.span())
            for match in self._pattern.finditer(text)
        ]


_BUILT_IN = Lexicon({form: name for form, name in PLACE_ALIASES.items() if name not in NAMES_IN_WORDS})
_IN_WORDS = Lexicon({form: name for form, name in PLACE_ALIASES.items() if name in NAMES_IN_WORDS})
_ENDS_ORGANISATION = re.compile(
    "(?:政府|委员会|总局|办公[厅室]|国务院|部|厅|局|发改委|网信办|委|协会|商会|联合会|学会|集团|公司|大学|学院|研究院|研究所|银行|法院|检察院"
    "|中心|所|站|台|院|馆|社|会|厂|校|队|处|部门|机关|机构|支队|大队|街道办|基金会|报|日报|晚报|论坛)$"
)
_NO_ORGANISATION = re.compile(
    "^(?:社会|机会|晚会|大会|会|部|局|处|所|站|台|院|馆|社|厂|校|队|委|厅|中心|全部|内部|外部|干部|总部|局部|头部|部分|东部|西部|南部|北部|中部|俱乐部|到处|好处|处处|用处"
    "|长处|益处|坏处|场所|厕所|住所|研讨会|座谈会|发布会|博览会|展览会|运动会|推介会|交易会|会议|开会|工会|书报|海报|情报|申报|平台|出台|登台|上台|下台|搭台|擂台|窗台|讲台|电视台|柜台|舞台|后台|前台|网站|车站|格局|布局|结局"
    "|当局|仓库|集会|拍卖会|董事会|理事会|股东会|监事会|联欢会|茶话会|展会|盛会|峰会|年会|例会|军队|排队|团队|部队|球队|车队|学校|高校|院校|工厂|饭馆|宾馆|旅馆|餐馆|报|汇报|上报|通报|举报|预报"
    "|家庭|消费者协会|下部|腹部|背部|肺部|深处|高处|低处|远处|一处|多处|各处|此处|何处|住处|出处|分部|门部|电台|看台|阳台|站台|医院|法院|剧院|影院|寺院|庭院|社区|街道|党委|支部)$"
)
_GENERIC = re.compile(
    "(?:.{0,4}(?:有关|相关|主管|各级|各|本|该|其|所属|上级|下级|当地|地方|政府|职能|行业|执法|监管|管理|主管).{0,4})?"
    "(?:政府|部门|机关|机构|单位|公司|企业|协会|商会|银行|法院|集团|中心|委员会|办公室)|(?:大型|小型|中型|中小|龙头|快递|物流|直播|电商|保险|燃气|供水|建设|施工|物业|网络|头部|民营|国有|外资|子|母|分|总|本)+"
    "(?:公司|集团|机构|中心)"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
_NAMING = frozenset("nxsij")
_NAMING_ALONE = frozenset("nxagzqtm")
_IN_NAMES = frozenset("nsjbtza")
_VERBS_IN_NAMES = frozenset(
    [
        "管理",
        "监督",
        "监管",
        "发展",
        "改革",
        "保障",
        "服务",
        "研究",
        "设计",
        "规划",
        "建设",
        "检验",
        "检测",
        "检疫",
        "检察",
        "审判",
        "投资",
        "贸易",
        "运输",
        "交通",
        "教育",
        "卫生",
        "统计",
        "审计",
        "保护",
        "保险",
        "调查",
        "广播",
        "电视",
        "出版",
        "宣传",
        "组织",
        "合作",
        "指挥",
        "救援",
        "促进",
        "推广",
        "信访",
        "督查",
        "招商",
        "执法",
        "仲裁",
        "评估",
        "认证",
        "咨询",
        "运营",
        "经营",
        "开发",
        "生产",
        "制造",
        "销售",
        "供应",
        "支付",
        "通信",
        "测绘",
        "勘察",
        "防汛",
        "消防",
        "税务",
        "海关",
        "直播",
        "考古",
        "售电",
        "电商",
        "养护",
        "救助",
        "仲裁",
        "登记",
        "执行",
        "采购",
        "监测",
        "预报",
        "造纸",
        "印刷",
        "建筑",
        "装饰",
        "种植",
        "养殖",
        "加工",
        "配送",
    ]
)
_NOT_IN_NAMES = frozenset(
    [
        "会同",
        "联合",
        "以及",
        "及",
        "和",
        "与",
        "跟",
        "报",
        "经",
        "由",
        "向",
        "请",
        "送",
        "交",
        "让",
        "据",
        "按",
        "对",
        "落实",
        "贯彻",
        "年",
        "月",
        "日",
        "时",
        "以上",
        "以下",
        "以内",
        "目前",
        "今年",
        "去年",
        "明年",
        "当日",
        "次日",
        "全部",
        "部分",
        "时候",
        "情况",
        "问题",
        "方面",
    ]
)
_SHORTEST_ORGANISATION = 3
_MAY_ORGANISE = re.compile(
    "政府|[部厅局委会院所站台馆社厂队处报]|办公室|集团|公司|大学|银行|中心|机关|机构|论坛|街道办|网信办"
)
_PLACE_SHAPE = re.compile(
    r"(?P<base>[\u4e00-\u9fff]{2})(?:市|县|省|镇|乡|区|自治州|自治县)(?!场|民|值|直|域|长|级|政|委|区|商|内|里|面|容|力|情|村|街|下|亲|间|别)"
)
_NO_BASE = frozenset(
    "不各全该本我省市县级所在示范发城超上股都为入农业一二三两多几个座这那其他外某每等和与及的是在对由向从以被把将或强大小产商给镇乡区到至使让请经据有园社景片校库验税贸乡村郊山街厂院新老旧辖居属外部"
)

_OTHER_WORD = re.compile("市[场民值容]|县域|区[域间块]")
# 鞍山千山区: behind a place these belong to a name, elsewhere to 山区 and 村镇.
_IN_DISTRICTS = frozenset("山村")
_OF_PROPER_NAMES = ("ns", "nr", "nz", "x")


def find_entities(text: str, lexicon: Lexicon | None = None) -> list[EntityMention]:
    """Names of the lexicon in a text; without a lexicon, places of the built-in list."""
    return list(_places(text)) if lexicon is None else lexicon.find(text)


@lru_cache(maxsize=8_192)
def _places(text: str) -> tuple[EntityMention, ...]:
    found = _BUILT_IN.find(text)
    further = _IN_WORDS.find(text)
    if further:
        edges = frozenset(edge for _, start, end in words_of(text) for edge in (start, end))
        taken = frozenset(at for one in found for at in range(*one.span))
        alone = (one for one in further if _stands_alone(one, edges) and taken.isdisjoint(range(*one.span)))
        found = sorted([*found, *(_bare(one, text) for one in alone)], key=lambda one: one.span)
    return tuple(found)


def _stands_alone(mention: EntityMention, edges: frozenset[int]) -> bool:
    """Whether no word reaches over the edge of a name, with or without 市, 县 or 区 behind it."""
    start, end = mention.span
    return start in edges and not edges.isdisjoint((end, start + len(mention.canonical)))


def _bare(mention: EntityMention, text: str) -> EntityMention:
    """西柳 of 西柳市场 and 铁西 of 铁西区域, whose last character belongs to another word."""
    if not _OTHER_WORD.match(text, mention.span[1] - 1):
        return mention
    return mention.model_copy(update={"text": mention.text[:-1], "span": (mention.span[0], mention.span[1] - 1)})


@lru_cache(maxsize=8_192)
def _organisations(text: str) -> tuple[EntityMention, ...]:
    if not _MAY_ORGANISE.search(text):
        return ()
    # 发展改革委会同 ends the one body and goes on to the next.
    words = words_of(text.replace("委会同", "委、同"))
    found: list[EntityMention] = []
    for at, (word, start, end) in enumerate(words):
        if not _ENDS_ORGANISATION.search(word) or _NO_ORGANISATION.search(word):
            continue
        first = at
        while first and _is_part_of_name(words[first - 1][0]) and words[first - 1][2] == words[first][1]:
            first -= 1
        start = words[first][1]
        name = text[start:end]
        if len(name) >= _SHORTEST_ORGANISATION and not _GENERIC.fullmatch(name):
            found = [one for one in found if one.span[0] < start]
            found.append(EntityMention(canonical=name, text=name, span=(start, end)))
    return tuple(found)


@lru_cache(maxsize=16_384)
def _is_part_of_name(word: str) -> bool:
    """Whether a word may stand inside the name of an organisation: nouns, places, short forms, a few verbs of office."""
    if not _HAN.fullmatch(word) or word in _NOT_IN_NAMES:
        return False
    return part_of_speech(word)[0] in _IN_NAMES or word in _VERBS_IN_NAMES


@lru_cache(maxsize=8_192)
def shaped_places(text: str) -> frozenset[str]:
    """Names that by their shape are places (云岭市 -> 云岭), whether or not any list knows them."""
    found = [(match["base"], match.start("base")) for match in _PLACE_SHAPE.finditer(text)]
    if not found:
        return frozenset()
    behind_a_place = {one.span[1] for one in _places(text)}
    words = {start: word for word, start, _ in words_of(text)}
    return frozenset(
        base
        for base, start in found
        if base not in PLACE_ALIASES
        and (_names_a_district(base) if start in behind_a_place else _may_name_a_place(base, start, words))
    )


def _names_a_district(base: str) -> bool:
    """Whether two characters between a place and 区, 县 or 镇 are a name: no word of the dictionary but a proper name."""
    return not (_NO_BASE - _IN_DISTRICTS) & set(base) and part_of_speech(base).startswith(_OF_PROPER_NAMES)


def _may_name_a_place(base: str, start: int, words: Mapping[int, str]) -> bool:
    """Whether the base is a noun by itself, or characters that belong to no other word."""
    if _NO_BASE & set(base):
        return False
    first = words.get(start)
    if first is None or not base.startswith(first):
        return first is not None and first[:-1] == base
    if first == base:
        return part_of_speech(base)[0] in _NAMING
    second = words.get(start + 1)
    return second is not None and second[:1] == base[1] and all(part_of_speech(one)[0] in _NAMING_ALONE for one in base)


def find_named_places(text: str, names: frozenset[str]) -> tuple[EntityMention, ...]:
    """Places of the built-in list and those of `names`, with or without 市, 县, 省 behind them."""
    if not names:
        return _places(text)
    lexicon = _lexicon_of(names)
    own = lexicon.find(text)
    taken = [mention.span for mention in own]
    listed = [one for one in _places(text) if all(one.span[1] <= start or end <= one.span[0] for start, end in taken)]
    return tuple(sorted([*own, *listed], key=lambda mention: mention.span))


@lru_cache(maxsize=1_024)
def _lexicon_of(names: frozenset[str]) -> Lexicon:
    return Lexicon({f"{name}{suffix}": name for name in names for suffix in ("", *"市县省镇乡区")})


def find_organisations(text: str) -> list[EntityMention]:
    """Authorities, companies, schools and associations by the shape of their names, in order."""
    return list(_organisations(text))


# Short names that end otherwise than the full ones.
_IN_FULL = {
    "网信办": "互联网信息办公室",
    "发改委": "发展和改革委员会",
    "卫健委": "卫生健康委员会",
    "人社部": "人力资源和社会保障部",
    "工信部": "工业和信息化部",
    "国资委": "国有资产监督管理委员会",
}


def _in_full(name: str) -> str:
    for short, full in _IN_FULL.items():
        if name.endswith(short):
            return f"{name.removesuffix(short)}{full}"
    return name


def same_organisation(first: str, second: str) -> bool:
    """Whether one name is the other or a shorter form of it: same ending, every character of the short one in order."""
    short, long = sorted((_in_full(first), _in_full(second)), key=len)
    if short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
