"""A sentence as the facts it holds: each clause made complete with the words that the clauses before it leave to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from advisor.check.splitting import MARKER
from advisor.grounding import (
    ANY_DAY,
    CueKind,
    find_cues,
    find_document_numbers,
    find_periods,
    find_quantities,
    find_titles,
)
from advisor.types import Data

_CUT = re.compile(r"[，,；;：:]")
_OPENS, _CLOSES = "（(《“「『〈【‘", "）)》”」』〉】’"
_PRESS_REPORTS = r"[\u3400-\u9fff]{2,8}(?:[社网报台]|日报|晚报|电视台)(?:20\d\d年)?(?:\d{1,2}月)?(?:的)?报道[称说]?"
_FILLER = re.compile(
    r"^(?:(?:可以|应该|不妨|坦率地|客观地)说|据(?:有关)?(?:统计|了解|悉|介绍|不完全统计|报道|初步统计|测算)|(?:有关)?(?:数据|资料|统计|调查)(?:显示|表明)|近年来|近些年来?|当前|目前|现阶段|总体(?:上|来?看|而言)"
    r"|(?:总的|综合)来?看|从总体上看|截至目前|与此同时|同时|此外|另外|其中|具体来看|具体而言|一方面|另一方面|经过(?:多年|几年|不懈)[^，,]{0,6}|(?:也)?(?:有(?:关|的)?|据?(?:民间|第三方|专业|业内|相关)|据)?(?:研究机构|研究|机构|专家|学者|人士|报道|媒体|资料)(?:认为|指出|显示|表明|称|测算|估算|统计|表示|介绍|提出)|(?:研究|监测|调研|测算)(?:认为|显示|表明|发现)|值得注意的是|需要说明的是"
    r"|但是?|然而|不过|(?:同时|还|也|并)?(?:应当?|需要?|要)?(?:注意|指出|强调|说明)的?是?|(?:同时|还|也)应当?注意的?是?|在此基础上|为此|据此|首先|其次|再次|最后|从[^，,]{1,6}来?看|再?往[前后上下]看|再看[^，,]{0,6}|"
    + _PRESS_REPORTS
    + r"|另据[^，,]{0,8}(?:报道|介绍|统计)|相比之下|相较而言|比较而言)[，,：:]"
)
# Who reports it is no part of what is reported: 媒体称2025年有…, 2020年5月的报道说…
_REPORTED = re.compile(
    r"(?P<when>^[^，,。；]{0,12}?[年月日]底?)?(?:的|有)?(?:(?:媒体|新闻|本地|公开|官方|网上|有关|相关)的?){0,2}"
    r"(?:报道|资料|材料|消息|媒体)(?:说|称|显示|介绍|提到|写道|披露|表明)[，,：:]?"
    r"|媒体(?P<then>20\d\d年(?:\d{1,2}月)?)?报道(?=[\u3400-\u9fff]{3,})"
    r"|" + _PRESS_REPORTS + r"[，,]"
    r"|[^，,。；《》]{2,20}(?:刊出|刊发|刊登|发表|登载)的(?:文章|报道|稿件)(?:介绍|称|说|提到|提出)?[，,]"
)
_JOINING = re.compile(
    r"^(?:但是?|然而|不过|而且|并且|并(?=[\u3400-\u9fff]{2})|同时|也(?=[\u3400-\u9fff]{2})|还(?=[\u3400-\u9fff]{2})|其中|且(?=[\u3400-\u9fff]{2}))[，,]?"
)
_REPORTS = re.compile(
    r"(?:预计|提出|(?<!的)(?<!专门)(?<!有)规定|建议|主张|(?<=[文告件])(?:还|也)?[说讲]|[写讲谈提]到|写道|明确|指出|要求|强调|显示|表明|认为|称|报道|介绍|如下|方面|是指|包括|有|[讲说]得(?:很|十分|非常|更)?(?:清楚|明白|明确|透彻|到位))$"
)
_OF_A_DOCUMENT = re.compile(r"的(?:规定|办法|意见|通知|条例|规则|细则|方案|规划)$")
_GROUNDS = re.compile(
    r"^(?:[^，,]{2,10}(?:方面|里|当中|之中)$|(?:这一?|当|同|该)年[^，,]{0,6}$|[^，,]{0,3}放[到在][^，,]{1,8}[看说讲比]$|从[^，,]{1,8}(?:来?看|而言|来?说|来?讲)$|根据|依据|按照|依照|按|据|对照|参照|经|在[^，,]{2,24}(?:中|下|方面|上|期间|时)$|为(?!此)(?:了|落实|贯彻)?|对于?|关于|自[^，,]{2,14}(?:以来|起)$|随着|围绕)"
)
_VERB = re.compile(
    r"(?<![较作以成认称行更])为|是(?!否)|保持|取得|呈现|面临|存在|具有|达(?:到|成)?|实现|突破|超过|增长|下降|上升|减少|增加|增至|提高到?|建成|建设|成立|拥有|共?有|已|由|从|要求|(?<!的)规定|提出|应当?|不得|可以?|鼓励|支持|引进|引育|打造|培育|开展"
    r"|累计|占|获|入选|位居|排名|成为|自(?=\d)|将|于|属于|包括|按|给予|设立|启动|形成|上线|带动|吸纳|需|须|必须|处|负责|牵头|印发|出台|制定|发布|实施|施行|在(?=\d)"
)
_CONDITION = re.compile(r"(?<![目真是似])的$|(?:[\u3400-\u9fff]{3,})(?:时|(?<![滞落先])后|(?<!目)前)$")
_OWN_SUBJECT = re.compile(
    r"^[\u3400-\u9fffA-Za-z“”《》（）()、]{2,}?(?:为|是|达到?|应当?|不得|可以|已|有|由|从|增长|突破|超过|共|占|将|要|需|须|必须|自|于)"
)
_CHANGED = re.compile(
    r"(?P<name>[^，,。；]{2,}?)(?:由|从)(?P<first>20\d\d年)(?:末|底)?的?(?P<before>[^，,。；]{1,12}?)"
    r"(?:提高|提升|上升|升|增加|增长|增|扩大|下降|降低|降|减少|减|缩小|调整|变)(?:到|至|为)了?(?P<then>20\d\d年)(?:末|底)?的?(?:预计)?的?(?P<after>[^，,。；]{1,12})$"
)
_LIST = re.compile(r"、|(?<=[\u3400-\u9fff])和(?=[^和]*\d)")
_ARTICLE_OF = re.compile(r"(?:第[一二三四五六七八九十百\d]+条)?")
_NAMED_AT_THE_END = re.compile(r"(?:的|类|等)[\u3400-\u9fff]{2,8}$")
# What goes on so has its subject in the clause before it (省级、市级示范企业，当时的标准是分别……).
_GOES_ON = re.compile(
    r"(?:当时|当年|其中?)?的?(?:标准|条件|门槛|额度|金额|要求)(?:是|为|分别)|分别|各自?(?=[\u3400-\u9fff]{0,4}\d)"
)
_ON_GROUND = re.compile(r"^(?:依照?|按照?|根据)[^，,]{2,16}?(?=也|都|均|不|应|可)")
_SAYS_OF_IT = re.compile(
    r"(?:也|都|均|一律|还)?(?:必须|应当?|应该|不得|不能|不可|可以|严禁|禁止|无须|无需|不[^，,]|未|要(?!求|素|点))"
)
_BRINGS_ABOUT = re.compile(
    r"(?:从而|进而|由此|有力|有效|直接|极大)?(?:推动|带动|促进|拉动|促使|使得?|助推|助力|引领|催生)了?"
    r".{2,}(?:增长|提升|提高|达到?|跃居|成为|实现|突破|下降|扩大|形成|发展|加快|翻番)"
)
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:[万亿千百]|%|％|个|家|户|人|元|次|件|项|条)")
_TRAILING = re.compile(r"(?:一般|至少|最[多高低少]|大约|[到于在也均还较更就又已不约近超, ，])+$")
_COMPARES = re.compile(r"^(?:同比|环比|(?:比|较)上?(?:年|期|月)?(?:同期)?|年均|累计|分别|均|约|共|并)+")
_SHORTEST = 4
_LONGEST_SUBJECT = 24


class Fact(Data):
    """One clause to be looked up: `text` as it stands in the claim; `claims`: it completed, the fullest wording first."""

    text: str
    claims: tuple[str, ...]
    bare: tuple[str, ...] = ()
    """Those of the claims that lack a subject: what they say may be said of anything."""


def facts_of(claim: str) -> list[Fact]:
    """The facts of a claim; a sentence of one clause is one fact."""
    heads, pieces = _pieces(without_filler(claim))
    heading = "，".join(_plain_head(head) for head in heads)
    named = any(_names_something(head) for head in heads)
    facts: list[Fact] = []
    topic, subject, time = "", "", ""
    for piece in pieces:
        said = without_reporter(_JOINING.sub("", piece)) or piece
        own, opening = _own_subject(said), "" if find_periods(said, today=ANY_DAY) else time
        if facts:
            forms = _forms(said, heading, "" if own else topic, "" if own else subject, opening)
            bare = (f"{opening}{said}", said) if not own and (topic or subject or named) else ()
        else:
            bare = ()
            alone = said if own or not named else ""
            topic, forms = subject_of(said), ("，".join((*heads, said)), f"{heading}，{said}", alone)
        claims = tuple(dict.fromkeys(form.strip("，") for form in forms if form))
        facts.append(Fact(text=piece, claims=claims, bare=bare))
        subject = own or subject or topic
        time = _time(said) or time or _time(heading)
    return facts


def _names_something(head: str) -> bool:
    """Whether an opening is no time, ground or reporter but what the next clause is said of (该规定，自2月1日起施行)."""
    return not _GROUNDS.match(head) and not _REPORTS.search(head) and bool(_content(without_time(head)))


def _plain_head(head: str) -> str:
    """An opening that names a document, without what it says of its issue: 2021年商务部印发的《…》提出 -> 《…》提出."""
    titles = find_titles(head)
    verb = _REPORTS.search(head)
    if len(titles) != 1 or verb is None or head.startswith(("根据", "按照", "依据", "依照")):
        return head
    return f"{head[slice(*titles[0].span)]}{_ARTICLE_OF.search(head[titles[0].span[1] :])[0]}{verb.group()}"  # type: ignore[index]


def items_of(fact: Fact) -> list[Fact]:
    """The items of a clause that lists figures (100个县、1000家企业), each with what leads up to the list; [] for none.

    What changed from one year's figure to another's is two items.
    """
    if both := _both_ends(fact):
        return both
    parts = [part for part in _LIST.split(fact.text) if part]
    if len(parts) < 2 or not all(find_quantities(part) for part in parts):
        return []
    forms = [fact.claims[0].replace(fact.text, part) if fact.text in fact.claims[0] else part for part in parts]
    return [Fact(text=part, claims=tuple(dict.fromkeys((form, part)))) for form, part in zip(forms, parts, strict=True)]


def _both_ends(fact: Fact) -> list[Fact]:
    """比重由2020年的56.5%提高到2025年的64.1% as what was so in 2020 and what in 2025; [] where no change is told so."""
    for claim in fact.claims:
        match = _CHANGED.search(claim)
        if match is None:
            continue
        name = match["name"]
        ends = ((match["first"], match["before"]), (match["then"], match["after"]))
        return [Fact(text=figure, claims=(f"{year}{name}为{figure}",)) for year, figure in ends]
    return []


def links(text: str) -> bool:
    """Whether a clause says that what stands before it brought something about (推动…跃居首位)."""
    return bool(_BRINGS_ABOUT.match(_JOINING.sub("", text)))


def _own_subject(clause: str) -> str:
    """The subject a clause names itself; empty where it begins with its verb."""
    bare = _COMPARES.sub("", without_time(clause).strip("，, "))
    return subject_of(clause) if _OWN_SUBJECT.match(bare) and not _VERB.match(bare) else ""


def _forms(said: str, heading: str, topic: str, subject: str, opening: str) -> tuple[str, ...]:
    """A clause completed, the fullest wording first."""
    named = topic if subject in ("", topic) else f"{topic}{subject}"
    return (
        f"{heading}，{said}" if heading else "",
        _inserted(said, opening, named) if named else "",
        _inserted(said, opening, subject) if subject else "",
        f"{opening}{said}",
        said,
    )


def _inserted(said: str, opening: str, subject: str) -> str:
    """The clause with a subject put behind its own time, or behind the time it takes over."""
    periods = find_periods(said, today=ANY_DAY)
    if periods and periods[0].span[0] == 0:
        end = periods[0].span[1]
        return f"{said[:end]}{subject}{said[end:].lstrip('，,')}"
    return f"{opening}{subject}{said}"


def without_reporter(clause: str) -> str:
    """A clause without the press or papers that it names for what it says, which are no part of it."""
    match = _REPORTED.match(clause)
    if match is None or match.end() == len(clause):
        return clause
    return f"{match['when'] or match['then'] or ''}{clause[match.end() :]}"


_KEPT_FOR = re.compile(r"(?<=[年月日天])[，,]?(?:留?存?备查|以备(?:查验|核查|检查|核验)|备核)$")


def without_filler(text: str) -> str:
    """The text without list marker, openings that say nothing (据统计，近年来，) and what a record is kept for (备查)."""
    said, before = _KEPT_FOR.sub("", MARKER.sub("", text, count=1).rstrip("。；;！!，, ")), ""
    while said != before:
        before, said = said, _FILLER.sub("", said)
    return said


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """The openings of a sentence (time, place, who reports, on what ground), and its clauses."""
    heads: list[str] = []
    pieces: list[str] = []
    waiting = ""
    cut = _cut(text)
    for piece, following in zip_longest(cut, cut[1:], fillvalue=""):
        if not pieces and _is_opening(piece):
            heads.append(piece)
            continue
        whole = f"{waiting}，{piece}" if waiting else piece
        waiting = ""
        if not pieces and _only_names(piece, following):
            waiting = whole
            continue
        if _is_opening(piece) or _CONDITION.search(piece) or (len(_content(piece)) < _SHORTEST and not pieces):
            waiting = whole
        elif len(_content(piece)) < _SHORTEST and pieces:
            pieces[-1] = f"{pieces[-1]}，{piece}"
        else:
            pieces.append(whole)
    if waiting and pieces:
        pieces[-1] = f"{pieces[-1]}，{waiting}"
    elif waiting or not pieces:
        return [], ["，".join(part for part in (*heads, waiting) if part)]
    return heads, pieces


def _only_names(piece: str, following: str) -> bool:
    """Whether a clause only names what the next one speaks of (请示一类的材料，必须公开)."""
    if _GOES_ON.match(following) and not says_something(without_time(piece)):
        return True
    named = _NAMED_AT_THE_END.search(piece)
    if named is None or find_quantities(piece) or says_something(named.group()):
        return False
    return bool(_SAYS_OF_IT.match(_ON_GROUND.sub("", following)))


def attributed_opening(text: str, *, timed: bool) -> str:
    """Who says it and, where `timed`, for what time: what a sentence before a semicolon leaves to the next; may be empty."""
    heads, pieces = _pieces(without_filler(text))
    first = next((index for index, head in enumerate(heads) if _REPORTS.search(head) and find_titles(head)), None)
    if first is None or not pieces:
        return ""
    kept = [_plain_head(heads[first])]
    kept += [head for head in heads[first + 1 :] if timed and find_periods(head, today=ANY_DAY)]
    if timed and (time := _leading_time(pieces[0])):
        kept.append(time)
    return "".join(f"{head}，" for head in kept)


def _leading_time(piece: str) -> str:
    """The time with which a clause begins, with the 到 before it."""
    found = find_periods(piece, today=ANY_DAY)
    return piece[: found[0].span[1]] if found and found[0].span[0] <= 1 else ""


def opening_of(text: str) -> str:
    """What a sentence is about: its openings (从全国看) and what stands before its first verb."""
    heads, pieces = _pieces(MARKER.sub("", text, count=1))
    first = pieces[0] if pieces else ""
    return "，".join((*heads, subject_of(first) if _VERB.search(without_time(first)) else first))


def _cut(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character in _OPENS) - (character in _CLOSES and depth > 0)
        between = text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
        if depth == 0 and _CUT.match(character) and not between:
            parts.append(text[start:position])
            start = position + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _is_opening(piece: str) -> bool:
    if _OF_A_DOCUMENT.search(piece) and not _VERB.search(piece):
        return True
    if _REPORTED.fullmatch(f"{piece}，"):
        return True
    if _REPORTS.search(piece) and len(piece) <= 60 and not _AMOUNT.search(piece):
        return True
    if _AMOUNT.search(without_time(piece)):
        return False
    if _GROUNDS.match(piece):
        return True
    untimed = without_time(piece)
    return len(_content(untimed)) <= _SHORTEST and not _VERB.search(untimed) and not untimed.endswith("公布")


def without_time(piece: str) -> str:
    """The text without the dates and periods it names."""
    for one in reversed(find_periods(piece, today=ANY_DAY)):
        piece = piece[: one.span[0]] + piece[one.span[1] :]
    return piece


def _time(text: str) -> str:
    periods = [one for one in find_periods(text, today=ANY_DAY) if not one.relative]
    return f"{periods[-1].text}，" if periods else ""


def _content(text: str) -> str:
    return re.sub(r"[^\u3400-\u9fffA-Za-z0-9]", "", text)


def subject_of(clause: str) -> str:
    """What stands before the first verb or figure of a clause, without its time; empty where that is no name of anything."""
    masked = without_time(clause)
    titles = [title.span for title in find_titles(masked)]
    starts = [match.start() for match in _VERB.finditer(masked)]
    starts += [quantity.span[0] for quantity in find_quantities(masked)]
    ends = [start for start in sorted(starts) if start >= 2 and not _lies_within(start, titles)]
    if not ends:
        return ""
    subject = _TRAILING.sub("", masked[: ends[0]])
    if _VERB.fullmatch(subject):
        return ""
    return subject if 2 <= len(subject) <= _LONGEST_SUBJECT or titles else ""


def says_something(text: str) -> bool:
    """Whether a text has a word that says something of what it names: a verb or a negation."""
    return bool(_VERB.search(text) or re.search(r"[不没无未]|较|更|很", text))


def _lies_within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


_SILENCE = re.compile(
    r"(?:没有|没|未)(?:进一步|具体|再)?(?:给出|交代|注明|标明|写明|说明|载明|讲明)[^，,。；]{0,10}"
    r"(?:口径|机构|年份|年度|出处|来源|依据|范围|时间|单位|方法|哪[一年家个里]|何[时处])"
)
_DOCUMENT = re.compile(r"《[^》]*》(?:[（(][^）)]*[）)])?")
_SPECIFIC = {CueKind.SUPERLATIVE, CueKind.EXCLUSIVE, CueKind.CAUSAL, CueKind.UNIVERSAL}
_EVALUATES = re.compile(
    r"起步.{0,4}[早晚]|(?:发展|增长|成效|成绩|优势|态势|势头|基础|前景|潜力|活力|作用|效果|水平|环境|氛围|格局|规模|条件|意义|影响力?|竞争力|短板|差距|空间|家底|底子).{0,6}"
    r"(?:较?快|较好|良好|明显|显著|突出|强劲|迅速|扎实|广阔|巨大|深远|重大|重要|不足|较大|优化|提升|增强|扩大|完善|向好|较高|较强|浓厚|较弱|有限|凸显|显现|不薄|不弱|不差|厚实|雄厚)"
    r"|(?:不断|持续|逐步|日益|进一步|稳步|扎实|积极|有力有效|全面)(?:发展|推进|完善|优化|提升|壮大|增强|扩大|加强|深化|改善|向好|成熟|健全|丰富)"
    r"|(?:较早|先后|陆续|相继|积极|纷纷)(?:出台|制定|推出|实施|开展|探索|印发)[^，,]{0,12}(?:政策|措施|文件|举措|工作)$"
    r"|^这(?:给我们|对我们|为我们|也?说明|也?表明|意味着|充分|足以|再次)|作出.{0,6}(?:部署|安排|规定|要求)|提供.{0,8}(?:依据|遵循|支撑|保障|指引)|保持.{0,8}(?:态势|势头|水平|增长)|取得.{0,8}(?:成效|进展|成绩)|奠定.{0,8}基础|任重道远|大有可为|方兴未艾|蓬勃发展|快速发展|长足发展|较快发展|迅猛发展"
)


def is_specific(text: str) -> bool:
    """Whether a text names something that can be right or wrong: a figure, date, document, rank, cause, ban."""
    return bool(
        find_quantities(text)
        or find_titles(text)
        or find_document_numbers(text)
        or find_periods(text, today=ANY_DAY)
        or any(cue.kind in _SPECIFIC for cue in find_cues(text))
    )


def tells_of_silence(text: str) -> bool:
    """Whether a clause only says what a source does not tell (但没有注明评价机构和年份): no source says that of itself."""
    return bool(_SILENCE.search(text)) and not find_quantities(text)


def is_remark(text: str) -> bool:
    """Whether a clause only appraises (发展较快，态势良好) and names nothing that can be looked up but a time or document."""
    bare = without_time(_DOCUMENT.sub("", text))
    return not is_specific(bare) and bool(_EVALUATES.search(bare))
