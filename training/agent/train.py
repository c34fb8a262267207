"""Trains the policy on shortest ways:  python -m training.agent.train --out runs/agent --steps 8000"""
import argparse
import json
from pathlib import Path

import torch
import torch.nn.functional as F

from training.agent.model import Policy
from training.agent.world import World, chance_of


def batch_of(seed, size):
    """cells [size, 49] and the share of each best move [size, 4]."""
    chance = chance_of(seed)
    worlds = [World(chance) for _ in range(size)]
    best = torch.tensor([world.best_moves() for world in worlds]).float()
    return torch.tensor([world.seen() for world in worlds]), best / best.sum(-1, keepdim=True)


@torch.no_grad()
def reached(model, count=500, seed=10_000_000, most=40):
    """How many goals of new worlds are reached, and how many by a shortest way."""
    chance = chance_of(seed)
    worlds = [World(chance) for _ in range(count)]
    shortest = [world.distances[world.agent] for world in worlds]
    taken = [None] * count
    for moves in range(1, most + 1):
        open_worlds = [at for at in range(count) if taken[at] is None]
        if not open_worlds:
            break
        chosen = model(torch.tensor([worlds[at].seen() for at in open_worlds])).argmax(-1).tolist()
        for at, move in zip(open_worlds, chosen):
            if worlds[at].act(move):
                taken[at] = moves
    arrived = sum(moves is not None for moves in taken)
    return {"reached": arrived / count, "shortest": sum(a == b for a, b in zip(taken, shortest)) / count}


def train(steps, batch, rate, tell=print):
    """A policy from nothing, and its loss every 200 steps: the same for the same numbers."""
    torch.manual_seed(0)
    model = Policy()
    tell(f"{sum(p.numel() for p in model.parameters()):,} parameters", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1, pct_start=0.1)
    log = []
    for at in range(1, steps + 1):
        cells, best = batch_of(at, batch)
        loss = F.cross_entropy(model(cells), best)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if at % 200 == 0 or at == steps:
            log.append({"step": at, "loss": round(loss.item(), 4)})
            tell(log[-1], flush=True)
    return model.eval(), log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    model, log = train(options.steps, options.batch, options.rate)
    torch.save(model.state_dict(), options.out / "model.pt")
    report = {"steps": options.steps, **reached(model)}
    (options.out / "report.json").write_text(json.dumps({**report, "log": log}, indent=1))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
