"""The page: chat, check, drafting, comparison, statistics; which callback each event calls. Callbacks only pass data on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from advisor.types import Category
from advisor.web import check_wording, compare_wording, memo_wording, stats_wording, talk, wording
from advisor.web.check_page import build_check
from advisor.web.compare_page import build_compare
from advisor.web.memo_page import build_memo
from advisor.web.parts import LINE, NOT_IN_API, Opening, asset, text_component
from advisor.web.protocol import AdvisorProtocol, HoldingsProtocol
from advisor.web.stats_page import build_stats
from advisor.web.talk import Conversation, Step

_SESSION_SECONDS = 8 * 3600
_NOT_DOCUMENTS = {Category.PAPER, Category.STATISTICS, Category.DRAFTING_FACTS}

Shown = tuple[Any, ...]


def build_page(advisor: AdvisorProtocol, *, concurrent_questions: int) -> Any:
    """The Gradio Blocks of the page; `concurrent_questions`: how many are answered at the same time."""
    import gradio as gr

    with gr.Blocks(title=wording.TITLE, analytics_enabled=False, fill_width=True) as page:
        header = text_component(gr, asset("header.html"), "header")
        with gr.Tabs(elem_id="pages"):
            with gr.Tab(wording.TAB, elem_id="page-talk"):
                shown, buttons = _build_talk(gr)
            with gr.Tab(check_wording.TAB, elem_id="page-check", render_children=True):
                build_check(gr, advisor)
            with gr.Tab(memo_wording.TAB, elem_id="page-memo", render_children=True):
                memo = build_memo(gr, advisor)
            with gr.Tab(compare_wording.TAB, elem_id="page-compare", render_children=True):
                compare = build_compare(gr, advisor)
            with gr.Tab(stats_wording.TAB, elem_id="page-stats", render_children=True):
                stats = build_stats(gr, advisor)
        _wire(gr, advisor, shown=shown, buttons=buttons, concurrent=concurrent_questions)
        chat = Opening([header, shown[1]], _welcomer(gr, advisor))
        _fill_when_opened(page, [chat, memo, compare, stats])
    return page


def _build_talk(gr: Any) -> tuple[list[Any], list[Any]]:
    """The chat; what its callbacks fill, and the buttons under it."""
    conversation = gr.State(Conversation(), time_to_live=_SESSION_SECONDS)
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="talk", scale=1, min_width=280):
            chat = _chat(gr)
            box = _box(gr)
            hint = text_component(gr, LINE, "hint")
            with gr.Row(elem_id="tools"):
                buttons = [gr.Button(name, size="sm") for name in (wording.NEW, wording.UNDO, wording.RETRY)]
        panel = gr.HTML(
            value={},
            html_template=asset("panel.html"),
            js_on_load=asset("card.js") + asset("panel.js"),
            elem_id="panel",
            padding=False,
        )
    return [conversation, chat, panel, box, hint], buttons


def _chat(gr: Any) -> Any:
    return gr.Chatbot(
        elem_id="bot",
        show_label=False,
        label="对话",
        container=False,
        height=None,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        layout="bubble",
        autoscroll=False,
        placeholder=f"<p class='greeting'>{wording.GREETING}</p><p class='examples-title'>{wording.EXAMPLES}</p>",
    )


def _box(gr: Any) -> Any:
    return gr.Textbox(
        elem_id="q",
        label=wording.QUESTION_LABEL,
        show_label=False,
        placeholder=wording.PLACEHOLDER,
        lines=1,
        max_lines=6,
        submit_btn=wording.ASK,
        autofocus=True,
        container=False,
    )


def _fill_when_opened(page: Any, openings: Sequence[Opening]) -> None:
    """Fill all at once: each event of its own would open a stream from the server, and close that of another."""

    def opened() -> Shown:
        return tuple(value for one in openings for value in one.values())

    page.load(opened, None, [component for one in openings for component in one.filled], **NOT_IN_API)


def _wire(gr: Any, advisor: AdvisorProtocol, *, shown: list[Any], buttons: list[Any], concurrent: int) -> None:
    conversation, chat, _, box, _ = shown
    new, undo, retry = buttons
    asking = {"outputs": shown, "concurrency_limit": concurrent, "concurrency_id": "ask", **NOT_IN_API}
    # A question sent while another is being answered waits its turn; Gradio would drop it without a word.
    box.submit(_asker(gr, advisor), [box, conversation], trigger_mode="always_last", **asking)
    retry.click(_repeater(gr, advisor), [conversation], **asking)
    chat.example_select(_chooser(gr, advisor), [conversation], **asking)
    undo.click(_taker_back(gr), [conversation, box], shown, **NOT_IN_API)
    chat.clear(_clearer(gr), [conversation], shown, **NOT_IN_API)
    new.click(_clearer(gr), [conversation], shown, **NOT_IN_API)


def _asker(gr: Any, advisor: AdvisorProtocol) -> Callable[[str, Conversation], Iterator[Shown]]:
    def submit(question: str, conversation: Conversation) -> Iterator[Shown]:
        for step in talk.ask(advisor, question, conversation):
            yield _shown(gr, step)

    return submit


def _repeater(gr: Any, advisor: AdvisorProtocol) -> Callable[[Conversation], Iterator[Shown]]:
    def repeat(conversation: Conversation) -> Iterator[Shown]:
        for step in talk.ask_again(advisor, conversation):
            yield _shown(gr, step)

    return repeat


def _chooser(gr: Any, advisor: AdvisorProtocol) -> Callable[..., Iterator[Shown]]:
    def choose(conversation: Conversation, chosen: gr.SelectData) -> Iterator[Shown]:
        for step in talk.ask(advisor, chosen.value["text"], conversation):
            yield _shown(gr, step)

    choose.__annotations__["chosen"] = gr.SelectData
    return choose


def _taker_back(gr: Any) -> Callable[[Conversation, str], Shown]:
    def take_back(conversation: Conversation, typed: str) -> Shown:
        return _shown(gr, talk.take_back(conversation, typed))

    return take_back


def _clearer(gr: Any) -> Callable[[Conversation], Shown]:
    def clear(conversation: Conversation) -> Shown:
        return _shown(gr, Step(conversation=conversation.emptied(), box=""))

    return clear


def _welcomer(gr: Any, advisor: AdvisorProtocol) -> Callable[[], Shown]:
    def welcome() -> Shown:
        holdings = advisor.holdings
        examples = [{"text": text, "display_text": f"{area}\n{text}"} for area, text in wording.examples(holdings.city)]
        return held_line(holdings), gr.update(examples=examples)

    return welcome


def _shown(gr: Any, step: Step) -> Shown:
    """One step as values of: conversation, chat, panel, box, hint."""
    conversation = step.conversation
    box = gr.skip() if step.box is None else step.box
    return conversation, talk.messages(conversation), talk.panel(conversation), box, step.hint


def held_line(holdings: HoldingsProtocol) -> str:
    """What is held and as of when, for the header."""
    held = [source for source in holdings.sources.values() if source.held]
    papers = sum(source.category is Category.PAPER for source in held)
    documents = sum(source.category not in _NOT_DOCUMENTS for source in held)
    checked = max((source.checked_on for source in held), default="")
    parts = [f"论文{papers}篇", f"政策法规等文件{documents}件", f"统计数据{len(holdings.rows)}个"]
    return f"收录{'、'.join(parts)}" + (f"；核对至{wording.spoken_date(checked)}" if checked else "")
