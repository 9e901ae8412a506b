"""Reading the fields of one entry: right type, closed sets, dates; every fault is noted with its line."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from advisor.library.period_syntax import parse_day
from advisor.library.problems import Problems
from advisor.library.yaml_entries import Entry

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """One entry being read. A getter returns the value, or a harmless stand-in after noting a problem."""

    def __init__(self, entry: Entry, problems: Problems) -> None:
        self._entry = entry
        self._problems = problems
        self._read: set[str] = set()

    def wrong(self, key: str, what: str, todo: str) -> None:
        """Note a problem on the line of `key`."""
        self._problems.add(self._entry.file, self._entry.line_of(key), what, todo)

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self.optional_text(key)
        if value is None:
            self.wrong(key, f"缺少“{key}”", "补上该项")
            return ""
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where it is null, empty or left out."""
        value = self._take(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            self.wrong(key, f"“{key}”应为一段文字", "改为文字")
            return None
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is null or left out."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(key, f"“{key}”应为文字列表", "写成 [甲, 乙] 或逐行“- 甲”，含冒号的加引号")
            return ()
        return tuple(item.strip() for item in value)

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self._take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, f"“{key}”应为 true 或 false", "改为 true 或 false")
            return default
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """One value of a closed set; None, with a problem noted, when missing or unknown."""
        value = self.optional_text(key)
        if value is None:
            self.wrong(key, f"缺少“{key}”", f"填写其一：{choices(kind)}")
            return None
        return self.member(key, value, kind)

    def optional_choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """One value of a closed set, or None where it is null or left out."""
        value = self.optional_text(key)
        return None if value is None else self.member(key, value, kind)

    def day(self, key: str, *, required: bool = False) -> str | None:
        """A date written YYYY, YYYY-MM or YYYY-MM-DD."""
        value = self.text(key) if required else self.optional_text(key)
        if not value:
            return None
        try:
            parse_day(value)
        except ValueError:
            self.wrong(key, f"“{key}”的日期“{value}”不成立", "写成 YYYY、YYYY-MM 或 YYYY-MM-DD")
            return None
        return value

    def one_of(self, key: str, value: str | None, known: Collection[str], *, kind: str) -> None:
        """Note a problem unless `value` is among the known names."""
        if value and value not in known:
            self.wrong(key, f"{kind}“{value}”不在词表中", f"改用 vocabulary.yaml 中的{kind}，或在其中登记")

    def member(self, key: str, value: str, kind: type[Choice]) -> Choice | None:
        """A value as a member of a closed set; None, with a problem noted, when unknown."""
        try:
            return kind(value)
        except ValueError:
            self.wrong(key, f"“{key}”的值“{value}”不在规定范围", f"填写其一：{choices(kind)}")
            return None

    def finish(self) -> None:
        """Note every key that no getter asked for."""
        for key in self._entry.values:
            if key not in self._read:
                self.wrong(key, f"不认识的键“{key}”", "删去，或对照 docs/knowledge-format.md 改名")

    def _take(self, key: str) -> object:
        self._read.add(key)
        return self._entry.values.get(key)


def choices(kind: type[StrEnum]) -> str:
    """The members of a closed set, for a message."""
    return "、".join(member.value for member in kind)
