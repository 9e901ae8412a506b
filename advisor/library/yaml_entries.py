"""YAML read with line numbers and without its surprises: duplicate keys are errors, values are plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from advisor.library.problems import Problems

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Entry:
    """One mapping: its values, and the line (from 1) on which each key stands."""

    file: str
    line: int
    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Line of a key, or of the mapping where the key is missing."""
        return self.lines.get(key, self.line)


def read_mapping(text: str, file: str, problems: Problems, *, first_line: int = 1) -> Entry | None:
    """Read one YAML mapping; None, with a problem noted, when it is none."""
    node = _compose(text, file, problems, first_line)
    if node is None:
        return None
    return _entry(node, file, problems, first_line)


def read_list(text: str, file: str, problems: Problems) -> list[Entry]:
    """Read a YAML list of mappings, or a mapping of one key holding such a list."""
    node = _compose(text, file, problems, 1)
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
        node = node.value[0][1]
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.add(file, node.start_mark.line + 1, "应为条目列表", "每个条目以“- ”开头")
        return []
    entries = (_entry(child, file, problems, 1) for child in node.value)
    return [entry for entry in entries if entry is not None]


def _compose(text: str, file: str, problems: Problems, first_line: int) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + first_line
        problems.add(file, line, f"YAML 写法有误（{error.problem}）", "检查缩进、冒号和引号")
        return None
    if node is None:
        problems.add(file, first_line, "没有内容", "按 docs/knowledge-format.md 填写")
    return node


def _entry(node: yaml.Node, file: str, problems: Problems, first_line: int) -> Entry | None:
    if not isinstance(node, yaml.MappingNode):
        problems.add(file, node.start_mark.line + first_line, "应为“键: 值”", "按 docs/knowledge-format.md 填写")
        return None
    entry = Entry(file, node.start_mark.line + first_line)
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + first_line
        key = str(key_node.value)
        if key in entry.values:
            problems.add(file, line, f"键“{key}”重复", "只留一个")
        entry.values[key] = _plain(value_node)
        entry.lines[key] = line
    return entry


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child) for child in node.value]
    return _scalar(node)


def _scalar(node: yaml.Node) -> object:
    """Null and booleans as YAML has them; every other scalar as the text that was written.

    A date or number that YAML would convert stays as written, so `2022-07` and `3.0` survive.
    """
    tag, value = node.tag, str(node.value)
    if tag == "tag:yaml.org,2002:null":
        return None
    if tag == "tag:yaml.org,2002:bool":
        return value.lower() in ("true", "yes", "on")
    return value
