"""What is wrong with the knowledge files, collected so that one build reports all of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.errors import SourceUnusable


@dataclass
class Problems:
    """Collector of `file:line: what is wrong; what to do` lines."""

    lines: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, file: str, line: int, what: str, todo: str) -> None:
        """Note one problem. `line` counts from 1; `what` and `todo` are Chinese."""
        self.lines.append((file, line, f"{file}:{line}: {what}；{todo}"))

    def add_line(self, file: str, text: str) -> None:
        """Note a problem whose line was put together elsewhere."""
        self.lines.append((file, 0, text))

    def raise_if_any(self) -> None:
        """Raise SourceUnusable with every line, in file order, when anything was noted."""
        if not self.lines:
            return
        ordered = [text for _, _, text in sorted(self.lines)]
        head = f"知识库有{len(ordered)}处错误，未更新索引；请逐条改正后重新运行 advisor build："
        raise SourceUnusable("\n".join([head, *ordered]))


@dataclass(frozen=True)
class Place:
    """Where in the knowledge files something stands."""

    file: str
    line: int
