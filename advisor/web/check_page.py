"""The draft check page: components and which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from advisor.web import check_run, check_wording
from advisor.web.check_run import CheckRuns, CheckStep
from advisor.web.parts import LINE, NOT_IN_API, asset, text_component
from advisor.web.protocol import AdvisorProtocol

_MANY_WAITING = 32

Shown = tuple[Any, ...]


def build_check(gr: Any, advisor: AdvisorProtocol) -> None:
    """The page, inside the Blocks being built."""
    with gr.Column(elem_id="check"):
        with gr.Column(elem_id="check-input"):
            box = _box(gr)
            with gr.Row(elem_id="check-tools"):
                chooser = _script(gr, "check_file.html", asset("check_file.js"), "check-file")
                stop = gr.Button(check_wording.STOP, elem_id="check-stop", size="sm", visible=False)
                start = gr.Button(check_wording.START, elem_id="check-start", variant="primary", size="sm")
            complaint = text_component(gr, LINE, "check-complaint")
            progress = text_component(gr, LINE, "check-progress")
        result = _script(gr, "check.html", asset("card.js") + asset("check.js"), "check-result")
    runs = CheckRuns(advisor)
    shown = [result, progress, complaint, stop]
    start.click(_starter(gr, runs), [box], shown, concurrency_limit=_MANY_WAITING, concurrency_id="check", **NOT_IN_API)
    stop.click(_stopper(gr, runs), None, None, **NOT_IN_API)
    chooser.upload(_uploader(gr), None, [box, progress, complaint], **NOT_IN_API)
    chooser.clear(_clearer(gr, runs), None, [box, result, progress, complaint], **NOT_IN_API)


def _box(gr: Any) -> Any:
    return gr.Textbox(
        elem_id="draft",
        label=check_wording.DRAFT_LABEL,
        show_label=False,
        placeholder=check_wording.PLACEHOLDER,
        lines=8,
        max_lines=8,
        container=False,
    )


def _script(gr: Any, template: str, script: str, name: str) -> Any:
    return gr.HTML(value={}, html_template=asset(template), js_on_load=script, elem_id=name, padding=False)


def _starter(gr: Any, runs: CheckRuns) -> Callable[..., Iterator[Shown]]:
    def start(draft: str, request: gr.Request) -> Iterator[Shown]:
        for step in runs.steps(request.session_hash, draft):
            yield _shown(gr, step)

    start.__annotations__["request"] = gr.Request
    return start


def _stopper(gr: Any, runs: CheckRuns) -> Callable[..., None]:
    def stop(request: gr.Request) -> None:
        runs.stop(request.session_hash)

    stop.__annotations__["request"] = gr.Request
    return stop


def _clearer(gr: Any, runs: CheckRuns) -> Callable[..., Shown]:
    def clear(request: gr.Request) -> Shown:
        runs.stop(request.session_hash)
        return "", {}, "", ""

    clear.__annotations__["request"] = gr.Request
    return clear


def _uploader(gr: Any) -> Callable[..., Shown]:
    def upload(event: gr.EventData) -> Shown:
        step = check_run.upload(event.name, event.size, event.content)
        return gr.skip() if step.draft is None else step.draft, step.progress, step.complaint

    upload.__annotations__["event"] = gr.EventData
    return upload


def _shown(gr: Any, step: CheckStep) -> Shown:
    """One step as values of: result, progress, complaint, stop."""
    result = gr.skip() if step.result is None else step.result.model_dump(mode="json")
    return result, step.progress, step.complaint, gr.update(visible=step.running)
