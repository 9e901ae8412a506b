"""Reading what is asked to be drafted: the type, areas, regions and addressees by any of their names; rules on addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.errors import BadInput
from advisor.library.drafting_forms import Addressees, Form
from advisor.memo.desk import Desk
from advisor.memo.types import MemoRequest
from advisor.text import normalise
from advisor.types import Area

MAX_TOPIC = 60
_SEPARATORS = re.compile(r"[、,，;；\s]+")
_PERSON = re.compile(r"(?:市长|局长|书记|主任|省长|县长|区长|同志|先生|女士|处长|厅长)$")
_VERBS = "设立|成立|建立|申请|出台|安排|解决|召开|举办|制定|拨付|调整|开展|建设|划拨|增加"
_TWO_MATTERS = re.compile(rf"(?:和|及|以及|并|、|，|；)(?:{_VERBS})")
_BEGINS_WITH_VERB = re.compile(
    rf"^(?:{_VERBS}|加快|推动|推进|促进|发展|培育|完善|规范|提升|支持|做大|做强|做好|加强|打造|引进|培养|健全|优化|强化|深化|扩大|构建|落实|补齐|鼓励|引导|依法|壮大|提高|改进|整治)"
)


REPORTS = {"report", "instruction-report"}
ASKS_FOR_DECISION = re.compile(r"恳请|申请|请求|请示|(?:请|望)[^，。]{0,8}(?:批准|批示|审批|审定|同意)")


def read_request(
    topic: str,
    desk: Desk,
    *,
    form: str,
    areas: Sequence[str],
    regions: Sequence[str],
    addressees: Sequence[str],
    issuer: str | None,
    as_of: str,
) -> MemoRequest:
    """The request with every name understood. Raises BadInput, one line, for what cannot be drafted."""
    matter = " ".join(topic.split()).strip("。；; ")
    if not matter:
        raise BadInput("没有写明主题；请用一句话写要办的事，例如“加快发展直播电商”。")
    if len(matter) > MAX_TOPIC:
        raise BadInput(f"主题过长（{len(matter)}字）；请压缩到{MAX_TOPIC}字以内，细节写进正文。")
    _refuse_unknown(matter, desk)
    found = _form(form, desk)
    organs = tuple(one for text in addressees for one in _SEPARATORS.split(text.strip()) if one)
    _check_addressees(organs, matter, found)
    return MemoRequest(
        topic=matter,
        form=found.id,
        areas=tuple(dict.fromkeys(_area(name, desk) for name in areas)),
        regions=tuple(dict.fromkeys(_region(name, desk) for name in regions)),
        addressees=organs,
        issuer=(issuer or "").strip() or None,
        as_of=as_of,
    )


def purpose(topic: str) -> str:
    """The topic as an aim: 加快发展直播电商 as it is, 农村物流 as 做好农村物流工作."""
    return topic if _BEGINS_WITH_VERB.match(topic) else f"做好{topic}工作"


def _refuse_unknown(topic: str, desk: Desk) -> None:
    """A topic of which no word stands anywhere in the library would be drafted on something else."""
    words = desk.holdings.lexicon.content_words(normalise(topic))
    if words and not any(desk.holdings.occurs(word) for word in words):
        raise BadInput(f"资料库没有与“{topic}”有关的资料，不能起草；请换用短视频、直播电商方面的主题。")


def _form(name: str, desk: Desk) -> Form:
    for form in desk.forms:
        if name in (form.id, form.name):
            return form
    raise BadInput(f"没有“{name}”这种文稿类型；可选：{'、'.join(form.name for form in desk.forms)}。")


def _area(name: str, desk: Desk) -> Area:
    for area, words in desk.holdings.vocabulary.areas.items():
        if area is not Area.GENERAL and name in (area.value, words.name, *words.aliases):
            return area
    names = [words.name for area, words in desk.holdings.vocabulary.areas.items() if area is not Area.GENERAL]
    raise BadInput(f"没有“{name}”这个策略领域；可选：{'、'.join(names)}。")


def _region(name: str, desk: Desk) -> str:
    known = desk.holdings.vocabulary.canonical_region(name)
    if known is None:
        choices = "、".join(desk.city.comparisons[:6])
        raise BadInput(f"不认识地区“{name}”；请写省、市或县区的名称，例如{choices}。")
    return known


def _check_addressees(organs: Sequence[str], topic: str, form: Form) -> None:
    person = next((organ for organ in organs if _PERSON.search(organ)), None)
    if person is not None:
        raise BadInput(f"公文一般不报送领导者个人，请把“{person}”改为机关名称。")
    if form.addressees is Addressees.ONE and len(organs) > 1:
        raise BadInput(f"{form.name}只主送一个机关，收到{len(organs)}个；其他机关用抄送。")
    if form.addressees is Addressees.NONE and organs:
        raise BadInput(f"{form.name}不写主送机关；请去掉 --to，或换一种文稿类型。")
    if form.id == "request" and _TWO_MATTERS.search(topic):
        raise BadInput("请示一文一事，主题里像是有两件事；请分开写两份请示。")
    if form.id in REPORTS and ASKS_FOR_DECISION.search(topic):
        raise BadInput(f"{form.name}不得夹带请示事项；请改用请示，或换一个主题。")
