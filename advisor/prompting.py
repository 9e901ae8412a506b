"""Prompts are files; text from outside enters them through one function that takes away its power to instruct.

A prompt file begins with the line `version: N` and names its variables as `{{name}}`; a line `---` parts what is said as
the system from what is said as the user. Loading fails when the file's variables are not exactly those the program
fills; filling fails when a value is missing or left over. No other module may build a frame by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from advisor.errors import SourceUnusable
from advisor.types import Data

_VARIABLE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")
_LEFT_OVER = re.compile(r"\{\{|\}\}")
_VERSION = re.compile(r"version: (\d+)\n+")
_USER_PART = "\n---\n"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
# A bracket that opens anything but a comparison with a number (<5%), in every width that a model reads as one.
_OPENING = re.compile(r"[<＜﹤](?!\s*\d)")
# Marks by which models tell who speaks.
_SPEAKER = re.compile(r"\[(?=\s*/?\s*(?:INST|SYS)\b)", re.IGNORECASE)
_HARMLESS_OPENING, _HARMLESS_BRACKET = "‹", "［"


class Prompt(Data):
    """The text of a prompt file with the variables it names."""

    name: str
    version: int
    text: str
    variables: frozenset[str]

    @property
    def label(self) -> str:
        """Name, version and fingerprint of the text: an edited file is told from the one that ships."""
        return f"{self.name}@{self.version}+{hashlib.sha256(self.text.encode()).hexdigest()[:8]}"

    def messages(self, **values: str) -> list[tuple[str, str]]:
        """The prompt as messages of a system and a user, filled as by `fill`; one of the user where no line parts it."""
        self._accept(values)
        system, _, user = self.text.rpartition(_USER_PART)
        parts = (("system", system), ("user", user))
        return [(role, self._filled(part, values).strip()) for role, part in parts if part]

    def fill(self, **values: str) -> str:
        """The text with every variable replaced. Raises ValueError, a fault of the program, for other variables.

        Values are put in as they are: what comes from outside must have gone through `frame`.
        """
        self._accept(values)
        return self._filled(self.text, values)

    def _accept(self, values: dict[str, str]) -> None:
        if values.keys() != self.variables:
            raise ValueError(f"prompt {self.name} takes {sorted(self.variables)}, was given {sorted(values)}")

    @staticmethod
    def _filled(text: str, values: dict[str, str]) -> str:
        return _VARIABLE.sub(lambda match: values[match.group(1)], text)


def load_prompt(folder: Path, name: str, variables: Iterable[str]) -> Prompt:
    """The prompt `name`.md of a folder. Raises SourceUnusable where it is not there or its variables are others."""
    path = folder / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnusable(f"提示词“{path}”读不出来；请检查 ADVISOR_PROMPTS 所指的文件夹。") from error
    version = _VERSION.match(text)
    if version is None:
        raise SourceUnusable(f"提示词“{path.name}”的第一行应为 version: 数字；请补上该行。")
    text = text[version.end() :]
    wanted, named = frozenset(variables), frozenset(_VARIABLE.findall(text))
    if wanted != named:
        lacks, spare = "、".join(sorted(wanted - named)), "、".join(sorted(named - wanted))
        said = "；".join(filter(None, (lacks and f"缺少变量 {lacks}", spare and f"多出变量 {spare}")))
        raise SourceUnusable(f"提示词“{path.name}”{said}；请改正该文件。")
    if _LEFT_OVER.search(_VARIABLE.sub("", text)):
        raise SourceUnusable(f"提示词“{path.name}”里有写坏的 {{{{ }}}}；请改正该文件。")
    return Prompt(name=name, version=int(version[1]), text=text, variables=named)


def frame(kind: str, text: str, *, number: int | None = None) -> str:
    """Text from outside as one framed block, `<kind number="1">` to `</kind>`, with no frame inside it.

    `kind` is a plain English word; raises ValueError for another. Comparisons such as <5% stay readable.
    """
    if not _NAME.fullmatch(kind):
        raise ValueError(f"{kind!r} cannot name a frame")
    numbered = "" if number is None else f' number="{number}"'
    return f"<{kind}{numbered}>\n{neutralised(text)}\n</{kind}>"


def neutralised(text: str) -> str:
    """The text with everything that could open a frame, or pose as another speaker, made harmless."""
    return _SPEAKER.sub(_HARMLESS_BRACKET, _OPENING.sub(_HARMLESS_OPENING, text))
