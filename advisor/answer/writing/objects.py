"""Text out of a reply that was written as JSON, whole or cut off: what a reader should see, with the keys beside it."""

from __future__ import annotations

import re

_TEXTS = frozenset(
    {"answer", "text", "content", "sentence", "response", "output", "reply", "statement", "claim", "result", "body"}
    | {"回答", "答案", "答复", "内容", "句子", "正文", "结论", "文本"}
)
_HEADS = frozenset({"heading", "title", "category", "lead", "标题", "类别", "小标题"})
_LEFT_OUT = frozenset(
    {"thinking", "thought", "thoughts", "reasoning", "analysis", "question", "source", "sources"}
    | {"思考", "推理", "分析", "问题", "来源", "出处"}
)
_KEYS = re.compile(r"[\s\[\]【】［］,，、;；]*(?:[kK][0-9a-fA-F]{1,16}[\s\[\]【】［］,，、;；]*)+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ESCAPED = {"n": "\n", "t": " ", "r": "", "b": "", "f": ""}
_UNICODE_DIGITS = 4
# From so many characters on a string is surely no key, and is given on as it comes.
_SURE = 24
_ITEM = "\n- "
_FENCE, _LANGUAGE = "```", "json"


class ObjectText:
    """Gives text back as it is; from a line on which an object begins until that ends, what its strings say."""

    def __init__(self) -> None:
        self._waiting = ""
        self._at_line_start = True
        self._object: _Object | None = None

    def feed(self, text: str) -> str:
        """The readable part of the next piece; what may begin an object is kept until it is known."""
        return "".join(self._next(character) for character in text)

    def close(self) -> str:
        """What is left at the end."""
        rest = self._waiting + (self._object.close() if self._object is not None else "")
        self._waiting, self._object = "", None
        return rest

    def _next(self, character: str) -> str:
        if self._object is not None:
            said = self._object.next(character)
            if not self._object.open:
                self._object, self._at_line_start = None, True
            return said
        if not self._at_line_start:
            self._at_line_start = character == "\n"
            return character
        self._waiting += character
        begins = _begins_object(self._waiting)
        if begins is None:
            return ""
        waited, self._waiting = self._waiting, ""
        self._at_line_start = waited.endswith("\n")
        if not begins:
            return waited
        self._object = _Object()
        return "".join(self._next(one) for one in waited.removeprefix(waited[: _opening_at(waited)]))


class _Object:
    """Reads one object, or list of them, character by character."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._names: list[str] = []
        self._expects_name = False
        self._string: str | None = None
        self._given = 0
        self._escape = ""
        self._text_before = False

    @property
    def open(self) -> bool:
        """Whether the object goes on."""
        return bool(self._inside)

    def next(self, character: str) -> str:
        """What a reader should see once this character has come."""
        if self._string is not None:
            return self._in_string(character)
        if character == '"':
            self._string, self._given = "", 0
        elif character in "{[":
            self._inside.append(character)
            self._names.append(self._name if character == "[" else "")
            self._expects_name = character == "{"
        elif character in "}]" and self._inside:
            self._names.pop()
            self._expects_name = False
            closed = self._inside.pop()
            if closed == "[" and self._inside:
                return ""
            self._text_before = False
            return "\n"
        elif character == ":":
            self._expects_name = False
        elif character == ",":
            self._expects_name = self._inside[-1:] == ["{"]
        return ""

    def close(self) -> str:
        """The string that the text broke off in."""
        return self._value(final=True) if self._string is not None and not self._expects_name else ""

    @property
    def _name(self) -> str:
        return self._names[-1] if self._names else ""

    def _in_string(self, character: str) -> str:
        assert self._string is not None
        if self._escape:
            self._unescape(character)
        elif character == "\\":
            self._escape = character
        elif character == '"':
            return self._string_ended()
        else:
            self._string += character
        return "" if self._expects_name or self._escape else self._value(final=False)

    def _unescape(self, character: str) -> None:
        assert self._string is not None
        self._escape += character
        if self._escape[1] != "u":
            self._string += _ESCAPED.get(character, character)
        elif len(self._escape) < 2 + _UNICODE_DIGITS:
            return
        elif re.fullmatch(r"[0-9a-fA-F]{4}", digits := self._escape[2:]) and not 0xD800 <= int(digits, 16) <= 0xDFFF:
            self._string += chr(int(digits, 16))
        self._escape = ""

    def _string_ended(self) -> str:
        assert self._string is not None
        if not self._expects_name:
            said = self._value(final=True)
            self._string = None
            return said
        name, self._string = self._string.strip(), None
        self._names[-1] = name.lower()
        if not _HAN.search(name) or name in _TEXTS | _HEADS | _LEFT_OUT:
            return ""
        # A name in Chinese is a heading of what it holds: {"平台不得": [...]}.
        self._text_before = False
        return f"\n{name}：\n"

    def _value(self, *, final: bool) -> str:
        """What is new of the string under way: text as it comes, keys in brackets, a heading as the line it is."""
        string = self._string or ""
        if not final and len(string) < _SURE and not self._given:
            return ""
        if _KEYS.fullmatch(string):
            return "[" + "][".join(re.findall(r"[kK][0-9a-fA-F]{1,16}", string)) + "]" if final else ""
        if self._name in _LEFT_OUT or not _HAN.search(string):
            return ""
        if self._name in _HEADS:
            self._text_before = False
            return f"\n{string}：\n" if final else ""
        before = "" if self._given else self._before_text()
        new = string[self._given :]
        self._given, self._text_before = len(string), True
        return before + new

    def _before_text(self) -> str:
        """What parts a string from the one before it: those of a list are its items."""
        return _ITEM if self._inside[-1:] == ["["] else "\n" * self._text_before


def _opening_at(text: str) -> int:
    return min(at for at in (text.find("{"), text.find("[")) if at >= 0)


def _begins_object(line: str) -> bool | None:
    """Whether a line begins an object, fenced or not; None while that cannot be told."""
    rest = line.lstrip()
    if rest.startswith(_FENCE):
        rest = rest[len(_FENCE) :]
        letters = re.match(r"[A-Za-z]*", rest)
        name = letters.group() if letters else ""
        if name and not _LANGUAGE.startswith(name.lower()):
            return False
        rest = rest[len(name) :].lstrip()
    elif _FENCE.startswith(rest):
        return None
    if not rest:
        return None
    if rest[0] not in "{[":
        return False
    second = rest[1:].lstrip()
    if not second:
        return None
    return second[0] in ('"}' if rest[0] == "{" else '{"')
