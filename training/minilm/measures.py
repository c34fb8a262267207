"""What NumPy and NetworkX make of MiniLM's tensors in PyTorch: norms, rollout and flow, and a sentence pair's attention.
After build.py, from the project's root:

    python -m training.minilm.measures

Writes test/fixtures/minilm/measures.npz, of english.txt, and pair.npz, of the two sentences of pair.tsv.
"""
import networkx
import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from training.minilm.build import FOLDER, load_bert
from training.minilm.oracle import TEXTS, attention_of, details_of, shipped_bert

LAYER, HEAD = 3, 4
FLOW_LAYERS, FLOW_QUERIES = 3, (2, 7, 24)


def norms_of(bert: BertModel, ids: torch.Tensor) -> dict[str, np.ndarray]:
    """The norms of weight x value x W^O of one head and of the sum over heads, [queries, keys] (Kobayashi et al. 2020)."""
    weights = attention_of(bert, ids)[LAYER]
    values = details_of(bert, ids, LAYER)[f"encoder.{LAYER}.value"]
    heads, _, size = values.shape
    matrix = bert.encoder.layer[LAYER].attention.output.dense.weight.detach().numpy().T.reshape(heads, size, -1)
    added = np.einsum("hij,hjd,hde->hije", weights, values, matrix)
    return {"norms.head": np.linalg.norm(added[HEAD], axis=-1), "norms.layer": np.linalg.norm(added.sum(0), axis=-1)}


def mixed(bert: BertModel, ids: torch.Tensor) -> list[np.ndarray]:
    """Mean attention of each layer with the residual connection, rows summing to 1 (Abnar & Zuidema 2020)."""
    means = [layer.mean(0).astype(np.float64) for layer in attention_of(bert, ids)]
    return [rows / rows.sum(-1, keepdims=True) for rows in (0.5 * mean + 0.5 * np.eye(len(mean)) for mean in means)]


def flow_of(layers: list[np.ndarray], query: int) -> np.ndarray:
    """The maximum flow from the query after the last layer to each input token."""
    graph, tokens = networkx.DiGraph(), len(layers[0])
    for depth, layer in enumerate(layers):
        for above in range(tokens):
            for below in range(tokens):
                graph.add_edge((depth + 1, above), (depth, below), capacity=float(layer[above, below]))
    return np.array([networkx.maximum_flow_value(graph, (len(layers), query), (0, token)) for token in range(tokens)])


def pair_of(bert: BertModel, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    first, second = (TEXTS / "pair.tsv").read_text().strip().split("\t")
    encoding = tokenizer.encode(first, second)
    ids, types = (torch.tensor([each]) for each in (encoding.ids, encoding.type_ids))
    with torch.no_grad():
        layers = bert(input_ids=ids, token_type_ids=types, output_attentions=True).attentions
    return {"ids": ids[0].numpy().astype(np.int32), "types": types[0].numpy().astype(np.int32),
            "offsets": np.array(encoding.offsets, np.int32), "encoder.0": layers[0][0].numpy(), "encoder.3": layers[3][0].numpy()}


def main() -> None:
    bert = shipped_bert(load_bert())
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    ids = torch.tensor([tokenizer.encode((TEXTS / "english.txt").read_bytes().decode()).ids])
    layers = mixed(bert, ids)
    rolled = np.linalg.multi_dot(layers[:LAYER + 1][::-1])
    flows = np.stack([flow_of(layers[:FLOW_LAYERS], query) for query in FLOW_QUERIES])
    arrays = norms_of(bert, ids) | {"rollout": rolled, "flow": flows, "flow.queries": np.array(FLOW_QUERIES)}
    np.savez_compressed(TEXTS / "measures.npz", **{name: a.astype(np.int32 if name.endswith("queries") else np.float32) for name, a in arrays.items()})
    np.savez_compressed(TEXTS / "pair.npz", **pair_of(bert, tokenizer))


if __name__ == "__main__":
    main()
