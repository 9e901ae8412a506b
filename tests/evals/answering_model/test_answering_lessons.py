"""What the answering model is taught, and that it learns it."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from rich.console import Console

from advisor.grounding.answering import answering
from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import Settings
from evals.answering_model.fit import taught_asks, train, write
from evals.answering_model.lessons import Lesson, measured_for_answering
from evals.grounding_model.export import TRAINED
from evals.grounding_model.fit import measured, read_weights

KEPT, FINED = "台账保存不少于三年。", "添加色素的，处五万元罚款。"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(Settings.load().knowledge)


def test_every_ask_is_taught_once_and_those_for_measuring_can_be_left_out(knowledge):
    everything, kept = taught_asks(knowledge, held_back=False), taught_asks(knowledge, held_back=True)
    assert len(everything) == len(set(everything))
    assert set(kept) < set(everything)
    assert 0.4 < len(kept) / len(everything) < 0.8


def test_what_is_taught_is_learnt_and_can_be_run(tmp_path):
    torch.set_num_threads(1)
    taught = [
        Lesson(ask="账要留多久", right=("kept",), wrong=("fined",)),
        Lesson(ask="加颜色要掏多少钱", right=("fined",), wrong=("kept",)),
    ]
    texts = {"kept": KEPT, "fined": FINED}
    quiet = Console(quiet=True)
    pairs = [(one.ask, texts[key]) for one in taught for key in (*one.right, *one.wrong)]
    examples = measured(pairs, quiet, one=measured_for_answering)
    network = train(examples, taught, read_weights(TRAINED), epochs=8, seed=1, console=quiet)
    write(network, tmp_path)
    for one in taught:
        right, wrong = answering(one.ask, [texts[one.right[0]], texts[one.wrong[0]]], model=tmp_path)
        assert right > wrong
        assert np.isfinite([right, wrong]).all()
