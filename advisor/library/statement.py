"""The attributes of one statement, understood and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from advisor.library.fields import choices
from advisor.library.numerals import number_stands_in
from advisor.library.period_syntax import parse_period
from advisor.library.problems import Problems
from advisor.library.units import parse_quantity
from advisor.types import Area, Basis, Figure, Modality, Period

Choice = TypeVar("Choice", bound=StrEnum)

_KNOWN = ("areas", "modality", "asserted_by", "basis", "period", "regions", "figures", "asks", "comment")
_REQUIRED = ("areas", "modality")


class Attribute(NamedTuple):
    """The written value of an attribute, and its line."""

    value: str
    line: int


class Statement(NamedTuple):
    """What a statement's attributes say."""

    areas: tuple[Area, ...]
    modality: Modality | None
    asserted_by: str | None
    basis: Basis | None
    period: Period | None
    regions: tuple[str, ...]
    figures: tuple[Figure, ...]
    asks: tuple[str, ...]
    comment: str | None


def read_statement(
    text: str,
    attributes: Mapping[str, Attribute],
    file: str,
    line: int,
    problems: Problems,
    *,
    regions: Collection[str],
    asks_required: bool = True,
) -> Statement | None:
    """Read a statement's attributes; None, with every problem noted, when one is wrong."""
    before = len(problems.lines)
    reader = _Reader(text, attributes, file, line, problems)
    reader.check_keys((*_REQUIRED, "asks") if asks_required else _REQUIRED)
    statement = Statement(
        areas=reader.areas(),
        modality=reader.choice("modality", Modality),
        asserted_by=reader.value("asserted_by"),
        basis=reader.choice("basis", Basis),
        period=reader.period(),
        regions=reader.regions(regions),
        figures=reader.figures(),
        asks=reader.parts("asks", "|"),
        comment=reader.value("comment"),
    )
    return statement if len(problems.lines) == before else None


class _Reader:
    def __init__(
        self, text: str, attributes: Mapping[str, Attribute], file: str, line: int, problems: Problems
    ) -> None:
        self._text = text
        self._attributes = attributes
        self._file = file
        self._line = line
        self._problems = problems

    def check_keys(self, required: Collection[str]) -> None:
        for key, attribute in self._attributes.items():
            if key not in _KNOWN:
                self._problems.add(
                    self._file, attribute.line, f"不认识的属性“{key}”", f"可用的属性：{'、'.join(_KNOWN)}"
                )
            elif not attribute.value:
                self._wrong(key, f"属性“{key}”是空的", "补上内容" if key in required else "补上内容或删去这一行")
        for key in required:
            if key not in self._attributes:
                self._wrong(key, f"陈述缺少属性“{key}”", f"补上“- {key}: …”")

    def value(self, key: str) -> str | None:
        attribute = self._attributes.get(key)
        return attribute.value or None if attribute else None

    def parts(self, key: str, separator: str) -> tuple[str, ...]:
        value = (self.value(key) or "").replace("，", ",").replace("；", ";") if separator != "|" else self.value(key)
        return tuple(part.strip() for part in (value or "").split(separator) if part.strip())

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        value = self.value(key)
        return None if value is None else self._member(key, value, kind)

    def areas(self) -> tuple[Area, ...]:
        members = (self._member("areas", part, Area) for part in self.parts("areas", ","))
        return tuple(member for member in members if member is not None)

    def regions(self, known: Collection[str]) -> tuple[str, ...]:
        names = self.parts("regions", ",")
        for name in names:
            if name not in known:
                self._wrong("regions", f"地区“{name}”不在词表中", "改用 vocabulary.yaml 中的地区，或在其中登记")
        return names

    def period(self) -> Period | None:
        value = self.value("period")
        if value is None:
            return None
        try:
            return parse_period(value)
        except ValueError:
            self._wrong("period", f"时段“{value}”写法不对", "写成 2019、2022H1、2022-07、2021-12-31 或 2016..2020 等")
            return None

    def figures(self) -> tuple[Figure, ...]:
        figures = (self._figure(part) for part in self.parts("figures", ";"))
        return tuple(figure for figure in figures if figure is not None)

    def _figure(self, part: str) -> Figure | None:
        name, equals, written = part.partition("=")
        if not equals or not name.strip() or not written.strip():
            self._wrong("figures", f"数字“{part}”写法不对", "写成“名称=数字和单位”，多个以分号隔开")
            return None
        try:
            quantity = parse_quantity(written)
        except ValueError as error:
            self._wrong("figures", f"数字“{part}”不可用：{error}", "改写单位，或在 advisor/library/units.py 登记该单位")
            return None
        if not number_stands_in(quantity.value_text, self._text):
            self._wrong("figures", f"数字“{written.strip()}”没有出现在陈述里", "改正数字，或改写陈述使其包含该数字")
        return Figure(
            name=name.strip(),
            value=quantity.value,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            value_text=quantity.value_text,
        )

    def _member(self, key: str, value: str, kind: type[Choice]) -> Choice | None:
        try:
            return kind(value)
        except ValueError:
            self._wrong(key, f"“{key}”的值“{value}”不在规定范围", f"填写其一：{choices(kind)}")
            return None

    def _wrong(self, key: str, what: str, todo: str) -> None:
        attribute = self._attributes.get(key)
        self._problems.add(self._file, attribute.line if attribute else self._line, what, todo)
