"""`python -m evals.answering_model.fit`: train the model that tells whether a passage answers a question.

It begins as the support model and is taught with the asks of the library, each against the statement it was written
for and against others that look like it. With `--held-back` a fifth of the statements lose all their asks and of every
other statement one ask is kept out; `python -m evals.answering_model.report` measures such a model on them. What the
advisor runs is trained on all asks. About 40 minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from advisor.errors import AdvisorError
from advisor.grounding.answering import MODEL
from advisor.library.knowledge import Knowledge, load_knowledge
from advisor.settings import Settings
from advisor.text import normalise
from evals.answering_model.lessons import Lesson, lessons, measured_for_answering
from evals.grounding_model.examples import Examples
from evals.grounding_model.export import TRAINED, export
from evals.grounding_model.fit import measured, read_weights
from evals.grounding_model.network import SupportNetwork
from evals.retrieval_study.holdback import Whole, hold_back

_AT_ONCE, _RATE, _DECAY, _WARM, _LEAST_RATE = 24, 3e-4, 0.05, 0.1, 0.02
_RIGHT_COUNTS, _WEIGHT_OF_CHOICE = 3.0, 0.5
_TOLD_EVERY = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the graphs. Exit code 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    console = Console(stderr=True)
    settings = Settings.load()
    try:
        knowledge = load_knowledge(settings.knowledge)
        start = read_weights(TRAINED)
    except AdvisorError as error:
        print(error.message, file=sys.stderr)
        return 2
    taught = lessons(knowledge, taught_asks(knowledge, held_back=options.held_back), settings, seed=options.seed)
    texts = {passage.id: passage.text for passage in knowledge.passages}
    console.print(f"{len(taught)} asks; measuring")
    pairs = [(one.ask, texts[key]) for one in taught for key in (*one.right, *one.wrong)]
    examples = measured(pairs, console, one=measured_for_answering)
    network = train(examples, taught, start, epochs=options.epochs, seed=options.seed, console=console)
    write(network, options.output)
    return 0


def taught_asks(knowledge: Knowledge, *, held_back: bool) -> list[str]:
    """The asks to learn from, each once; `held_back`: without those that are kept for measuring."""
    left_out = set()
    if held_back:
        left_out = {normalise(ask) for ask in hold_back(knowledge.passages, Whole.STATEMENTS, seed=1).left_out}
    asks = {normalise(ask): ask for passage in knowledge.passages for ask in passage.asks}
    return [ask for folded, ask in asks.items() if folded not in left_out]


def train(
    examples: Examples,
    taught: Sequence[Lesson],
    start: dict[str, Tensor],
    *,
    epochs: int,
    seed: int,
    console: Console,
) -> SupportNetwork:
    """The support network taught further; `examples`: of every lesson the right passages, then the wrong ones."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    network = SupportNetwork(examples.widths)
    network.load_state_dict(start, strict=False)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=_DECAY)
    ends = np.cumsum([len(one.right) + len(one.wrong) for one in taught])
    rows = [np.arange(end - len(one.right) - len(one.wrong), end) for one, end in zip(taught, ends, strict=True)]
    planned = [
        chosen
        for _ in range(epochs)
        for chosen in np.array_split(random.permutation(len(taught)), max(1, len(taught) // _AT_ONCE))
    ]
    network.train()
    for step, chosen in enumerate(planned):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * _share_of_rate(step / len(planned), 1 / len(planned))
        found = network(examples[np.concatenate([rows[at] for at in chosen])]).support
        loss = _loss(found, [taught[at] for at in chosen])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % _TOLD_EVERY == 0:
            console.print(f"step {step} of {len(planned)}, loss {loss.item():.3f}", highlight=False)
    return network.eval()


def _loss(found: Tensor, taught: Sequence[Lesson]) -> Tensor:
    """How far each passage is judged wrongly, and how far the right ones are not chosen among those of their ask."""
    labels = torch.cat([torch.tensor([1.0] * len(one.right) + [0.0] * len(one.wrong)) for one in taught])
    judged = binary_cross_entropy_with_logits(found, labels, weight=1 + (_RIGHT_COUNTS - 1) * labels)
    chosen = torch.zeros(())
    start = 0
    for one in taught:
        end = start + len(one.right) + len(one.wrong)
        shares = found[start:end].log_softmax(0)
        chosen = chosen - shares[: len(one.right)].logsumexp(0)
        start = end
    return judged + _WEIGHT_OF_CHOICE * chosen / len(taught)


def _share_of_rate(along: float, step: float) -> float:
    """Rising at first, then falling like a cosine."""
    if along < _WARM:
        return min(1.0, (along + step) / _WARM)
    return float(max(_LEAST_RATE, 0.5 * (1 + np.cos(np.pi * along))))


def write(network: SupportNetwork, folder: Path) -> None:
    """Write the two graphs. Whether a passage answers is left uncalibrated: ranking weighs it among other signs."""
    weights: dict[str, NDArray[np.float32]] = {
        name: values.astype(np.float32) for name, values in network.stored().items()
    }
    weights["calibration"] = np.array([1.0, 0.0], dtype=np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    export(weights, folder)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.answering_model.fit", description=__doc__)
    parser.add_argument("--held-back", action="store_true", help="without the asks that are kept for measuring")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, default=MODEL, help="folder of the graphs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
