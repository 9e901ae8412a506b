"""Writes a small, valid library to a folder; tests change a file of it and look at what happens."""

from __future__ import annotations

from pathlib import Path

REGULATION = """---
id: ln-2023-9
title: 辽宁省示例管理办法
short_titles: [示例办法]
number: 辽政发〔2023〕9号
issuer: 辽宁省人民政府
region: 辽宁
rank: 规范性文件
category: 规范性文件
issued: "2023-05"
effective: "2023-06-01"
expires: null
validity: 有效
validity_basis: 未见废止。
superseded_by: []
checked_on: "2026-11-23"
basis: full_text
version_seen: null
url: https://www.ln.gov.cn/web/example.html
held: true
summary: 一句话。
comments:
  - 本库看法
gaps: []
---

## 第二条

**s001** 对新建直播间给予最高300万元补助，名额不超过三十个。
- areas: policy_system, logistics
- modality: 规定
- figures: 最高补助=300万元; 名额=30个
- asks: 开直播间政府给钱吗 | 补助上限多少

## 第三条

**s002** 不得虚构交易量。
- areas: fair_competition
- modality: 不得
- basis: excerpt
- period: 2023..2025
- regions: 鞍山
- asks: 刷单行不行
- comment: 与上位法一致
"""

TALK = """---
id: as-talk
title: 鞍山示例讲话
region: 鞍山
category: 新闻报道
validity: 不明
checked_on: "2026-11-23"
basis: secondary
---

## 正文

**s001** 鞍山市2024年培训主播3万余人。
- areas: talent
- modality: 已建成
- period: 2024
- figures: 培训主播=3万余人
- asks: 培训了多少主播
"""

VOCABULARY = """regions:
  - {name: 全国, level: 国家}
  - {name: 辽宁, level: 省, parent: 全国, aliases: [辽宁省]}
  - {name: 鞍山, level: 地级市, parent: 辽宁, aliases: [鞍山市]}
synonyms:
  - [直播带货, 直播电商]
distinct: []
colloquial: {}
typos: {}
english: {}
areas:
  local_products: {name: 本地产品, description: 产品}
  policy_system: {name: 政策体系, description: 政策}
  logistics: {name: 物流, description: 物流}
  talent: {name: 人才, description: 人才}
  leading_enterprises: {name: 龙头企业, description: 企业}
  fair_competition: {name: 竞争环境, description: 竞争}
  general: {name: 综合, description: 综合}
documents:
  示例办法: ln-2023-9
periods: []
question_words: []
stop_words: []
organisations: []
"""

CITY = """name: 鞍山
full_name: 鞍山市
province: 辽宁
full_province: 辽宁省
own_words: [我市]
province_words: [我省]
districts: []
products:
  - {name: 示例, kind: 产品, ref: ln-2023-9#s001}
"""

NOTICES = """notices:
  - id: n01
    text: 预计数不是实绩。
    certainty: 用数提醒
    concerns: ["indicator:主播培训人数", ln-2023-9#s002]
    evidence: [ln-2023-9#s001]
    instead: 写明预计
"""

SOURCES = """sources:
  - id: st-bulletin
    title: 示例公报
    region: 鞍山
    category: 统计资料
    validity: 不明
    checked_on: "2026-11-23"
    basis: excerpt
"""

INDICATORS = """indicator,definition,unit_family,aliases,areas,asks,kind
主播培训人数,参加培训的人数,people,培训主播|受训主播,talent,教了多少主播|多少人学直播,level
地区生产总值,全部经济活动的成果,money,GDP,general,经济多大,level
"""

FIGURES = """id,indicator,region,period_kind,period,period_label,value,unit,qualifier,definition,comparability,\
source_id,locator,basis,statement
f001,主播培训人数,鞍山,year,2024,,3,万人,余,,,as-talk,正文,secondary,as-talk#s001
f002,地区生产总值,鞍山,year,2025,,2100.50,亿元,预计、左右,初步数,不得相除,st-bulletin,表1,excerpt,
f003,地区生产总值,鞍山,half_year,2025H1,2025年上半年,1000,亿元,突破,,,st-bulletin,表1,excerpt,
f004,主播培训人数,鞍山,point,2025-12-31,,4,万人,余,,,st-bulletin,表2,excerpt,
"""

FILES = {
    "documents/liaoning/ln-2023-9.md": REGULATION,
    "documents/anshan/as-talk.md": TALK,
    "vocabulary.yaml": VOCABULARY,
    "city.yaml": CITY,
    "notices.yaml": NOTICES,
    "statistics/sources.yaml": SOURCES,
    "statistics/indicators.csv": INDICATORS,
    "statistics/figures.csv": FIGURES,
}


def write_library(folder: Path) -> Path:
    """Write the whole small library below `folder` and return it."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace one passage of one file; the old text must stand in it."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
