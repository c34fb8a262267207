"""Measures the picture models on colours of shapes they never saw, and what their heads look at:

    python -m training.pictures.evaluate --run runs/pictures
"""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

from training.pictures.model import PATCH, SIDE, Answer
from training.pictures.scenes import COLOURS, HELD_OUT, SHAPES, chance_of, paint, scene, told
from training.pictures.train import make_models
from training.pictures.vocabulary import ANSWERS, END, START, build

ROWS = SIDE // PATCH
HELD_OUT_ANSWERS = torch.tensor([tuple(answer.split()) in HELD_OUT for answer in ANSWERS])


def load(run):
    """The models with the answer that finish.py fitted."""
    models = make_models(build())
    models.load_state_dict(torch.load(run / "checkpoint.pt")["models"])
    models["classifier"].answer = Answer(models["classifier"].encoder.norm.normalized_shape[0])
    models["classifier"].answer.load_state_dict(torch.load(run / "answer.pt"))
    return models.eval()


def examples(seed, count, held_out):
    """Things from left to right, pictures, and for each picture the patches that each thing covers a part of, as booleans."""
    chance, made = chance_of(seed), []
    for _ in range(count):
        things = scene(chance, held_out)
        picture, shapes = paint(things, chance)
        patches = shapes.reshape(len(things), ROWS, PATCH, ROWS, PATCH).max((2, 4)).reshape(len(things), -1) > 0.5
        order = np.argsort([thing.x for thing in things])
        made.append(([things[at] for at in order], picture, patches[order]))
    return made


def to_pixels(pictures):
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


def caption(decoder, states, longest=14):
    """Greedy decoding of a batch; rows are cut at </s>."""
    ids = torch.full((states.shape[0], 1), START)
    for _ in range(longest):
        ids = torch.cat([ids, decoder(ids, states)[0][:, -1].argmax(-1, keepdim=True)], 1)
    return [row[1:row.index(END)] if END in row else row[1:] for row in ids.tolist()]


def watched(layers):
    """What the layers' attention weights are in the next run, [B, H, Q, K] each."""
    weights = []
    for layer in layers:
        layer.register_forward_hook(lambda _module, _inputs, outputs: weights.append(outputs[1]))
    return weights


def right(models, tokenizer, made):
    """Shares of right answers, of right answers where the thing asked for is held out, of right captions, and of their four names."""
    counts = np.zeros(4)
    for start in range(0, len(made), 100):
        part = made[start:start + 100]
        states = models["classifier"].encoder(to_pixels([picture for _, picture, _ in part]))
        answers = torch.tensor([ANSWERS.index(things[0].name) for things, _, _ in part])
        given = models["classifier"].answer(states[:, 0]).argmax(-1) == answers
        wanted = [told(things).split() for things, _, _ in part]
        written = [tokenizer.decode(ids).split() for ids in caption(models["decoder"], states)]
        names = {*COLOURS, *SHAPES}
        counts += [given.sum(), (given & HELD_OUT_ANSWERS[answers]).sum(), sum(a == b for a, b in zip(written, wanted)),
                   sum([w for w in a if w in names] == [w for w in b if w in names] for a, b in zip(written, wanted))]
    asked = sum(HELD_OUT_ANSWERS[ANSWERS.index(things[0].name)].item() for things, _, _ in made)
    report = dict(zip(("answers", "captions", "captionNames"), (counts[[0, 2, 3]] / len(made)).round(4).tolist()))
    return report | ({"heldOutAnswers": round(counts[1] / asked, 4)} if asked else {})


def looks(models, tokenizer, made):
    """By head, how much of the class token's weight lies on the thing that is asked for, and of the weight of each caption's
    word that names one of two things on that thing; and the share of tokens that those are, which is what chance gives."""
    encoder, decoder = models["classifier"].encoder, models["decoder"]
    own, cross = watched([layer.attention for layer in encoder.layers]), watched([layer.cross for layer in decoder.layers])
    class_sums, word_sums, chances = np.zeros((len(encoder.layers), 4)), {kind: np.zeros((len(decoder.layers), 4)) for kind in ("colour", "shape")}, []
    for things, picture, patches in made:
        own.clear(), cross.clear()
        states = encoder(to_pixels([picture]))
        words = told(things).split()
        decoder(torch.tensor([[START, *tokenizer.encode(" ".join(words)).ids[:-1]]]), states)
        class_sums += np.stack([weights[0, :, 0, 1:].numpy()[:, patches[0]].sum(-1) for weights in own])
        chances.append(patches[:2].sum(-1).mean() / (patches.shape[1] + 1))
        for kind, named in (("colour", COLOURS), ("shape", SHAPES)):
            for thing, at in enumerate([at for at, word in enumerate(words) if word in named]):
                word_sums[kind] += np.stack([weights[0, :, at, 1:].numpy()[:, patches[thing]].sum(-1) for weights in cross]) / 2
    shares = {"classToken": class_sums, **word_sums}
    return {"chance": round(float(np.mean(chances)), 4)} | {name: (sums / len(made)).round(3).tolist() for name, sums in shares.items()}


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = build()
    models, report = load(options.run), {}
    for name, held_out in (("seen", False), ("heldOut", True)):
        report[name] = right(models, tokenizer, examples(10_000_000, options.count, held_out))
    report["looks"] = looks(models, tokenizer, examples(10_000_001, options.count // 2, False))
    (options.run / "report.json").write_text(json.dumps(report, indent=1))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
