"""A scripted advisor: hand-made sources, passages and answers, so that the page is tested without library or index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from advisor.answer.events import Event, events_of
from advisor.check.types import Check
from advisor.errors import BadInput, SourceUnusable
from advisor.memo.compare_types import Choices, Matrix
from advisor.types import (
    Answer,
    Basis,
    Category,
    Certainty,
    Citation,
    Claim,
    ClaimKind,
    Notice,
    NoticeShown,
    Passage,
    PassageKind,
    Period,
    PeriodKind,
    Rank,
    Source,
    StatisticsRow,
    Status,
    Turn,
    Validity,
)
from tests.web.fake_stats import FakeStatistics
from tests.web.hostile import HOSTILE


def source(source_id: str, **changes: object) -> Source:
    entry: dict[str, object] = {
        "id": source_id,
        "title": "地市级行政单位构建短视频、直播电商产业对策研究",
        "region": "鞍山",
        "issuer": "王丹丹",
        "category": Category.PAPER,
        "validity": Validity.UNKNOWN,
        "checked_on": "2026-11-23",
        "basis": Basis.FULL_TEXT,
        "issued": "2022",
    }
    return Source.model_validate(entry | changes)


def passage(passage_id: str, source_id: str, text: str, **changes: object) -> Passage:
    entry: dict[str, object] = {
        "id": passage_id,
        "source_id": source_id,
        "ref": f"{source_id}#{passage_id}",
        "locator": "二(二)",
        "text": text,
        "kind": PassageKind.DIGEST,
        "basis": Basis.FULL_TEXT,
    }
    return Passage.model_validate(entry | changes)


SOURCES = {
    one.id: one
    for one in (
        source("paper"),
        source(
            "law",
            title="中华人民共和国电子商务法",
            number="主席令第七号",
            issuer="全国人民代表大会常务委员会",
            region="全国",
            rank=Rank.LAW,
            category=Category.LAW,
            validity=Validity.IN_FORCE,
            effective="2019-01-01",
            basis=Basis.EXCERPT,
            url="https://flk.npc.gov.cn/",
        ),
        source(
            "old-policy",
            title="深圳市关于进一步促进电子商务发展的若干措施",
            number="深府〔2013〕119号",
            region="深圳",
            rank=Rank.NORMATIVE_DOCUMENT,
            category=Category.NORMATIVE_DOCUMENT,
            validity=Validity.SUPERSEDED,
            basis=Basis.SECONDARY,
            url="javascript:window.hacked=6",
        ),
        source("table", title="鞍山市国民经济和社会发展统计公报", category=Category.STATISTICS),
        source("hostile", title=f"文件{HOSTILE}"),
    )
}
_ROW = StatisticsRow(
    id="f001",
    indicator="网上零售额",
    region="鞍山",
    period=Period(kind=PeriodKind.YEAR, start="2021-01-01", end="2021-12-31", label="2021年"),
    value=54.34,
    unit="亿元",
    definition="全市网上零售额，含实物和服务",
    source_id="table",
    locator="六、国内贸易",
    basis=Basis.FULL_TEXT,
)
PASSAGES = {
    one.id: one
    for one in (
        passage("p1", "paper", "2022年上半年，鞍山市直播电商交易额突破70亿元。", basis=Basis.PAPER_ONLY),
        passage("p2", "paper", "鞍山市已有西柳、岫玉两个直播电商基地。", comment="基地的认定部门没有写。"),
        passage("p3", "law", "电子商务经营者应当全面、真实、准确、及时地披露商品或者服务信息。", locator="第十七条"),
        passage("p4", "old-policy", "对电子商务平台给予资助。", basis=Basis.SECONDARY, locator="三(一)"),
        passage("p5", "table", "2021年鞍山市网上零售额54.34亿元。", kind=PassageKind.STATISTICS, row=_ROW),
        passage("p6", "hostile", f"恶意段落{HOSTILE}", locator=f"第一条{HOSTILE}"),
        passage("p7", "law", "第二段原文。", kind=PassageKind.ORIGINAL, locator="第十八条"),
    )
}
NOTICES = (
    Notice(id="n1", text="这个数字没有政府统计印证。", certainty=Certainty.UNVERIFIABLE, concerns=("paper#p1",)),
    Notice(id="n2", text=f"恶意提示{HOSTILE}", certainty=Certainty.USAGE, concerns=("hostile",)),
)


def citation(n: int, passage_id: str) -> Citation:
    held = PASSAGES[passage_id]
    entry = SOURCES[held.source_id]
    return Citation(
        n=n,
        passage_id=passage_id,
        source_id=entry.id,
        title=entry.title,
        number=entry.number,
        locator=held.locator,
        quote=held.text,
        kind=held.kind,
        basis=held.basis,
        rank=entry.rank,
        category=entry.category,
        validity=entry.validity,
        url=entry.url,
        comment=held.comment,
    )


def answer(question: str, *sentences: tuple[str, tuple[str, ...]], status: Status = Status.ANSWERED) -> Answer:
    """An answer whose sentences cite passages by id; notices travel with the passages they concern."""
    order = list(dict.fromkeys(key for _, keys in sentences for key in keys))
    numbers = {key: n for n, key in enumerate(order, start=1)}
    claims = tuple(
        Claim(
            text=text,
            kind=ClaimKind.FACT if keys else ClaimKind.GAP,
            passage_ids=keys,
            citations=tuple(numbers[key] for key in keys),
        )
        for text, keys in sentences
    )
    concerned = {name for key in order for name in (PASSAGES[key].ref, PASSAGES[key].source_id)}
    return Answer(
        question=question,
        as_of="2026-11-23",
        claims=claims,
        citations=tuple(citation(n, key) for key, n in numbers.items()),
        notices=tuple(
            NoticeShown(id=one.id, text=one.text, certainty=one.certainty.value)
            for one in NOTICES
            if concerned & set(one.concerns)
        ),
        status=status,
        text="".join(f"{one.text}{''.join(f'[{n}]' for n in one.citations)}" for one in claims),
    )


def scale_answer(question: str) -> Answer:
    """Partly answered: a figure of the paper, a gap, a row of a table."""
    found = answer(
        question,
        ("据论文，2022年上半年，鞍山市直播电商交易额突破70亿元。", ("p1",)),
        ("2021年鞍山市网上零售额54.34亿元。", ("p5",)),
        ("资料库没有收录2022年上半年之后的同一数据。", ()),
        status=Status.PARTLY_ANSWERED,
    )
    return found.model_copy(update={"warnings": ("其中的数字仅据论文，引用前请核对原件。",)})


def rule_answer(question: str) -> Answer:
    return answer(
        question,
        ("电子商务经营者应当全面、真实、准确、及时地披露商品信息。", ("p3", "p4")),
        ("第十八条另有规定。", ("p7",)),
    )


def hostile_answer(question: str) -> Answer:
    found = answer(question, (f"据恶意段落{HOSTILE}", ("p6",)), (f"又{HOSTILE}", ("p4",)))
    return found.model_copy(update={"warnings": (f"警告{HOSTILE}",)})


def no_source_answer(question: str) -> Answer:
    return answer(question, status=Status.NO_SOURCE).model_copy(update={"text": f"资料库没有收录“{question}”。"})


@dataclass
class FakeHoldings:
    city: str = "鞍山"
    sources: Mapping[str, Source] = field(default_factory=lambda: SOURCES)
    passages: Mapping[str, Passage] = field(default_factory=lambda: PASSAGES)
    notices: Sequence[Notice] = NOTICES
    rows: Sequence[str] = ("f001", "f002", "f003")


class FakeAdvisor(FakeStatistics):
    """Answers by a word of the question; keeps what it was asked. `gate`, when set, holds it after the first claim.

    Checks a draft by a word of each line; `gate` holds it after the first line. `ended` is set when a check ends,
    `finished` counts those that came to their end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, list[str]]] = []
        self.anew: list[bool] = []
        self.drafts: list[str] = []
        self.compared: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
        self.workspace = Path("no-workspace")
        self.ended = threading.Event()
        self.finished = 0
        self.gate: threading.Event | None = None
        self.holdings = FakeHoldings()

    @property
    def memo_desk(self) -> object:
        """Drafting is tested on the bundled library; here there is nothing to draft from."""
        raise SourceUnusable("起草资料不全。")

    def stream(
        self,
        question: str,
        *,
        history: Sequence[Turn | str] = (),
        as_of: date | None = None,
        model: bool = True,
        anew: bool = False,
    ) -> Iterator[Event]:
        self.anew.append(anew)
        self.asked.append((question, [turn if isinstance(turn, str) else turn.content for turn in history]))
        if len(question) > 2000:
            raise BadInput(f"问题过长（{len(question)}字）；请缩短到2000字以内。")
        if "故障" in question:
            raise RuntimeError(f"secret detail: {question}")
        for place, event in enumerate(events_of(_script(question)(question))):
            if place == 1 and self.gate is not None:
                self.gate.wait(20)
            yield event

    def check(self, text: str, *, as_of: date | None = None, progress: Callable[[str], None] | None = None) -> Check:
        from tests.web.fake_check import checked

        self.drafts.append(text)
        if "故障" in text:
            raise RuntimeError(f"secret detail: {text}")
        if len(text) > 20_000:
            raise BadInput(f"“草稿”有{len(text)}字，超过20000字；请分成几个文件核对。")

        def tell(line: str) -> None:
            if progress is not None:
                progress(line)
            if self.gate is not None:
                self.gate.wait(20)

        try:
            found = checked(text, tell, "2026-11-23")
            self.finished += 1
            return found
        finally:
            self.ended.set()

    def compare(self, *, areas: Sequence[str] = (), regions: Sequence[str] = (), by: str = "area") -> Matrix:
        from tests.web.fake_compare import compared

        self.compared.append((by, tuple(areas), tuple(regions)))
        if "故障" in regions:
            raise RuntimeError(f"secret detail: {regions}")
        if "火星" in regions:
            raise BadInput("不认识地区“火星”；请写省、市、县的名称。")
        if self.gate is not None:
            self.gate.wait(20)
        return compared(regions, by)

    def compare_choices(self) -> Choices:
        from tests.web.fake_compare import CHOICES

        return CHOICES

    def passage(self, passage_id: str) -> Passage | None:
        return PASSAGES.get(passage_id)

    def source(self, source_id: str) -> Source | None:
        return SOURCES.get(source_id)

    def carrying_spans(self, claim_text: str, passage_text: str) -> list[tuple[int, int]]:
        """Where the longest stretch of eight characters or more, common to both, stands."""
        for size in range(len(passage_text), 7, -1):
            for start in range(len(passage_text) - size + 1):
                if passage_text[start : start + size] in claim_text:
                    return [(start, start + size)]
        return []


def _script(question: str) -> Callable[[str], Answer]:
    scripts = {"规模": scale_answer, "规定": rule_answer, "恶意": hostile_answer}
    return next((script for word, script in scripts.items() if word in question), no_source_answer)
