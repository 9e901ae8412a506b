"""Traces of model calls to an OpenTelemetry collector, where one is configured: what was called, never what was said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from advisor.model.session import Trace
from advisor.types import ModelCall, ModelOutcome

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

_NS_A_MS = 1_000_000


def open_trace(endpoint: str | None, *, exporter: SpanExporter | None = None) -> Trace:
    """What each finished call is told to; does nothing without an endpoint. `exporter` in its place is for tests.

    Attributes follow OpenTelemetry's conventions for generative AI where they have a name.
    """
    if endpoint is None and exporter is None:
        return lambda call: None
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor
    from opentelemetry.trace import Status, StatusCode

    if exporter is None:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

        exporter = OTLPSpanExporter(endpoint=endpoint, insecure=not str(endpoint).startswith("https"))
    provider = TracerProvider(resource=Resource.create({"service.name": "policy-advisor"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    tracer = provider.get_tracer("advisor.model")

    def trace(call: ModelCall) -> None:
        end = time.time_ns()
        span = tracer.start_span(f"chat {call.model}", start_time=end - int(call.total_ms * _NS_A_MS))
        span.set_attributes(_attributes(call))
        if call.outcome is not ModelOutcome.OK:
            span.set_status(Status(StatusCode.ERROR, call.outcome.value))
        span.end(end)

    return trace


def _attributes(call: ModelCall) -> dict[str, str | int | float]:
    return {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": call.model,
        "gen_ai.usage.input_tokens": call.input_tokens,
        "gen_ai.usage.output_tokens": call.output_tokens,
        "advisor.purpose": call.purpose.value,
        "advisor.prompt": call.prompt,
        "advisor.outcome": call.outcome.value,
        "advisor.attempts": call.attempts,
        "advisor.tokens_counted": call.counted,
        "advisor.first_text_ms": call.first_text_ms if call.first_text_ms is not None else -1.0,
    }
