"""What a language model might write of the library: true sentences written by hand, and false ones made of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from advisor.types import Data
from evals.core.results import read_lines

FOLDER = Path(__file__).resolve().parents[1] / "sets" / "model_answers"
TRUE_SENTENCES = FOLDER / "true.jsonl"
LIES = FOLDER / "lies.jsonl"
SECOND_TRUE_SENTENCES = FOLDER / "second_true.jsonl"
SECOND_LIES = FOLDER / "second_lies.jsonl"


class Manner(StrEnum):
    """How a true sentence departs from the words of its passages; the one that weighs most where several do."""

    PARAPHRASE = "paraphrase"
    SYNONYMS = "synonyms"
    COMPRESSION = "compression"
    REORDERING = "reordering"
    NUMBER_FORMAT = "number_format"
    SPLIT = "split"
    MERGED = "merged"
    CONCLUSION = "conclusion"


class LieKind(StrEnum):
    """What is wrong with a false sentence."""

    WRONG_FIGURE = "wrong_figure"
    WRONG_UNIT = "wrong_unit"
    WRONG_DATE = "wrong_date"
    WRONG_PLACE = "wrong_place"
    SWAPPED_ENTITIES = "swapped_entities"
    WRONG_NUMBER = "wrong_number"
    NEGATION = "negation"
    SCOPE = "scope"
    MODALITY = "modality"
    WRONG_ISSUER = "wrong_issuer"
    INVENTED_CAUSE = "invented_cause"
    ADDED_DETAIL = "added_detail"
    HALF_SUPPORTED = "half_supported"
    WRONG_PASSAGE = "wrong_passage"
    INVENTED_KEY = "invented_key"


class Origin(StrEnum):
    """What a lie was made of: a statement in its own words, or a true sentence of the set."""

    STATEMENT = "statement"
    SENTENCE = "sentence"


class TrueSentence(Data):
    """A sentence that its passages support, and a question for which they are retrieved."""

    id: str
    refs: tuple[str, ...]
    manner: Manner
    question: str
    text: str


class Lie(Data):
    """A sentence that the passages it cites do not support; `base`: the statement or true sentence it was made of."""

    id: str
    kind: LieKind
    refs: tuple[str, ...]
    question: str
    text: str
    origin: Origin
    base: str


def true_sentences(path: Path = TRUE_SENTENCES) -> list[TrueSentence]:
    """The true sentences. Raises BadInput naming the line that cannot be read."""
    return read_lines(path, TrueSentence)


def lies(path: Path = LIES) -> list[Lie]:
    """The generated lies as committed. Raises BadInput naming the line that cannot be read."""
    return read_lines(path, Lie)
