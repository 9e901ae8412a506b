"""The configured OpenAI-compatible server, through LangChain."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from advisor.model.one_reply import read_as_events
from advisor.model.stream import Messages, Piece
from advisor.settings import Settings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_CONNECT_S, _WRITE_S = 5.0, 15.0
_LIBRARY = ("langchain.chat_models", "langchain_openai")


class ChatServer:
    """Speaks to the server of ADVISOR_LLM_*. Imports LangChain's client only in `load` or when it is first used."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._chat: Any = None

    def load(self) -> None:
        """Import the client library, which takes seconds, so that the first call does not spend its time on it."""
        # What cannot be imported is a fault of the call, told where the call is made.
        with contextlib.suppress(ImportError):
            for module in _LIBRARY:
                importlib.import_module(module)

    def pieces(self, messages: Messages, *, max_tokens: int) -> Iterator[Piece]:
        """The reply as it comes; raises what the client library raises."""
        chat = self._chat or self._opened()
        # Under its old name: servers that are not OpenAI's seldom know the new one, under which the library sends it.
        for chunk in chat.stream(list(messages), extra_body={"max_tokens": max_tokens}):
            yield _piece(chunk)

    def _opened(self) -> Any:
        from langchain.chat_models import init_chat_model
        from openai import DefaultHttpxClient, Timeout

        settings = self._settings
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else "none"
        self._chat = init_chat_model(
            settings.llm_model,
            model_provider="openai",
            base_url=settings.llm_base_url,
            api_key=key,
            temperature=0,
            max_retries=0,
            # What is compressed cannot be told from events by its first character.
            default_headers={"Accept-Encoding": "identity"},
            http_client=DefaultHttpxClient(event_hooks={"response": [read_as_events]}),
            timeout=Timeout(settings.llm_first_sentence_s, connect=_CONNECT_S, write=_WRITE_S),
        )
        return self._chat


def _piece(chunk: BaseMessage) -> Piece:
    """Text, reason of stopping and usage of one chunk; content blocks other than text are left out."""
    content = chunk.content
    blocks = [content] if isinstance(content, str) else content
    text = "".join(one if isinstance(one, str) else str(one.get("text", "")) for one in blocks)
    usage = getattr(chunk, "usage_metadata", None) or {}
    return Piece(
        text=text,
        finished=chunk.response_metadata.get("finish_reason"),
        input_tokens=usage.get("input_tokens"),
        output_tokens=usage.get("output_tokens"),
    )
