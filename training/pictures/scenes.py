"""Pictures we draw ourselves: two or three coloured shapes on a plain ground, and the sentence that tells how they lie."""
import math
import random

import numpy as np

SIDE, CELLS = 64, 4
COLOURS = {"red": (214, 48, 49), "green": (39, 154, 80), "blue": (41, 98, 214), "yellow": (240, 196, 25), "purple": (142, 68, 173), "orange": (232, 119, 28)}
SHAPES = ["circle", "square", "triangle", "cross", "ring"]
# Held out of training: these shapes are never seen in these colours.
HELD_OUT = {("red", "cross"), ("green", "ring"), ("blue", "triangle"), ("yellow", "circle"), ("purple", "square"), ("orange", "cross")}


class Thing:
    """A shape in a cell of the grid; `x` and `y` count cells from the top left."""

    def __init__(self, shape, colour, x, y):
        self.shape, self.colour, self.x, self.y = shape, colour, x, y

    @property
    def name(self):
        return f"{self.colour} {self.shape}"


def scene(chance, held_out):
    """Two or three things in different columns and rows; with at least one held-out pair, or with none."""
    while True:
        count = chance.choice([2, 2, 3])
        columns, rows = chance.sample(range(CELLS), count), chance.sample(range(CELLS), count)
        things = [Thing(chance.choice(SHAPES), chance.choice(list(COLOURS)), x, y) for x, y in zip(columns, rows)]
        names = {thing.name for thing in things}
        if len(names) == count and any((thing.colour, thing.shape) in HELD_OUT for thing in things) == held_out:
            return things


def told(things):
    """The caption that belongs to a picture: the leftmost thing and how it lies to the next one to its right."""
    first, second = sorted(things, key=lambda thing: thing.x)[:2]
    across, down = second.x - first.x, first.y - second.y
    relation = "left of" if across >= abs(down) else "above" if down < 0 else "below"
    return f"a {first.name} {relation} a {second.name}".replace("a orange", "an orange")


def draw(things, chance):
    """[SIDE, SIDE, 3] bytes."""
    return paint(things, chance)[0]


def paint(things, chance, side=SIDE):
    """A ground of a light grey, shapes a little off the middle of their cells and of their size: [side, side, 3] bytes, and how
    much of each pixel each thing covers, [things, side, side]."""
    ground = chance.randint(225, 250)
    picture = np.full((side, side, 3), ground, np.float32)
    cell = SIDE / CELLS
    rows, columns = (np.mgrid[0:side, 0:side] + 0.5) * SIDE / side
    shapes = []
    for thing in things:
        middle = ((thing.x + 0.5) * cell + chance.uniform(-1.5, 1.5), (thing.y + 0.5) * cell + chance.uniform(-1.5, 1.5))
        radius = chance.uniform(5.0, 6.5)
        shapes.append(covers(thing.shape, columns - middle[0], rows - middle[1], radius, side / SIDE))
        colour = np.array(COLOURS[thing.colour], np.float32) + chance.uniform(-12, 12)
        picture += shapes[-1][..., None] * (colour - picture)
    return picture.clip(0, 255).astype(np.uint8), np.stack(shapes)


def covers(shape, x, y, radius, scale=1):
    """How much of each pixel a shape covers, 0 to 1, with edges as soft as a pixel; `scale` pixels are one of SIDE."""
    away = np.hypot(x, y)
    distance = {
        "circle": lambda: away - radius,
        "ring": lambda: np.abs(away - 0.75 * radius) - 0.28 * radius,
        "square": lambda: np.maximum(abs(x), abs(y)) - 0.85 * radius,
        "triangle": lambda: np.maximum(y - 0.7 * radius, (abs(x) * math.sqrt(3) - y) / 2 - 0.55 * radius),
        "cross": lambda: np.minimum(np.maximum(abs(x) - 0.32 * radius, abs(y) - radius), np.maximum(abs(y) - 0.32 * radius, abs(x) - radius)),
    }[shape]()
    return np.clip(0.5 - distance * scale, 0, 1)


def chance_of(seed):
    return random.Random(seed)
