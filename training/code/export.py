"""Writes the trained model in Hugging Face layout, where the extension finds its bundled ones. From the project's root:

    python -m training.code.export --run runs/code
"""
import argparse
import io
import json
import shutil
from pathlib import Path

import onnx
import torch

from training.code.model import WINDOW, CodeModel
from training.manifest import write_entry
from training.minilm.quantise import quantise

MODELS = Path("media/models")
FILES = ["config.json", "tokenizer.json", "onnx/model.onnx"]
CONTEXT = 512


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
    return onnx.load_model_from_string(file.getvalue())


def config_of(model):
    attention = model.layers[0].attention
    return {
        "model_type": "token-gaze-code", "is_decoder": True, "vocab_size": model.embedding.num_embeddings,
        "hidden_size": model.embedding.embedding_dim, "num_hidden_layers": len(model.layers), "num_attention_heads": attention.heads,
        "max_position_embeddings": CONTEXT, "sliding_window": WINDOW, "bos_token_id": 0,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=MODELS)
    options = parser.parse_args()
    folder, model = options.models / "code", load(options.run)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.run / "tokenizer.json", folder / "tokenizer.json")
    (folder / "config.json").write_text(json.dumps(config_of(model), indent=1) + "\n")
    graph = to_onnx(model)
    quantise(graph)
    onnx.checker.check_model(graph, full_check=True)
    (folder / "onnx/model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    write_entry(options.models, FILES, name="code", label="Code model", kind="decoder", folder="code", license="MIT",
                source="training/code")


if __name__ == "__main__":
    main()
