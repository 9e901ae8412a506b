"""Comparisons and their files for the page: steps that never raise."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from typing import TypeVar

from pydantic import Field

from advisor.errors import AdvisorError
from advisor.memo.compare_files import MATRIX_KINDS, matrix_bytes
from advisor.memo.compare_types import Choices, Matrix, region_label
from advisor.types import Data
from advisor.web import compare_wording as wording
from advisor.web.compare_view import ShownMatrix, shown_matrix
from advisor.web.faults import logged
from advisor.web.protocol import AdvisorProtocol

_FILE_TYPES = {
    ".csv": "text/csv;charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown;charset=utf-8",
}
DOWNLOADS = tuple(kind for kind in MATRIX_KINDS if kind in _FILE_TYPES)

Made = TypeVar("Made")


class CompareRequest(Data):
    """What the page asks for. Lengths are bounded: the request comes from outside."""

    by: str = Field(default="area", max_length=20)
    areas: tuple[str, ...] = Field(default=(), max_length=10)
    regions: tuple[str, ...] = Field(default=(), max_length=40)


class CompareStep(Data):
    """What the page shows next; an empty line clears the one before, no result leaves the one before."""

    progress: str = ""
    complaint: str = ""
    result: ShownMatrix | None = None
    matrix: Matrix | None = None


class FileStep(Data):
    """A file for the browser to save, or what is wrong."""

    name: str = ""
    type: str = ""
    content: str = Field(default="", description="base64")
    complaint: str = ""


class ShownChoices(Data):
    """What the form offers; `regions` as people call them."""

    areas: tuple[tuple[str, str], ...] = ()
    regions: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    complaint: str = ""


def choices(advisor: AdvisorProtocol) -> ShownChoices:
    """What can be compared. Never raises."""
    found, complaint = _tried(advisor.compare_choices, "compare choices failed")
    if found is None:
        return ShownChoices(complaint=complaint)
    return _shown_choices(found)


def _shown_choices(found: Choices) -> ShownChoices:
    return ShownChoices(
        areas=found.areas,
        regions=tuple(region_label(region) for region in found.regions),
        chosen=tuple(region_label(region) for region in found.chosen),
    )


def steps(advisor: AdvisorProtocol, request: CompareRequest) -> Iterator[CompareStep]:
    """The steps of a comparison. Never raises: the last step says what failed."""
    wrong = _incomplete(request)
    if wrong:
        yield CompareStep(complaint=wrong)
        return
    yield CompareStep(progress=wording.BUSY)

    def compared() -> tuple[Matrix, ShownMatrix]:
        matrix = advisor.compare(areas=request.areas, regions=request.regions, by=request.by)
        return matrix, shown_matrix(matrix, advisor)

    made, complaint = _tried(compared, "comparison failed")
    if made is None:
        yield CompareStep(complaint=complaint)
    else:
        yield CompareStep(matrix=made[0], result=made[1])


def _incomplete(request: CompareRequest) -> str:
    if not request.regions:
        return wording.NO_REGION
    return wording.NO_AREA if request.by == "area" and not request.areas else ""


def file_step(advisor: AdvisorProtocol, matrix: Matrix | None, kind: str) -> FileStep:
    """The last comparison as a file. Never raises."""
    if matrix is None or kind not in DOWNLOADS:
        return FileStep(complaint=wording.NOTHING_TO_WRITE)
    data, complaint = _tried(
        lambda: matrix_bytes(matrix, kind, workspace=advisor.workspace), "comparison could not be written"
    )
    if data is None:
        return FileStep(complaint=complaint)
    name = f"{matrix.city}政策对标-{matrix.as_of}{kind}"
    return FileStep(name=name, type=_FILE_TYPES[kind], content=base64.b64encode(data).decode())


def _tried(action: Callable[[], Made], event: str) -> tuple[Made | None, str]:
    """What the action gives, or one line on why it gives nothing."""
    try:
        return action(), ""
    except AdvisorError as error:
        return None, error.message
    except Exception as error:  # noqa: BLE001 - the edge of the page: the user sees one line and keeps what was chosen
        return None, wording.failure(logged(event, error))
