"""Replies that are no stream although one was asked for: read where they are answers, named where they are errors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.faults import ModelFault, of_error_text
from advisor.types import ModelOutcome

if TYPE_CHECKING:
    import httpx2

_LONGEST = 4_000_000
_GOOD = 200
_ENDED = b"data: [DONE]\n\n"


def read_as_events(response: httpx2.Response) -> None:
    """A hook of the HTTP client: lets a good reply that is one JSON object pass as the events that were asked for.

    Whether it is one is told by its first character, since servers send events under any content type. Reading the
    response then raises ModelFault where it is a page or an error.
    """
    if response.status_code == _GOOD and "content-encoding" not in response.headers:
        response.stream = _stream_of(response.stream)


def _stream_of(stream: httpx2.SyncByteStream | httpx2.AsyncByteStream) -> httpx2.SyncByteStream:
    import httpx2

    class AsEvents(httpx2.SyncByteStream):
        """The stream it was given, or the events that its one object amounts to."""

        def __iter__(self) -> Iterator[bytes]:
            assert isinstance(stream, httpx2.SyncByteStream)
            yield from events_of(iter(stream))

        def close(self) -> None:
            """Close the connection's own stream."""
            assert isinstance(stream, httpx2.SyncByteStream)
            stream.close()

    return AsEvents()


def events_of(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces as they are where they are events; the one object that they are otherwise, as events. Raises ModelFault."""
    begun = b""
    for piece in pieces:
        begun += piece
        if begun.strip():
            break
    if begun.lstrip()[:1] not in (b"{", b"[", b"<"):
        yield begun
        yield from pieces
        return
    for piece in pieces:
        begun += piece
        if len(begun) > _LONGEST:
            raise ModelFault(ModelOutcome.TOO_LONG)
    yield from _events_of_object(begun.decode("utf-8", "replace"))


def _events_of_object(text: str) -> Iterator[bytes]:
    try:
        reply = json.loads(text)
    except ValueError:
        # A page, such as the one by which a network asks to sign in: the address is not that of a model.
        raise ModelFault(ModelOutcome.REFUSED if text.lstrip().startswith("<") else ModelOutcome.CUT) from None
    choices = reply.get("choices") if isinstance(reply, dict) else None
    if not choices:
        raise of_error_text(text)
    for choice in choices:
        choice["delta"] = choice.pop("message", None) or choice.get("delta") or {"content": choice.get("text", "")}
    yield f"data: {json.dumps(reply | {'object': 'chat.completion.chunk'})}\n\n".encode()
    yield _ENDED
