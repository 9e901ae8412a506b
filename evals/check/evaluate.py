"""From checked drafts to item values. Pure: no library, no clock."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.check.texts import VERDICT_LABEL
from advisor.check.types import CheckedSentence, FindingKind, SentenceVerdict, Severity
from evals.check.drafts import PlantedError
from evals.check.generate import CheckedDraft
from evals.core.measures import ItemResult, Measure, PassageShown, Role, TableShown, maybe

PAGE = 900
"""Characters of a page, by which the time is given."""

MEASURES = (
    Measure(
        key="found",
        label="差错查出率",
        meaning="埋入的差错中，所在句子被指出问题的比例。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="right_reason",
        label="理由正确率",
        meaning="有正确写法可说的差错中，理由或意见里写出了正确写法的比例。",
        role=Role.HEADLINE,
        gated=True,
    ),
    Measure(
        key="false_alarm",
        label="误报率",
        meaning="正确的句子中，被判为“与来源不一致”或“没有找到来源”的比例；越低越好。",
        role=Role.HEADLINE,
        higher_is_better=False,
        gated=True,
    ),
    Measure(
        key="false_contradiction",
        label="误判矛盾率",
        meaning="正确的句子中，被判为“与来源不一致”的比例；越低越好。",
        higher_is_better=False,
    ),
    Measure(key="contradicted", label="判为矛盾的差错", meaning="埋入的差错中，被判为“与来源不一致”的比例。"),
    Measure(
        key="left_alone",
        label="非事实陈述识别率",
        meaning="打算、建议、问句等不陈述事实的句子中，没有被要求提供来源的比例。",
    ),
)

KIND_LABELS = {
    "figure": "数字",
    "magnitude": "量级或单位",
    "date": "时间",
    "period": "时间",
    "place": "地区",
    "issuer": "发文机关",
    "number": "文号",
    "title": "标题",
    "negation": "否定",
    "scope": "范围",
    "modality": "语气",
    "swapped": "主客颠倒",
    "validity": "效力",
    "causal": "因果",
    "added": "添加内容",
    "disagreement": "前后不一",
    "inconsistent": "前后不一",
    "entity": "名称",
    "half": "一半属实",
    "sum": "合计",
    "right": "正确的句子",
    "not_fact": "非事实陈述",
}
_FLAGGED = {SentenceVerdict.CONTRADICTED, SentenceVerdict.NOT_FOUND}
_MINDED = {Severity.ERROR, Severity.WARNING}
_BESIDE_THE_POINT = {FindingKind.UNKNOWN_DOCUMENT}


def evaluate(checked: Sequence[CheckedDraft]) -> tuple[ItemResult, ...]:
    """One item a planted error, right sentence and sentence that states no fact."""
    return tuple(item for one in checked for item in _items(one))


def seconds_a_page(checked: Sequence[CheckedDraft]) -> float:
    """Seconds a page of 900 characters, over all drafts."""
    characters = sum(len(one.draft.text) for one in checked)
    return sum(one.seconds for one in checked) * PAGE / characters if characters else 0.0


def outcome_table(items: Sequence[ItemResult]) -> TableShown:
    """How many errors of each kind were found."""
    kinds = dict.fromkeys(one.kind for one in items if one.values.get("found") is not None)
    rows = []
    for kind in kinds:
        own = [one for one in items if one.kind == kind and one.values.get("found") is not None]
        found = sum(one.values["found"] == 1 for one in own)
        reasons = sum(one.values.get("right_reason") == 1 for one in own)
        rows.append((KIND_LABELS.get(kind, kind), str(len(own)), str(found), str(reasons)))
    return TableShown(title="各类差错", header=("差错", "埋入", "查出", "理由正确"), rows=tuple(rows))


def _items(one: CheckedDraft) -> list[ItemResult]:
    draft, number = one.draft, 0
    items = []
    for number, error in enumerate(draft.errors, start=1):
        items.append(_error(f"{draft.id}-e{number:02d}", error, _at(one, error.fragment)))
    for number, fragment in enumerate(draft.right, start=1):
        items.append(_right(f"{draft.id}-r{number:02d}", fragment, _at(one, fragment)))
    for number, fragment in enumerate(draft.not_fact, start=1):
        items.append(_not_fact(f"{draft.id}-n{number:02d}", fragment, _at(one, fragment)))
    return items


def _at(one: CheckedDraft, fragment: str) -> list[CheckedSentence]:
    """The sentences in which a fragment of the draft stands."""
    start = one.draft.text.index(fragment)
    end = start + len(fragment)
    return [sentence for sentence in one.check.sentences if sentence.span[0] < end and start < sentence.span[1]]


def _error(key: str, error: PlantedError, sentences: Sequence[CheckedSentence]) -> ItemResult:
    found = any(_flagged(one) or _minded(one) for one in sentences)
    said = "\n".join(_said(one) for one in sentences)
    reason = found and any(value in said for value in error.values) if error.values else None
    return _item(
        key,
        error.fragment,
        error.kind,
        sentences,
        values={
            "found": float(found),
            "right_reason": maybe(reason),
            "contradicted": float(any(one.verdict is SentenceVerdict.CONTRADICTED for one in sentences)),
        },
        badness=0.0 if found and reason is not False else 0.5 if found else 1.0,
        expected=error.right,
    )


def _right(key: str, fragment: str, sentences: Sequence[CheckedSentence]) -> ItemResult:
    flagged = any(_flagged(one) for one in sentences)
    contradicted = any(one.verdict is SentenceVerdict.CONTRADICTED for one in sentences)
    values: dict[str, float | None] = {"false_alarm": float(flagged), "false_contradiction": float(contradicted)}
    return _item(
        key, fragment, "right", sentences, values=values, badness=float(flagged), expected="正确，不应指出问题"
    )


def _not_fact(key: str, fragment: str, sentences: Sequence[CheckedSentence]) -> ItemResult:
    alone = not any(_flagged(one) for one in sentences)
    return _item(
        key,
        fragment,
        "not_fact",
        sentences,
        values={"left_alone": float(alone)},
        badness=0.0 if alone else 0.8,
        expected="不是事实陈述",
    )


def _item(
    key: str,
    text: str,
    kind: str,
    sentences: Sequence[CheckedSentence],
    *,
    values: dict[str, float | None],
    badness: float,
    expected: str,
) -> ItemResult:
    return ItemResult(
        id=key,
        text=text,
        kind=kind,
        values=values,
        badness=badness,
        expected=expected,
        outcome="；".join(VERDICT_LABEL[one.verdict] for one in sentences) or "没有读到这句话",
        reasons=tuple(line for one in sentences for line in _said(one).split("\n") if line),
        passages=tuple(
            PassageShown(label=f"《{cited.title}》{cited.locator}", text=cited.quote)
            for one in sentences
            for cited in one.citations
        ),
    )


def _flagged(one: CheckedSentence) -> bool:
    return one.verdict in _FLAGGED


def _minded(one: CheckedSentence) -> bool:
    return any(each.severity in _MINDED and each.kind not in _BESIDE_THE_POINT for each in one.findings)


def _said(one: CheckedSentence) -> str:
    return "\n".join((*one.reasons, *(f"{each.text}{each.advice}" for each in one.findings)))


def shown_counts(items: Sequence[ItemResult]) -> str:
    """Found and planted errors, and right sentences flagged, in one line."""
    errors = [one for one in items if one.values.get("found") is not None]
    rights = [one for one in items if one.values.get("false_alarm") is not None]
    found = sum(one.values["found"] == 1 for one in errors)
    flagged = sum(one.values["false_alarm"] == 1 for one in rights)
    return f"查出{found}/{len(errors)}处差错，误报{flagged}/{len(rights)}句"
