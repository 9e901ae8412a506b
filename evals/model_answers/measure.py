"""How many lies pass and how many true sentences are withheld, by whatever lets sentences pass.

`python -m evals.model_answers.measure [--second] [--list FILE]` measures the gate alone: no index, no retrieval, no model.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from advisor.grounding import WRITTEN_FROM, check_fact
from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.search.citing import context_of
from advisor.search.holdings import Holdings
from advisor.settings import Settings
from advisor.types import Data, Reason, Verdict, VerdictKind
from evals.core.intervals import measure_interval
from evals.model_answers.records import SECOND_LIES, SECOND_TRUE_SENTENCES, Lie, TrueSentence, lies, true_sentences

# The text of a sentence and the refs it cites, to whether a reader would see it.
Passes = Callable[[str, Sequence[str]], bool]
Verdicts = Callable[[str, Sequence[str]], Verdict]


class Outcome(Data):
    """What became of one sentence; `group`: kind of the lie, or manner of the true sentence; `origin`: of a lie."""

    id: str
    group: str
    origin: str
    refs: tuple[str, ...]
    text: str
    passed: bool


class Share(Data):
    """A share with its 95 % interval."""

    group: str
    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0..1; NaN of nothing."""
        return self.count / self.of if self.of else math.nan


class Measurement(Data):
    """All outcomes of one measuring."""

    lies: tuple[Outcome, ...]
    truths: tuple[Outcome, ...]

    @property
    def lies_passed(self) -> tuple[Outcome, ...]:
        """False sentences that a reader would see."""
        return tuple(one for one in self.lies if one.passed)

    @property
    def truths_withheld(self) -> tuple[Outcome, ...]:
        """True sentences that a reader would not see."""
        return tuple(one for one in self.truths if not one.passed)

    def shares(self) -> list[tuple[str, list[Share]]]:
        """Lies passed by kind and by origin, truths withheld by manner, each with its total last."""
        return [
            ("虚假句子放行", _shares(self.lies, self.lies_passed, lambda one: one.group)),
            ("虚假句子放行（按来源）", _shares(self.lies, self.lies_passed, lambda one: one.origin)),
            ("真实句子被拦", _shares(self.truths, self.truths_withheld, lambda one: one.group)),
        ]


def measure(
    passes: Passes, *, false: Sequence[Lie] | None = None, true: Sequence[TrueSentence] | None = None
) -> Measurement:
    """Ask `passes` of every lie and every true sentence; the committed ones unless others are given."""
    return Measurement(
        lies=tuple(
            Outcome(
                id=one.id,
                group=one.kind,
                origin=one.origin,
                refs=one.refs,
                text=one.text,
                passed=passes(one.text, one.refs),
            )
            for one in (lies() if false is None else false)
        ),
        truths=tuple(
            Outcome(
                id=one.id,
                group=one.manner,
                origin="",
                refs=one.refs,
                text=one.text,
                passed=passes(one.text, one.refs),
            )
            for one in (true_sentences() if true is None else true)
        ),
    )


def passing(verdicts: Verdicts) -> Passes:
    """What passes where only the supported is shown."""
    return lambda text, refs: verdicts(text, refs).kind is VerdictKind.SUPPORTED


def gate_verdicts(holdings: Holdings) -> Verdicts:
    """Verdicts of the gate on a fact that a model wrote and what it cites. A key that is not held is dropped; with none left there is nothing to rest on."""

    def verdict(text: str, refs: Sequence[str]) -> Verdict:
        cited = [holdings.by_ref[ref] for ref in refs if ref in holdings.by_ref]
        if not cited:
            return Verdict(
                kind=VerdictKind.NOT_FOUND, score=0.0, reasons=(Reason(text="没有可用的引注", feature="key"),)
            )
        context = [context_of(one, holdings) for one in cited]
        return check_fact(text, [one.text for one in cited], context=context, shown_from=WRITTEN_FROM)

    return verdict


def holdings_of(knowledge: Knowledge) -> Holdings:
    """The library as the answer pipeline sees it, straight from its files."""
    return Holdings(
        passages=knowledge.passages,
        sources={one.id: one for one in knowledge.sources},
        notices=knowledge.notices,
        rows=knowledge.rows,
        vocabulary=knowledge.vocabulary,
        city=knowledge.city,
        corpus_version=knowledge.fingerprint,
    )


def _shares(all_of: Iterable[Outcome], counted: Iterable[Outcome], key: Callable[[Outcome], str]) -> list[Share]:
    keys, hits = [key(one) for one in all_of], [key(one) for one in counted]
    groups = [_share(group, hits.count(group), keys.count(group)) for group in sorted(set(keys))]
    return [*groups, _share("total", len(hits), len(keys))]


def _share(group: str, count: int, of: int) -> Share:
    interval = measure_interval([1.0] * count + [0.0] * (of - count))
    return Share(group=group, count=count, of=of, low=interval.low, high=interval.high)


def report(measurement: Measurement) -> str:
    """The shares as text."""
    lines: list[str] = []
    for title, shares in measurement.shares():
        lines.append(title)
        lines += [
            f"  {one.group:<18}{one.count:>4} / {one.of:<4}{one.value:>7.1%}  ({one.low:.1%}–{one.high:.1%})"
            for one in shares
        ]
    return "\n".join(lines)


def listing(measurement: Measurement, verdicts: Verdicts) -> str:
    """The lies passed and the true sentences withheld, with score and reasons."""
    lines: list[str] = []
    for title, outcomes in (
        ("放行的虚假句子", measurement.lies_passed),
        ("被拦的真实句子", measurement.truths_withheld),
    ):
        lines.append(f"# {title}（{len(outcomes)}）")
        for one in outcomes:
            verdict = verdicts(one.text, one.refs)
            reasons = "；".join(reason.text for reason in verdict.reasons)
            lines.append(f"{one.id} {one.group} {verdict.kind} {verdict.score:.2f} {' '.join(one.refs)}\n  {one.text}")
            lines += [f"  理由：{reasons}"] if reasons else []
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the gate alone and print the shares."""
    parser = argparse.ArgumentParser(prog="python -m evals.model_answers.measure", description="测量核验关口。")
    parser.add_argument("--second", action="store_true", help="改用第二套句子（都由人写，没有模板）")
    parser.add_argument("--list", type=Path, help="把放行的虚假句子和被拦的真实句子写入此文件")
    options = parser.parse_args(arguments)
    verdicts = gate_verdicts(holdings_of(load_knowledge(Settings.load().knowledge)))
    measurement = (
        measure(passing(verdicts), false=lies(SECOND_LIES), true=true_sentences(SECOND_TRUE_SENTENCES))
        if options.second
        else measure(passing(verdicts))
    )
    print(report(measurement))
    if options.list:
        options.list.write_text(f"{report(measurement)}\n\n{listing(measurement, verdicts)}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
