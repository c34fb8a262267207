"""Bundles a trained policy. From the project's root:  python -m training.agent.export --run runs/agent --start 3,0

Writes config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx to media/models/agent, beside its card and its
sample, and enters them in the manifest. The graph gives no attention: graph surgery finds it.
"""
import argparse
import io
import json
from pathlib import Path

import onnx
import onnxruntime
import torch

from training.agent.bundle import FOLDER, MODELS, bundled_policy, named_after_parameters
from training.agent.model import Policy
from training.agent.symbols import world_tokenizer
from training.agent.train import batch_of
from training.agent.world import AGENT, MOVE_NAMES, SIDE
from training.manifest import write_entry
from training.minilm.quantise import quantise

FILES = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model.onnx", "sample.txt"]
SMALLEST = 4096
"""Values of a tensor that is worth rounding: the policy's are small."""


def graph_of(model: Policy) -> onnx.ModelProto:
    """input_ids [batch, 49] to logits [batch, 4], float32."""
    file = io.BytesIO()
    cells, _ = batch_of(0, 2)
    torch.onnx.export(model.eval(), (cells,), file, dynamo=False, opset_version=17, input_names=["input_ids"],
                      output_names=["logits"], dynamic_axes={"input_ids": {0: "batch_size"}, "logits": {0: "batch_size"}})
    graph = onnx.load_model_from_string(file.getvalue())
    named_after_parameters(graph.graph, model)
    return graph


@torch.no_grad()
def difference(graph: onnx.ModelProto, model: Policy) -> float:
    """The largest difference of a logit to PyTorch's, over 64 worlds."""
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    cells, _ = batch_of(1, 64)
    [logits] = session.run(None, {"input_ids": cells.numpy()})
    return (torch.from_numpy(logits) - model(cells)).abs().max().item()


def write_json(name: str, value: object) -> None:
    (FOLDER / name).write_text(json.dumps(value, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", help="layer,head, from 0, that is shown first")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = Policy()
    model.load_state_dict(torch.load(options.run / "model.pt", map_location="cpu", weights_only=True))
    graph = graph_of(model)
    exact = difference(graph, model.eval())
    assert exact < 1e-3, f"the exported graph gives other logits than PyTorch, by {exact}"
    quantise(graph, SMALLEST)
    onnx.checker.check_model(graph, full_check=True)
    (FOLDER / "onnx").mkdir(parents=True, exist_ok=True)
    (FOLDER / "onnx/model.onnx").write_bytes(graph.SerializeToString(deterministic=True))
    width, attention = model.kinds.embedding_dim, model.layers[0].attention
    write_json("config.json", {
        "model_type": "token-gaze-agent", "hidden_size": width, "num_hidden_layers": len(model.layers), "num_attention_heads": attention.heads,
        "intermediate_size": model.layers[0].feed[0].out_features, "vocab_size": AGENT + 1, "max_position_embeddings": SIDE * SIDE,
        "world": {"rows": SIDE, "columns": SIDE}, "id2label": dict(enumerate(MOVE_NAMES)),
    })
    world_tokenizer().save(str(FOLDER / "tokenizer.json"))
    write_json("tokenizer_config.json", {"model_max_length": SIDE * SIDE})
    start = {"start": dict(zip(("layer", "head"), map(int, options.start.split(","))))} if options.start else {}
    write_entry(MODELS, FILES, name="agent", label="Agent", kind="agent", folder="agent", license="MIT",
                source="training/agent", sample="sample.txt", **start)
    size = sum((FOLDER / name).stat().st_size for name in FILES)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters, {size / 1e6:.2f} MB; logits differ from PyTorch's by {exact:.2g} "
          f"before rounding, and after it by {difference(graph, model):.2g} ({difference(graph, bundled_policy()):.2g} from PyTorch with the rounded weights)")


if __name__ == "__main__":
    main()
