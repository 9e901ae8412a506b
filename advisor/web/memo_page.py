"""The drafting page: components and which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from advisor.errors import AdvisorError
from advisor.types import Area
from advisor.web import memo_run
from advisor.web import memo_wording as wording
from advisor.web.faults import logged
from advisor.web.memo_actions import read_action
from advisor.web.memo_run import Asked, MemoStep, MemoWork
from advisor.web.parts import LINE, NOT_IN_API, Opening, asset, text_component
from advisor.web.protocol import AdvisorProtocol

_SESSION_SECONDS = 8 * 3600
_AT_ONCE = 4

Shown = tuple[Any, ...]


def build_memo(gr: Any, advisor: AdvisorProtocol) -> Opening:
    """The page, inside the Blocks being built; what is filled when it is opened."""
    work = gr.State(MemoWork(), time_to_live=_SESSION_SECONDS)
    with gr.Row(elem_id="memo", equal_height=False):
        with gr.Column(elem_id="memo-input", scale=0, min_width=300):
            asked = _fields(gr)
            start = gr.Button(wording.START, elem_id="memo-start", variant="primary", size="sm")
            complaint = text_component(gr, LINE, "memo-complaint")
            progress = text_component(gr, LINE, "memo-progress")
        result = gr.HTML(
            value={},
            html_template=asset("memo.html"),
            js_on_load=asset("card.js") + asset("memo_parts.js") + asset("memo.js"),
            elem_id="memo-result",
            padding=False,
        )
    shown = [work, result, progress, complaint]
    busy = {"concurrency_limit": _AT_ONCE, "concurrency_id": "memo", **NOT_IN_API}
    start.click(_starter(gr, advisor), [work, *asked], shown, **busy)
    asked[0].submit(_starter(gr, advisor), [work, *asked], shown, **busy)
    # The page shows a change before Gradio counts it as done; by default it would forget an action asked in between.
    result.apply(_actor(gr, advisor), [work], shown, trigger_mode="multiple", **busy)
    return Opening([*asked[1:4], asked[6], complaint], _filler(gr, advisor))


def _fields(gr: Any) -> list[Any]:
    """Topic, type, areas, regions, addressee, issuer, model; choices come when the page is loaded."""
    return [
        gr.Textbox(label=wording.TOPIC, placeholder=wording.TOPIC_HINT, lines=2, max_lines=3, elem_id="memo-topic"),
        gr.Dropdown(label=wording.TYPE, choices=[], elem_id="memo-type"),
        gr.CheckboxGroup(label=wording.AREAS, info=wording.AREAS_INFO, choices=[], elem_id="memo-areas"),
        gr.Dropdown(
            label=wording.REGIONS, info=wording.REGIONS_INFO, choices=[], multiselect=True, elem_id="memo-regions"
        ),
        gr.Textbox(label=wording.ADDRESSEE, info=wording.ADDRESSEE_INFO, lines=1, elem_id="memo-to"),
        gr.Textbox(label=wording.ISSUER, info=wording.ISSUER_INFO, lines=1, elem_id="memo-from"),
        gr.Checkbox(label=wording.MODEL, info=wording.MODEL_INFO, value=True, visible=False, elem_id="memo-model"),
    ]


def _filler(gr: Any, advisor: AdvisorProtocol) -> Callable[[], Shown]:
    def fill() -> Shown:
        try:
            desk = advisor.memo_desk
        except AdvisorError as error:
            return (gr.skip(),) * 4 + (error.message,)
        except Exception as error:  # noqa: BLE001 - the edge of the page: the other pages must work without this one
            logged("memo choices failed", error)
            return (gr.skip(),) * 4 + (wording.NOT_LOADED,)
        areas = [words.name for area, words in desk.holdings.vocabulary.areas.items() if area is not Area.GENERAL]
        types = [form.name for form in desk.forms]
        regions = [desk.city.province, *desk.city.comparisons]
        return (
            gr.update(choices=types, value=types[0]),
            gr.update(choices=areas),
            gr.update(choices=regions),
            gr.update(visible=advisor.uses_model),
            "",
        )

    return fill


def _starter(gr: Any, advisor: AdvisorProtocol) -> Callable[..., Iterator[Shown]]:
    def start(
        work: MemoWork,
        topic: str,
        kind: str,
        areas: list[str],
        regions: list[str],
        addressee: str,
        issuer: str,
        model: bool,
    ) -> Iterator[Shown]:
        asked = Asked(
            topic=topic or "",
            form=kind or "",
            areas=tuple(areas or ()),
            regions=tuple(regions or ()),
            addressee=addressee or "",
            issuer=issuer or "",
            model=model,
        )
        for step in memo_run.start(advisor, asked, work):
            yield _shown(gr, step)

    return start


def _actor(gr: Any, advisor: AdvisorProtocol) -> Callable[..., Iterator[Shown]]:
    def act(work: MemoWork, event: gr.EventData) -> Iterator[Shown]:
        # Takes the complaint before away: the browser sees that one came only if the line changes.
        yield _shown(gr, MemoStep(work=work, progress=wording.WORKING))
        try:
            action = read_action(event._data)
        except AdvisorError as error:
            yield _shown(gr, MemoStep(work=work, complaint=error.message))
            return
        yield _shown(gr, memo_run.act(advisor, action, work))

    act.__annotations__["event"] = gr.EventData
    return act


def _shown(gr: Any, step: MemoStep) -> Shown:
    """One step as values of: work, result, progress, complaint."""
    result = gr.skip() if step.result is None else step.result.model_dump(mode="json")
    return step.work, result, step.progress, step.complaint
