"""Writes the trained model in Hugging Face layout, where the extension finds its bundled ones. From the project's root:

    python -m training.code.export --run runs/code --start 3,1
"""
import argparse
import io
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from training.code.model import WINDOW, CodeModel
from training.manifest import write_entry
from training.minilm.quantise import quantise

MODELS = Path("media/models")
FILES = ["config.json", "tokenizer.json", "onnx/model.onnx", "sample.ts"]
CONTEXT = 512
SAMPLE = """interface Basket {
  readonly apples: number
  readonly oranges: number
}

function priceOf(basket: Basket): number {
  return basket.apples * 3 + basket.oranges * 4
}

console.log(priceOf({ apples: 2, oranges: 5 }))
"""


def load(run):
    kept = torch.load(run / "checkpoint.pt")
    model = CodeModel(kept["model"]["embedding.weight"].shape[0])
    model.load_state_dict(kept["model"])
    return model.eval()


def to_onnx(model):
    """The float32 graph at opset 17: input_ids [batch, tokens] to logits; no attention among its outputs."""
    file = io.BytesIO()
    torch.onnx.export(
        model, (torch.randint(0, model.embedding.num_embeddings, (2, 7)),), file, dynamo=False, opset_version=17,
        input_names=["input_ids"], output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in ("input_ids", "logits")})
    graph = onnx.load_model_from_string(file.getvalue())
    tie(graph.graph, model.embedding.weight.detach().numpy())
    return graph


def tie(graph, embedding):
    """The exporter writes the embedding twice, the second time transposed for the logits: once is enough."""
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    last = next(node for node in graph.node if node.output[0] == "logits")
    copy, = [name for name in last.input if name in tensors]
    assert np.array_equal(numpy_helper.to_array(tensors[copy]).T, embedding)
    graph.initializer.remove(tensors[copy])
    graph.node.insert(0, helper.make_node("Transpose", ["embedding.weight"], [copy], name="tied", perm=[1, 0]))


def config_of(model):
    attention = model.layers[0].attention
    return {
        "model_type": "token-gaze-code", "is_decoder": True, "vocab_size": model.embedding.num_embeddings,
        "hidden_size": model.embedding.embedding_dim, "num_hidden_layers": len(model.layers), "num_attention_heads": attention.heads,
        "max_position_embeddings": CONTEXT, "sliding_window": WINDOW,
        "layer_types": ["sliding_attention" if layer.attention.window else "full_attention" for layer in model.layers], "bos_token_id": 0,
        # A file begins with it, and so the one before has ended.
        "eos_token_id": 0,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--start", required=True, help="layer and head, from 0, that tell most")
    options = parser.parse_args()
    layer, head = map(int, options.start.split(","))
    folder, model = options.models / "code", load(options.run)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    vocabulary = json.loads((options.run / "tokenizer.json").read_text())
    (folder / "tokenizer.json").write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")) + "\n")
    (folder / "sample.ts").write_text(SAMPLE)
    (folder / "config.json").write_text(json.dumps(config_of(model), indent=1) + "\n")
    graph = to_onnx(model)
    quantise(graph)
    onnx.checker.check_model(graph, full_check=True)
    (folder / "onnx/model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    write_entry(options.models, FILES, name="code", label="Code model", kind="decoder", folder="code", license="MIT",
                source="training/code", start={"layer": layer, "head": head}, sample="sample.ts")


if __name__ == "__main__":
    main()
