"""Does this passage support this sentence? Figures, periods, names, scope, modality, coverage. Needs no model."""

from __future__ import annotations

from advisor.grounding.articles import ArticleMention, find_articles, is_within
from advisor.grounding.check import check_claim
from advisor.grounding.context import CheckContext
from advisor.grounding.cues import Cue, CueKind, Mode, find_cues
from advisor.grounding.documents import (
    DocumentNumber,
    TitleMention,
    find_document_numbers,
    find_titles,
    same_document_number,
    same_title,
)
from advisor.grounding.entities import EntityMention, Lexicon, find_entities, find_organisations
from advisor.grounding.figures import entails_figure
from advisor.grounding.gate import (
    SHOWN_FROM,
    WRITTEN_FROM,
    check_calculation,
    check_correction,
    check_fact,
    check_gap,
    check_recommendation,
)
from advisor.grounding.highlight import carrying_spans
from advisor.grounding.numbers import find_quantities
from advisor.grounding.numerals import read_numeral
from advisor.grounding.periods import ANY_DAY, PeriodMention, find_periods, period_covers, same_period
from advisor.grounding.quantity import Bound, Quantity, same_quantity
from advisor.grounding.units import UnitFamily

__all__ = [
    "ANY_DAY",
    "SHOWN_FROM",
    "WRITTEN_FROM",
    "ArticleMention",
    "Bound",
    "CheckContext",
    "Cue",
    "CueKind",
    "DocumentNumber",
    "EntityMention",
    "Lexicon",
    "Mode",
    "PeriodMention",
    "Quantity",
    "TitleMention",
    "UnitFamily",
    "carrying_spans",
    "check_calculation",
    "check_claim",
    "check_correction",
    "check_fact",
    "check_gap",
    "check_recommendation",
    "entails_figure",
    "find_articles",
    "find_cues",
    "find_document_numbers",
    "find_entities",
    "find_organisations",
    "find_periods",
    "find_quantities",
    "find_titles",
    "is_within",
    "period_covers",
    "read_numeral",
    "same_document_number",
    "same_period",
    "same_quantity",
    "same_title",
]
