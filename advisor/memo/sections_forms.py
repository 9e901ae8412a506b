"""Sections that only some types of paper have; most of what stands in them is known to the office alone."""

from __future__ import annotations

import re

from advisor.memo import texts
from advisor.memo.sections_measures import near_measures
from advisor.memo.sections_state import grounds
from advisor.memo.types import Origin, Paragraph, Part, Sentence
from advisor.memo.workshop import Workshop, advice, form_words, paragraph, placeholder
from advisor.types import Modality, Passage, Source

_MOST_OF_SUBJECT = 6
_MEASURES_OF_DOCUMENT = {
    Modality.REQUIRED,
    Modality.FORBIDDEN,
    Modality.ENCOURAGED,
    Modality.ALLOWED,
    Modality.PROVIDED,
}
_ON_ITSELF = re.compile(r"公布|施行|印发|发布|规范\d+类|适用|依据|目标")
_SUBJECT = re.compile(r"^(?P<who>[\u3400-\u9fff（）A-Z]{2,16}?)(?:应当|不得|必须|可以|要(?=[\u3400-\u9fff])|须)")
_OTHERS = "其他规定"
_NEAR_ENOUGH = 0.6


def _only(name: str, *sentences: Sentence) -> tuple[Part, ...]:
    return (Part(id=name, paragraphs=(paragraph(*sentences),)),)


def method(shop: Workshop) -> tuple[Part, ...]:
    """How the survey was made."""
    return _only("method", form_words(texts.METHOD), placeholder(texts.METHOD_OPEN))


def support(shop: Workshop) -> tuple[Part, ...]:
    """What support is needed."""
    return _only("support", placeholder(texts.SUPPORT))


def process(shop: Workshop) -> tuple[Part, ...]:
    """How the paper was drafted."""
    return _only("process", placeholder(texts.PROCESS))


def consultation(shop: Workshop) -> tuple[Part, ...]:
    """Whom was asked, and the outcome of the reviews, with the rules on them."""
    refs = ("fcr-rules-99#s015", "gbf-2018-37#s004", "biz-env-722#s004")
    rules = shop.tell(shop.chooser.take(shop.desk.passages(refs)), weight=5)
    return _only("consultation", *rules, placeholder(texts.CONSULTATION))


def instruction(shop: Workshop) -> tuple[Part, ...]:
    """What was instructed; the office alone has it."""
    return _only("instruction", placeholder(texts.INSTRUCTION))


def handling(shop: Workshop) -> tuple[Part, ...]:
    """What was done about it."""
    return _only("handling", placeholder(texts.HANDLING))


def audience(shop: Workshop) -> tuple[Part, ...]:
    """Whom the policy is for and how to apply."""
    return _only("audience", placeholder(texts.AUDIENCE))


def difference(shop: Workshop) -> tuple[Part, ...]:
    """What differs from before."""
    return _only("difference", placeholder(texts.DIFFERENCE))


def enquiries(shop: Workshop) -> tuple[Part, ...]:
    """Where to ask."""
    return _only("enquiries", placeholder(texts.ENQUIRIES))


def goals(shop: Workshop) -> tuple[Part, ...]:
    """What is to be reached; never set by the program."""
    return _only("goals", placeholder(texts.GOALS))


def content(shop: Workshop) -> tuple[Part, ...]:
    """The measures of the document explained, where its text is held; nothing is added to them."""
    source = explained(shop)
    if source is None:
        return _only("content", placeholder(texts.NOT_THE_DOCUMENT.format(topic=shop.request.topic)))
    held = [one for one in shop.desk.holdings.of_source(source.id) if one.order >= 0]
    rules = [one for one in held if one.modality in _MEASURES_OF_DOCUMENT and one.id not in shop.chooser.taken]
    paragraphs = []
    for subject, group in _by_subject(rules):
        told = shop.tell(shop.chooser.take(group[:_MOST_OF_SUBJECT]), weight=6)
        paragraphs.append(Paragraph(lead=subject, sentences=tuple(told)))
    return (Part(id="content", paragraphs=tuple(one for one in paragraphs if one.sentences)),)


def background(shop: Workshop) -> tuple[Part, ...]:
    """By whom and from when the document explained holds, and on what it rests; else the grounds of the matter."""
    source = explained(shop)
    if source is None:
        return grounds(shop)
    held = [one for one in shop.desk.holdings.of_source(source.id) if one.order >= 0]
    own = [one for one in held if _ON_ITSELF.search(one.text)][:3]
    return _only("grounds", *shop.tell(shop.chooser.take(own), weight=8)) if own else grounds(shop)


def _by_subject(rules: list[Passage]) -> list[tuple[str, list[Passage]]]:
    """The rules by whom they bind, in the order of the document; those that bind nobody else in particular last."""
    groups: dict[str, list[Passage]] = {}
    for one in rules:
        found = _SUBJECT.match(one.text)
        groups.setdefault(found["who"] if found else _OTHERS, []).append(one)
    single = [one for group in groups.values() if len(group) == 1 for one in group]
    kept = {subject: group for subject, group in groups.items() if len(group) > 1 and subject != _OTHERS}
    rest = sorted({*single, *groups.get(_OTHERS, [])}, key=lambda one: one.order)
    return [*kept.items(), *([(_OTHERS, rest)] if rest else [])]


def explained(shop: Workshop) -> Source | None:
    """The document that the topic names, where its text is held."""
    bare = shop.request.topic.strip("《》 ")
    for source in shop.desk.holdings.sources.values():
        names = (source.title, *source.short_titles, source.number or "")
        if source.held and bare in names:
            return source
    return None


def asked(shop: Workshop) -> tuple[Part, ...]:
    """The one matter that is asked for, and what it would be carried out with."""
    addressee = shop.request.addressees[0] if shop.request.addressees else texts.NO_ADDRESSEE
    request = form_words(texts.ASKED.format(addressee=addressee, topic=shop.request.topic))
    first = Part(id="asked", paragraphs=(paragraph(request, placeholder(texts.ASKED_OPEN), placeholder(texts.FUNDS)),))
    return (first, *near_measures(shop, least=_NEAR_ENOUGH))


def sought(shop: Workshop) -> tuple[Part, ...]:
    """What a unit outside the office's line is asked to give: the figures that are its own to have, else to be filled in."""
    addressee = "".join(shop.request.addressees)
    theirs = [
        one
        for one in shop.desk.indicators.values()
        if addressee and any(name in addressee for name in _names_of(one.provider))
    ]
    if not theirs:
        return _only("sought", placeholder(texts.SOUGHT_OPEN))
    text = texts.SOUGHT.format(names="、".join(one.name for one in theirs))
    facts = tuple(f"indicators:{one.id}" for one in theirs)
    sentences = shop.settle([advice(text, facts=facts, origin=Origin.DRAFTING)])
    return _only("sought", *sentences, placeholder(texts.SOUGHT_OPEN))


def _names_of(provider: str) -> list[str]:
    """The units that a provider's wording names: 邮政管理局（垂直管理）、交通运输和商务部门."""
    bare = provider.replace("（垂直管理）", "")
    return [name for name in bare.replace("或", "、").split("、") if name.endswith(("局", "海关", "厅", "委"))]
