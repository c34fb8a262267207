"""Trains the policy from nothing in a minute or two on one core, and says whether it learns:  python -m training.agent.quick

The smallest of the bundled models, on a twentieth of its steps: far from finished, and far from chance. Ends with exit code 1
where it has not learned. Prints one line of JSON: the loss, and how many goals of new worlds are reached before and after.
"""
import json
import sys
import time

import torch

from training.agent.model import Policy
from training.agent.train import reached, train

STEPS, BATCH, RATE = 400, 96, 2e-3
WORLDS = 200


def main():
    torch.set_num_threads(1)
    start = time.monotonic()
    torch.manual_seed(0)
    before = reached(Policy().eval(), WORLDS)["reached"]
    model, log = train(STEPS, BATCH, RATE, lambda *_, **__: None)
    after = reached(model, WORLDS)["reached"]
    learned = log[-1]["loss"] < 1.2 and after > 2 * before
    print(json.dumps({"steps": STEPS, "loss": log[-1]["loss"], "before": before, "after": after, "learned": learned,
                      "seconds": round(time.monotonic() - start)}))
    sys.exit(0 if learned else 1)


if __name__ == "__main__":
    main()
