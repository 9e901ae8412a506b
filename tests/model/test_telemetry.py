from __future__ import annotations

import time

from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from scripted import scripted_model

from advisor.model.telemetry import open_trace
from advisor.types import ModelPurpose


def exported(exporter, *, patience_s=15.0):
    until = time.monotonic() + patience_s
    while not exporter.get_finished_spans() and time.monotonic() < until:
        time.sleep(0.05)
    return exporter.get_finished_spans()


def test_a_call_becomes_a_span_with_its_cost_and_nothing_of_what_was_said():
    exporter = InMemorySpanExporter()
    session = scripted_model("这是模型说的话。").session()
    session.trace = open_trace(None, exporter=exporter)
    session.reply(ModelPurpose.SPLIT, session.messages(ModelPurpose.SPLIT, question="机密的问题"))
    (span,) = exported(exporter)
    assert span.name == "chat scripted"
    assert span.attributes["gen_ai.usage.output_tokens"] == 5
    assert span.attributes["advisor.outcome"] == "ok"
    assert span.attributes["advisor.prompt"].startswith("split@1+")
    assert "机密" not in span.to_json(indent=None)
    assert "模型说的话" not in span.to_json(indent=None)


def test_without_an_endpoint_nothing_is_traced_and_nothing_loaded():
    assert open_trace(None)(None) is None
