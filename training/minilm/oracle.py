"""What PyTorch computes with the weights of media/models/minilm, for the tests. After build.py, from the project's root:

    python -m training.minilm.oracle [names of texts, all by default]

Reads test/fixtures/minilm/*.txt, writes an .npz beside each, and prints how far attention is from the original weights'.
"""
import copy
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import BertModel

from training.minilm.build import FOLDER, load_bert
from training.minilm.export import export
from training.minilm.quantise import dequantise

TEXTS = Path("test/fixtures/minilm")
POSITIONS = 512
DETAILED = ("english", 3)
"""The text and the layer whose query, key, value, scores, context and output are kept too."""


def shipped_bert(original: BertModel) -> BertModel:
    """PyTorch with the weights that the bundled file holds: each parameter found by the value it had before rounding."""
    before = {t.name: numpy_helper.to_array(t) for t in export(original).graph.initializer}
    after = dequantise(onnx.load(FOLDER / "onnx/model.onnx"))
    bert, left = copy.deepcopy(original), dict(after)
    for parameter in bert.parameters():
        value = parameter.detach().numpy()
        for name in list(left):
            for turn in (lambda a: a, lambda a: a.T):
                if name in left and np.array_equal(turn(before[name]), value):
                    parameter.data = torch.from_numpy(turn(left.pop(name)).copy())
                    break
    if left:
        raise SystemExit(f"No parameter found for {sorted(left)}: was build.py run with another version?")
    return bert


def attention_of(bert: BertModel, ids: torch.Tensor) -> list[np.ndarray]:
    """[heads, queries, keys] of each layer."""
    with torch.no_grad():
        return [a[0].numpy() for a in bert(input_ids=ids, output_attentions=True).attentions]


def details_of(bert: BertModel, ids: torch.Tensor, layer: int) -> dict[str, np.ndarray]:
    """query, key, value, context [heads, tokens, d]; scores [heads, queries, keys]; output [tokens, hidden], after W^O."""
    attention, seen = bert.encoder.layer[layer].attention, {}

    def keep(name: str):
        return lambda _module, _inputs, output: seen.update({name: output})

    modules = {"query": attention.self.query, "key": attention.self.key, "value": attention.self.value,
               "context": attention.self, "output": attention.output.dense}
    hooks = [module.register_forward_hook(keep(name)) for name, module in modules.items()]
    with torch.no_grad():
        bert(input_ids=ids)
    for hook in hooks:
        hook.remove()
    seen["context"] = seen["context"][0]
    heads = bert.config.num_attention_heads
    arrays = {name: value[0] if name == "output" else value[0].unflatten(-1, (heads, -1)).transpose(0, 1)
              for name, value in seen.items()}
    arrays["scores"] = arrays["query"] @ arrays["key"].mT / arrays["query"].shape[-1] ** 0.5
    return {f"encoder.{layer}.{name}": value.numpy() for name, value in arrays.items()}


COMPARED = "bank"
"""The text whose tokens' representations are compared with each other."""


def representations_of(bert: BertModel, ids: torch.Tensor) -> dict[str, np.ndarray]:
    """The cosine of each two tokens' hidden states [states, tokens, tokens] and their norms [states, tokens]; the cosines of
    what the embedding adds up [tokens, tokens], and these summands of one token [hidden]."""
    parts, layer = {}, bert.embeddings
    tables = {"token": layer.word_embeddings, "segment": layer.token_type_embeddings, "position": layer.position_embeddings}
    hooks = [table.register_forward_hook(lambda _module, _inputs, output, kind=kind: parts.update({kind: output[0]})) for kind, table in tables.items()]
    with torch.no_grad():
        states = torch.stack(bert(input_ids=ids, output_hidden_states=True).hidden_states)[:, 0]
    for hook in hooks:
        hook.remove()

    def cosines(vectors: torch.Tensor) -> np.ndarray:
        unit = vectors / vectors.norm(dim=-1, keepdim=True)
        return (unit @ unit.mT).numpy()

    whole = {kind: part.expand(ids.shape[1], -1) for kind, part in parts.items()}
    return {"cosines": cosines(states), "norms": states.norm(dim=-1).numpy(),
            **{f"{kind}.cosines": cosines(part) for kind, part in whole.items()},
            **{f"{kind}.2": part[2].numpy() for kind, part in whole.items()}}


def rows_of(tokens: int) -> np.ndarray:
    """All queries of a short text; of a long one some, spread over it, the first and the last included."""
    kept = tokens if tokens < 64 else 16 if tokens < 256 else 4
    return np.linspace(0, tokens - 1, kept).round().astype(np.int32)


def main() -> None:
    original = load_bert()
    shipped = shipped_bert(original)
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(POSITIONS)
    print("text         tokens  largest  mean     of the difference to the original weights' attention")
    for path in [TEXTS / f"{name}.txt" for name in sys.argv[1:]] or sorted(TEXTS.glob("*.txt")):
        ids = torch.tensor([tokenizer.encode(path.read_bytes().decode()).ids])
        attention = attention_of(shipped, ids)
        difference = np.abs(np.stack(attention) - np.stack(attention_of(original, ids)))
        print(f"{path.stem:<12} {ids.shape[1]:>6}  {difference.max():.4f}   {difference.mean():.6f}")
        rows = rows_of(ids.shape[1])
        arrays = {f"encoder.{n}": layer[:, rows] for n, layer in enumerate(attention)}
        if path.stem == DETAILED[0]:
            arrays |= details_of(shipped, ids, DETAILED[1])
        if path.stem == COMPARED:
            arrays |= representations_of(shipped, ids)
        np.savez_compressed(path.with_suffix(".npz"), ids=ids[0].numpy().astype(np.int32), rows=rows, **arrays)


if __name__ == "__main__":
    main()
