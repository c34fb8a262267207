"""What the bundled policy does, and what each of its heads looks at. From the project's root:  python -m training.agent.evaluate

Prints how often the goal of a new world is reached, and tables of the weights over every state that is met on the way.
"""
import json

import torch

from training.agent.bundle import bundled_policy
from training.agent.train import reached
from training.agent.world import EMPTY, GOAL, MOVES, SIDE, WALL, World, chance_of, distances, step

WORLDS = 500
SEED = 10_000_000
MOST = 40
"""Moves after which a walk is given up."""


def attention_of(model, cells):
    """Weights [layers, B, heads, 49, 49] of cells [B, 49]."""
    found = []
    hooks = [layer.attention.register_forward_hook(lambda _module, _inputs, output: found.append(output[1])) for layer in model.layers]
    model(cells)
    for hook in hooks:
        hook.remove()
    return torch.stack(found)


def walked(model, worlds):
    """Every state on the ways that the policy takes, as worlds; a way ends at the goal, or where a cell comes again."""
    states = []
    for world in worlds:
        been = set()
        while world.agent != world.goal and world.agent not in been and len(been) < MOST:
            been.add(world.agent)
            states.append((world.seen(), world.agent, world.goal, [move for move, best in enumerate(world.best_moves()) if best], ways(world)))
            world.act(model(torch.tensor([world.seen()])).argmax(-1).item())
    return states


def ways(world):
    """The cells of all shortest ways, the agent's own and the goal left out."""
    there, back = distances(world.cells, world.agent), world.distances
    return [at for at in there if at in back and there[at] + back[at] == back[world.agent] and at not in (world.agent, world.goal)]


def neighbours(cells, at):
    """The cells above, right, below and left of a cell, where they are in the world; walls too."""
    inside = [0] * (SIDE * SIDE)
    return sorted({step(inside, at, move) for move in MOVES} - {at})


def masks(state):
    """What of the cells is of each kind, seen from the agent: name to places."""
    cells, agent, goal, best, way = state
    beside = neighbours(cells, agent)
    return {
        "itself": [agent], "goal": [goal], "beside": beside, "walls beside": [at for at in beside if cells[at] == WALL],
        "next on a shortest way": [step(cells, agent, MOVES[move]) for move in best],
        "on a shortest way": way,
        "walls": [at for at, cell in enumerate(cells) if cell == WALL],
        "free cells": [at for at, cell in enumerate(cells) if cell in (EMPTY, GOAL)],
    }


@torch.no_grad()
def measured(model, states, batch=256):
    """For each layer and head the mean weight from the agent's cell on each kind, and of all cells on those beside them."""
    names = list(masks(states[0]))
    sums = torch.zeros(len(names) + 3, len(model.layers), model.layers[0].attention.heads)
    around = torch.zeros(SIDE * SIDE, SIDE * SIDE)
    for at in range(SIDE * SIDE):
        around[at, neighbours([], at)] = 1
    for first in range(0, len(states), batch):
        some = states[first:first + batch]
        weights = attention_of(model, torch.tensor([cells for cells, *_ in some]))
        own = torch.stack([weights[:, at, :, agent] for at, (_, agent, *_) in enumerate(some)], 1)
        for row, name in enumerate(names):
            kind = torch.zeros(len(some), SIDE * SIDE)
            for at, state in enumerate(some):
                kind[at, masks(state)[name]] = 1
            sums[row] += (own * kind[None, :, None]).sum(-1).sum(1)
        goals = torch.tensor([goal for _, _, goal, *_ in some])
        places = goals[None, :, None, None, None].expand(*weights.shape[:4], 1)
        sums[-3] += (weights * around).sum(-1).mean(-1).sum(1)
        sums[-2] += weights.diagonal(dim1=-2, dim2=-1).mean(-1).sum(1)
        sums[-1] += weights.gather(-1, places)[..., 0].mean(-1).sum(1)
    return [*names, "all: beside", "all: itself", "all: goal"], sums / len(states)


@torch.no_grad()
def main():
    torch.set_num_threads(1)
    model = bundled_policy()
    print(json.dumps(reached(model, WORLDS, SEED, MOST)))
    chance = chance_of(SEED)
    states = walked(model, [World(chance) for _ in range(WORLDS)])
    names, means = measured(model, states)
    flat = {name: sum(len(masks(state)[name]) for state in states) / len(states) / SIDE**2 for name in masks(states[0])}
    print(f"{len(states)} states\n{'':24}{'even':>7}" + "".join(f"{layer + 1}.{head + 1:<2}".rjust(7) for layer in range(means.shape[1]) for head in range(means.shape[2])))
    for name, row in zip(names, means):
        print(f"{name:24}{flat.get(name, float('nan')):7.3f}" + "".join(f"{value:7.3f}" for value in row.flatten().tolist()))


if __name__ == "__main__":
    main()
