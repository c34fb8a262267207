"""A grid world of our own: an agent, a goal and walls; the shortest way is found by breadth-first search."""
import random
from collections import deque

SIDE = 7
EMPTY, WALL, GOAL, AGENT = range(4)
MOVES = [(0, -1), (1, 0), (0, 1), (-1, 0)]
MOVE_NAMES = ["up", "right", "down", "left"]


class World:
    """`cells` [SIDE * SIDE], row by row from the top left; `agent` and `goal` are places in it."""

    def __init__(self, chance):
        while True:
            self.cells = [WALL if chance.random() < 0.25 else EMPTY for _ in range(SIDE * SIDE)]
            free = [at for at, cell in enumerate(self.cells) if cell == EMPTY]
            if len(free) < 2:
                continue
            self.agent, self.goal = chance.sample(free, 2)
            self.distances = distances(self.cells, self.goal)
            if self.agent in self.distances:
                return

    def seen(self):
        """What the agent is given: one id a cell."""
        cells = list(self.cells)
        cells[self.goal] = GOAL
        cells[self.agent] = AGENT
        return cells

    def best_moves(self):
        """Whether each move is on a shortest way."""
        here = self.distances[self.agent]
        return [self.distances.get(step(self.cells, self.agent, move), here) < here for move in MOVES]

    def act(self, move):
        """Moves, unless a wall or the edge is there; true at the goal."""
        self.agent = step(self.cells, self.agent, MOVES[move])
        return self.agent == self.goal


def step(cells, at, move):
    x, y = at % SIDE + move[0], at // SIDE + move[1]
    inside = 0 <= x < SIDE and 0 <= y < SIDE
    return y * SIDE + x if inside and cells[y * SIDE + x] != WALL else at


def distances(cells, goal):
    """How many moves each place is from the goal; places it cannot be reached from are left out."""
    found, queue = {goal: 0}, deque([goal])
    while queue:
        at = queue.popleft()
        for move in MOVES:
            neighbour = step(cells, at, move)
            if neighbour not in found:
                found[neighbour] = found[at] + 1
                queue.append(neighbour)
    return found


def chance_of(seed):
    return random.Random(seed)
