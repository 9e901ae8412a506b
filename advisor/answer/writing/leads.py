"""Lines that lead in others: what ends in a colon, or heads a section and forbids, belongs to each item under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from advisor.answer.writing.governing import Governing, governing
from advisor.grounding.reading import read

_LEADS = re.compile(r"[：:]\s*$")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bullet", re.compile(r"[-*+•·●▪◦○]\s+|[•·●▪]")),
    ("number", re.compile(r"\(?\d{1,2}(?:[、)）]|\.(?!\d))")),
    ("bracketed", re.compile(r"[（(][一二三四五六七八九十\d]{1,3}[）)]")),
    ("chinese", re.compile(r"[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])")),
    ("circled", re.compile(r"[①-⑳]")),
    (
        "ordinal",
        re.compile(
            r"第[一二三四五六七八九十]{1,3}[，,、：:]|其[一二三四五六七八九十][，,、：:]|[一二三四五六七八九]是"
        ),
    ),
)
# 不得有下列行为 leads on like 不得; 应当遵守以下规定 does not.
_OF_THE_FOLLOWING = re.compile(
    r"(?<![守合足行照])(?:有|存在|实施|从事)?(?:以下|下列|如下)(?:几|[一二三四五六七八九十]{1,2})?(?:[类种项个条点])?(?:行为|情形|事项|活动|内容|情况)?(?:之一)?$"
)
_RUNS_ON = re.compile(
    r"(?:不得|禁止|严禁|不准|不许|不允许|不可|不能|(?<![供相适响反效对])应|应当|必须|须|(?:需|需要)|(?<!许)可|可以|允许|有权|(?<!模)拟|包括|包含|分为|即|是|(?<![行认作])为"
    r"|(?:^|[市省县区府局家部院要应将并]|论文|作者|报告)(?:鼓励|支持|建议))$"
)
_REPORTS = re.compile(r"(?:(?:》|法|条例|办法|意见|方案|细则|通知|[条款])(?:还|中|里|明确)?规定|提出|指出|认为|强调)$")
# What only announces that something follows.
_ANNOUNCES = re.compile(r"(?:如下(?:所示)?|(?:以下|下列)(?:几|[一二三四五六七八九十]{1,2})?.{0,4})$")
_MERE_WORDS = re.compile(
    r"(?:编号|来源|材料|出处|依据|参考|资料|须知|具体|主要|相关|有关|分别|现将?|其|以下|下列|如下|所示|包括|有|的|情况|规定|内容|要求|措施|方面|回答|答复|答案|结论|归纳|总结|整理|几|[点个条项]|[一二三四五六七八九十])*"
)
# How a sentence begins that is no further item of the line before it.
_OF_ITS_OWN = re.compile(
    r"另外|此外|同时|其次|最后|再者|因此|但|根据|依据|依照|按照|据|第[〇零一二三四五六七八九十百\d]+条|《"
)
_INLINE, _LONGEST_WITHIN = "inline", 24
_CLAUSE_END = re.compile(r"[，,；;。：:]")


@dataclass(frozen=True)
class Line:
    """How a line begins: how far it is indented, and with which mark of a list."""

    indent: int
    kind: str

    @classmethod
    def of(cls, text: str) -> Line:
        """Read off the beginning of a line."""
        bare = text.replace("\t", "    ")
        begun = re.sub(r"^(?:\*\*|__)", "", bare.lstrip())
        kind = next((name for name, mark in _KINDS if mark.match(begun)), "")
        return cls(indent=len(bare) - len(bare.lstrip()), kind=kind)


@dataclass
class Lead:
    """A line that leads in others, with the keys it cites."""

    text: str
    keys: tuple[str, ...]
    line: Line
    heading: bool = False
    items: Line | None = None

    def __post_init__(self) -> None:
        self.governs = governing(self.text)

    def holds(self, line: Line, *, after_blank: bool) -> bool:
        """Whether a line that now begins still stands under this one."""
        if self.line.kind == _INLINE:
            return False
        if self.heading or self.items is None:
            return True
        if self.items.kind:
            closes = line.kind == self.line.kind != self.items.kind and line.indent <= self.line.indent
            return (bool(line.kind) and not closes) or line.indent > self.line.indent
        return not line.kind and (bool(self.governs) or not after_blank)

    def over(self, text: str, *, item: bool, first: bool) -> str:
        """A sentence under this line, as it must be read and judged: with the line before it, unless it says as much itself."""
        clause = _CLAUSE_END.split(text.lstrip("，,：: "), maxsplit=1)[0]
        if self.governs and self.governs <= governing(clause):
            return text
        if self.heading or (not item and not first):
            own = governing(text) - {Governing.DENIES}
            named = not self.heading and _names(self.text)
            return text if own or _OF_ITS_OWN.match(text) or not (self.governs or named) else joined(self.text, text)
        return joined(self.text, text)


@dataclass
class Leads:
    """The lines that lead in what is now read, outermost first."""

    _open: list[Lead] = field(default_factory=list)
    _line: Line = field(default_factory=lambda: Line(0, ""))
    _first: bool = False

    def heading(self, text: str) -> None:
        """A heading ends what stood before; one that forbids or the like leads in what stands under it."""
        self._open.clear()
        if Governing.FORBIDS in governing(text):
            self._open.append(Lead(text.rstrip("：: "), (), Line(0, "#"), heading=True))

    def begin(self, line: Line, *, after_blank: bool) -> None:
        """A line begins: lines that led in others and do not lead in this one are closed."""
        while self._open and not self._open[-1].holds(line, after_blank=after_blank):
            self._open.pop()
        self._line = line
        self._first = bool(self._open) and self._open[-1].items is None
        if self._first:
            self._open[-1].items = line

    def lead_in(self, text: str, keys: tuple[str, ...]) -> None:
        """The line that has begun leads in others."""
        said = _LEADS.sub("", text).strip()
        if _MERE_WORDS.fullmatch(said):
            return
        outer = self._open[-1] if self._open and not self._open[-1].heading else None
        if outer is not None:
            said = outer.over(said, item=bool(self._line.kind), first=self._first)
        self._open.append(Lead(said, keys or (outer.keys if outer else ()), self._line))

    def over(self, text: str) -> tuple[str, tuple[str, ...]]:
        """A sentence with what leads it in, and the keys of that line."""
        if not self._open:
            return text, ()
        lead = self._open[-1]
        return lead.over(text, item=bool(self._line.kind), first=self._first), lead.keys

    def sentence_ended(self, text: str) -> None:
        """A sentence of the line is over; what forbids before a colon within it leads in those behind it too."""
        self._first = False
        label, mark, said = text.partition("：")
        within = bool(mark and said) and len(label) <= _LONGEST_WITHIN
        if within and Governing.FORBIDS in governing(label) and self._line.kind != _INLINE:
            self._open.append(Lead(label, (), Line(0, _INLINE), heading=True))

    def forget(self) -> None:
        """Nothing leads in any more."""
        self._open.clear()


def leads_in(text: str) -> bool:
    """Whether a line ends in a colon, so that it says something only together with what follows."""
    return _LEADS.search(text) is not None


def announces(label: str) -> bool:
    """Whether a label only says that something follows: 有关规定如下."""
    return _ANNOUNCES.search(label) is not None


def joined(lead: str, text: str) -> str:
    """A line and an item under it as one sentence: 平台不得 and 收取费用 as 平台不得收取费用, 禁止性规定 and … with a colon."""
    item = text.lstrip("，,：: ")
    short = _OF_THE_FOLLOWING.sub("", lead).rstrip("，, ")
    if _RUNS_ON.search(short):
        return f"{short}{item}"
    if _REPORTS.search(short):
        return f"{short}，{item}"
    return f"{lead}：{item}"


def _names(text: str) -> bool:
    """Whether a line names a place, organisation, figure or time, which what stands under it is about."""
    one = read(text)
    return any((one.places, one.organisations, one.quantities, one.periods))
