"""Writes the model's card, its loss curve and the list of its sources, from what train, evaluate and corpus left. From the project's root:

    python -m training.code.card --run runs/code --corpus runs/corpus
"""
import argparse
import json
import statistics
import textwrap
from pathlib import Path

MODEL = Path("media/models/code")
SOURCES = Path("training/code/sources.md")
NAMES = {"previous": "previous token", "induction": "induction", "duplicate": "duplicate", "bracket": "bracket", "first": "first token"}


def curve(log, size=(640, 240)):
    """The loss of every 20th batch by step, and the median of 25 of them around each, as SVG."""
    width, height = size
    left, bottom, top = 36, height - 24, 10
    last, most = log[-1]["step"], max(entry["loss"] for entry in log)
    def at(step, loss):
        return f"{left + (width - left - 8) * step / last:.1f},{bottom - (bottom - top) * loss / most:.1f}"
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
             f'<rect width="{width}" height="{height}" fill="#ffffff"/>']
    for loss in range(0, int(most) + 1, 2):
        y = bottom - (bottom - top) * loss / most
        parts.append(f'<line x1="{left}" x2="{width - 8}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>'
                     f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end" fill="#555555">{loss}</text>')
    for step in range(0, last + 1, 1000):
        x = left + (width - left - 8) * step / last
        parts.append(f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" fill="#555555">{step}</text>')
    entries = [entry for entry in log if entry["kind"] == "code"]
    points = [at(entry["step"], entry["loss"]).split(",") for entry in entries]
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="1"/>' for x, y in points)
    around = 12
    smooth = [(entry["step"], statistics.median(e["loss"] for e in entries[max(0, i - around):i + around + 1])) for i, entry in enumerate(entries)]
    line = " ".join(at(*point) for point in smooth[3:])
    parts.append(f'<g fill="#0b4fa8" fill-opacity="0.3">{dots}</g><polyline points="{line}" fill="none" stroke="#0b4fa8" stroke-width="1.5"/>'
                 f'<text x="{width - 12}" y="{top + 14}" text-anchor="end" fill="#0b4fa8">loss on code, nats a token, by step</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def head_table(heads):
    """One row a head; the strongest of each score is bold."""
    rows = ["| layer | head | " + " | ".join(NAMES.values()) + " |", "| --- | --- |" + " ---: |" * len(NAMES)]
    best = {name: max(max(layer) for layer in heads[name]) for name in NAMES}
    for layer in range(len(heads["previous"])):
        for head in range(len(heads["previous"][layer])):
            cells = [heads[name][layer][head] for name in NAMES]
            said = [f"**{value:.3f}**" if value == best[name] else f"{value:.3f}" for name, value in zip(NAMES, cells)]
            rows.append(f"| {layer + 1}{' (local)' if layer % 2 == 0 else ''} | {head + 1} | " + " | ".join(said) + " |")
    return "\n".join(rows)


def best_of(heads, name):
    """The strongest heads of a score: (layer, head, value), strongest first."""
    every = [(value, layer, head) for layer, values in enumerate(heads[name]) for head, value in enumerate(values)]
    return sorted(every, reverse=True)


def said(entry):
    value, layer, head = entry
    return f"layer {layer + 1} head {head + 1} ({value:.2f})"


def losses(log, steps):
    """Median loss of code batches around some steps."""
    found = {}
    for step in steps:
        near = [entry["loss"] for entry in log if entry["kind"] == "code" and abs(entry["step"] - step) <= 200]
        if near:
            found[step] = statistics.median(near)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--plan", required=True, help="how far that is of what was planned, as part of a sentence")
    parser.add_argument("--fixture", type=Path, default=Path("test/fixtures/code/expected.json"))
    options = parser.parse_args()
    report = json.loads((options.run / "report.json").read_text())
    log = [entry for entry in json.loads((options.run / "log.json").read_text()) if entry["step"] <= report["step"]]
    sources = json.loads((options.corpus / "sources.json").read_text())
    fixture = json.loads(options.fixture.read_text())
    (MODEL / "loss.svg").write_text(curve(log))
    SOURCES.write_text(list_of(sources))
    (MODEL / "README.md").write_text(card(report, log, sources, fixture, options.plan, (options.corpus / "train.txt").stat().st_size, (options.corpus / "test.txt").stat().st_size))


def list_of(sources):
    rows = "".join(f"| {s['name']} | {s['version']} | {s['licence']} | {s['bytes']:,} |\n" for s in sources)
    return ("# What the code model was trained and tested on\n\nSource files of the project's own dependencies with a permissive licence, as `corpus.py` took them from "
            "`node_modules`; the text itself is not distributed.\n\n| package | version | licence | bytes |\n| --- | --- | --- | ---: |\n" + rows)


def card(report, log, sources, fixture, plan, train, test):
    heads, step = report["heads"], report["step"]
    licences = ", ".join(sorted({source["licence"] for source in sources}))
    induction, previous, bracket = (best_of(heads, name) for name in ("induction", "previous", "bracket"))
    known = losses(log, range(500, step + 1, 500))
    right = f"{100 * report['repeatedAccuracy']:.1f} %"
    formed = (f"**Induction heads formed**: on random tokens that repeat, {said(induction[0])} and {said(induction[1])} give nearly all their weight to the "
              f"token that came after the last one like this, and what the model copies is right {right} of the time. They build on {said(previous[0])}, "
              "which looks at the token before."
              if induction[0][0] > 0.5 else
              f"Induction heads did not form: the strongest, {said(induction[0])}, gives little to the token that came after the last one like this.")
    paragraphs = {
        "about": "A causal Transformer of our own for code: pre-norm, rotary positions, 6 layers of 6 heads, 192 wide, 3.1 million weights, byte-level BPE of 2,048 "
                 "tokens, context 512. Layers 1, 3 and 5 see a window of 32 tokens (itself and the 31 before), layers 2, 4 and 6 all that came before, so that "
                 "local and global attention stand side by side. Licence: MIT, as Token Gaze.",
        "weights": "Weights are int8 in blocks of 64 with a float32 scale each (3.4 MB in place of 12.2), arithmetic is float32; `../manifest.json` has every "
                   "file's sha256.",
        "data": f"**Data.** {train / 1e6:.1f} MB of source code for training and {test / 1e6:.1f} MB for testing, from {len(sources)} packages that are this project's own "
                f"dependencies, under {licences}: `training/code/sources.md` names each with version, licence and bytes. Whole packages are held out, about one in ten, so "
                "that the test is of code that was never seen; builds of one source are taken once. Besides, random sequences that repeat a stretch of 4 to 64 tokens: every "
                "second batch of the first 1,000, then every tenth.",
        "training": f"**Training.** On one processor core that others used too, seed 0, {step:,} steps: {plan}. Batches of 16 x 256 tokens, in the last fifth 8 x 512; AdamW, 2e-3.",
        "good": f"**How good it is,** on held-out packages (float32, 65,536 tokens): loss {report['loss']:.3f} nats a token, the next token right {100 * report['accuracy']:.1f} % of the time. "
                "It has learned the habits of the packages it saw and is surprised by others' names, so its loss on them is higher. It is small: it closes brackets, repeats "
                f"names and idioms, and knows no program. On repeated random tokens, from the second time on, {right} right. With the bundled int8 weights, on "
                f"{fixture['tokens'] - 1} tokens of a held-out file (test/fixtures/code): {fixture['loss']:.3f} nats, {100 * fixture['accuracy']:.1f} %.",
        "heads": f"**What its heads do.** {formed} Each score is the share of a head's weight, averaged over the tokens that have such a key: on the previous token; on tokens that came "
                 "after an earlier one like this (induction, on repeated random sequences); on earlier equal tokens (duplicate); of closing brackets on the bracket they close; on the "
                 "first token. On held-out code but for induction.",
        "bracket": (f"No head is a bracket head outright: the strongest, {said(bracket[0])}, does other things too." if bracket[0][0] < 0.5 else "")
                   + (" None rests on the first token, as heads of larger models do." if best_of(heads, "first")[0][0] < 0.5 else ""),
    }
    about, weights, data, training, good, doing, outright = (textwrap.fill(text, 120, break_on_hyphens=False) for text in paragraphs.values())
    return f"""# Code model

{about}

| file | what |
| --- | --- |
| onnx/model.onnx | opset 17; `input_ids` to `logits`; no attention among its outputs: Token Gaze adds that, as it does for any model |
| tokenizer.json | byte-level BPE; `<|file|>` begins every text, and so ends the one before |
| config.json | in the hub's spelling |
| sample.ts | a text to try it on, ours |
| loss.svg | the loss as it was trained |

{weights}

{data}

{training}

    python -m training.code.corpus --modules node_modules --out runs/corpus
    python -m training.code.vocabulary --corpus runs/corpus --out runs/code
    python -m training.code.train --corpus runs/corpus --out runs/code --steps 6000
    python -m training.code.evaluate --corpus runs/corpus --run runs/code
    python -m training.code.export --run runs/code --start {induction[0][1]},{induction[0][2]}
    PYTHONPATH=. python test/fixtures/code/make.py
    python -m training.code.card --run runs/code --corpus runs/corpus --plan "…"

![Loss by step](loss.svg)

| step | {" | ".join(f"{at:,}" for at in known)} |
| --- |{" ---: |" * len(known)}
| loss on code, nats a token | {" | ".join(f"{value:.2f}" for value in known.values())} |

{good}

{doing}

{head_table(heads)}

{outright}
"""


if __name__ == "__main__":
    main()
