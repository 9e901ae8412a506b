"""What each passage says to one fact of a draft: for it, against it, or the same in other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from advisor.check import texts
from advisor.check.ascribed import without_ascription
from advisor.check.candidates import (
    fits_document,
    fits_period,
    fits_place,
    is_of_another_article,
    is_of_another_document,
    is_of_another_year,
    may_speak_for_itself,
    pairs,
    periods_of,
    said_by,
    shared,
)
from advisor.check.clauses import Fact, links, without_time
from advisor.check.disputes import (
    Opposed,
    allows_for,
    by_another,
    has_its_figures,
    is_of_another_measure,
    is_of_another_thing,
    names_of_documents,
)
from advisor.check.entries import states_entry
from advisor.check.indicators import gives_another_figure, names_another_row, states_row
from advisor.check.lists import in_order_of, misplaced
from advisor.check.meaning import Meaning
from advisor.check.modes import denied, only_unmarked, overstated, said_elsewhere, turned
from advisor.check.named import lacks_a_name, lacks_a_place
from advisor.check.roles import another_doer, leaves_open, other_force, other_turn
from advisor.check.rounding import rounded_to
from advisor.check.scene import Told
from advisor.check.synonyms import in_words_of
from advisor.check.verdicts import WORKED_OUT, contradicted, gives_another, has_faults, only_opens_amiss
from advisor.grounding import SHOWN_FROM, check_claim, find_quantities
from advisor.library.catalogue_text import is_catalogue_entry
from advisor.search.citing import context_of
from advisor.search.holdings import Holdings
from advisor.search.retriever import PolicyRetriever
from advisor.types import Passage, Reason, Verdict, VerdictKind

_LINKED = re.compile(r"推动|带动|促进|拉动|使|助推|助力|引领|催生|因|由于|得益|从而")
_CHINESE = re.compile("[\u3400-\u9fff]")
_CHANGES = re.compile(r"增加|减少|净增|新增|增长|下降|增减|增速|降低|提高")
_SAME_THING, _SAME_THING_IN_A_PLAN, _SAME_THING_LOOSELY, _SAME_EVENT, _VERY_SAME_THING = 0.6, 0.8, 0.7, 0.75, 0.8
_UNMARKED_SCORE = 0.5
# The engine's score from which a passage alone bears a claim out: a half-true sentence passed is worse than one queried.
_BORNE_OUT_FROM = 0.55
_NEAR = 0.35
# Likeness of meaning (cosine), where words alone decide nothing; of the bundled embedding.
_MEANS_THE_SAME, _MEANS_SOMETHING_ELSE = 0.55, 0.5
_NOT_FAR, _MUCH_THE_SAME, _CLEARLY_THE_SAME = 0.45, 0.7, 0.8
_SURE, _SURELY_OF_IT, _CLEARLY_SAID, _MANY_WORDS, _SOME_WORDS, _SOME_SUPPORT = 0.9, 0.8, 0.75, 0.55, 0.25, 0.3
_LITTLE_SUPPORT = 0.15
# A short clause is borne out by many a passage on something else.
_BEYOND_DOUBT, _FAIR_SHARE, _TOLD_IN_FULL = 0.95, 0.33, 12
_FEWEST_PAIRS = 3
_MOST_KEPT = 2_048
_HALF = 0.5
# What a claim may have wrong about the very thing a passage says.
_ABOUT_THE_TIME = {"date", "period"}
_ABOUT_THE_PLACE = {"region", "place"}
_OF_ANOTHER_CASE = {"modality", *_ABOUT_THE_TIME, *_ABOUT_THE_PLACE}
_OF_A_DOCUMENT = {"number", "title", "issuer", "article"}
_UNSAID = Reason(text=texts.UNSAID, feature="unsaid")
_COUNTED = {"figure", "unit", "magnitude", "change", "rate", "crossed", *_ABOUT_THE_TIME}
# What a finer reason tells better, where there is one.
_OF_A_WHOLE_CLAUSE = {"prohibition", "governed", "condition"}
_LOOSELY_READ = {"modality", "negation", "scope", "force"}


@dataclass
class Heard:
    """What was said to one fact.

    `alike` are passages that say it in other words, `weak` those that may only support it beside a sentence's other
    facts, `unchecked` why nothing could be compared.
    """

    supports: list[tuple[float, Passage]] = field(default_factory=list)
    alike: list[tuple[float, Passage]] = field(default_factory=list)
    weak: list[tuple[float, Passage]] = field(default_factory=list)
    opposed: list[Opposed] = field(default_factory=list)
    unchecked: str = ""
    borne_by: str = ""
    """The wording that the supports bear out."""

    @property
    def contrary(self) -> list[Opposed]:
        """The contradictions that stand beside what is said in other words: of another place, time or plan none does."""
        return [one for one in self.opposed if not self.alike or one.reason.feature not in _OF_ANOTHER_CASE]

    @property
    def strongest(self) -> Opposed | None:
        """The contradiction by the passage that is most about the fact."""
        return max(self.contrary, key=lambda one: one.nearness, default=None)


class Hearing:
    """Hears the passages of one version of the library."""

    def __init__(self, holdings: Holdings, retriever: PolicyRetriever) -> None:
        self._holdings = holdings
        self._retriever = retriever
        self._checked: dict[tuple[str, str], Verdict] = {}

    def hear(self, told: Told, fact: Fact, found: Sequence[Passage], *, planned: bool) -> Heard:
        """What passages say to a fact, in its fullest wording that any of them bears out."""
        heard = Heard()
        meaning = Meaning(self._retriever, fact.claims[-1])
        for claim in fact.claims:
            for passage in found:
                if self._may_speak(told, fact, claim, passage):
                    self._note(heard, told, fact, claim, passage, meaning, planned=planned)
            if heard.supports:
                heard.borne_by = claim
                break
        for heard_of in (heard.supports, heard.alike, heard.weak):
            heard_of[:] = [pair for pair in heard_of if not names_another_row(fact.claims[-1], pair[1], found)]
        heard.opposed = [one for one in heard.opposed if not is_of_another_measure(one, found)]
        return heard

    def _note(
        self,
        heard: Heard,
        told: Told,
        fact: Fact,
        claim: str,
        passage: Passage,
        meaning: Meaning,
        *,
        planned: bool,
    ) -> None:
        """Add what one passage says to one wording."""
        if states_row(told, claim, passage, self._holdings) or states_entry(told, claim, passage, self._holdings):
            heard.supports.append((1.0, passage))
            return
        if self._is_beside_the_point(claim, passage, meaning):
            return
        if is_of_another_year(told, passage) or (links(fact.text) and not _LINKED.search(passage.text)):
            return
        verdict = self._verdict(told, claim, passage)
        if is_of_another_document(told, claim, passage, self._holdings) and not self._is_sure(claim, passage, verdict):
            return
        if self._is_untimed(told, fact, claim, passage) and not self._is_sure(claim, passage, verdict):
            return
        if verdict.kind is VerdictKind.SUPPORTED:
            if lacks_a_name(fact.text, passage, self._holdings) or gives_another_figure(claim, passage):
                return
            if find_quantities(claim) and by_another(claim, passage):
                return
            if verdict.score < SHOWN_FROM and any(map(gives_another, verdict.reasons)):
                return
            if verdict.score >= _BORNE_OUT_FROM and self._akin(claim, passage, verdict, meaning):
                heard.supports.append((verdict.score, passage))
            elif self._clearly_alike(told, claim, passage, verdict, meaning):
                heard.alike.append((verdict.score, passage))
            else:
                heard.weak.append((verdict.score, passage))
        elif only_unmarked(verdict, told.claims[0]):
            if self.share(claim, passage) >= _SAME_THING_LOOSELY:
                heard.supports.append((_UNMARKED_SCORE, passage))
        elif verdict.kind is VerdictKind.CONTRADICTED:
            heard.opposed += self._opposed(told, fact, claim, passage, verdict, planned=planned)
        elif verdict.kind is VerdictKind.NOT_CHECKED:
            heard.unchecked = "；".join(reason.text for reason in verdict.reasons)
        elif self._says_the_same(claim, passage, verdict, meaning) and not (
            lacks_a_name(fact.text, passage, self._holdings, strictly=True)
            or lacks_a_place(fact.text, passage, self._holdings)
        ):
            heard.alike.append((_UNMARKED_SCORE, passage))

    def _is_beside_the_point(self, claim: str, passage: Passage, meaning: Meaning) -> bool:
        """Whether a passage shares so little with a claim that nothing it says would count; the engine is not asked then."""
        if self.share(claim, passage) >= _SOME_WORDS or not _CHINESE.search(claim):
            return False
        return meaning.likeness(passage) < _NOT_FAR

    def _of_a_part(self, told: Told, passage: Passage) -> bool:
        """Whether a passage speaks of a part of the sentence's place that the sentence does not name."""
        regions = self._holdings.regions_of(passage)
        narrower = [one for one in regions if set(self._holdings.lexicon.ancestors(one)) & set(told.places)]
        return bool(narrower) and not any(one in told.claims[0] for one in narrower)

    def share(self, claim: str, passage: Passage, *, without: Iterable[str] = ()) -> float:
        """Share of a claim's words that a passage has."""
        return shared(claim, passage, self._holdings, without=without)

    def _own_words(self, claim: str, passage: Passage, disputed: Sequence[str]) -> float:
        """Share of what a claim says, apart from the disputed words and the documents it names, that a passage says itself."""
        rest = _less(claim, (*disputed, *names_of_documents(claim)))
        wanted = pairs(rest)
        return min(len(wanted & pairs(said_by(passage))) / len(wanted) if wanted else 0.0, self.share(rest, passage))

    def is_near(self, claim: str, passage: Passage) -> bool:
        """Whether a passage speaks of much the same as a claim."""
        return self.share(claim, passage) >= _NEAR

    def is_about(self, claim: str, passage: Passage) -> bool:
        """Whether a passage is about what a claim says, by words or by meaning."""
        meaning = Meaning(self._retriever, claim)
        near = meaning.known and meaning.likeness(passage) >= _NOT_FAR
        return near or self.share(claim, passage) >= _MANY_WORDS

    def holds(self, fact: Fact, passage: Passage) -> bool:
        """Whether a passage that bears out a sentence has this fact of it too."""
        scores = (self._check(claim, passage).score for claim in fact.claims)
        return self.is_about(fact.claims[-1], passage) or any(score >= _SOME_SUPPORT for score in scores)

    def _akin(self, claim: str, passage: Passage, verdict: Verdict, meaning: Meaning) -> bool:
        """Whether a passage that the engine takes for support is about the same thing, by words or by meaning."""
        share = self.share(claim, passage)
        if verdict.score < _SURE and any(one.feature == "scope" for one in verdict.reasons):
            return False
        if verdict.score >= _SURE and meaning.known and meaning.likeness(passage) >= _MEANS_THE_SAME:
            return True
        if share < _NEAR:
            if verdict.score >= _BEYOND_DOUBT and share >= _FAIR_SHARE and len(claim) >= _TOLD_IN_FULL:
                return True
            worded = passage.row is None and share >= _SOME_WORDS and meaning.known
            return worded and meaning.likeness(passage) >= _MEANS_THE_SAME
        if share >= _MANY_WORDS or verdict.score >= _SURE or not meaning.known:
            return True
        least = _NEAR if verdict.score >= _CLEARLY_SAID else _MEANS_SOMETHING_ELSE
        return meaning.likeness(passage) >= least

    def _says_the_same(self, claim: str, passage: Passage, verdict: Verdict, meaning: Meaning) -> bool:
        """Whether nothing but the wording differs, and the meaning is near."""
        if not meaning.known or has_faults(verdict):
            return False
        unnamed = any(reason.feature == "coverage" for reason in verdict.reasons)
        if (unnamed and is_catalogue_entry(passage)) or denied(claim, passage) or turned(claim, passage):
            return False
        share, likeness = self.share(claim, passage), meaning.likeness(passage)
        least = _LITTLE_SUPPORT if share >= _SAME_THING else _SOME_SUPPORT
        return verdict.score >= least and share >= _SOME_WORDS and likeness >= _MEANS_THE_SAME

    def _clearly_alike(self, told: Told, claim: str, passage: Passage, verdict: Verdict, meaning: Meaning) -> bool:
        """Whether a passage that the engine takes for support, if not surely, is much the same by words and by meaning."""
        if not all(said_elsewhere(one, told.claims[0]) or WORKED_OUT in one.text for one in verdict.reasons):
            return False
        if not meaning.known or self.share(claim, passage) < _MANY_WORDS:
            return False
        exact = bool(find_quantities(claim)) or lacks_a_place(claim, passage, self._holdings)
        return meaning.likeness(passage) >= (_CLEARLY_THE_SAME if exact else _MUCH_THE_SAME)

    def _verdict(self, told: Told, claim: str, passage: Passage) -> Verdict:
        verdict = self._check(claim, passage)
        if verdict.kind is VerdictKind.CONTRADICTED and not has_faults(verdict):
            # The model's sense that a passage says otherwise names no point that an official could look at.
            verdict = verdict.model_copy(update={"kind": VerdictKind.NOT_FOUND})
        if verdict.kind is VerdictKind.CONTRADICTED or verdict.kind is VerdictKind.NOT_CHECKED:
            return verdict
        if verdict.kind is VerdictKind.NOT_FOUND:
            amiss = another_doer(claim, passage) or overstated(claim, told.claims[0], passage)
            amiss = amiss or other_force(claim, passage) or other_turn(claim, passage)
            return verdict if amiss is None else contradicted(verdict, amiss)
        if leaves_open(claim, passage) or is_of_another_article(told, passage, self._holdings):
            return verdict.model_copy(update={"kind": VerdictKind.NOT_FOUND, "reasons": (_UNSAID,)})
        amiss = overstated(claim, told.claims[0], passage) or denied(claim, passage) or turned(claim, passage)
        amiss = (
            amiss or misplaced(claim, said_by(passage)) or another_doer(claim, passage) or other_force(claim, passage)
        )
        amiss = amiss or other_turn(claim, passage) or self._another_figure(claim, passage, verdict)
        if amiss is None:
            return verdict
        return contradicted(verdict, amiss)

    def _another_figure(self, claim: str, passage: Passage, verdict: Verdict) -> Reason | None:
        """The figure that a passage on the very same thing gives otherwise, though the model thinks it may follow."""
        if verdict.score >= _BEYOND_DOUBT or self.share(claim, passage) < _VERY_SAME_THING:
            return None
        told = (one for one in verdict.reasons if gives_another(one))
        return next((one for one in told if not allows_for(one, claim, passage)), None)

    def _may_speak(self, told: Told, fact: Fact, claim: str, passage: Passage) -> bool:
        if not may_speak_for_itself(told, passage, self._holdings):
            return False
        if not fits_place(told, claim, passage, self._holdings):
            return False
        timed = told.loosely_timed or fits_period(told, claim, passage)
        if not timed and not self._is_untimed(told, fact, claim, passage):
            return False
        return fits_document(told, passage, self._holdings)

    def _is_sure(self, claim: str, passage: Passage, verdict: Verdict) -> bool:
        """Whether the engine takes a passage for support beyond doubt."""
        least = _SURELY_OF_IT if self.share(claim, passage) >= _NEAR else _SURE
        return verdict.kind is VerdictKind.SUPPORTED and verdict.score >= least

    def _is_untimed(self, told: Told, fact: Fact, claim: str, passage: Passage) -> bool:
        """Whether a clause with a subject of its own stands beside a time that is another clause's, and a passage is of another."""
        own = not fact.bare and not periods_of(fact.text) and passage.row is None
        return own and not told.loosely_timed and not fits_period(told, claim, passage)

    def _check(self, claim: str, passage: Passage) -> Verdict:
        """The engine's verdict; a sentence and its clauses are heard by the same passages several times."""
        asked = claim, passage.id
        known = self._checked.get(asked)
        if known is None:
            if len(self._checked) >= _MOST_KEPT:
                self._checked.clear()
            known = self._checked[asked] = self._engine_says(claim, passage)
        return known

    def _engine_says(self, claim: str, passage: Passage) -> Verdict:
        said, context = said_by(passage), context_of(passage, self._holdings)
        verdict = check_claim(claim, [said], context=context)
        plain = without_ascription(claim, self._holdings.sources[passage.source_id])
        if verdict.kind is not VerdictKind.SUPPORTED and only_opens_amiss(verdict, len(claim) - len(plain)):
            spoken_plainly = check_claim(plain, [said], context=context)
            verdict = spoken_plainly if spoken_plainly.kind is VerdictKind.SUPPORTED else verdict
        if verdict.kind is not VerdictKind.SUPPORTED and (reworded := in_words_of(claim, said)) != claim:
            again = check_claim(reworded, [said], context=context)
            verdict = again if again.kind is VerdictKind.SUPPORTED else verdict
        if verdict.kind is VerdictKind.NOT_FOUND and (sorted_claim := in_order_of(claim, said)) != claim:
            verdict = check_claim(sorted_claim, [said], context=context)
        if verdict.kind is VerdictKind.SUPPORTED or "figure" not in {reason.feature for reason in verdict.reasons}:
            return verdict
        exact = rounded_to(claim, said)
        return check_claim(exact, [said], context=context) if exact != claim else verdict

    def _opposed(
        self, told: Told, fact: Fact, claim: str, passage: Passage, verdict: Verdict, *, planned: bool
    ) -> list[Opposed]:
        """The contradiction, where the passage speaks of the very thing the claim speaks of."""
        if not fits_period(told, claim, passage):
            return []
        faults = [one for one in verdict.reasons if one.claim_span is not None and one.passage_span is not None]
        faults = [one for one in faults if not said_elsewhere(one, told.claims[0])]
        faults = [one for one in faults if one.feature not in _OF_A_WHOLE_CLAUSE] or faults
        features = {one.feature for one in faults}
        if not faults or len(features) > 2:
            return []
        disputed = [claim[slice(*one.claim_span)] for one in faults if one.claim_span]
        if features <= _ABOUT_THE_TIME and not any(words in fact.text for words in disputed):
            return []
        if any(is_of_another_thing(one, told, claim, passage, self._holdings) for one in faults):
            return []
        rest = _less(claim, disputed)
        titles = () if features & _OF_A_DOCUMENT else names_of_documents(claim)
        share = self.share(claim, passage, without=(*disputed, *titles))
        left = len(pairs(without_time(rest) if features & _LOOSELY_READ else rest))
        if left < _FEWEST_PAIRS or (features & _LOOSELY_READ and left < _HALF * len(pairs(claim))):
            return []
        if "figure" in features and (is_catalogue_entry(passage) or self._of_a_part(told, passage)):
            return []
        if passage.row is not None and bool(_CHANGES.search(claim)) != bool(_CHANGES.search(passage.row.indicator)):
            return []
        if not features & _COUNTED and not has_its_figures(claim, passage):
            return []
        if features & _LOOSELY_READ and self._own_words(claim, passage, disputed) < _SAME_THING_LOOSELY:
            return []
        if share < (_SAME_THING_IN_A_PLAN if planned else _SAME_THING):
            return []
        if features & _OF_A_DOCUMENT and told.source_ids and passage.source_id not in told.source_ids:
            return []
        if features & (_ABOUT_THE_TIME | _ABOUT_THE_PLACE) and share < _SAME_EVENT:
            return []
        if planned and features & {"modality", "force", "figure", "date", "period"}:
            return []
        if features & (_ABOUT_THE_TIME | _ABOUT_THE_PLACE) and len(features) > 1 and "figure" in features:
            return []
        around = self.share(told.claims[0], passage, without=disputed)
        return [Opposed(passage, faults[0], claim, share, around)]


def _less(claim: str, disputed: Iterable[str]) -> str:
    """The claim without the words in dispute."""
    for words in disputed:
        claim = claim.replace(words, "，")
    return claim
