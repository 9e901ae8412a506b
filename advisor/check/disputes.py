"""A passage that says otherwise than a fact of a draft, and when that is of another thing after all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.check.candidates import pairs, said_by
from advisor.check.rounding import exceeds, rounds
from advisor.check.scene import Told
from advisor.grounding import entails_figure, find_organisations, find_quantities, find_titles, same_quantity
from advisor.search.holdings import Holdings
from advisor.types import RULED, Passage, Reason

_CHANGE = re.compile(
    r"(?:增加|减少|净增|新增|增长|下降|回落|下滑|提高|提升|上升|增减|增速|增幅|降幅)率?了?(?:预计|将|为|是|达到?|约|近|超过?|在)*$"
)
_CAP = re.compile(r"(?:封顶|上限|最高|最多|至多)[^，,。；;\d]{0,6}$")
_DOER = re.compile(
    r"直播间(?:运营者)?|平台|(?:网络)?主播|服务机构|MCN|商家|经营者|消费者|广告主|发布者|[^，,。；]{0,4}(?:部门|机关|政府)|协会"
)
_DEED = re.compile(r"[不未应须可要必处由被，,。；：:]|禁止|严禁|拒|逾期|违反|违规")
_CLAUSE = re.compile("[，,；;。：:]")
_NO_NAME = re.compile(r"^(?:同类|有关|相关|其他|当地|本地|该|此|这|各|某|一[个家])")
_OF_THE_WHOLE = re.compile(r"全省|我省|本省|省内|全市|我市|本市|市内")
_NATIONAL = "全国"
_OF_THE_REPORT = re.compile(r"^[^，,。；;\d]{0,10}(?P<what>报告|报道|答复|消息|访谈)(?:称|说|预计|显示|介绍|提出|写)")
_HALF = 0.5
_ABOUT_THE_TIME = {"date", "period"}
_BY_NAME = {"entity", "issuer"}
_BY_PLACE = {"region", "place"}


@dataclass(frozen=True)
class Opposed:
    """A passage that says otherwise of the same thing, and on what point.

    `share`: how much of the rest of the clause it says too; `around`: how much of the whole sentence.
    """

    passage: Passage
    reason: Reason
    claim: str
    share: float
    around: float = 0.0

    @property
    def nearness(self) -> float:
        """How much a passage is on the subject: of several that say otherwise, the nearest is quoted."""
        return self.share + self.around


def is_of_another_measure(opposed: Opposed, found: Iterable[Passage]) -> bool:
    """Whether a disputed figure stands in another passage of the source, and the one it is held against measures otherwise.

    种了13万亩 is not denied by a crop of 13万吨 where the same article has an area of 13万亩.
    """
    reason = opposed.reason
    if reason.feature != "figure" or reason.claim_span is None or reason.passage_span is None:
        return False
    claimed = find_quantities(opposed.claim[slice(*reason.claim_span)])
    against = find_quantities(said_by(opposed.passage)[slice(*reason.passage_span)])
    if not claimed or not against or claimed[0].family is against[0].family:
        return False
    beside = (one for one in found if one.source_id == opposed.passage.source_id)
    return any(same_quantity(claimed[0], other) for one in beside for other in find_quantities(said_by(one)))


def has_its_figures(claim: str, passage: Passage) -> bool:
    """Whether a passage has any figure of a claim that has some: of another figure it says nothing else either."""
    own, held = find_quantities(claim), find_quantities(said_by(passage))
    return not own or any(entails_figure(there, one) for one in own for there in held)


def names_of_documents(claim: str) -> tuple[str, ...]:
    """The documents a claim names, with the authorities named beside them: that a passage is theirs makes it about nothing."""
    titles = tuple(claim[slice(*one.span)] for one in find_titles(claim))
    return (*titles, *(one.text for one in find_organisations(claim))) if titles else ()


def denies_another_thing(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether a denial that a claim is said to leave out is of something that the claim does not speak of."""
    if fault.feature != "negation" or fault.passage_span is None or "略去" not in fault.text:
        return False
    denied_words = pairs(re.sub("[不未无非]", "", said_by(passage)[slice(*fault.passage_span)]))
    return bool(denied_words) and not denied_words & pairs(claim)


def is_of_another_thing(fault: Reason, told: Told, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether what a passage says otherwise is said of another measure, doer or place than the claim speaks of."""
    if fault.feature in _BY_NAME and fault.claim_span is not None:
        return bool(_NO_NAME.match(claim[slice(*fault.claim_span)]))
    if fault.feature == "indicator" and _is_only_noted(claim, passage):
        return True
    if fault.feature in _BY_PLACE:
        return _lies_within_it(fault, claim, passage, holdings)
    if fault.feature == "figure":
        other = _measures_a_change(fault, claim, passage) or _is_a_threshold(fault, claim, passage)
        if other or _is_of_the_whole_country(told, passage, holdings):
            return True
    if fault.feature in _ABOUT_THE_TIME and _is_of_the_report(fault, claim, passage):
        return True
    return denies_another_thing(fault, claim, passage) or by_another(claim, passage)


def allows_for(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether the figure held against a claim is one that its own wording allows (40多万件 for 40.2万件)."""
    if fault.claim_span is None or fault.passage_span is None:
        return False
    claimed = find_quantities(claim[slice(*fault.claim_span)])
    held = find_quantities(said_by(passage)[slice(*fault.passage_span)])
    return len(claimed) == len(held) == 1 and (exceeds(held[0], claimed[0]) or rounds(held[0], claimed[0]))


def _measures_a_change(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether one of two figures is an increase, decrease or rate of growth, and the other is none."""
    if fault.claim_span is None or fault.passage_span is None:
        return False
    before, held = claim[: fault.claim_span[0]], said_by(passage)[: fault.passage_span[0]]
    return bool(_CHANGE.search(before)) is not bool(_CHANGE.search(held))


def _is_a_threshold(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether a passage gives what must be reached to qualify (200万元以上), where the claim gives what is paid at most."""
    if fault.claim_span is None or fault.passage_span is None:
        return False
    capped = _CAP.search(claim[: fault.claim_span[0]]) or _CAP.match(claim[slice(*fault.claim_span)])
    return bool(capped) and said_by(passage)[slice(*fault.passage_span)].endswith("以上")


def _is_of_the_whole_country(told: Told, passage: Passage, holdings: Holdings) -> bool:
    """Whether a sentence counts something of a whole province or city, and a passage that rules nothing only of the country."""
    if passage.modality in RULED or not _OF_THE_WHOLE.search(told.unit.text):
        return False
    return set(holdings.regions_of(passage)) == {_NATIONAL}


def _is_of_the_report(fault: Reason, claim: str, passage: Passage) -> bool:
    """Whether the time held against a claim is that of the report in a passage (2025年12月报告称), which the claim names not."""
    if fault.passage_span is None:
        return False
    named = _OF_THE_REPORT.match(said_by(passage)[fault.passage_span[1] :])
    return named is not None and named["what"] not in claim


def by_another(claim: str, passage: Passage) -> bool:
    """Whether a claim begins with a doer of another kind (直播间) than any clause of a passage (平台)."""
    own = _doers(claim)
    held = set().union(*(_doers(clause) for clause in _CLAUSE.split(said_by(passage))))
    return bool(own) and bool(held) and not own & held


def _doers(text: str) -> set[str]:
    """The kinds of doers named before the first deed of a text."""
    deed = _DEED.search(text)
    named: list[str] = _DOER.findall(text[: deed.start()] if deed else "")
    return {re.sub(r"^网络|运营者$", "", one) for one in named}


def _is_only_noted(claim: str, passage: Passage) -> bool:
    """Whether a row shares most of a claim only by the note on its definition, which may name what it is not to be taken for."""
    wanted = pairs(claim)
    return passage.row is not None and len(wanted & pairs(said_by(passage).split("（")[0])) < _HALF * len(wanted)


def _lies_within_it(fault: Reason, claim: str, passage: Passage, holdings: Holdings) -> bool:
    """Whether the claim's place lies within the one that a passage names, and the claim counts nothing there."""
    if fault.claim_span is None or fault.passage_span is None or find_quantities(claim):
        return False
    own = [one.name for one in holdings.lexicon.regions(claim[slice(*fault.claim_span)])]
    held = {one.name for one in holdings.lexicon.regions(said_by(passage)[slice(*fault.passage_span)])}
    return bool(held) and any(held & set(holdings.lexicon.ancestors(one)) for one in own)
