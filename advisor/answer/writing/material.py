"""What the model is given to write from: passages by value under its context, each with what must be known of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from pydantic import Field

from advisor.answer.bench import Bench
from advisor.answer.writing.instructions import evidence
from advisor.library.naming import VALIDITY_SENTENCE, source_name
from advisor.model.tokens import estimated_tokens
from advisor.prompting import frame
from advisor.search.citing import relevant_notices
from advisor.search.holdings import Holdings
from advisor.search.ranking import authority
from advisor.types import Answer, Category, Data, Passage, PassageKind, Source

MOST_PASSAGES = 14
_NOTICES, _NOTICE_LENGTH = 2, 160
_KEY_LENGTH = 6
_COVERAGE, _SHARE_OF_BEST = 0.2, 0.4


class Material(Data):
    """The passages given, by their keys, and the text that carries them."""

    by_key: dict[str, str]
    text: str
    standings: tuple[str, ...] = Field(
        default=(), description="what the program says of the sources: （规范性文件，…）"
    )

    @property
    def passage_ids(self) -> list[str]:
        """Ids of the passages given."""
        return list(self.by_key.values())


def pack(answer: Answer, bench: Bench, *, tokens: int) -> Material:
    """As many of the passages worth most as fit into so many tokens, shown in the order of authority."""
    passages = _by_value(answer, bench)
    keys = keys_of([passage.id for passage in passages])
    chosen: list[Passage] = []
    for passage in passages:
        if not evidence(passage.text):
            continue
        needed = estimated_tokens(shown([passage], keys, bench.holdings))
        if needed <= tokens and len(chosen) < MOST_PASSAGES:
            chosen.append(passage)
            tokens -= needed
    sources = bench.holdings.sources
    chosen.sort(key=lambda one: -authority(sources[one.source_id]))
    return Material(
        by_key={keys[one.id]: one.id for one in chosen},
        text=shown(chosen, keys, bench.holdings),
        standings=tuple(dict.fromkeys(_standing(sources[one.source_id]) for one in chosen)),
    )


def shown(passages: Sequence[Passage], keys: dict[str, str], holdings: Holdings) -> str:
    """Passages framed, one after the other."""
    return "\n".join(
        frame("passage", _described(one, keys[one.id], holdings), number=at) for at, one in enumerate(passages, start=1)
    )


def keys_of(passage_ids: Iterable[str]) -> dict[str, str]:
    """A short key for each passage, made of its id, which is a hash of its content; longer where two would be the same."""
    hashes = {one: hashlib.sha256(one.encode()).hexdigest() for one in passage_ids}
    length = _KEY_LENGTH
    while len({one[:length] for one in hashes.values()}) < len(hashes):
        length += 2
    return {one: f"k{digest[:length]}" for one, digest in hashes.items()}


def _by_value(answer: Answer, bench: Bench) -> list[Passage]:
    """What the answer without a model cites, then what was selected, then what else was found on the subject."""
    cited = [key for claim in answer.claims for key in claim.passage_ids]
    limits = [
        ref
        for notice in relevant_notices([bench.holdings.passages[key] for key in cited], bench.holdings)
        for ref in notice.evidence
    ]
    evidence = [bench.holdings.by_ref[ref].id for ref in limits if ref in bench.holdings.by_ref]
    best = max((one.score for one in answer.passages), default=0.0)
    found = [
        one.passage.id
        for one in sorted(answer.passages, key=lambda one: -one.score)
        if one.fit.coverage >= _COVERAGE and one.score >= _SHARE_OF_BEST * best and one.fit.region > 0
    ]
    order = dict.fromkeys([*cited, *answer.selection.main, *evidence[:3], *answer.selection.nearest, *found])
    return [bench.holdings.passages[key] for key in order]


def _described(passage: Passage, key: str, holdings: Holdings) -> str:
    """One passage as the model reads it: key, source, standing, mode, text, and what must be known of it."""
    source = holdings.sources[passage.source_id]
    mode = passage.modality.value if passage.modality else ""
    lines = [
        f"编号：[{key}]",
        f"来源：{source_name(source)}{passage.locator if passage.locator.startswith('第') else ''}{_standing(source)}",
        f"内容{f'（{mode}）' if mode and passage.kind is not PassageKind.STATISTICS else ''}：{_keyed(evidence(passage.text), key)}",
        *(f"须知：{text}" for text in _notices(passage, holdings)),
    ]
    return "\n".join(lines)


def _standing(source: Source) -> str:
    """Rank and validity in brackets: （部门规章，现行有效）."""
    standing = [source.rank.value if source.rank else source.category.value]
    if source.category not in (Category.PAPER, Category.NEWS, Category.STATISTICS):
        standing.append(VALIDITY_SENTENCE[source.validity])
    return f"（{'，'.join(standing)}）"


def _keyed(text: str, key: str) -> str:
    """The text with its key where a sentence that rests on it carries one: what is copied brings its key along."""
    body = text.rstrip("。")
    return f"{body}[{key}]{text[len(body) :]}"


def _notices(passage: Passage, holdings: Holdings) -> list[str]:
    found = relevant_notices([passage], holdings)[:_NOTICES]
    return [f"{one.text}{one.instead or ''}"[:_NOTICE_LENGTH] for one in found if passage.ref in one.concerns]
