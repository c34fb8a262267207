"""Measures the code model on held-out packages:  python -m training.code.evaluate --corpus runs/corpus --run runs/code

Next-token accuracy and loss, and for each head five scores: the share of its weight on the previous token, the first token, the
token after the last occurrence of this one (induction; on repeated random sequences), earlier equal tokens (duplicate), and
the bracket that a closing bracket closes.
"""
import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.code.batches import code_batch, encoded, repeated_batch
from training.code.model import Attention, CodeModel, rotate

PAIRS = {")": "(", "]": "[", "}": "{"}


def with_weights(model, ids):
    """Logits and each layer's attention weights [B, H, T, T]."""
    kept = []

    def keep(module, inputs, _):
        states, rotation = inputs
        shape = (*states.shape[:2], module.heads, -1)
        query, key = (rotate(part(states).view(shape).transpose(1, 2), *rotation) for part in (module.query, module.key))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + module.mask(states.shape[1], states.device)
        kept.append(scores.softmax(-1))

    hooks = [module.register_forward_hook(keep) for module in model.modules() if isinstance(module, Attention)]
    logits = model(ids)
    for hook in hooks:
        hook.remove()
    return logits, kept


def bracket_links(tokens):
    """For each token that ends in a closing bracket, where its opening one is."""
    links, open_brackets = {}, []
    for at, token in enumerate(tokens):
        for letter in token:
            if letter in PAIRS.values():
                open_brackets.append((letter, at))
            elif letter in PAIRS and open_brackets and open_brackets[-1][0] == PAIRS[letter]:
                _, partner = open_brackets.pop()
                if partner < at:
                    links[at] = partner
    return links


def masks_of(ids, tokenizer):
    """For each score which key counts for each query, [B, T, T]."""
    batch, length = ids.shape
    places = torch.arange(length)
    previous = (places[:, None] - 1 == places[None, :]).expand(batch, -1, -1)
    first = (places[None, :] == 0).expand(batch, length, -1)
    equal = (ids[:, :, None] == ids[:, None, :]) & (places[None, :] < places[:, None])
    after = torch.zeros_like(equal)
    after[:, :, 1:] = equal[:, :, :-1]
    after &= places[None, :] <= places[:, None]
    brackets = torch.zeros_like(equal)
    for row in range(batch):
        for closing, opening in bracket_links([tokenizer.decode([token]) for token in ids[row].tolist()]).items():
            brackets[row, closing, opening] = True
    return {"previous": previous, "first": first, "duplicate": equal, "induction": after, "bracket": brackets}


def score(weights, mask):
    """The mean share [H] that the queries which have such a key give to it."""
    has = mask.any(-1)
    share = (weights * mask[:, None]).sum(-1)
    return (share * has[:, None]).sum((0, 2)) / has.sum()


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    model = CodeModel(tokenizer.get_vocab_size())
    kept = torch.load(options.run / "checkpoint.pt")
    model.load_state_dict(kept["model"])
    ids = encoded(tokenizer, (options.corpus / "test.txt").read_text().split("\f"))
    random = np.random.default_rng(1)
    losses, right, count = [], 0, 0
    for _ in range(16):
        rows = code_batch(ids, random, 8, 512)
        logits = model(rows[:, :-1])
        losses.append(torch.nn.functional.cross_entropy(logits.flatten(0, 1), rows[:, 1:].flatten()).item())
        right, count = right + (logits.argmax(-1) == rows[:, 1:]).sum().item(), count + rows[:, 1:].numel()
    code, again = code_batch(ids, random, 8, 255), repeated_batch(tokenizer.get_vocab_size(), random, 8, 255, 32, 64)
    scores = {}
    for rows, names in ((code, ["previous", "first", "duplicate", "bracket"]), (again, ["induction"])):
        masks, (logits, layers) = masks_of(rows, tokenizer), with_weights(model, rows)
        for name in names:
            scores[name] = [[round(value, 3) for value in score(weights, masks[name]).tolist()] for weights in layers]
        if rows is again:
            repeated = (logits[:, 64:-1].argmax(-1) == rows[:, 65:]).float().mean().item()
    report = {"step": kept["step"], "loss": round(float(np.mean(losses)), 4), "accuracy": round(right / count, 4),
              "repeatedAccuracy": round(repeated, 4), "heads": scores}
    (options.run / "report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
