"""The web app: the page mounted in FastAPI behind the guard, and the server that runs it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

import structlog
import uvicorn
from fastapi import FastAPI

from advisor.errors import BadInput, reason_of
from advisor.settings import Settings, switch_off_outside_calls
from advisor.web import wording
from advisor.web.guard import Guard
from advisor.web.protocol import AdvisorProtocol, LateAdvisor

Progress = Callable[[str], None]
CONCURRENT_QUESTIONS = 4
_HIGHEST_PORT = 65535
_LOG_BYTES = 2_000_000
_SHUTDOWN_SECONDS = 2  # an open page keeps a connection for ever; stopping does not wait for it


def create_app(advisor: AdvisorProtocol, settings: Settings) -> FastAPI:
    """The app that serves the page. Imports Gradio, with its calls to outside hosts switched off."""
    switch_off_outside_calls()
    import gradio as gr

    from advisor.web.page import build_page
    from advisor.web.parts import STATIC, asset
    from advisor.web.theme import office_theme

    app = FastAPI(title="advisor", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_api_route("/health", _health)
    page = build_page(advisor, concurrent_questions=_concurrent_questions(settings))
    page.queue(api_open=False, max_size=64)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(STATIC / "favicon.svg"),
        theme=office_theme(),
        css_paths=[STATIC / name for name in ("page.css", "check.css", "memo.css", "compare.css", "stats.css")],
        js=asset("page.js"),
        # Not among css_paths: there Gradio puts its own container before every rule, and these are about the page around it.
        head=f"<style>{asset('print.css')}</style>",
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
    app.add_middleware(Guard)
    return app


def _concurrent_questions(settings: Settings) -> int:
    """How many questions are answered at once: more where most of the time is spent waiting for a model."""
    return settings.llm_concurrency if settings.llm_model else CONCURRENT_QUESTIONS


def _health() -> dict[str, str]:
    return {"status": "ok"}


def serve(settings: Settings, *, host: str, port: int, progress: Progress) -> None:
    """Serve the page until interrupted; builds the index where there is none. Raises BadInput for a port in use."""
    switch_off_outside_calls()
    _log_to_file(settings)
    listener = _listen(host, port)
    if not settings.record_path.is_file():
        from advisor.index.build import build

        progress("还没有索引，先建立一次……")
        build(settings, progress=progress)
    progress("正在启动网页……")
    advisor = LateAdvisor(lambda: _open(settings))
    app = create_app(advisor, settings)
    server = _Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_SHUTDOWN_SECONDS)
    )
    server.when_started = lambda: _announce(advisor, listener, progress)
    server.run(sockets=[listener])


def _open(settings: Settings) -> AdvisorProtocol:
    from advisor import Advisor

    return Advisor.open(settings)


def _announce(advisor: LateAdvisor, listener: socket.socket, progress: Progress) -> None:
    host, port = listener.getsockname()[:2]
    progress(f"网页已就绪：http://{f'[{host}]' if ':' in host else host}:{port} （按 Ctrl-C 停止）")
    advisor.open_in_background(wording.EXAMPLES)


class _Server(uvicorn.Server):
    """Says when it has started, and ends without noise."""

    when_started: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so."""
        await super().startup(sockets=sockets)
        self.when_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; that connections of open pages are cut off then is no error to report."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets=sockets)


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address, so that a port in use is known before anything slow begins."""
    if not 0 <= port <= _HIGHEST_PORT:
        raise BadInput(f"端口 {port} 不对；请写 1 到 {_HIGHEST_PORT} 之间的数，例如 7860。")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise BadInput(
            f"不能监听 {host}:{port}（{reason_of(error)}）；请关闭占用端口的程序，或用 --port 换一个端口。"
        ) from error
    return listener


def _log_to_file(settings: Settings) -> None:
    """Send the log of the package to home/logs/web.log; questions are never written there."""
    settings.log_folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(settings.log_folder / "web.log", maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8")
    logger = logging.getLogger("advisor")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
