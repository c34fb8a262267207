"""Measures the picture models on colours of shapes they never saw:  python -m training.pictures.evaluate --run runs/pictures"""
import argparse
import json
from pathlib import Path

import torch

from training.pictures.train import batch_of, make_models
from training.pictures.vocabulary import END, START, build


def caption(decoder, states, longest=14):
    """Greedy decoding of a batch; rows are cut at </s>."""
    ids = torch.full((states.shape[0], 1), START)
    for _ in range(longest):
        ids = torch.cat([ids, decoder(ids, states)[0][:, -1].argmax(-1, keepdim=True)], 1)
    return [row[1:row.index(END)] if END in row else row[1:] for row in ids.tolist()]


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = build()
    models, state = make_models(tokenizer), torch.load(options.run / "checkpoint.pt")
    models.load_state_dict(state["models"])
    models.eval()
    report = {"step": state["step"]}
    for name, held_out in (("seen", False), ("heldOut", True)):
        answered, captioned, count = 0, 0, 0
        for seed in range(10_000_000, 10_000_010):
            pixels, answers, ids = batch_of(seed, 100, tokenizer, held_out)
            states = models["classifier"].encoder(pixels)
            answered += (models["classifier"].answer(states[:, 0]).argmax(-1) == answers).sum().item()
            wanted = [row[:row.index(END)] for row in ids.tolist()]
            captioned += sum(a == b for a, b in zip(caption(models["decoder"], states), wanted))
            count += len(wanted)
        report[name] = {"answers": answered / count, "captions": captioned / count}
    (options.run / "report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
