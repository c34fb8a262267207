"""What PyTorch makes of new worlds with the bundled weights, for the tests. From the project's root:

    python -m training.agent.oracle

Writes test/fixtures/agent/worlds.json (500 worlds: how far their goals are, the logits of the first 40) and sample.npz (every
weight of the bundled sample).
"""
import json
from pathlib import Path

import numpy as np
import torch

from training.agent.bundle import FOLDER, bundled_policy
from training.agent.evaluate import SEED, WORLDS, attention_of
from training.agent.symbols import SYMBOLS, world_tokenizer
from training.agent.world import World, chance_of

FIXTURES = Path("test/fixtures/agent")
WITH_LOGITS = 40


@torch.no_grad()
def main() -> None:
    torch.set_num_threads(1)
    model, chance = bundled_policy(), chance_of(SEED)
    worlds = [World(chance) for _ in range(WORLDS)]
    logits = model(torch.tensor([world.seen() for world in worlds[:WITH_LOGITS]])).tolist()
    rows = [{"cells": "".join(SYMBOLS[cell] for cell in world.seen()), "distance": world.distances[world.agent],
             **({"logits": [round(value, 5) for value in logits[at]]} if at < WITH_LOGITS else {})} for at, world in enumerate(worlds)]
    FIXTURES.mkdir(parents=True, exist_ok=True)
    (FIXTURES / "worlds.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n")
    encoding = world_tokenizer().encode((FOLDER / "sample.txt").read_text())
    weights = attention_of(model, torch.tensor([encoding.ids]))[:, 0].numpy()
    np.savez_compressed(FIXTURES / "sample.npz", **{f"encoder.{layer}": each for layer, each in enumerate(weights)},
                        spans=np.array(encoding.offsets, np.int32))


if __name__ == "__main__":
    main()
