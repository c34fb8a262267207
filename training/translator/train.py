"""Trains an English to Spanish translator, from the repository's root:

    python -m training.translator.train --model transformer --out runs/transformer --steps 9000

The models: transformer, additive, dot, none, convolutional. Cross-entropy; for the Transformer plus a little guided alignment
(arXiv:1607.01628): two cross-attention heads are drawn to the grammar's own alignment, one to that of the word that is to be
written, one to that of the word just read. --from goes on from the weights of another run.
"""
import argparse
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F

from training.translator.data import batches
from training.translator.model import Translator
from training.translator.recurrent import RecurrentTranslator
from training.translator.vocabulary import build

GUIDED_LAYER, WRITTEN_HEAD, READ_HEAD, GUIDED_WEIGHT = 1, 0, 1, 0.05


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", choices=["transformer", "additive", "dot", "none", "convolutional"], default="transformer")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--from", type=Path, dest="before")
    options = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = build()
    tokenizer.save(str(options.out / "tokenizer.json"))
    words, guides = tokenizer.get_vocab_size(), options.model == "transformer"
    model = Translator(words) if guides else RecurrentTranslator(words, options.model)
    if options.before:
        model.load_state_dict(torch.load(options.before / "model.pt"))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {words} words", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, options.steps, pct_start=0.1)
    log, started = [], time.time()
    for step, (source, target_in, target_out, alignment) in zip(range(1, options.steps + 1), batches(tokenizer, 1, options.batch)):
        logits, cross = model(source, target_in)
        loss = F.cross_entropy(logits.flatten(0, 1), target_out.flatten(), ignore_index=0)
        guided = guidance(cross[GUIDED_LAYER], alignment) if guides else torch.zeros(())
        optimiser.zero_grad()
        (loss + GUIDED_WEIGHT * guided).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0 or step == options.steps:
            log.append({"step": step, "loss": round(loss.item(), 5), "guided": round(guided.item(), 4), "seconds": round(time.time() - started)})
            print(log[-1], flush=True)
        if step % 500 == 0 or step == options.steps:
            torch.save(model.state_dict(), options.out / "model.pt")
            (options.out / "log.json").write_text(json.dumps(log))


def guidance(weights, alignment):
    """Of one layer's weights [B, H, T, S]: row t writes word t, and has just read word t - 1."""
    read = F.pad(alignment, (0, 0, 1, 0))[:, :-1]
    return misalignment(weights[:, WRITTEN_HEAD], alignment) + misalignment(weights[:, READ_HEAD], read)


def misalignment(weights, alignment):
    """Cross-entropy of one head's weights [B, T, S] against the alignment, over the aligned target words."""
    return -(alignment * (weights + 1e-9).log()).sum() / alignment.sum()


if __name__ == "__main__":
    main()
