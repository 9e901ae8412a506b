"""What filters cost at forty thousand passages: the bundled library plus statements recombined from its own."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from advisor.index.build import build
from advisor.index.dense import open_dense
from advisor.library.record import Record
from advisor.search.filters import Filters
from advisor.search.retriever import Fusion, PolicyRetriever
from advisor.settings import Settings, bundled
from advisor.types import Area, Passage, Validity
from benchmarks.measure import Measure, development_items, percentile

PASSAGES = 40_000
A_DOCUMENT = 1_000
PLACES = ("鞍山", "辽宁", "全国")
QUESTIONS = 150
FILTERS = {
    "region": Filters(regions=("鞍山",)),
    "area": Filters(areas=(Area.LOGISTICS, Area.TALENT)),
    "region, area and validity": Filters(
        regions=("鞍山", "辽宁"),
        areas=(Area.LOGISTICS, Area.TALENT, Area.LOCAL_PRODUCTS),
        validity=(Validity.IN_FORCE,),
    ),
}
FRONT = """---
id: {id}
title: 合成文件第{number}号
region: {region}
category: 规范性文件
validity: {validity}
checked_on: "2026-11-23"
basis: full_text
---

## 正文
"""


def measure(folder: Path) -> list[Measure]:
    """Each question with and without each filter, by turns, through the retriever that answers use."""
    settings = Settings(home=folder / "home", knowledge=_synthetic_library(folder / "knowledge"))
    began = time.perf_counter()
    build(settings)
    built = time.perf_counter() - began
    with Record.open(settings.record_path) as record:
        retriever = _retriever(settings, record)
        questions = [item.question for item in development_items()[:QUESTIONS]]
        return [
            Measure(name=f"build of {len(record.passages())} passages", value=built, unit="s"),
            *_compare(retriever, questions),
        ]


def _compare(retriever: PolicyRetriever, questions: Sequence[str]) -> list[Measure]:
    plain: list[float] = []
    narrowed: dict[str, list[float]] = {name: [] for name in FILTERS}
    for question in questions[:10]:
        retriever.search(question, filters=FILTERS["region"])
    for question in questions:
        plain.append(_milliseconds(retriever, question, Filters()))
        for name, filters in FILTERS.items():
            narrowed[name].append(_milliseconds(retriever, question, filters))
    base = percentile(plain, 95)
    measures = [Measure(name="search at 40 k, no filter, p95", value=base, unit="ms")]
    for name, spent in narrowed.items():
        slow = percentile(spent, 95)
        measures += [
            Measure(name=f"search at 40 k, by {name}, p95", value=slow, unit="ms"),
            Measure(name=f"by {name} / no filter, p95", value=slow / base, unit="times", limit=3),
        ]
    return measures


def _milliseconds(retriever: PolicyRetriever, question: str, filters: Filters) -> float:
    began = time.perf_counter()
    retriever.search(question, filters=filters)
    return (time.perf_counter() - began) * 1000


def _retriever(settings: Settings, record: Record) -> PolicyRetriever:
    dense = open_dense(settings, record)
    return PolicyRetriever(
        passages={passage.id: passage for passage in record.passages()},
        sources=record.sources(),
        words=record,
        vectors=dense.index,
        embedder=dense.embedder,
        fusion=Fusion(record.embedding().fusion),
    )


def _synthetic_library(folder: Path) -> Path:
    shutil.copytree(bundled("knowledge"), folder)
    from advisor.library.knowledge import load_knowledge

    held = load_knowledge(folder).passages
    chance = random.Random(20261123)
    target = folder / "documents" / "synthetic"
    target.mkdir()
    for number in range(-(-(PASSAGES - len(held)) // A_DOCUMENT)):
        name = f"synthetic-{number:03d}"
        count = min(A_DOCUMENT, PASSAGES - len(held) - number * A_DOCUMENT)
        (target / f"{name}.md").write_text(_document(name, number, count, held, chance), encoding="utf-8")
    return folder


def _document(name: str, number: int, count: int, held: Sequence[Passage], chance: random.Random) -> str:
    region = PLACES[number % len(PLACES)]
    validity = Validity.IN_FORCE if number % 2 else Validity.UNKNOWN
    lines = [FRONT.format(id=name, number=number, region=region, validity=validity.value)]
    areas = list(Area)
    for place in range(count):
        first, second = chance.choice(held).text, chance.choice(held).text
        text = f"{first[: len(first) // 2]}{second[len(second) // 2 :]}（{number}之{place}）".replace("\n", "")
        lines += [
            f"**s{place:03d}** {text}",
            f"- areas: {chance.choice(areas).value}",
            "- modality: 事实",
            "- asks: 合成",
            "",
        ]
    return "\n".join(lines)
