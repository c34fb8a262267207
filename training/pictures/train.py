"""Trains both picture models at once, on one encoder:  python -m training.pictures.train --out runs/pictures --steps 6000

Can be stopped and run again with the same options: it goes on from the last checkpoint. --from begins with the weights of
another run.
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.pictures.model import CaptionDecoder, Classifier, VisionEncoder
from training.pictures.scenes import chance_of, draw, scene, told
from training.pictures.vocabulary import ANSWERS, START, build


def batch_of(seed, size, tokenizer, held_out=False):
    """pixels [size, 3, 64, 64] from -1 to 1, answers [size], caption ids [size, T]; all from the seed."""
    chance = chance_of(seed)
    scenes = [scene(chance, held_out) for _ in range(size)]
    pixels = np.stack([draw(things, chance) for things in scenes])
    answers = [ANSWERS.index(min(things, key=lambda thing: thing.x).name) for things in scenes]
    captions = tokenizer.encode_batch([told(things) for things in scenes])
    longest = max(len(caption.ids) for caption in captions)
    ids = [caption.ids + [0] * (longest - len(caption.ids)) for caption in captions]
    return torch.from_numpy(pixels).permute(0, 3, 1, 2).float() / 127.5 - 1, torch.tensor(answers), torch.tensor(ids)


def make_models(tokenizer):
    classifier = Classifier(VisionEncoder(), len(ANSWERS))
    return torch.nn.ModuleDict({"classifier": classifier, "decoder": CaptionDecoder(tokenizer.get_vocab_size())})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from", type=Path, dest="before")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first step's pictures")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = build()
    tokenizer.save(str(options.out / "tokenizer.json"))
    models = make_models(tokenizer)
    if options.before:
        models.load_state_dict(torch.load(options.before / "checkpoint.pt")["models"])
    print(f"{sum(p.numel() for p in models.parameters()):,} parameters", flush=True)
    optimiser = torch.optim.AdamW(models.parameters(), lr=options.rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, options.steps + 1, pct_start=0.1)
    kept = options.out / "checkpoint.pt"
    state = torch.load(kept) if kept.exists() else {"step": 0, "log": []}
    if "models" in state:
        models.load_state_dict(state["models"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
    log, started = state["log"], time.time()
    for step in range(state["step"] + 1, options.steps + 1):
        pixels, answers, ids = batch_of(options.first + step - 1, options.batch, tokenizer)
        states = models["classifier"].encoder(pixels)
        answer = F.cross_entropy(models["classifier"].answer(states[:, 0]), answers)
        target_in = torch.cat([torch.full((len(ids), 1), START), ids[:, :-1]], 1)
        logits, _ = models["decoder"](target_in, states)
        caption = F.cross_entropy(logits.flatten(0, 1), ids.flatten(), ignore_index=0)
        optimiser.zero_grad()
        (answer + caption).backward()
        torch.nn.utils.clip_grad_norm_(models.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            log.append({"step": step, "answer": round(answer.item(), 4), "caption": round(caption.item(), 4)})
            print(log[-1], round(time.time() - started), "s", flush=True)
        if step % 250 == 0 or step == options.steps:
            torch.save({"models": models.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(), "step": step, "log": log}, kept)
            (options.out / "log.json").write_text(json.dumps(log))


if __name__ == "__main__":
    main()
