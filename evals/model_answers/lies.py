"""`python -m evals.model_answers.lies`: write the false sentences, the same ones every time, to lies.jsonl.

Each is made of a sentence that its passages support, so that what is wrong is known. Half are statements of the library in
their own words behind an opening that names the source, half are hand-written true sentences. Only statements that no
model was trained on are used, each base once, and none of the templates of `evals.grounding_model.corrupt`.
Chance is drawn from the seed, the kind and the base alone, so that a change of the library changes few of them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import Settings
from advisor.types import Passage
from evals.core.results import write_lines
from evals.model_answers.bases import Base, bases_of, by_source, likeness
from evals.model_answers.inventions import INVENTIONS, with_half_of_another
from evals.model_answers.meanings import MEANINGS
from evals.model_answers.records import LIES, Lie, LieKind, Origin, TrueSentence, true_sentences
from evals.model_answers.rewriting import Template
from evals.model_answers.values import VALUES

HOW_MANY = 200
SEED = 20261126
TEMPLATES: dict[str, tuple[Template, ...]] = {**VALUES, **MEANINGS, **INVENTIONS}
_MOST_OF_ONE_SOURCE = 9
_MADE_UP_STATEMENT, _MADE_UP_SOURCE = "{}#s9{:02d}", "{}-2027#s0{:02d}"
# Of the sentences that are put behind another one: those most like it.
_NEAREST = 3
# From here on a passage speaks so much of what is asked that it is retrieved, and may be cited by mistake.
_ALIKE = 0.8
# A way of lying: a base in, the sentence and what it cites out; None where the base does not lend itself to it.
Way = Callable[[Base], tuple[str | None, tuple[str, ...]]]


def make_lies(knowledge: Knowledge, sentences: Sequence[TrueSentence], *, seed: int = SEED) -> list[Lie]:
    """All lies in the order of their ids."""
    return _Maker(knowledge, sentences, seed).make()


class _Maker:
    """One making: remembers which bases are used up and how often a source was drawn on."""

    def __init__(self, knowledge: Knowledge, sentences: Sequence[TrueSentence], seed: int) -> None:
        self._seed = seed
        self._bases = bases_of(knowledge, sentences)
        self._held = by_source(knowledge)
        self._used: set[str] = set()
        self._drawn: Counter[str] = Counter()

    def make(self) -> list[Lie]:
        wanted = [(kind, origin, count) for kind in LieKind for origin, count in _shares(kind)]
        made: list[Lie] = []
        # What few bases can be made into is made first, while they are all still there.
        for kind, origin, count in sorted(wanted, key=lambda one: self._how_many_fit(one[0], one[1])):
            made += self._of_kind(kind, origin, count)
        return sorted(made, key=lambda one: one.id)

    def _how_many_fit(self, kind: LieKind, origin: Origin) -> int:
        templates, random = TEMPLATES.get(kind, ()), Random(0)
        bases = [base for base in self._bases if base.origin is origin]
        return sum(not templates or any(one(base, random) for one in templates) for base in bases)

    def _of_kind(self, kind: LieKind, origin: Origin, count: int) -> list[Lie]:
        """Lies of one kind, of as many sources, the templates of the kind by turns as far as they fit."""
        made: list[Lie] = []
        sources: set[str] = set()
        for number in range(count):
            for base, lie in self._attempts(kind, origin, number):
                if base.source.id in sources:
                    continue
                made.append(lie)
                sources.add(base.source.id)
                self._used.add(base.key)
                self._drawn[base.source.id] += 1
                break
        return made

    def _attempts(self, kind: LieKind, origin: Origin, number: int) -> Iterator[tuple[Base, Lie]]:
        free = [base for base in self._bases if base.origin is origin and base.key not in self._used]
        # Least used sources first, so that no source is drawn on much.
        free.sort(key=lambda base: (self._drawn[base.source.id], _digest(self._seed, kind, base.key)))
        ways = self._ways(kind)
        for turn in range(len(ways)):
            for base in free:
                text, refs = ways[(number + turn) % len(ways)](base)
                if text is not None and refs and self._drawn[base.source.id] < _MOST_OF_ONE_SOURCE:
                    yield base, _lie(kind, base, text, refs)

    def _ways(self, kind: LieKind) -> list[Way]:
        ways = [self._by(template) for template in TEMPLATES.get(kind, ())]
        match kind:
            case LieKind.WRONG_PASSAGE:
                return [lambda base: (base.text, self._other_passage(base))]
            case LieKind.INVENTED_KEY:
                return [lambda base: (base.text, (self._made_up_key(base),))]
            case LieKind.HALF_SUPPORTED:
                return [*ways, lambda base: (self._with_another(base), base.refs)]
            case _:
                return ways

    def _by(self, template: Template) -> Way:
        return lambda base: (template(base, self._chance(base)), base.refs)

    def _chance(self, base: Base) -> Random:
        return Random(f"{self._seed}/{base.key}")

    def _with_another(self, base: Base) -> str | None:
        """The base and one of the sentences of other sources that are most like it."""
        others = [
            one
            for one in self._bases
            if one.origin is Origin.SENTENCE
            and one.source.id != base.source.id
            and one.sort is base.sort
            and one.names_no_source
        ]
        others.sort(key=lambda one: likeness(one.body, base.body), reverse=True)
        chance = self._chance(base)
        return with_half_of_another(base, chance.choice(others[:_NEAREST]), chance) if others else None

    def _other_passage(self, base: Base) -> tuple[str, ...]:
        """The uncited passage of the same source that speaks most of what is asked; none where none does."""
        others = [one for one in self._held.get(base.source.id, ()) if one.ref not in base.refs]
        alike, ref = max(((_speaks_of(base, one), one.ref) for one in others), default=(0.0, ""))
        return (ref,) if alike >= _ALIKE else ()

    def _made_up_key(self, base: Base) -> str:
        chance = self._chance(base)
        pattern = chance.choice((_MADE_UP_STATEMENT, _MADE_UP_SOURCE))
        return pattern.format(base.source.id, chance.randrange(10, 99))


def _speaks_of(base: Base, passage: Passage) -> float:
    """How much a passage speaks of what is asked, 0..2: by its text, and by the questions it answers."""
    asked = max((likeness(base.question, ask) for ask in passage.asks), default=0.0)
    return likeness(base.question + base.body, passage.text) + asked


def _digest(*parts: object) -> str:
    return hashlib.sha256("/".join(str(part) for part in parts).encode()).hexdigest()


def _lie(kind: LieKind, base: Base, text: str, refs: tuple[str, ...]) -> Lie:
    """A lie whose id says nothing about its kind, and stays when others change."""
    return Lie(
        id=f"l{_digest(kind, base.key)[:6]}",
        kind=kind,
        refs=refs,
        question=base.question,
        text=text,
        origin=base.origin,
        base=base.key,
    )


def _shares(kind: LieKind) -> list[tuple[Origin, int]]:
    """How many lies of a kind are made of statements and of true sentences: 13 or 14 of each kind, half of each origin."""
    kinds = list(LieKind)
    at = kinds.index(kind)
    total = HOW_MANY // len(kinds) + (at < HOW_MANY % len(kinds))
    larger, smaller = (total + 1) // 2, total // 2
    first, second = (larger, smaller) if at % 2 else (smaller, larger)
    return [(Origin.STATEMENT, first), (Origin.SENTENCE, second)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the lies."""
    parser = argparse.ArgumentParser(prog="python -m evals.model_answers.lies", description="写出虚假句子集。")
    parser.add_argument("--output", type=Path, default=LIES)
    options = parser.parse_args(arguments)
    made = make_lies(load_knowledge(Settings.load().knowledge), true_sentences())
    write_lines(options.output, made)
    print(f"{options.output}: {len(made)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
