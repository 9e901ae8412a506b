"""Vocabulary of the imaginary city 云岭 and its field, tea: nothing of it stands in the bundled library."""

from __future__ import annotations

from advisor.library.vocabulary import (
    AreaWords,
    City,
    Department,
    NamedPeriod,
    NamedThing,
    Organisation,
    Region,
    RegionLevel,
    Vocabulary,
)
from advisor.types import Area


def _area(name: str, *terms: str) -> AreaWords:
    return AreaWords(name=name, description=name, aliases=(), terms=terms)


REGIONS = (
    Region(name="全国", level=RegionLevel.COUNTRY, aliases=("国家",)),
    Region(name="澜江", level=RegionLevel.PROVINCE, parent="全国", aliases=("澜江省",)),
    Region(name="云岭", level=RegionLevel.PREFECTURE, parent="澜江", aliases=("云岭市",), except_in=("云岭学院",)),
    Region(name="东溪县", level=RegionLevel.COUNTY, parent="云岭", aliases=("东溪",)),
    Region(name="西坞县", level=RegionLevel.COUNTY, parent="云岭", aliases=("西坞",)),
    Region(name="南坪县", level=RegionLevel.COUNTY, parent="云岭", aliases=("南坪",)),
    Region(name="北桥", level=RegionLevel.PREFECTURE, parent="澜江", aliases=("北桥市",)),
    Region(name="望潮", level=RegionLevel.PREFECTURE, parent="全国", aliases=("望潮市",)),
)

VOCABULARY = Vocabulary(
    regions=REGIONS,
    synonyms=(
        ("茶叶", "茶产业"),
        ("茶园面积", "种茶面积"),
        ("茶叶产量", "产茶量"),
        ("茶叶产值",),
        ("茶园",),
        ("补助", "补贴"),
        ("色素", "染色剂"),
        ("冷链", "冷藏运输"),
        ("采茶工", "采摘工"),
        ("茶农",),
        ("品牌",),
        ("台账",),
        ("绿茶",),
        ("茶企", "茶叶企业"),
    ),
    distinct=(("茶叶产量", "茶叶产值"),),
    colloquial={"给钱": ("补助",)},
    typos={"茶业": "茶叶", "补住": "补助"},
    english={
        "tea": "茶叶",
        "tea garden": "茶园",
        "area": "面积",
        "subsidy": "补助",
        "yunling": "云岭",
        "output": "产量",
    },
    areas={
        Area.LOCAL_PRODUCTS: _area("茶品牌", "品牌"),
        Area.POLICY_SYSTEM: _area("茶政策", "扶持"),
        Area.LOGISTICS: _area("茶叶冷链", "冷链"),
        Area.TALENT: _area("茶业人才", "采茶工"),
        Area.LEADING_ENTERPRISES: _area("龙头茶企", "茶企"),
        Area.FAIR_COMPETITION: _area("茶叶市场秩序", "秩序"),
        Area.GENERAL: _area("综合"),
    },
    documents={"云岭扶持措施": "yl-measures-2024", "云岭旧办法": "yl-measures-2015"},
    periods=(NamedPeriod(name="十四五", period="2021..2025", aliases=("十四五期间",)),),
    question_words=(
        "多少",
        "哪些",
        "什么",
        "怎么",
        "如何",
        "是谁",
        "为什么",
        "什么时候",
        "能不能",
        "哪年",
        "哪一年",
        "现在",
    ),
    stop_words=("请问", "一下", "可以", "有关", "方面", "情况", "关于", "我市"),
    organisations=(Organisation(name="云岭茶叶协会", kind="协会", region="云岭", aliases=("茶协",)),),
)

CITY = City(
    name="云岭",
    full_name="云岭市",
    province="澜江",
    full_province="澜江省",
    own_words=("我市", "本市"),
    province_words=("我省",),
    districts=("东溪县", "西坞县", "南坪县"),
    products=(NamedThing(name="云岭毛尖", kind="茶"), NamedThing(name="西坞白茶", kind="茶")),
    departments=(Department(name="云岭市农业农村局", vertical=False),),
)
