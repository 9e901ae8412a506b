"""A policy advisor whose every statement of fact is cited and was checked before it is shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Only small matrices are multiplied here: threads of the linear algebra wait for each other longer than they work. It is read
# when numpy is first imported, and left as it is where it is set.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

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
