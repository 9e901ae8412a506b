"""Rewriting a sentence by a table of patterns, never inside a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from evals.model_answers.bases import Base

# A template makes a false sentence of a base, or None where it finds nothing to falsify.
Template = Callable[[Base, Random], str | None]
Table = Sequence[tuple[str, str]]

_TITLE = re.compile(r"《[^》]*》")


def by_table(table: Table) -> Template:
    """A template that applies one entry (pattern, what to write instead) at one place of the body."""
    entries = [(re.compile(pattern), instead) for pattern, instead in table]

    def template(base: Base, random: Random) -> str | None:
        found = [(match, instead) for pattern, instead in entries for match in matches(pattern, base.body)]
        if not found:
            return None
        match, instead = random.choice(found)
        body = base.body[: match.start()] + match.expand(instead) + base.body[match.end() :]
        return changed(base, body)

    return template


def everywhere(table: Table) -> Template:
    """A template that replaces every mention of the first word of the table that is found, so that the sentence agrees with itself."""

    def template(base: Base, random: Random) -> str | None:
        found = next(((word, instead) for word, instead in table if matches(re.compile(word), base.body)), None)
        return changed(base, replaced(re.compile(found[0]), found[1], base.body)) if found else None

    return template


def matches(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The matches that touch no title."""
    titles = [match.span() for match in _TITLE.finditer(text)]
    return [
        match
        for match in pattern.finditer(text)
        if all(match.end() <= start or end <= match.start() for start, end in titles)
    ]


def replaced(pattern: re.Pattern[str], instead: str, text: str) -> str:
    """The text with all matches outside titles replaced."""
    for match in reversed(matches(pattern, text)):
        text = text[: match.start()] + match.expand(instead) + text[match.end() :]
    return text


def changed(base: Base, body: str) -> str | None:
    """The sentence with another body, or None where the body is the same."""
    return None if body == base.body else base.opening + body
