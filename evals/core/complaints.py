"""What is wrong with a line of JSON, in Chinese, for whoever wrote it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_WRONG = {
    "missing": "没有写",
    "string_type": "应是文字",
    "string_too_short": "是空的",
    "bool_type": "应是 true 或 false",
    "bool_parsing": "应是 true 或 false",
    "list_type": "应是列表",
    "tuple_type": "应是列表",
    "dict_type": "应是对象",
    "model_type": "应是对象",
    "model_attributes_type": "应是对象",
    "float_type": "应是数",
    "float_parsing": "应是数",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "int_from_float": "应是整数",
    "finite_number": "应是有限的数",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "enum": "不是可用的值",
    "literal_error": "不是可用的值",
    "extra_forbidden": "不应有",
    "date_from_datetime_parsing": "应是日期（如2026-11-23）",
    "date_parsing": "应是日期（如2026-11-23）",
    "date_type": "应是日期（如2026-11-23）",
}
_SURROGATE = ("surrogate", "hex escape")


def explained(error: ValidationError) -> str:
    """The first complaint in Chinese, with the field it is about."""
    first = _deepest(error.errors())
    if first["type"] == "json_invalid":
        if any(word in first["msg"] for word in _SURROGATE):
            return "文字里有不成对的代理字符（\\uD800 至 \\uDFFF），不是完整的字"
        return "不是完整的 JSON"
    place = _place(first)
    return f"{place}{_WRONG.get(first['type'], '写法不对')}" if place else "不是 JSON 对象"


def unreadable(path: Path, error: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be read, in one line."""
    if isinstance(error, UnicodeDecodeError):
        return f"“{path}”不是 UTF-8 编码；请转换后再试。"
    if path.is_dir():
        return f"“{path}”是文件夹，不是文件；请写明其中的文件。"
    if isinstance(error, FileNotFoundError):
        return f"找不到文件“{path}”；请检查路径。"
    return f"文件“{path}”读不出来；请检查是否有权限打开。"


def _deepest(errors: list[ErrorDetails]) -> ErrorDetails:
    """Of the complaints on the first place, the one on its innermost part: that of the form that was meant."""
    start = errors[0]["loc"][:2]
    return max((one for one in errors if one["loc"][:2] == start), key=lambda one: len(one["loc"]))


def _place(error: ErrorDetails) -> str:
    """字段“contexts”第1项的“text”: the names of alternatives, which pydantic puts between, left out."""
    parts: list[str] = []
    for part in error["loc"]:
        if isinstance(part, int):
            parts.append(f"第{part + 1}项")
        elif part.isidentifier() and not part.startswith("_") and part not in ("str", "int", "float", "bool"):
            parts.append(f"{'的' if parts else '字段'}“{part}”")
    return "".join(parts)
