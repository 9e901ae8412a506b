"""Who says it: the words that name a statement's source in running text, and the statement without naming it twice."""

from __future__ import annotations

import re

from advisor.library.naming import quoted_title, source_name, spoken
from advisor.memo.desk import Desk
from advisor.types import RULED, Category, Data, Modality, Passage, PassageKind, Source

_KINDS = (
    "实施意见|若干意见|意见|若干措施|措施|实施细则|细则|管理办法|办法|实施方案|方案|三年行动|行动计划|计划|规划纲要|规划"
    "|行动|申报指南|指南|政府工作报告|工作报告|报告|征求意见稿|修订稿|条例|规定|纲要|通知|答复"
)
_SELF_NAMED = re.compile(rf"^(?P<head>[^，。；：《》]{{2,40}}(?:{_KINDS})(?:（[^）]*）)?)(?P<rest>.+)$", re.DOTALL)
_GOES_ON = re.compile(
    r"^，?(?:还|均|共)?(?:提出|规定|要求|明确|提到|指出|预计|认为|强调|鼓励|支持|推动|依托|依据|安排|拟|称|把|将|的|由|分|按|自|列出|设|共|对接|涵盖)"
)
_ALSO = re.compile(r"^(?:提出|规定|要求|明确|提到|指出|预计|认为|强调|鼓励|支持|推动|安排|拟)")
_OWN_TITLE = re.compile(r"^(?P<lead>按照|根据|依据)?《(?P<title>[^》]+)》(?:（[^）]*）)?")
_REPORTED = re.compile(
    r"^(?:据|某)?[^，。]{0,36}(?:报道|转述|称|介绍|判断|认为|消息|披露|访谈提出|报道指出)，|^据[^，。]{2,20}(?:报道|转述|消息)"
)
_SAYS_ALREADY = re.compile(
    r"^[^，。]{2,36}(?:提出|(?<!的)规定|要求|明确|称|预计|提到)，|^[^，。]{2,30}(?:的补助|政策|项目)要求，"
)
_PLACE = re.compile(r"第[一二三四五六七八九十百零]+条")
_NOUN_OF_TITLE = re.compile(
    r"(法|条例|办法|规定|意见|通知|措施|细则|方案|计划|规划|纲要|报告|规则|指南|规范|政策举措|标准)(?:[（(].*[）)])?$"
)
_TIME = re.compile(r"(?:19|20)\d{2}年?(?:\d{1,2}月)?(?:\d{1,2}日)?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DOCUMENTS = {
    Category.LAW,
    Category.ADMINISTRATIVE_REGULATION,
    Category.DEPARTMENTAL_RULE,
    Category.LOCAL_GOVERNMENT_RULE,
    Category.NORMATIVE_DOCUMENT,
    Category.PARTY_REGULATION,
    Category.PLAN,
    Category.GUIDE,
    Category.TASK_LIST,
    Category.WORK_REPORT,
    Category.DRAFT_FOR_COMMENT,
    Category.STANDARD,
    Category.COMPLIANCE_GUIDE,
    Category.USER_DOCUMENT,
}
_LEAST_LIKENESS = 0.6


class Attributed(Data):
    """A statement ready for running text: what names the source, then what it says. Both without a full stop."""

    opening: str
    again: str
    body: str
    passage: Passage
    remark: str = ""

    @property
    def text(self) -> str:
        """The whole, ended by one full stop."""
        return f"{self.opening}{self.body}{self.remark}。"


def attribute(passage: Passage, desk: Desk) -> Attributed:
    """The statement with the words that name its source; `again` are those for a second one in a row from the same."""
    source = desk.source(passage)
    said = spoken(passage).rstrip("。；;，, ")
    if source.category is Category.PAPER:
        return _of_paper(passage, said)
    if passage.kind is PassageKind.STATISTICS:
        body, mark, remark = said.partition("（口径")
        opening = f"据{quoted_title(source)}，"
        return Attributed(opening=opening, again="该资料还显示，", body=body, remark=mark + remark, passage=passage)
    if source.category not in _DOCUMENTS:
        told = "据媒体报道，" if source.category is Category.NEWS else "据公开资料，"
        opening = "" if _REPORTED.match(said) else told
        return Attributed(opening=opening, again="", body=said, passage=passage)
    return _of_document(passage, source, said)


def _of_paper(passage: Passage, said: str) -> Attributed:
    opening, again = "据论文，", "论文还提到，"
    if said.startswith("论文"):
        opening, again = "", ""
    elif passage.modality is Modality.ARGUED:
        opening, again = "论文认为，", "论文还认为，"
    return Attributed(opening=opening, again=again, body=said, passage=passage)


def _of_document(passage: Passage, source: Source, said: str) -> Attributed:
    name = source_name(source)
    own = _OWN_TITLE.match(said)
    if own is not None and _same(own["title"], source):
        rest = said[own.end() :]
        if own["lead"]:
            again = f"{_that(source)}还规定，"
            return Attributed(opening=f"{own['lead']}{name}，", again=again, body=rest.lstrip("，"), passage=passage)
        return Attributed(opening=name, again=_that(source), body=rest, passage=passage)
    if source.number and said.startswith(source.number):
        rest = said[len(source.number) :]
        return Attributed(opening=name, again=_that(source), body=rest, passage=passage)
    headed = _SELF_NAMED.match(said)
    if headed is not None and _GOES_ON.match(headed["rest"]) and _names(headed["head"], source):
        rest = headed["rest"].lstrip("，")
        also = "还" if _ALSO.match(rest) else ""
        return Attributed(opening=name, again=f"{_that(source)}{also}", body=rest, passage=passage)
    if _REPORTED.match(said):
        return Attributed(opening="", again="", body=said, passage=passage)
    return _opened(passage, source, said, name)


def _opened(passage: Passage, source: Source, said: str, name: str) -> Attributed:
    place = _PLACE.search(passage.locator)
    article = place.group() if place and source.rank is not None else ""
    if _SAYS_ALREADY.match(said):
        return Attributed(opening=f"据{name}，", again="", body=said, passage=passage)
    if passage.modality in RULED:
        return Attributed(
            opening=f"{name}{article}规定，",
            again=f"{_that(source)}{article or '还'}规定，",
            body=said,
            passage=passage,
        )
    if passage.modality is Modality.PLANNED:
        return Attributed(opening=f"{name}提出，", again=f"{_that(source)}还提出，", body=said, passage=passage)
    return Attributed(opening=f"据{name}，", again="", body=said, passage=passage)


def _that(source: Source) -> str:
    """该法, 该条例, 该意见: how a document is called the second time in a row."""
    noun = _NOUN_OF_TITLE.search(source.title)
    return f"该{noun[1]}" if noun else "该文件"


def _same(title: str, source: Source) -> bool:
    names = (source.title, source.title.removeprefix("中华人民共和国"), *source.short_titles)
    return any(title in name or name in title for name in names)


def _names(head: str, source: Source) -> bool:
    """Whether the head of a statement names this very source: its words are those of the title, its year fits."""
    years = set(_YEAR.findall(head))
    held = {*_YEAR.findall(source.title), (source.issued or "")[:4], (source.effective or "")[:4]}
    if years - held or "批" in head:
        return False
    names = (source.title, *source.short_titles, source.issuer or "")
    words = _TIME.sub("", head)
    pairs = {words[start : start + 2] for start in range(len(words) - 1)}
    likeness = sum(any(pair in name for name in names) for pair in pairs) / max(len(pairs), 1)
    return likeness >= _LEAST_LIKENESS
