"""Each sentence of the model becomes a claim with a verdict; nothing else decides whether it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace

from advisor.answer.bench import Bench
from advisor.answer.composers.common import sentence
from advisor.answer.ground import check, passes
from advisor.answer.texts import opening
from advisor.answer.writing.governing import Governing, governing, inverts
from advisor.answer.writing.instructions import evidence, instructs
from advisor.answer.writing.leads import announces
from advisor.answer.writing.material import Material
from advisor.answer.writing.sentences import Written
from advisor.grounding import WRITTEN_FROM
from advisor.grounding.arithmetic import find_formula
from advisor.grounding.reading import grams, read
from advisor.segmenting import part_of_speech, words_of
from advisor.types import (
    Category,
    Claim,
    ClaimKind,
    Modality,
    QuestionKind,
    QuestionPlan,
    Reason,
    Source,
    Verdict,
    VerdictKind,
)

_ADDRESS = re.compile(r"https?://|www\.|[\w-]+\.(?:com|cn|net|org|gov)\b", re.IGNORECASE)
# What is not held is said by the program, which knows what it looked for; a model only knows what it was given.
_SPEAKS_OF_GAPS = re.compile(
    r"(?:材料|资料|来源|段落|文献|资料库|上述|所给|提供的).{0,8}(?:没有|未(?![满成])|并未|不含|无|缺乏).{0,10}(?:收录|提及|提到|说明|涉及|载明|提供|给出|列出|显示|包含|信息|内容)"
    r"|(?:无法|不能|难以)(?:据此|由此|从中)?(?:回答|判断|确定|得出|确认|作答)(?![^，,。；;]{0,14}的[，,])|(?:没有|未)(?:找到|查到|检索到)|抱歉|对不起"
)
_LEADS_IN = re.compile(r"[：:]$|^(?:具体)?(?:如下|包括以下|主要有以下).{0,12}$|^(?:综上|总之|以上就是|希望|感谢)")
_NAMES_THE_PAPER = re.compile(r"论文|该文|作者")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百\d]+条")
_NAMES_AN_ARTICLE = re.compile(rf"{_ARTICLE.pattern}|本(?:法|办法|条例|规定|细则)")
_ADVISES = re.compile(r"建议|可以|应当?|宜|需要?|要")
# Ties to a sentence before, which may not be shown. Those that say more than that (因此, 但是) stay.
_TIE = re.compile(r"^(?:另外|此外|同时|其次|最后|首先|再次|再者)[，,]\s*")
_ASKS = re.compile(r"[？?]。?$")
_SHORTEST = 6
INSTRUCTION = "instruction"
_VERBS = ("v", "p")
_LAST_WORDS, _WITHIN_CLAUSE = 4, re.compile(r"[\u4e00-\u9fff\d]")
_NEAREST, _LEAST_SHARED, _LEAST_SHARED_TO_MEND = 2, 0.5, 0.25
_NAMED, _NAMED_SOURCE = 1.0, 0.25
_TITLE = re.compile(r"《[^》]*》")
_WORDS = re.compile(r"[\u4e00-\u9fff、A-Za-z]+")
_LONGEST_LABEL, _SHORTEST_LABELLED = 24, 10


class Examiner:
    """Checks what is written against the passages that were given."""

    def __init__(self, plan: QuestionPlan, bench: Bench, material: Material) -> None:
        self._plan, self._bench, self._material = plan, _with_evidence_alone(bench, material), material
        self.invented_keys = 0

    def examine(self, written: Written) -> Claim | None:
        """The sentence as a claim with its verdict; None where it states nothing (a heading, a greeting, what is missing)."""
        self.invented_keys += len(written.invented) + sum(key not in self._material.by_key for key in written.keys)
        text = self._own_words(written.text)
        if states_nothing(text):
            return None
        known = [self._material.by_key[key] for key in written.keys if key in self._material.by_key]
        if _ADDRESS.search(text):
            return self._refused(text, known, "语句中写了网址", "address")
        if instructs(text):
            return self._refused(text, known, "语句是对作答的指示，不是对所问的回答", INSTRUCTION)
        claim = self._first_supported(text, known)
        if claim is None:
            return self._refused(text, known, "没有注明材料，也找不到依据", "citation")
        return self._attributed(self._whole(claim, ended=written.ended))

    def _whole(self, claim: Claim, *, ended: bool) -> Claim:
        """The claim, refused all the same where words are lacking that decide what it says."""
        if not passes(claim) or claim.kind is ClaimKind.CALCULATION:
            return claim
        texts = [self._bench.holdings.passages[key].text for key in claim.passage_ids]
        if any(inverts(claim.text, text) for text in texts):
            return self._refused(claim.text, claim.passage_ids, "来源说的是不得做，语句没有写明", "negation")
        if not ended and any(_breaks_off(claim.text, text) for text in texts):
            return self._refused(claim.text, claim.passage_ids, "语句没有写完", "unended")
        return claim

    def _own_words(self, text: str) -> str:
        """The sentence without a mere tie before it, and without what the program said of a source, copied."""
        for standing in self._material.standings:
            text = text.replace(standing, "")
        return _TIE.sub("", sentence(text))

    def _attributed(self, claim: Claim) -> Claim:
        """The claim with its source named where it must be and is not: the paper's word, and an article of some law."""
        passage = self._bench.holdings.passages[claim.passage_ids[0]]
        source = self._bench.holdings.sources[passage.source_id]
        others = {self._bench.holdings.passages[key].source_id for key in claim.passage_ids[1:]}
        if others - {source.id} or not _needs_name(claim.text, source):
            return claim
        lead = opening(passage, source)
        return claim.model_copy(update={"text": f"{lead}{claim.text}", "opening": lead})

    def _citings(self, text: str, cited: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """What the sentence may rest on: each passage cited, all of them, and last the nearest of the others.

        A passage alone comes before several, so that nothing is cited that does not carry the sentence. The nearest are
        looked for only where what is cited does not carry it.
        """
        yield from ((one,) for one in cited)
        if len(cited) > 1:
            yield tuple(cited)
        others = [one for one in self._nearest(text, least=_LEAST_SHARED) if one not in cited]
        yield from ((one,) for one in others[:_NEAREST])

    def to_mend_from(self, claim: Claim) -> tuple[str, ...]:
        """The passages a failing claim may be mended from: those it cites, else those nearest to it."""
        if claim.verdict and any(reason.feature == INSTRUCTION for reason in claim.verdict.reasons):
            return ()
        return claim.passage_ids or tuple(self._nearest(claim.text, least=_LEAST_SHARED_TO_MEND)[:_NEAREST])

    def _nearest(self, text: str, *, least: float) -> list[str]:
        """Passages by how much of the sentence's wording they share, most first; those that share less are left out.

        One whose source and article the sentence names is nearer than any other: that is a citation without a key. The
        words of a title count for no passage.
        """
        own = grams(_TITLE.sub("", text))
        shares = {
            key: len(own & grams(self._bench.holdings.passages[key].text)) / max(1, len(own)) + self._named(key, text)
            for key in self._material.passage_ids
        }
        return [key for key in sorted(shares, key=lambda one: -shares[one]) if shares[key] >= least]

    def _named(self, key: str, text: str) -> float:
        passage = self._bench.holdings.passages[key]
        source = self._bench.holdings.sources[passage.source_id]
        article = _ARTICLE.match(passage.locator)
        if not any(f"《{title}》" in text for title in (source.title, *source.short_titles)):
            return 0.0
        return _NAMED if article and article.group() in text else _NAMED_SOURCE

    def _first_supported(self, text: str, cited: Sequence[str]) -> Claim | None:
        """The sentence, else what stands behind its label, resting on what carries it; else the sentence as it failed."""
        failed: Claim | None = None
        ways = [text, *self._behind_label(text), *_forbidden_in_words(text)]
        # A label that only announces what follows is not worth saying.
        for said in reversed(ways) if announces(text.partition("：")[0]) else ways:
            claim = self._first_resting(said, self._citings(said, cited))
            if claim is not None and passes(claim):
                return claim
            failed = failed or claim
        return failed

    def _behind_label(self, text: str) -> list[str]:
        """What a sentence says behind a label that is only a heading put before it.

        Such a label names no place, figure or time, and has no word, as in 禁止性规定, without which the rest says another thing.
        """
        label, mark, said = text.partition("：")
        if not mark or len(said) < _SHORTEST_LABELLED or not governing(label) <= governing(said):
            return []
        if not announces(label) and (len(label) > _LONGEST_LABEL or not _WORDS.fullmatch(label)):
            return []
        one = read(label)
        named = (*one.places, *one.organisations, *one.quantities, *one.periods)
        return [] if named or self._bench.holdings.lexicon.regions(label) else [said]

    def _first_resting(self, text: str, citings: Iterable[tuple[str, ...]]) -> Claim | None:
        """The claim resting on the first of the citings that carries it; else on the first, with its verdict."""
        first: Claim | None = None
        for passage_ids in citings:
            claim = Claim(text=text, kind=self._kind(text, passage_ids), passage_ids=passage_ids)
            checked = claim.model_copy(
                update={"verdict": check(claim, self._plan, self._bench, shown_from=WRITTEN_FROM)}
            )
            if passes(checked):
                return checked
            first = first or checked
        return first

    def _kind(self, text: str, passage_ids: Sequence[str]) -> ClaimKind:
        """A formula is worked out again; advice is held against what the rules forbid; all else is a fact."""
        formula = find_formula(text)
        if formula is not None and formula.value is not None and formula.operands:
            return ClaimKind.CALCULATION
        passages = [self._bench.holdings.passages[key] for key in passage_ids]
        advice = any(one.modality in (Modality.ADVISED, Modality.ARGUED) for one in passages)
        if advice and QuestionKind.ADVICE in self._plan.kinds and _ADVISES.search(text):
            return ClaimKind.RECOMMENDATION
        return ClaimKind.FACT

    def _refused(self, text: str, cited: Sequence[str], why: str, feature: str) -> Claim:
        verdict = Verdict(kind=VerdictKind.NOT_FOUND, score=0.0, reasons=(Reason(text=why, feature=feature),))
        return Claim(text=text, kind=ClaimKind.FACT, passage_ids=tuple(cited), verdict=verdict)


def _with_evidence_alone(bench: Bench, material: Material) -> Bench:
    """The bench, with what passages of the material order the reader to do taken out of them: that carries no sentence."""
    held = bench.holdings.passages
    bare = {key: evidence(held[key].text) for key in material.passage_ids}
    changed = {key: held[key].model_copy(update={"text": text}) for key, text in bare.items() if text != held[key].text}
    if not changed:
        return bench
    holdings = copy(bench.holdings)
    holdings.passages = held | changed
    return replace(bench, holdings=holdings)


def _forbidden_in_words(text: str) -> list[str]:
    """What a heading forbids, said in full: 禁止性规定：请儿童代言 as 禁止性规定：不得请儿童代言. Only before a verb, which 不得 can govern."""
    label, mark, said = text.partition("：")
    if not mark or Governing.FORBIDS not in governing(label) or governing(said) - {Governing.DENIES}:
        return []
    first = next((word for word, _, _ in words_of(said)), "")
    return [f"{label}：不得{said}", f"不得{said}"] if part_of_speech(first).startswith(_VERBS) else []


def _breaks_off(text: str, passage: str) -> bool:
    """Whether a text stops in the middle of a clause of the passage that it has gone along with."""
    end = text.rstrip("。 ")[-_LAST_WORDS:]
    after = [passage[match.end() :] for match in re.finditer(re.escape(end), passage)]
    return bool(after) and all(_WITHIN_CLAUSE.match(rest) for rest in after)


def _needs_name(text: str, source: Source) -> bool:
    """Whether a sentence does not say whose word it is: the paper's, or that of the law whose articles it names."""
    if source.category is Category.PAPER:
        return not _NAMES_THE_PAPER.search(text)
    return source.rank is not None and bool(_NAMES_AN_ARTICLE.search(text)) and "《" not in text


def states_nothing(text: str) -> bool:
    """Whether a sentence is a question, a lead-in, a courtesy, or speaks of what the material lacks: not for showing, not a fault."""
    bare = text.strip().rstrip("。")
    return (
        len(bare) < _SHORTEST
        or bool(_ASKS.search(bare))
        or bool(_LEADS_IN.search(bare))
        or bool(_SPEAKS_OF_GAPS.search(bare))
    )
