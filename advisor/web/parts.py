"""What the pages share: their files, lines of plain text, and how their events are closed to anything but the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

STATIC = Path(__file__).parent / "static"
NOT_IN_API = {"api_visibility": "private", "show_progress": "hidden"}
LINE = "<p class='text' role='status'></p>"


class Opening(NamedTuple):
    """What is filled when the page is opened: components, and the function that gives a value for each."""

    filled: Sequence[Any]
    values: Callable[[], tuple[Any, ...]]


def asset(name: str) -> str:
    """The text of a file that goes to the browser."""
    return (STATIC / name).read_text(encoding="utf-8")


def text_component(gr: Any, template: str, name: str) -> Any:
    """A fixed template whose `.text` element shows the value, as text."""
    return gr.HTML(value="", html_template=template, js_on_load=asset("text.js"), elem_id=name, padding=False)
