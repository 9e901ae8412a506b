"""What the server lets in and out: the paths the page needs, security headers, a Chinese page without outside links."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor.web.wording import TITLE

# Gradio opens many more doors (uploads, files, proxy, API descriptions, run history, monitoring): none is needed here.
_OPEN = re.compile(
    r"/|/health|/config|/theme\.css|/favicon\.ico|/(assets|static|svelte)/[\w-]+([./][\w-]+)*"
    r"|/gradio_api/(queue/(join|data)|heartbeat/\w+|startup-events|reset|cancel)/?"
)

_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}

_OUTSIDE_META = re.compile(r"<meta\s+(?:property|name)=\"(?:og|twitter):[^>]*>", re.DOTALL)
_MANIFEST = re.compile(r"<link rel=\"manifest\"[^>]*>")
# Gradio takes its language from the browser; its built-in words should be Chinese in any browser.
_SPEAK_CHINESE = (
    "<script>for (const key of ['language', 'languages']) Object.defineProperty(navigator, key, "
    "{get: () => key === 'language' ? 'zh-CN' : ['zh-CN']});</script>"
)


class Guard:
    """ASGI middleware. Anything but the paths needed answers 404."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if not _OPEN.fullmatch(scope["path"]):
            return await _refuse(send)
        sender = _PageSender(send) if scope["path"] == "/" else _HeaderSender(send)
        await self._app(scope, receive, sender)


class _HeaderSender:
    """Adds the security headers to a response."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(_SECURITY_HEADERS)
        await self._send(message)


class _PageSender:
    """Holds the page back until it is complete, then sends it in Chinese and without outside links."""

    def __init__(self, send: Send) -> None:
        self._send = _HeaderSender(send)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = self._body
        if "text/html" in Headers(raw=self._start["headers"]).get("content-type", ""):
            body = chinese_page(body.decode()).encode()
            MutableHeaders(scope=self._start)["content-length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def chinese_page(html: str) -> str:
    """Gradio's page with lang=zh-CN, its own words in Chinese, and no address of an outside host."""
    html = html.replace('lang="en"', 'lang="zh-CN"', 1)
    html = _MANIFEST.sub("", _OUTSIDE_META.sub("", html))
    return html.replace("<head>", f"<head><title>{TITLE}</title>{_SPEAK_CHINESE}", 1)


async def _refuse(send: Send) -> None:
    body = "没有这个页面。".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})
