"""Exports a finished run as two folders in Hugging Face layout:  python -m training.pictures.export --run runs/pictures

media/models/pictures answers which thing is furthest left; media/models/captioner tells how two things lie. The graphs give
no attention: graph surgery finds it. The same run and versions give the same bytes.
"""
import argparse
import io
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from PIL import Image

from training.manifest import write_entry
from training.minilm.quantise import quantise
from training.pictures.evaluate import load
from training.pictures.model import PATCH, SIDE
from training.pictures.scenes import Thing, chance_of, paint
from training.pictures.train import batch_of
from training.pictures.vocabulary import ANSWERS, END, PAD, START, UNKNOWN, build

MODELS = Path(__file__).resolve().parents[2] / "media/models"
OPSET = 17
LONGEST = 16
SAMPLE = [Thing("square", "blue", 0, 1), Thing("ring", "orange", 2, 2), Thing("triangle", "green", 3, 0)]
ENCODER = {"image_size": SIDE, "patch_size": PATCH, "num_channels": 3, "hidden_size": 96, "num_hidden_layers": 4, "num_attention_heads": 4, "intermediate_size": 288}
DECODER = {"hidden_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 288, "max_position_embeddings": LONGEST}
PROCESSOR = {"image_processor_type": "ViTImageProcessor", "do_resize": True, "size": {"height": SIDE, "width": SIDE}, "resample": 2, "do_rescale": True,
             "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.5] * 3, "image_std": [0.5] * 3}
SPECIAL = {"pad_token_id": PAD, "bos_token_id": START, "eos_token_id": END, "unk_token_id": UNKNOWN, "decoder_start_token_id": START}


class Logits(torch.nn.Module):
    """A decoder without the weights it gives beside the logits."""

    def __init__(self, decoder):
        super().__init__()
        self.decoder = decoder

    def forward(self, input_ids, encoder_hidden_states):
        return self.decoder(input_ids, encoder_hidden_states)[0]


def export(module, feeds, output, axes):
    file = io.BytesIO()
    torch.onnx.export(module.eval(), tuple(feeds.values()), file, dynamo=False, opset_version=OPSET, input_names=list(feeds),
                      output_names=[output], dynamic_axes=axes)
    return onnx.load_model_from_string(file.getvalue())


def graphs(models):
    """By file name; checked against PyTorch on pictures and captions other than the examples."""
    pixels, _, ids = batch_of(1, 2, build(), held_out=True)
    batch = {0: "batch_size"}
    encoder = models["classifier"].encoder
    with torch.no_grad():
        states = encoder(pixels)
    made = {
        "classifier": (models["classifier"], {"pixel_values": pixels}, "logits", {"pixel_values": batch, "logits": batch}),
        "encoder_model": (encoder, {"pixel_values": pixels}, "last_hidden_state", {"pixel_values": batch, "last_hidden_state": batch}),
        "decoder_model": (Logits(models["decoder"]), {"input_ids": ids[:, :5], "encoder_hidden_states": states}, "logits",
                          {"input_ids": batch | {1: "target"}, "encoder_hidden_states": batch | {1: "patches"}, "logits": batch | {1: "target"}}),
    }
    exported = {name: export(*parts) for name, parts in made.items()}
    other, _, words = batch_of(2, 3, build())
    with torch.no_grad():
        feeds = {"classifier": (other,), "encoder_model": (other,), "decoder_model": (words, encoder(other))}
    for name, given in feeds.items():
        exact = difference(made[name][0], exported[name], given)
        assert exact < 1e-3, f"{name} gives other numbers than PyTorch, by {exact}"
        quantise(exported[name], smallest=4096)
        print(f"{name}: differs from PyTorch's by {exact:.2g} before and {difference(made[name][0], exported[name], given):.2g} after rounding")
        onnx.checker.check_model(exported[name], full_check=True)
    return exported


def difference(module, graph, feeds):
    session = onnxruntime.InferenceSession(graph.SerializeToString(), providers=["CPUExecutionProvider"])
    [got] = session.run(None, {put.name: feed.numpy() for put, feed in zip(session.get_inputs(), feeds)})
    with torch.no_grad():
        return np.abs(got - module(*feeds).numpy()).max()


def write(folder, **files):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, onnx.ModelProto):
            (folder / f"onnx/{name}.onnx").write_bytes(content.SerializeToString(deterministic=True))
        else:
            (folder / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n")
    Image.fromarray(paint(SAMPLE, chance_of(5), 4 * SIDE)[0]).save(folder / "sample.png", optimize=True)
    return ["sample.png", *(f"onnx/{name}.onnx" if isinstance(content, onnx.ModelProto) else f"{name}.json" for name, content in files.items())]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", nargs=2, default=["1,2", "6,3"], help="layer,head, from 0, shown first of each model")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, models = build(), load(options.run)
    exported = graphs(models)
    labels = {str(index): answer for index, answer in enumerate(ANSWERS)}
    classifier = {"model_type": "token-gaze-pictures", **ENCODER, "id2label": labels, "label2id": {answer: index for index, answer in enumerate(ANSWERS)}}
    captioner = {"model_type": "vision-encoder-decoder", "is_encoder_decoder": True, **SPECIAL,
                 "encoder": {"model_type": "token-gaze-pictures", **ENCODER},
                 "decoder": {"model_type": "token-gaze-captions", "is_decoder": True, "vocab_size": tokenizer.get_vocab_size(), **DECODER}}
    names = {"pad_token": "<pad>", "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    files = {
        "pictures": write(MODELS / "pictures", config=classifier, preprocessor_config=PROCESSOR, model=exported["classifier"]),
        "captioner": write(MODELS / "captioner", config=captioner, generation_config=SPECIAL | {"max_length": LONGEST}, preprocessor_config=PROCESSOR,
                           tokenizer=json.loads(tokenizer.to_str()), tokenizer_config=names | {"model_max_length": LONGEST},
                           encoder_model=exported["encoder_model"], decoder_model=exported["decoder_model"]),
    }
    for (name, label, kind), start in zip((("pictures", "Pictures", "vision"), ("captioner", "Captioner", "captioner")), options.start):
        layer, head = map(int, start.split(","))
        write_entry(MODELS, files[name], name=name, label=label, kind=kind, folder=name, license="MIT", source="training/pictures",
                    start={"layer": layer, "head": head}, sample="sample.png")
        print(f"{name}: {sum((MODELS / name / file).stat().st_size for file in files[name]) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
