"""What was understood of a question: its plan, the times it names and the figures it asserts. `advisor.types` offers them."""

from __future__ import annotations

from pydantic import Field

from advisor.terms import Area, Calculation, Data, PeriodKind, QuestionKind, ScreenReason


class Period(Data):
    """A stretch of time. `start` and `end` are ISO days, inclusive; None where open or not known."""

    kind: PeriodKind
    start: str | None = None
    end: str | None = None
    label: str = Field(description="as a reader writes it: 2022年上半年, 2021年末")

    def covers_year(self, year: int) -> bool:
        """Whether the period lies in or touches the given year; False when undated."""
        if self.start is None and self.end is None:
            return False
        first = int((self.start or self.end or "0")[:4])
        last = int((self.end or self.start or "0")[:4])
        return first <= year <= last


class AssertedFigure(Data):
    """A quantity that the question itself asserts (not asks), e.g. 「既然鞍山直播交易额有700亿元」."""

    text: str
    value: float
    unit: str
    name: str | None = None


class QuestionPlan(Data):
    """What was understood of a question. Everything later steps may rely on stands here."""

    original: str
    text: str = Field(description="normalised, simplified, typos mended, English glossed")
    language: str = "zh"
    kinds: tuple[QuestionKind, ...]
    calculation: Calculation | None = None
    regions: tuple[str, ...] = Field(default=(), description="canonical names; may be places nothing is held on")
    periods: tuple[Period, ...] = ()
    asks_now: bool = Field(default=False, description="现在, 目前, 今年, 最新, or a current state without a year")
    bound: bool = Field(default=False, description="only the documents named may answer")
    mentioned_in: tuple[str, ...] = Field(
        default=(), description="ids of passages that speak of a named document which is not held itself"
    )
    article: str | None = Field(default=None, description="the article asked about: 第二十条")
    asks_target: bool = Field(default=False, description="what is aimed at, not what came of it: 目标")
    asks_actual: bool = Field(default=False, description="what is done, not planned: 实际, 已经, 建成了")
    asks_versions: bool = Field(default=False, description="how several sources differ: 口径, 各家说法")
    areas: tuple[Area, ...] = ()
    source_ids: tuple[str, ...] = Field(default=(), description="documents named by title, short name or number")
    entities: tuple[str, ...] = Field(default=(), description="organisations, platforms, products named")
    terms: tuple[str, ...] = Field(default=(), description="content words, question words removed")
    phrase: str = Field(
        default="", description="the thing asked about in the question's own words, without place and time"
    )
    document_terms: tuple[str, ...] = Field(default=(), description="the terms that only name a document")
    expansions: tuple[str, ...] = Field(default=(), description="synonyms of terms from the vocabulary")
    focus: tuple[str, ...] = Field(default=(), description="the head noun(s) of what is asked: 交易额, 主播, 会长")
    unit_families: tuple[str, ...] = Field(default=(), description="money, people, count, percent, time ...")
    asserted_figures: tuple[AssertedFigure, ...] = ()
    asserted_scopes: tuple[str, ...] = Field(default=(), description="全国, 全省, 唯一, 第一 ... as asserted")
    assumes: bool = Field(default=False, description="wording that presupposes: 既然, 是不是, 听说, 为什么已经")
    parts: tuple[str, ...] = Field(default=(), description="sub-questions, when several are asked")
    refers_to: tuple[int, ...] = Field(default=(), description="claim numbers of the previous answer: 第二条")
    screened: ScreenReason | None = None
