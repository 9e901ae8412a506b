"""The documents of the imaginary city 云岭: catalogue entries, from a national law to a news report."""

from __future__ import annotations

from advisor.types import Basis, Category, Rank, Source, Validity

CHECKED_ON = "2026-11-01"


def source(
    key: str, title: str, category: Category, region: str, validity: Validity = Validity.IN_FORCE, **more
) -> Source:
    return Source(
        **{
            "id": key,
            "title": title,
            "category": category,
            "region": region,
            "validity": validity,
            "checked_on": CHECKED_ON,
            "basis": Basis.FULL_TEXT,
            **more,
        }
    )


SOURCES = (
    source(
        "tea-law",
        "茶叶质量法",
        Category.LAW,
        "全国",
        rank=Rank.LAW,
        number="主席令第九十号",
        issuer="全国人民代表大会常务委员会",
        issued="2018-03-01",
        effective="2018-07-01",
    ),
    source(
        "tea-rule",
        "茶叶网上经营管理办法",
        Category.DEPARTMENTAL_RULE,
        "全国",
        rank=Rank.DEPARTMENTAL_RULE,
        issuer="农业农村部",
        effective="2021-05-01",
    ),
    source(
        "yl-measures-2024",
        "云岭市扶持茶产业若干措施",
        Category.NORMATIVE_DOCUMENT,
        "云岭",
        rank=Rank.NORMATIVE_DOCUMENT,
        number="云政发〔2024〕8号",
        issuer="云岭市人民政府",
        issued="2024-02-10",
        effective="2024-03-01",
    ),
    source(
        "yl-measures-2015",
        "云岭市茶产业扶持办法",
        Category.NORMATIVE_DOCUMENT,
        "云岭",
        Validity.SUPERSEDED,
        rank=Rank.NORMATIVE_DOCUMENT,
        number="云政发〔2015〕3号",
        issuer="云岭市人民政府",
        superseded_by=("yl-measures-2024",),
        validity_basis="后来的若干措施写明同时停止执行",
    ),
    source(
        "bq-measures",
        "北桥市茶产业发展办法",
        Category.NORMATIVE_DOCUMENT,
        "北桥",
        rank=Rank.NORMATIVE_DOCUMENT,
        number="北政发〔2023〕5号",
        basis=Basis.SECONDARY,
    ),
    source(
        "wc-measures",
        "望潮市茶叶冷链补助办法",
        Category.NORMATIVE_DOCUMENT,
        "望潮",
        Validity.EXPIRED,
        rank=Rank.NORMATIVE_DOCUMENT,
        number="望政发〔2016〕1号",
        expires="2019-12-31",
    ),
    source(
        "yl-outline",
        "云岭市茶文化纲要",
        Category.NOT_HELD,
        "云岭",
        Validity.UNKNOWN,
        held=False,
        issuer="云岭市人民政府",
    ),
    source("tea-paper", "县域茶产业发展研究", Category.PAPER, "云岭", Validity.UNKNOWN),
    source("tea-news", "云岭开茶节新闻", Category.NEWS, "云岭", Validity.UNKNOWN, basis=Basis.SECONDARY),
    source("tea-bulletin", "云岭统计公报", Category.STATISTICS, "云岭", Validity.UNKNOWN),
)
