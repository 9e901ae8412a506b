"""A statistics row as one Chinese sentence, with region, period, indicator, value and definition (口径)."""

from __future__ import annotations

from advisor.library.identity import passage_id
from advisor.library.indexing import caveat_text
from advisor.library.tables import Indicator, WrittenRow
from advisor.library.vocabulary import RegionLevel, Vocabulary
from advisor.types import Figure, Modality, Passage, PassageKind, PeriodKind, StatisticsRow

_SUFFIX_OF_LEVEL = {
    RegionLevel.PROVINCE: "省",
    RegionLevel.SUB_PROVINCIAL_CITY: "市",
    RegionLevel.PREFECTURE: "市",
}
_INSIDE_UNIT = ("余", "多")
_BEHIND_UNIT = ("左右", "以上", "以下", "以内", "上下")
# Words that are verbs themselves, and words that stand before 为.
_VERBS = ("突破", "超过", "超", "接近", "不低于", "不少于", "不超过", "逾")
_BEFORE_VERB = ("预计", "目标", "计划", "规划", "下限", "上限", "初步核算", "累计")
_NOT_YET = ("目标", "预计", "计划", "规划")
_SCALES = ("万亿", "千万", "百万", "亿", "万")


def row_passage(written: WrittenRow, indicator: Indicator, vocabulary: Vocabulary, order: int) -> Passage:
    """The passage that stands for a statistics row in retrieval and citation."""
    row = written.row
    text = row_sentence(row, written.value_text, vocabulary)
    figure = Figure(
        name=row.indicator, value=row.value, unit=row.unit, qualifier=row.qualifier, value_text=written.value_text
    )
    return Passage(
        id=passage_id(row.source_id, row.locator, text),
        source_id=row.source_id,
        ref=f"{row.source_id}#{row.id}",
        locator=row.locator,
        text=text,
        kind=PassageKind.STATISTICS,
        basis=row.basis,
        modality=Modality.PLANNED if _is_planned(row) else Modality.FACT,
        areas=indicator.areas,
        regions=(row.region,),
        period=row.period,
        figures=(figure,),
        asks=indicator.asks,
        row=row,
        order=order,
    )


def row_sentence(row: StatisticsRow, value_text: str, vocabulary: Vocabulary) -> str:
    """One sentence that says what the row says, its notes in brackets."""
    undated = row.period.kind is PeriodKind.UNDATED
    start = "" if undated else row.period.label
    head = f"{start}{_place(row.region, vocabulary)}{_name(row, vocabulary)}{quantity_text(row, value_text)}"
    notes = [
        *(["来源未注明时间"] if undated else []),
        *([f"口径：{row.definition}"] if row.definition else []),
        *([caveat_text(row.comparability)] if row.comparability else []),
    ]
    return f"{head}{'（' + '；'.join(notes) + '）' if notes else ''}。"


def quantity_text(row: StatisticsRow, value_text: str) -> str:
    """Verb, number, qualifiers and unit in reading order: 预计为70亿元左右, 为3万余人, 突破1000亿元."""
    lead, verb, near, inside, behind = "", "为", "", "", ""
    for word in (row.qualifier or "").replace("，", "、").split("、"):
        if word in _VERBS:
            verb = word
        elif word in _BEFORE_VERB:
            lead += word
        elif word in _INSIDE_UNIT:
            inside += word
        elif word in _BEHIND_UNIT:
            behind += word
        else:
            near += word
    scale = next((scale for scale in _SCALES if row.unit.startswith(scale)), "") if inside else ""
    return f"{lead}{verb}{near}{value_text}{scale}{inside}{row.unit[len(scale) :]}{behind}"


def _is_planned(row: StatisticsRow) -> bool:
    return any(word in (row.qualifier or "") for word in _NOT_YET)


def _place(region: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.region(region)
    if known is None:
        return region
    full = region + _SUFFIX_OF_LEVEL.get(known.level, "")
    return full if full in known.names else region


def _name(row: StatisticsRow, vocabulary: Vocabulary) -> str:
    """The indicator without a place name that repeats the row's region."""
    for name in (_place(row.region, vocabulary), row.region):
        if row.indicator.startswith(name) and len(row.indicator) > len(name):
            return row.indicator[len(name) :]
    return row.indicator
