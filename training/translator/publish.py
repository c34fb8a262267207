"""Measures, exports, describes and draws a trained translator that is no Transformer, from the repository's root:

    python -m training.translator.publish --model additive --run runs/additive --planned 4000

Writes media/models/translator-<model> with its card and its entry in the manifest, figures.json beside this file, what PyTorch
computes with the bundled weights for the tests, and plot and table in docs. --before names the runs whose weights it went on
from, the first one first, and --rates the rates they went on with. The Transformer's figures alone are kept (--model transformer).
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

import onnxruntime
import torch
from tokenizers import Tokenizer

from training.translator import plot
from training.translator.card import LABELS, card
from training.translator.data import pairs_of_text
from training.translator.evaluate import SEED, exact_by_length

MODELS = Path("media/models")
EACH, BUNDLED = 40, 200


class Graphs:
    """The exported graphs in the place of the PyTorch model."""

    def __init__(self, folder):
        self.sessions = [onnxruntime.InferenceSession(str(folder / f"onnx/{name}_model.onnx"), providers=["CPUExecutionProvider"]) for name in ("encoder", "decoder")]

    def encoder(self, source, mask):
        return torch.from_numpy(self.sessions[0].run(None, {"input_ids": source.numpy(), "attention_mask": mask.numpy()})[0])

    def decoder(self, target, memory, mask):
        feeds = {"input_ids": target.numpy(), "encoder_hidden_states": memory.numpy(), "encoder_attention_mask": mask.numpy()}
        return torch.from_numpy(self.sessions[1].run(None, feeds)[0]), []


def run(module, *arguments):
    subprocess.run([sys.executable, "-W", "ignore", "-m", f"training.translator.{module}", *map(str, arguments)], check=True)


def trained(options):
    """What the logs of a run, and of those it went on from, tell."""
    logs = [json.loads((path / "log.json").read_text()) for path in (*options.before, options.run)]
    steps = [log[-1]["step"] for log in logs]
    planned = options.planned or steps[-1]
    names = [*["first", "second", "third"][:len(options.before)], options.model]
    commands = [f"python -m training.translator.train --model {options.model} --out runs/{name} --steps {count}"
                + (f" --rate {options.rates[at - 1]} --from runs/{names[at - 1]}" if at else "")
                for at, (name, count) in enumerate(zip(names, [*steps[:-1], planned]))]
    befores = " ".join(["--before", *(f"runs/{name}" for name in names[:-1]), "--rates", *options.rates])
    commands.append(f"python -m training.translator.publish --model {options.model} --run runs/{options.model} {befores if options.before else ''}".rstrip())
    # All runs report every 100 steps: the mean of the five reports up to each 500.
    curve = {row[-1]["step"]: sum(each["loss"] for each in row) / 5 for end in range(5, len(logs[0]) + 1, 5) for row in [logs[0][end - 5:end]]}
    last = logs[-1][-5:]
    return {"curve": curve, "steps": sum(steps), "planned": sum(steps[:-1]) + planned, "loss": sum(row["loss"] for row in last) / len(last), "commands": commands}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True, choices=["transformer", *LABELS])
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--before", type=Path, nargs="+", default=[])
    parser.add_argument("--planned", type=int, help="steps that the run was to make")
    parser.add_argument("--rates", nargs="+", default=[], help="of each run that went on from another")
    options = parser.parse_args()
    assert len(options.rates) == len(options.before), "every run that went on from another has a rate"
    torch.set_num_threads(1)
    report = options.run / "report.json"
    if not report.exists() or report.stat().st_mtime < (options.run / "model.pt").stat().st_mtime or "evenly" not in json.loads(report.read_text()):
        run("evaluate", "--model", options.model, "--run", options.run, "--each", EACH)
    figures = json.loads(report.read_text()) | trained(options)
    if options.model != "transformer":
        folder = MODELS / f"translator-{options.model}"
        start = ["--start", "0,0"] if options.model != "none" else []
        run("export", "--run", options.run, "--out", folder, "--bundle", folder.name, "--label", LABELS[options.model], *start)
        weights = torch.load(options.run / "model.pt", weights_only=True)
        rights = exact_by_length(Tokenizer.from_file(str(folder / "tokenizer.json")), Graphs(folder), pairs_of_text(SEED, BUNDLED))[0]
        figures |= {
            "int8": [sum(counts[at] for counts in rights.values()) for at in (0, 1)],
            # The embedding is one, for both halves.
            "parameters": sum(value.numel() for name, value in weights.items() if name != "decoder.embedding.weight"),
            "width": weights["decoder.start.weight"].shape[0], "embedded": weights["encoder.embedding.weight"].shape[1],
            "megabytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != "README.md") / 1e6,
        }
        (folder / "README.md").write_text(card(options.model, figures))
        if options.model != "none":
            run("oracle", "--run", options.run, "--folder", folder)
    kept = json.loads(plot.FIGURES.read_text()) if plot.FIGURES.exists() else {}
    plot.FIGURES.write_text(json.dumps(kept | {options.model: figures}, indent=1, ensure_ascii=False) + "\n")
    plot.main()


if __name__ == "__main__":
    main()
