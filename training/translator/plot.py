"""Draws docs/accuracy-by-length.svg from figures.json and writes its numbers into docs/ancestors.md, from the repository's root:

    python -m training.translator.plot
"""
import json
import re
from pathlib import Path

FIGURES = Path("training/translator/figures.json")
DRAWING, PAGE = Path("docs/accuracy-by-length.svg"), Path("docs/ancestors.md")
SERIES = {"transformer": ("Transformer", "a", ""), "additive": ("GRU, additive attention", "b", ""), "convolutional": ("Convolutions, additive attention", "e", "12 4"),
          "dot": ("GRU, dot-product attention", "c", "7 4"),
          "none": ("GRU without attention", "d", "2 4")}
BUCKETS = {"4": "4–7", "8": "8–11", "12": "12–15", "16": "16–19", "20": "20–23", "24": "24–27", "28": "28–30"}
LEFT, TOP, WIDTH, HEIGHT = 64, 46, 470, 260
STYLE = """
  .panel { fill: #ffffff; stroke: #d0d0d0 } text { fill: #1f1f1f; font: 13px system-ui, sans-serif } .small { font-size: 12px; fill: #5a5a5a }
  .grid { stroke: #e3e3e3 } polyline { fill: none; stroke-width: 2.5 }
  .a { stroke: #005fb8 } .b { stroke: #b45309 } .c { stroke: #7c3aed } .d { stroke: #737373 } .e { stroke: #0f766e }
  circle.a { fill: #005fb8 } circle.b { fill: #b45309 } circle.c { fill: #7c3aed } circle.d { fill: #737373 } circle.e { fill: #0f766e }
  @media (prefers-color-scheme: dark) {
    .panel { fill: #1f1f1f; stroke: #454545 } text { fill: #e6e6e6 } .small { fill: #b0b0b0 } .grid { stroke: #383838 }
    .a { stroke: #4daafc } .b { stroke: #f0a33f } .c { stroke: #b794f6 } .d { stroke: #a3a3a3 } .e { stroke: #2dd4bf }
    circle.a { fill: #4daafc } circle.b { fill: #f0a33f } circle.c { fill: #b794f6 } circle.d { fill: #a3a3a3 } circle.e { fill: #2dd4bf }
  }
"""


def place(bucket, share):
    return LEFT + 24 + list(BUCKETS).index(bucket) * (WIDTH - 48) / (len(BUCKETS) - 1), TOP + HEIGHT * (1 - share)


def series(name, figures):
    label, mark, dash = SERIES[name]
    points = [place(bucket, right / count) for bucket, (right, count) in figures["evenly"].items()]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle class="{mark}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in points)
    return f'<polyline class="{mark}" points="{line}"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}/>{dots}'


def legend(row, name, figures):
    label, mark, dash = SERIES[name]
    y = TOP + 14 + row * 42
    steps = f'{figures["steps"]:,} steps'
    return (f'<line class="{mark}" x1="{LEFT + WIDTH + 24}" y1="{y}" x2="{LEFT + WIDTH + 52}" y2="{y}" stroke-width="2.5"{f" stroke-dasharray={chr(34)}{dash}{chr(34)}" if dash else ""}/>'
            f'<text x="{LEFT + WIDTH + 60}" y="{y + 4}">{label}</text><text class="small" x="{LEFT + WIDTH + 60}" y="{y + 20}">{figures["exact"] * 100:.1f} % of all, {steps}</text>')


def table(figures, known):
    head = f"| words | {' | '.join(BUCKETS.values())} | all 2,000 | steps |"
    rows = [f"| {SERIES[name][0]} | " + " | ".join(f"{100 * right / count:.1f} %" for right, count in figures[name]["evenly"].values())
            + f" | {100 * figures[name]['exact']:.1f} % | {figures[name]['steps']:,} |" for name in known]
    return "\n".join([head, "| --- |" + " ---: |" * (len(BUCKETS) + 2), *rows])


def curves(figures, known):
    """The losses of those that are no Transformers after as many steps each; training stopped at different places."""
    recurrent = [name for name in known if name != "transformer"]
    steps = [step for step in figures["additive"]["curve"] if any(step in figures[name]["curve"] for name in recurrent if name != "additive")] or list(figures["additive"]["curve"])
    rows = [f"| {SERIES[name][0]} | " + " | ".join(f"{figures[name]['curve'][step]:.3f}" if step in figures[name]["curve"] else "-" for step in steps) + " |" for name in recurrent]
    return "\n".join([f"| loss after steps | {' | '.join(f'{int(step):,}' for step in steps)} |", "| --- |" + " ---: |" * len(steps), *rows])


def main():
    figures = json.loads(FIGURES.read_text())
    known = [name for name in SERIES if name in figures]
    count = max(count for _, count in figures[known[0]]["evenly"].values())
    grid = "".join(f'<line class="grid" x1="{LEFT}" x2="{LEFT + WIDTH}" y1="{TOP + HEIGHT * (1 - share / 4):.1f}" y2="{TOP + HEIGHT * (1 - share / 4):.1f}"/>'
                   f'<text class="small" x="{LEFT - 8}" y="{TOP + HEIGHT * (1 - share / 4) + 4:.1f}" text-anchor="end">{share * 25} %</text>' for share in range(5))
    ticks = "".join(f'<text class="small" x="{place(bucket, 0)[0]:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{label}</text>' for bucket, label in BUCKETS.items())
    said = "; ".join(f"{SERIES[name][0]} " + ", ".join(f"{BUCKETS[bucket]}: {right / all_:.0%}" for bucket, (right, all_) in figures[name]["evenly"].items()) for name in known)
    DRAWING.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {TOP + HEIGHT + 52}" role="img" aria-labelledby="title desc">'
        f'<title id="title">Sentences translated exactly, by their length</title><desc id="desc">{said}.</desc><style>{STYLE}</style>'
        f'<rect class="panel" x="0.5" y="0.5" width="799" height="{TOP + HEIGHT + 51}" rx="6"/><text x="{LEFT}" y="26">Held-out sentences translated exactly, by words of the English</text>'
        f'{grid}{ticks}<text class="small" x="{LEFT + WIDTH / 2}" y="{TOP + HEIGHT + 40}" text-anchor="middle">words, up to {count} sentences a point</text>'
        + "".join(series(name, figures[name]) for name in known) + "".join(legend(row, name, figures[name]) for row, name in enumerate(known)) + "</svg>\n")
    between = f"<!-- figures -->\n{table(figures, known)}\n\n{curves(figures, known)}\n<!-- /figures -->"
    PAGE.write_text(re.sub(r"<!-- figures -->.*<!-- /figures -->", between, PAGE.read_text(), flags=re.DOTALL))


if __name__ == "__main__":
    main()
