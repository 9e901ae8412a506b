"""A policy advisor whose every statement of fact is cited and was checked before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.facade import Advisor

__version__ = "0.1.0"
__all__ = ["Advisor", "__version__"]


def __getattr__(name: str) -> object:
    """Load the facade on first use, so that `import advisor` and `advisor --help` stay instant."""
    if name == "Advisor":
        from advisor.facade import Advisor

        return Advisor
    raise AttributeError(f"module 'advisor' has no attribute {name!r}")
