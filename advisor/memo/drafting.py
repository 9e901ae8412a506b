"""How a request becomes a draft, in one list: read, choose areas, build the sections, keep the length, number, warn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from time import perf_counter

from advisor.library.drafting_forms import Form, SectionKind
from advisor.memo import sections_forms, sections_measures, sections_rules, sections_state, texts
from advisor.memo.choosing import Chooser
from advisor.memo.desk import Desk
from advisor.memo.finishing import finish
from advisor.memo.requesting import purpose
from advisor.memo.types import Memo, MemoRequest, Part, Section, Sentence
from advisor.memo.workshop import Workshop, form_words, placeholder
from advisor.types import Area

_ROOM_FOR_ALL = 3500
_VOTERS = 20
_FIELD = ("直播", "短视频", "电商", "电子商务", "带货", "网络零售")
_SAYS_NO_MORE = (
    *("加快", "推动", "推进", "促进", "支持", "扶持", "培育", "做大", "做强", "做好", "壮大", "提升", "发展", "建设"),
    *("产业", "行业", "经济", "业态", "高质量", "工作", "情况", "政策", "措施", "办法", "意见", "出台", "制定", "全市"),
)

Builder = Callable[[Workshop], tuple[Part, ...]]

BUILDERS: Mapping[SectionKind, Builder] = {
    SectionKind.SITUATION: sections_state.situation,
    SectionKind.PROBLEMS: sections_state.problems,
    SectionKind.ELSEWHERE: sections_state.elsewhere,
    SectionKind.GROUNDS: sections_state.grounds,
    SectionKind.BACKGROUND: sections_forms.background,
    SectionKind.NECESSITY: sections_state.necessity,
    SectionKind.MEASURES: sections_measures.measures,
    SectionKind.CONDITIONS: sections_rules.conditions,
    SectionKind.DUTIES: sections_rules.duties,
    SectionKind.FUNDING: sections_rules.funding,
    SectionKind.VALIDITY: sections_rules.validity,
    SectionKind.OPEN_MATTERS: sections_rules.open_matters,
    SectionKind.METHOD: sections_forms.method,
    SectionKind.SUPPORT: sections_forms.support,
    SectionKind.PROCESS: sections_forms.process,
    SectionKind.CONSULTATION: sections_forms.consultation,
    SectionKind.INSTRUCTION: sections_forms.instruction,
    SectionKind.HANDLING: sections_forms.handling,
    SectionKind.CONTENT: sections_forms.content,
    SectionKind.AUDIENCE: sections_forms.audience,
    SectionKind.DIFFERENCE: sections_forms.difference,
    SectionKind.ENQUIRIES: sections_forms.enquiries,
    SectionKind.ASKED: sections_forms.asked,
    SectionKind.GOALS: sections_forms.goals,
    SectionKind.SOUGHT: sections_forms.sought,
}


def draft(request: MemoRequest, desk: Desk) -> Memo:
    """A whole draft, every sentence checked."""
    began = perf_counter()
    shop = workshop(request, desk)
    sections = [
        Section(id=one.kind.value, kind=one.kind, heading=one.heading, parts=BUILDERS[one.kind](shop))
        for one in shop.form.sections
    ]
    memo = Memo(
        request=request,
        form_name=shop.form.name,
        statutory=shop.form.statutory,
        title=title_of(request, shop.form),
        areas=shop.areas,
        opening=_opening(request, shop.form),
        sections=tuple(section for section in sections if not section.is_empty),
        closing=form_words(shop.form.closing, facts=(f"forms:{shop.form.id}",)) if shop.form.closing else None,
        note=placeholder(texts.CONTACT) if shop.form.contact else None,
        most_characters=most_characters(shop),
        withheld=tuple(shop.withheld),
        corpus=desk.holdings.corpus_version,
    )
    done = finish(memo, desk, shorten=True)
    return done.model_copy(update={"seconds": round(perf_counter() - began, 3)})


def redraft_section(memo: Memo, kind: SectionKind, desk: Desk) -> tuple[Part, ...]:
    """The parts of one section built anew; what the other sections tell is not told again."""
    shop = workshop(memo.request, desk)
    others = [section for section in memo.sections if section.kind is not kind]
    shop.chooser.taken |= {
        key
        for section in others
        for part in section.parts
        for paragraph in part.paragraphs
        for sentence in paragraph.sentences
        for key in (*sentence.passage_ids, *sentence.facts)
    }
    return BUILDERS[kind](shop)


def workshop(request: MemoRequest, desk: Desk) -> Workshop:
    """The tools for one request, with its areas and places understood."""
    form = desk.form(request.form)
    areas = areas_of(request, desk)
    regions = request.regions or desk.city.comparisons
    words = " ".join(desk.holdings.vocabulary.areas[area].name for area in areas) if len(areas) <= 2 else ""
    chooser = Chooser(request.topic, areas, regions, desk, words=words, as_of=request.as_of)
    return Workshop(request=request, form=form, areas=areas, regions=regions, chooser=chooser, desk=desk)


def areas_of(request: MemoRequest, desk: Desk) -> tuple[Area, ...]:
    """The areas asked for; else those that the topic speaks of; else all six."""
    every = tuple(area for area in Area if area is not Area.GENERAL)
    chosen: Collection[Area] = request.areas or _spoken_of(request.topic, desk)
    short = desk.form(request.form).most_characters < _ROOM_FOR_ALL
    if not chosen and (short or not _is_on_the_field(request.topic, desk)):
        chosen = _voted(request.topic, desk)
    return tuple(area for area in every if area in chosen) or every


def _spoken_of(topic: str, desk: Desk) -> set[Area]:
    """The areas whose name, other names or own words stand in the topic."""
    named = set(desk.holdings.lexicon.area_codes(topic))
    worded = {
        area
        for area, words in desk.holdings.vocabulary.areas.items()
        if any(word in topic for word in (*words.terms, *words.aliases))
    }
    return (named | worded) - {Area.GENERAL}


def _is_on_the_field(topic: str, desk: Desk) -> bool:
    """Whether the topic is the library's field as a whole, which every area bears on."""
    if not any(word in topic for word in _FIELD):
        return False
    rest = topic
    for word in sorted((*_FIELD, *_SAYS_NO_MORE), key=len, reverse=True):
        rest = rest.replace(word, "，")
    return not desk.holdings.lexicon.content_words(rest)


def _voted(topic: str, desk: Desk) -> set[Area]:
    """The two areas that most of the statements nearest the topic belong to: a short paper has one matter."""
    votes: Counter[Area] = Counter()
    for one in desk.retriever.search(topic, limit=_VOTERS):
        votes.update(area for area in one.passage.areas if area is not Area.GENERAL)
    return {area for area, _ in votes.most_common(2)}


def most_characters(shop: Workshop) -> int:
    """The upper length: higher for a paper on many areas than for one on a single task, where the form says so."""
    return shop.form.most_characters_broad or shop.form.most_characters if shop.is_broad else shop.form.most_characters


def title_of(request: MemoRequest, form: Form) -> str:
    """The title: issuer, matter and type; the issuer only on statutory papers."""
    bare = request.topic.strip("《》")
    title = form.title.format(topic=bare)
    return f"{request.issuer or texts.NO_ISSUER}{title}" if form.statutory else title


def _opening(request: MemoRequest, form: Form) -> tuple[Sentence, ...]:
    if form.opening is None:
        return ()
    text = form.opening.format(topic=request.topic, purpose=purpose(request.topic))
    return (form_words(text, facts=(f"forms:{form.id}",)),)
