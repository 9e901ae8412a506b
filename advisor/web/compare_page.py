"""The comparison page: components and which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from advisor.memo.compare_types import Matrix
from advisor.web import compare_run, compare_wording
from advisor.web.compare_run import CompareRequest, CompareStep
from advisor.web.parts import LINE, NOT_IN_API, Opening, asset, text_component
from advisor.web.protocol import AdvisorProtocol

_AT_ONCE = 2
_SESSION_SECONDS = 8 * 3600

Shown = tuple[Any, ...]


def build_compare(gr: Any, advisor: AdvisorProtocol) -> Opening:
    """The page, inside the Blocks being built; what is filled when it is opened."""
    last = gr.State(None, time_to_live=_SESSION_SECONDS)
    with gr.Column(elem_id="compare"):
        form = _script(gr, "compare_form.html", asset("card.js") + asset("compare_form.js"), "compare-form")
        complaint = text_component(gr, LINE, "compare-complaint")
        progress = text_component(gr, LINE, "compare-progress")
        table = asset("card.js") + asset("compare_table.js") + asset("compare.js")
        result = _script(gr, "compare.html", table, "compare-result")
        file = _script(gr, "compare_file.html", asset("compare_file.js"), "compare-file")
    shown = [result, last, progress, complaint]
    form.submit(_comparer(gr, advisor), None, shown, concurrency_limit=_AT_ONCE, concurrency_id="compare", **NOT_IN_API)
    result.download(
        _writer(gr, advisor),
        [last],
        [file, progress, complaint],
        concurrency_limit=_AT_ONCE,
        concurrency_id="compare-file",
        **NOT_IN_API,
    )
    return Opening([form], _opener(advisor))


def _script(gr: Any, template: str, script: str, name: str) -> Any:
    return gr.HTML(value={}, html_template=asset(template), js_on_load=script, elem_id=name, padding=False)


def _opener(advisor: AdvisorProtocol) -> Callable[[], Shown]:
    def start() -> Shown:
        return (dict(compare_run.choices(advisor).model_dump(mode="json")),)

    return start


def _comparer(gr: Any, advisor: AdvisorProtocol) -> Callable[..., Iterator[Shown]]:
    def compare(event: gr.EventData) -> Iterator[Shown]:
        sent = {name: getattr(event, name, None) for name in CompareRequest.model_fields}
        try:
            request = CompareRequest.model_validate(sent)
        except ValidationError:
            yield _shown(gr, CompareStep(complaint=compare_wording.NO_REGION))
            return
        for step in compare_run.steps(advisor, request):
            yield _shown(gr, step)

    compare.__annotations__["event"] = gr.EventData
    return compare


def _writer(gr: Any, advisor: AdvisorProtocol) -> Callable[..., Iterator[Shown]]:
    def write(matrix: Matrix | None, event: gr.EventData) -> Iterator[Shown]:
        yield gr.skip(), compare_wording.WRITING, ""
        step = compare_run.file_step(advisor, matrix, str(getattr(event, "kind", "")))
        yield (step.model_dump(mode="json") if step.content else gr.skip()), "", step.complaint

    write.__annotations__["event"] = gr.EventData
    return write


def _shown(gr: Any, step: CompareStep) -> Shown:
    """One step as values of: result, last matrix, progress, complaint."""
    result = gr.skip() if step.result is None else step.result.model_dump(mode="json")
    last = gr.skip() if step.matrix is None else step.matrix
    return result, last, step.progress, step.complaint
