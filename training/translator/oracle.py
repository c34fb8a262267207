"""What PyTorch computes with the int8 weights of a bundled translator that has additive or dot-product attention, for the tests,
from the repository's root:

    python -m training.translator.oracle --run runs/additive --folder media/models/translator-additive

Writes test/fixtures/translator/<kind>.json: attention, queries, keys and v of one sentence with its translation.
"""
import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.minilm.quantise import dequantise
from training.translator.export import graphs, kind_of, load, share_transposed

ENGLISH = "The cat sat on the mat."
FIXTURES = Path("test/fixtures/translator")


def gates(matrix):
    """PyTorch stacks a GRU's gates as reset, update, new; ONNX as update, reset, new. The same both ways."""
    reset, update, new = np.split(matrix, 3)
    return np.concatenate([update, reset, new])


WAYS = {"as it is": (lambda a: a, lambda a: a), "turned over": (lambda a: a.T, lambda a: a.T),
        "gates": (lambda a: gates(a)[None] if len(a) % 3 == 0 else a[None], lambda a: gates(a[0]))}


def round_like(model, folder):
    """Gives a model the weights of the bundled graphs; says which were found."""
    found = set()
    parameters = dict(model.named_parameters())
    for graph, name in zip(graphs(model), ("encoder", "decoder")):
        share_transposed(graph)
        bundled = dequantise(onnx.load(folder / f"onnx/{name}_model.onnx"))
        for tensor in graph.graph.initializer:
            value = numpy_helper.to_array(tensor)
            for parameter, own in ((parameter, own) for parameter, own in parameters.items() if tensor.name in bundled and own.numel() == value.size):
                for forth, back in WAYS.values():
                    made = forth(own.detach().numpy())
                    if parameter not in found and made.shape == value.shape and np.array_equal(made, value):
                        own.data = torch.from_numpy(back(bundled[tensor.name]).copy())
                        found.add(parameter)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, _, tokenizer = load(options.run, 4)
    large = {name for name, value in model.named_parameters() if value.numel() >= 16384}
    missed = large - round_like(model, options.folder)
    assert not missed, f"not in the bundled graphs: {sorted(missed)}"
    kind = kind_of(model.state_dict())
    source = torch.tensor([tokenizer.encode(ENGLISH).ids])
    mask, heard = torch.ones_like(source), {}
    decoder = model.decoder
    if kind != "none":
        decoder.score.query.register_forward_hook(lambda _, __, made: heard.update(query=made))
    if hasattr(decoder.score, "energy"):
        decoder.score.key.register_forward_hook(lambda _, __, made: heard.update(key=made))
    with torch.no_grad():
        memory = model.encoder(source, mask)
        target = [1]
        while target[-1] != 2 and len(target) < 40:
            logits, weights = decoder(torch.tensor([target]), memory, mask)
            target.append(logits[0, -1].argmax().item())
        logits, weights = decoder(torch.tensor([target[:-1]]), memory, mask)
    tensors = {"weights": weights[0][0, 0], **{name: made[0] for name, made in heard.items()}} if weights else {}
    if hasattr(decoder.score, "energy"):
        tensors["energy"] = decoder.score.energy.weight.detach()
    rounded = {name: [[round(number, 6) for number in row] for row in value.tolist()] for name, value in tensors.items()}
    FIXTURES.joinpath(f"{kind}.json").write_text(json.dumps({"english": ENGLISH, "targetIds": target[:-1], **rounded}) + "\n")


if __name__ == "__main__":
    main()
