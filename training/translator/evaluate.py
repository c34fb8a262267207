"""Measures a translator on held-out combinations:  python evaluate.py --model transformer --run runs/transformer

Exact sentences, exact by length, and the alignment error rate (Och and Ney, 2003) of each cross-attention head, against the
word that a row of weights writes and against the one it has just read.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from data import encode, pairs_of_text
from model import Translator
from recurrent import RecurrentTranslator
from vocabulary import END, START


def load(kind, run):
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    words = tokenizer.get_vocab_size()
    model = Translator(words) if kind == "transformer" else RecurrentTranslator(words, kind)
    model.load_state_dict(torch.load(run / "model.pt"))
    return tokenizer, model.eval()


@torch.no_grad()
def translate(model, source, longest=48):
    """Greedy decoding of a batch [B, S]; rows are cut at </s>."""
    mask = (source != 0).long()
    memory = model.encoder(source, mask)
    target = torch.full((source.shape[0], 1), START)
    for _ in range(longest):
        step = model.decoder(target, memory, mask)[0][:, -1].argmax(-1, keepdim=True)
        target = torch.cat([target, step], 1)
        if (target == END).any(1).all():
            break
    return [row[1:row.index(END)] if END in row else row[1:] for row in target.tolist()]


def alignment_errors(cross, alignment):
    """Alignment error rate a layer and head: each target word's strongest source word against the grammar's links."""
    rates = {}
    possible = alignment > 0
    told = possible.any(-1)
    for layer, weights in enumerate(cross):
        for head in range(weights.shape[1]):
            guess = weights[:, head].argmax(-1)
            hits = (possible.gather(-1, guess[..., None])[..., 0] & told).sum().item()
            rates[f"{layer}.{head}"] = (hits, told.sum().item())
    return rates


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    tokenizer, model = load(options.model, options.run)
    rows = pairs_of_text(7, options.count)
    exact, by_length, heads, wrong = 0, defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0]), []
    for start in range(0, len(rows), 100):
        group = rows[start:start + 100]
        source, target_in, _, alignment = encode(tokenizer, [row[2:] for row in group])
        for row, ids in zip(group, translate(model, source)):
            right = tokenizer.decode(ids) == row[1]
            exact += right
            bucket = by_length[min(len(row[2]) // 4 * 4, 28)]
            bucket[0], bucket[1] = bucket[0] + right, bucket[1] + 1
            if not right and len(wrong) < 12:
                wrong.append((row[0], row[1], tokenizer.decode(ids)))
        cross, read = model(source, target_in)[1], F.pad(alignment, (0, 0, 1, 0))[:, :-1]
        for kind, links in (("written", alignment), ("read", read)):
            for name, (hits, told) in alignment_errors(cross, links).items():
                count = heads[f"{kind} {name}"]
                count[0], count[1] = count[0] + hits, count[1] + told
    report = {"exact": exact / len(rows), "byLength": {length: right / count for length, (right, count) in sorted(by_length.items())},
              "alignmentErrorRate": {name: 1 - hits / told for name, (hits, told) in sorted(heads.items())}}
    for text in ("The cat sat on the mat.", "The dog chased the ball."):
        report[text] = tokenizer.decode(translate(model, torch.tensor([tokenizer.encode(text).ids]))[0])
    (options.run / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False))
    print(json.dumps(report, indent=1, ensure_ascii=False))
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
