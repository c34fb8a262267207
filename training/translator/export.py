"""Exports a trained translator to a folder in Hugging Face layout, from the repository's root:

    python -m training.translator.export --run runs/transformer --out out

Writes config.json, generation_config.json, tokenizer.json, tokenizer_config.json, onnx/encoder_model.onnx,
onnx/decoder_model.onnx and onnx/embedding.bin, the weights that both graphs have; which model the run holds, and its sizes, are read off its weights. The graphs give no attention:
graph surgery finds it. The same run and versions give the same bytes. With --bundle NAME the folder, then under
media/models, gets a sample and is entered in the manifest.
"""
import argparse
import io
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import helper, numpy_helper
from tokenizers import Tokenizer

from training.manifest import write_entry
from training.minilm.quantise import quantise
from training.translator.model import Translator
from training.translator.recurrent import RecurrentTranslator
from training.translator.share import share
from training.translator.vocabulary import END, PAD, START, UNKNOWN


OPSET = 17
FILES = ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
         "onnx/encoder_model.onnx", "onnx/decoder_model.onnx", "onnx/embedding.bin"]
SAMPLE = "The cat sat on the mat.\n"


def kind_of(weights):
    """transformer, convolutional, additive, dot or none, by the parameters there are."""
    if "decoder.start.weight" not in weights:
        return "transformer"
    if "encoder.widen.weight" in weights:
        return "convolutional"
    if "decoder.score.energy.weight" in weights:
        return "additive"
    return "dot" if "decoder.score.query.weight" in weights else "none"


def load(run, heads):
    """The model of a run, its configuration in the hub's spelling, and its tokenizer."""
    weights = torch.load(run / "model.pt", map_location="cpu", weights_only=True)
    kind = kind_of(weights)
    words, embedded = weights["encoder.embedding.weight"].shape
    config = {"model_type": f"token-gaze-translator-{kind}", "is_encoder_decoder": True, "vocab_size": words, "pad_token_id": PAD,
              "bos_token_id": START, "eos_token_id": END, "unk_token_id": UNKNOWN, "decoder_start_token_id": START}
    if kind == "transformer":
        layers = sum(name.startswith("encoder.layers.") and name.endswith("attention.query.weight") for name in weights)
        hidden, positions = weights["encoder.layers.0.feed.0.weight"].shape[0], weights["encoder.positions.weight"].shape[0]
        model = Translator(words, embedded, heads, layers, hidden, positions)
        config |= {"d_model": embedded, "encoder_layers": layers, "decoder_layers": layers, "encoder_attention_heads": heads,
                   "decoder_attention_heads": heads, "encoder_ffn_dim": hidden, "decoder_ffn_dim": hidden,
                   "max_position_embeddings": positions}
    else:
        width = weights["decoder.start.weight"].shape[0]
        model = RecurrentTranslator(words, kind, width, embedded)
        convolutions = sum(name.startswith("encoder.layers.") and name.endswith(".weight") for name in weights)
        config |= {"hidden_size": width, "embedding_size": embedded, "num_hidden_layers": 1, **({"convolutional_layers": convolutions} if convolutions else {}),
                   **({} if kind == "none" else {"num_attention_heads": 1, "attention_score": "dot" if kind == "dot" else "additive"})}
    model.load_state_dict(weights)
    tokenizer = Tokenizer.from_file(str(run / "tokenizer.json"))
    assert tokenizer.get_vocab_size() == words, "the tokenizer is not the one the model was trained with"
    return model.eval(), config, tokenizer


class Logits(torch.nn.Module):
    """A decoder without the weights it gives beside the logits."""

    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, input_ids, encoder_hidden_states, encoder_attention_mask):
        return self.decoder(input_ids, encoder_hidden_states, encoder_attention_mask)[0]


def export(module, feeds, output, lengths):
    """One float32 graph; `lengths` names the second axis of each input and of the output."""
    file = io.BytesIO()
    axes = {name: {0: "batch_size", 1: length} for name, length in zip([*feeds, output], lengths)}
    torch.onnx.export(module.eval(), tuple(feeds.values()), file, dynamo=False, opset_version=OPSET, input_names=list(feeds),
                      output_names=[output], dynamic_axes=axes)
    return onnx.load_model_from_string(file.getvalue())


def graphs(model):
    ids = torch.tensor([[5, 6, 7, 8, END], [9, 5, END, PAD, PAD]])
    mask = (ids != PAD).long()
    with torch.no_grad():
        states = model.encoder(ids, mask)
    encoder = export(model.encoder, {"input_ids": ids, "attention_mask": mask}, "last_hidden_state", ["source"] * 3)
    target = torch.tensor([[START, 5, 6], [START, 7, 8]])
    feeds = {"input_ids": target, "encoder_hidden_states": states, "encoder_attention_mask": mask}
    decoder = export(Logits(model.decoder), feeds, "logits", ["target", "source", "source", "target"])
    return encoder, decoder


def share_transposed(graph):
    """The exporter stores a matrix that is used both ways twice: the copy becomes a Transpose of the other."""
    kept, nodes, seen = [], [], {}
    for tensor in graph.graph.initializer:
        array = numpy_helper.to_array(tensor)
        twin = next((name for name, other in seen.items() if array.ndim == 2 and array.size > 10_000
                     and other.shape == array.shape[::-1] and np.array_equal(other, array.T)), None)
        if twin is None:
            kept.append(tensor)
            seen[tensor.name] = array
        else:
            nodes.append(helper.make_node("Transpose", [twin], [tensor.name], name=f"{tensor.name}_transpose", perm=[1, 0]))
    nodes += graph.graph.node
    for field, items in (("initializer", kept), ("node", nodes)):
        graph.graph.ClearField(field)
        getattr(graph.graph, field).extend(items)


def difference(model, encoder, decoder, tokenizer):
    """The largest difference of a logit to PyTorch's, on sentences of other lengths than the example's."""
    sessions = [onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"]) for graph in (encoder, decoder)]
    most = 0.0
    for text in ("The cat sat on the mat.", "The dog chased the ball."):
        ids = torch.tensor([tokenizer.encode(text).ids])
        mask, target = torch.ones_like(ids), torch.tensor([[START, *range(4, 4 + ids.shape[1])]])
        [states] = sessions[0].run(None, {"input_ids": ids.numpy(), "attention_mask": mask.numpy()})
        feeds = {"input_ids": target.numpy(), "encoder_hidden_states": states, "encoder_attention_mask": mask.numpy()}
        [logits] = sessions[1].run(None, feeds)
        with torch.no_grad():
            exact = model.decoder(target, model.encoder(ids, mask), mask)[0]
        most = max(most, (torch.from_numpy(logits) - exact).abs().max().item())
    return most


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--heads", type=int, default=4, help="of the Transformer, whose weights do not tell")
    parser.add_argument("--weights", choices=["int8", "float32"], default="int8", help="int8: in blocks of 64 with a scale each")
    parser.add_argument("--bundle", help="enter the folder in media/models/manifest.json under this name")
    parser.add_argument("--label")
    parser.add_argument("--start", help="layer,head, from 0, that is shown first: 7,0")
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, config, tokenizer = load(options.run, options.heads)
    encoder, decoder = graphs(model)
    exact = difference(model, encoder, decoder, tokenizer)
    assert exact < 1e-3, f"the exported graphs give other logits than PyTorch, by {exact}"
    (options.out / "onnx").mkdir(parents=True, exist_ok=True)
    for graph in (encoder, decoder):
        share_transposed(graph)
        if options.weights == "int8":
            quantise(graph)
    rounded = difference(model, encoder, decoder, tokenizer)
    (options.out / "onnx/embedding.bin").write_bytes(share(encoder, decoder, "embedding.bin"))
    for graph, name in ((encoder, "encoder_model"), (decoder, "decoder_model")):
        path = options.out / f"onnx/{name}.onnx"
        path.write_bytes(graph.SerializeToString(deterministic=True))
        onnx.checker.check_model(path, full_check=True)
    longest = config.get("max_position_embeddings", 64)
    write_json(options.out / "config.json", config)
    write_json(options.out / "generation_config.json", {name: config[name] for name in config if name.endswith("_token_id")} | {"max_length": longest})
    write_json(options.out / "tokenizer_config.json", {"model_max_length": longest, "pad_token": "<pad>", "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"})
    shutil.copyfile(options.run / "tokenizer.json", options.out / "tokenizer.json")
    if options.bundle:
        (options.out / "sample.txt").write_text(SAMPLE, "utf-8")
        write_entry(options.out.parent, [*FILES, "sample.txt"], name=options.bundle, label=options.label or options.bundle, kind="encoder-decoder",
                    folder=options.out.name, license="MIT", source="training/translator", sample="sample.txt",
                    **({"start": dict(zip(("layer", "head"), map(int, options.start.split(","))))} if options.start else {}))
    size = sum((options.out / name).stat().st_size for name in FILES)
    print(f"{config['model_type']}: {sum(p.numel() for p in model.parameters()):,} parameters, {size / 1e6:.2f} MB as {options.weights}; "
          f"logits differ from PyTorch's by {exact:.2g} before and {rounded:.2g} after rounding")


if __name__ == "__main__":
    main()
