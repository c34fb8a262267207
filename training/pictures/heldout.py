"""Writes pictures for the tests, 100 in one file of ten rows, the lower half with things held out of training:

    python -m training.pictures.heldout
"""
import json
from pathlib import Path

import numpy as np
from PIL import Image

from training.pictures.evaluate import examples
from training.pictures.scenes import SIDE, told

OUT = Path(__file__).resolve().parents[2] / "test/fixtures/pictures"


def main():
    made = [example for held_out in (False, True) for example in examples(30_000_000, 50, held_out)]
    tiles = np.stack([picture for _, picture, _ in made]).reshape(10, 10, SIDE, SIDE, 3).transpose(0, 2, 1, 3, 4).reshape(10 * SIDE, 10 * SIDE, 3)
    Image.fromarray(tiles).save(OUT / "heldout.png", optimize=True)
    rows = [{"answer": things[0].name, "caption": told(things), "patches": [np.flatnonzero(covered).tolist() for covered in patches[:2]]}
            for things, _, patches in made]
    (OUT / "heldout.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


if __name__ == "__main__":
    main()
