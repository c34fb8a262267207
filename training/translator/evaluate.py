"""Measures a translator on held-out combinations, from the repository's root:

    python -m training.translator.evaluate --model transformer --run runs/transformer

Exact sentences, exact by length, and the alignment error rate (Och and Ney, 2003) of each cross-attention head, against the
word that a row of weights writes and against the one it has just read. By length a second time, with as many sentences of each
length (--each), since the grammar makes few long ones. Writes report.json beside the weights.
"""
import argparse
import json
from collections import defaultdict
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from training.translator.data import encode, pairs_of_text, sentences
from training.translator.grammar.spelling import text_of
from training.translator.model import Translator
from training.translator.recurrent import RecurrentTranslator
from training.translator.vocabulary import END, START

SEED, LENGTHS_SEED = 7, 8


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


def groups_of(rows, most=100):
    """Rows of one length together, so that none is padded: padding changes what a GRU has read."""
    by_length = defaultdict(list)
    for row in rows:
        by_length[len(row[2])].append(row)
    return [group[start:start + most] for group in by_length.values() for start in range(0, len(group), most)]


def bucket_of(row):
    return min(len(row[2]) // 4 * 4, 28)


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


def exact_by_length(tokenizer, model, rows):
    """Right and all a length, and some that are wrong."""
    by_length, wrong = defaultdict(lambda: [0, 0]), []
    for group in groups_of(rows):
        source = encode(tokenizer, [row[2:] for row in group])[0]
        for row, ids in zip(group, translate(model, source)):
            made = tokenizer.decode(ids)
            bucket = by_length[bucket_of(row)]
            bucket[0], bucket[1] = bucket[0] + (made == row[1]), bucket[1] + 1
            if made != row[1]:
                wrong.append((row[0], row[1], made))
    return {length: tuple(by_length[length]) for length in sorted(by_length)}, wrong


@torch.no_grad()
def alignment(tokenizer, model, rows):
    heads = defaultdict(lambda: [0, 0])
    for group in groups_of(rows):
        source, target_in, target_out, links = encode(tokenizer, [row[2:] for row in group])
        # The end is no word.
        links[target_out == END] = 0
        cross, read = model(source, target_in)[1], F.pad(links, (0, 0, 1, 0))[:, :-1]
        for kind, own in (("written", links), ("read", read)):
            for name, (hits, told) in alignment_errors(cross, own).items():
                count = heads[f"{kind} {name}"]
                count[0], count[1] = count[0] + hits, count[1] + told
    return {name: 1 - hits / told for name, (hits, told) in sorted(heads.items())}


def rows_of_each_length(seed, each):
    """As many sentences of every length from 4 to 30 words."""
    rows = {length: [] for length in range(4, 31)}
    for english, spanish, links in sentences(seed, True):
        of_length = rows.get(len(english), [None] * each)
        if len(of_length) < each:
            of_length.append((text_of(english), text_of(spanish), english, spanish, links))
            if all(len(some) == each for some in rows.values()):
                return [row for some in rows.values() for row in some]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--each", type=int, default=0, help="sentences of each length, for the second table")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, model = load(options.model, options.run)
    rows = pairs_of_text(SEED, options.count)
    by_length, wrong = exact_by_length(tokenizer, model, rows)
    report = {"exact": sum(right for right, _ in by_length.values()) / len(rows), "byLength": by_length,
              "alignmentErrorRate": alignment(tokenizer, model, rows)}
    if options.each:
        report["evenly"] = exact_by_length(tokenizer, model, rows_of_each_length(LENGTHS_SEED, options.each))[0]
    for text in ("The cat sat on the mat.", "The dog chased the ball."):
        report[text] = tokenizer.decode(translate(model, torch.tensor([tokenizer.encode(text).ids]))[0])
    (options.run / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False))
    print(json.dumps(report, indent=1, ensure_ascii=False))
    print(*wrong[:12], sep="\n")


if __name__ == "__main__":
    main()
