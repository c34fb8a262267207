"""Trains the code model:  python -m training.code.train --corpus runs/corpus --out runs/code --steps 12000

Can be stopped and run again with the same options: it goes on from the last checkpoint, with the batches that come next.
"""
import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from training.code.batches import code_batch, encoded, repeated_batch
from training.code.model import CodeModel


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=12000)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--length", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(options.out / "tokenizer.json"))
    ids = encoded(tokenizer, (options.corpus / "train.txt").read_text().split("\f"))
    torch.manual_seed(0)
    model = CodeModel(tokenizer.get_vocab_size())
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(ids):,} tokens", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, betas=(0.9, 0.95), weight_decay=0.05)
    at, log, spent = resume(options.out, model, optimiser)
    started = time.time() - spent
    for step in range(at + 1, options.steps + 1):
        rate = options.rate * schedule(step, options.steps)
        for group in optimiser.param_groups:
            group["lr"] = rate
        rows, kind = batch_of(step, options, ids, tokenizer.get_vocab_size())
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(rows[:, :-1])
        loss = F.cross_entropy(logits.float().flatten(0, 1), rows[:, 1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if step % 20 == 0:
            log.append({"step": step, "kind": kind, "loss": round(loss.item(), 4), "seconds": round(time.time() - started)})
        if step % 100 == 0:
            print(log[-1], flush=True)
        if step % 250 == 0 or step == options.steps:
            save(options.out, model, optimiser, step, log)


def batch_of(step, options, ids, vocabulary):
    """The batch of a step, always the same: repeated sequences in every second batch of the first 1,000, then in every tenth."""
    random = np.random.default_rng([0, step])
    if step % (2 if step <= 1000 else 10) == 1:
        return repeated_batch(vocabulary, random, options.batch, options.length), "repeated"
    # The last fifth sees the whole context.
    long = step > options.steps * 4 // 5
    size, length = (max(1, options.batch // 2), options.length * 2) if long else (options.batch, options.length)
    return code_batch(ids, random, size, length), "code"


def schedule(step, steps, warm=200):
    """Warm, then constant, then down in the last fifth: until that begins, more steps can still be asked for."""
    return min(step / warm, 1, max(0.02, (steps - step) / (steps / 5)))


def resume(out, model, optimiser):
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0, [], 0
    kept = torch.load(path)
    model.load_state_dict(kept["model"])
    optimiser.load_state_dict(kept["optimiser"])
    print(f"going on from step {kept['step']}", flush=True)
    return kept["step"], kept["log"], kept["log"][-1]["seconds"]


def save(out, model, optimiser, step, log):
    new = out / "checkpoint.new"
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "log": log}, new)
    new.replace(out / "checkpoint.pt")
    (out / "log.json").write_text(json.dumps(log))


if __name__ == "__main__":
    main()
