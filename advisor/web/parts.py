"""What the pages share: their files, lines of plain text, and how their events are closed to anything but the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

STATIC = Path(__file__).parent / "static"
NOT_IN_API = {"api_visibility": "private", "show_progress": "hidden"}
LINE = "<p class='text' role='status'></p>"


def asset(name: str) -> str:
    """The text of a file that goes to the browser."""
    return (STATIC / name).read_text(encoding="utf-8")


def text_component(gr: Any, template: str, name: str) -> Any:
    """A fixed template whose `.text` element shows the value, as text."""
    return gr.HTML(value="", html_template=template, js_on_load=asset("text.js"), elem_id=name, padding=False)
