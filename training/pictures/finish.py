"""Fits the part that answers again, on a run's encoder as it is:  python -m training.pictures.finish --run runs/pictures

train.py's has one output for each pair of a colour and a shape, and can never name a pair that it was not trained on. This one
adds the logits of a colour and of a shape. Writes answer.pt into the run.
"""
import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

from training.pictures.model import Answer
from training.pictures.train import batch_of, make_models
from training.pictures.vocabulary import build

RATE, BATCH = 1e-2, 512


def seen(encoder, pictures):
    """States of the class token on pictures that were not trained on, [pictures, width], with their answers."""
    states, answers, tokenizer = [], [], build()
    with torch.no_grad():
        for seed in range(pictures // 64):
            pixels, answer, _ = batch_of(20_000_000 + seed, 64, tokenizer)
            states.append(encoder(pixels)[:, 0])
            answers.append(answer)
    return torch.cat(states), torch.cat(answers)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=19200)
    parser.add_argument("--steps", type=int, default=1500)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    models = make_models(build())
    models.load_state_dict(torch.load(options.run / "checkpoint.pt")["models"])
    states, answers = seen(models["classifier"].encoder.eval(), options.pictures)
    answer = Answer(states.shape[1])
    optimiser = torch.optim.AdamW(answer.parameters(), lr=RATE, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, options.steps + 1, pct_start=0.1)
    for _ in range(options.steps):
        chosen = torch.randint(len(states), (BATCH,))
        loss = F.cross_entropy(answer(states[chosen]), answers[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    print(f"loss {loss.item():.4f}")
    torch.save(answer.state_dict(), options.run / "answer.pt")


if __name__ == "__main__":
    main()
