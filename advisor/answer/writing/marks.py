"""What stands in a model's text beside its words: keys in whatever brackets, and the marks of lists, headings and frames."""

from __future__ import annotations

import re

_SEPARATOR = r"[\s,，、;；和与及/|]*"
# A key, with or without brackets: no Chinese text holds six hexadecimal digits behind a k.
_KEY = re.compile(r"(?<![0-9A-Za-z])[kK][0-9a-fA-F]{6,16}(?![0-9A-Za-z])")
_LEAD = r"(?:(?:编号|材料|来源|出处|依据|参考|详见|参见|见|source|ref|passage)+\s*(?:编号)?\s*[:：]?\s*)?"
_OPEN, _CLOSE = r"[\[［【〔(（{｛<＜‹「]", r"[\]］】〕)）}｝>＞›」]"
_INSIDE = r"[^\[\]［］【】〔〕()（）{}｛｝<>＜＞‹›「」\n]{1,80}"
# Stands for a citation while what surrounds it is taken away.
_HERE = "\x00"
_WRAPPED = re.compile(
    rf"{_OPEN}\s*{_LEAD}[\^#:：\s]*{_HERE}(?:{_SEPARATOR}{_LEAD}{_HERE})*{_SEPARATOR}{_CLOSE}", re.IGNORECASE
)
# Whatever else stands with a key in square brackets belongs to the citation: [k0a1b2，第三条].
_SQUARE_WITH_MORE = re.compile(rf"[\[［【][^\[\]［］【】\n]{{0,80}}{_HERE}[^\[\]［］【】\n]{{0,80}}[\]］】]")
_SEVERAL = re.compile(rf"{_HERE}(?:{_SEPARATOR}{_HERE})+")
# A passage named by its key where its source should be: 根据材料[k0a1b2]，
_NAMED_BY_KEY = re.compile(
    rf"^\s*{_HERE}\s*[，,：:]"
    rf"|(?:^|(?<=[，。；：\s]))(?:(?:根据|依据|依照|按照|据|如|见)(?:材料|来源|资料|编号)?|材料|来源|资料|编号)[:：]?\s*{_HERE}\s*(?:显示|所述|所示)?[，,：:]"
)
_GROUP = re.compile(
    rf"{_OPEN}\s*{_LEAD}{_OPEN}{_INSIDE}{_CLOSE}(?:{_SEPARATOR}{_OPEN}{_INSIDE}{_CLOSE})*\s*{_CLOSE}|{_OPEN}{_INSIDE}{_CLOSE}",
    re.IGNORECASE,
)
_OPENS = re.compile(_OPEN)
_LONGEST_CITATION = 80
_BRACKETED = re.compile(r"[\[［【]\s*([^\[\]［］【】〔〕()（）\n]{1,80}?)\s*[\]］】]")
# What models cite with when they make keys up: [1]、【来源2】、[a1b2c3]; never 〔2015〕, which belongs to a document number.
_INVENTED = re.compile(
    r"(?:来源|资料|材料|段落|文献|编号|source|ref|doc|passage)\s*[:：#]?\s*\w{1,12}"
    r"|\^?\d{1,2}(?:[\s,，、]+\d{1,2})*|k?[0-9a-f]{5,16}|k[0-9a-f]{0,4}(?:[\s,，、]+k[0-9a-f]{0,16})*",
    re.IGNORECASE,
)
# A bracket that a key opens and nothing closes.
_UNCLOSED = re.compile(
    rf"[\[［【]\s*(?:{_HERE}{_SEPARATOR})+(?=$|[。！？!?；;，,\n])"
    r"|[\[［【]\s*(?P<cut>[kK][0-9a-fA-F]{0,5})?\s*(?=$|[。！？!?；;\n])"
)
# A key set above the line in the manner of formulas: $^{[k0a1b2]}$.
_RAISED = re.compile(rf"\$\s*\^?\s*\{{?\s*({_HERE}(?:{_SEPARATOR}{_HERE})*)\s*\}}?\s*\$")
_RAISED_AS_WRITTEN = re.compile(r"\$[^$\n]{1,80}\$")
_DECORATION = re.compile(
    r"^\s*(?:>\s*|#{1,6}\s*|[-*+•·●▪◦○]\s+|\(?\d{1,2}(?:[、)）]|\.(?!\d))\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|[①-⑳]\s*"
    r"|(?:第[一二三四五六七八九十]{1,3}|其[一二三四五六七八九十])[，,、：:]\s*"
    # One of a row of sentences; within one sentence, 一是 and 二是 belong together.
    r"|[一二三四五六七八九]是(?!.*[二三四五六七八九]是)[，,：:]?"
    r"|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\ufe0f]+\s*)"
)
_FRAME = re.compile(r"[<‹]/?[a-z]+(?:\s[^<>‹›\n]*)?[>›]|[<‹]\|[^|<>\n]{1,40}\|[>›](?:assistant)?", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*|__|`+")
_LABELS = r"(?:答|回答|答复|答案|最终答案|最终回答|结论|总结|正文|内容(?:（[^）]{1,6}）)?|须知)"
_LABEL = re.compile(rf"^(?:{_LABELS}[:：]|【{_LABELS}】[:：]?)\s*")
# Lines that are no sentence: a heading, a rule, a row that parts a table, a frame or a head of the material said again.
_NO_SENTENCE = re.compile(
    r"\s*(?:#{1,6}[^。！？!?]*|[-=*_|:\s]*|```\w*|[<‹]/?[a-z]+(?:\s[^>\n]*)?>|\*\*[^*。！？!?]{1,20}\*\*[:：]?|(?:编号|来源|材料)[:：][^。]*)\s*"
)


def keys_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Keys of our form, keys that were made up, and the text without either."""
    keys = tuple(dict.fromkeys(match.group().lower() for match in _KEY.finditer(text)))
    invented: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if not _INVENTED.fullmatch(match[1].strip()):
            return match.group()
        invented.append(match[1])
        return ""

    def cut(match: re.Match[str]) -> str:
        invented.extend([match["cut"]] if match["cut"] else [])
        return ""

    rest = _UNCLOSED.sub(cut, _BRACKETED.sub(taken, _without_keys(text)))
    return keys, tuple(invented), rest


def citation_at(text: str) -> int | None:
    """Where the citation ends that a text begins with; 0 where it begins with none, None where that cannot be told yet."""
    group = _GROUP.match(text) or _RAISED_AS_WRITTEN.match(text)
    if group is not None and group.end() <= _LONGEST_CITATION:
        return group.end() if only_keys(group.group()) else 0
    undecided = (
        (_OPENS.match(text) or text.startswith("$"))
        and group is None
        and len(text) <= _LONGEST_CITATION
        and "\n" not in text
    )
    return None if undecided else 0


def only_keys(text: str) -> bool:
    """Whether a text is a citation and nothing else, of our form or made up."""
    keys, invented, rest = keys_in(text)
    return bool(keys or invented) and not rest.strip()


def plain(line: str) -> str:
    """A sentence without the marks of a list, of emphasis, of a frame, or of a label before it."""
    before = None
    while before != line:
        before, line = line, _LABEL.sub("", _DECORATION.sub("", _EMPHASIS.sub("", without_frames(line)))).strip()
    return line


def without_frames(line: str) -> str:
    """A line without the frames that what was given to the model stood in."""
    return _FRAME.sub("", line)


def no_sentence(line: str) -> bool:
    """Whether a line is a heading, a rule, a frame or the like: nothing that could be shown."""
    return _NO_SENTENCE.fullmatch(line) is not None


def _without_keys(text: str) -> str:
    """The text without its keys, the brackets around them, and the words that only led to them."""
    text = _KEY.sub(_HERE, text.replace(_HERE, ""))
    before = None
    while before != text:
        before, text = text, _RAISED.sub(r"\1", _SEVERAL.sub(_HERE, _WRAPPED.sub(_HERE, text)))
    text = _SEVERAL.sub(_HERE, _SQUARE_WITH_MORE.sub(_HERE, text))
    text = _UNCLOSED.sub(lambda match: _HERE if _HERE in match.group() else match.group(), text)
    return _NAMED_BY_KEY.sub("", text).replace(_HERE, "")
