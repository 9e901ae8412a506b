"""How long a full build takes, and one that finds nothing changed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measure import Measure, advisor_command, cost_of


def measure(folder: Path) -> list[Measure]:
    """`advisor build` from nothing, then again."""
    full = cost_of(advisor_command("build"), home=folder)
    again = cost_of(advisor_command("build"), home=folder)
    return [
        Measure(name="full build", value=full.seconds, unit="s", limit=20),
        Measure(name="full build, largest memory", value=full.megabytes, unit="MB"),
        Measure(name="build with nothing changed", value=again.seconds, unit="s"),
        Measure(name="nothing changed / full build", value=again.seconds / full.seconds, unit="times", limit=0.5),
    ]
