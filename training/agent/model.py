"""An attention policy: the cells are tokens, and the agent's own cell decides where to go."""
import torch
from torch import nn

from training.agent.world import AGENT, SIDE
from training.translator.model import EncoderLayer


class Policy(nn.Module):
    def __init__(self, width=64, heads=4, layers=4):
        super().__init__()
        self.kinds, self.positions = nn.Embedding(4, width), nn.Embedding(SIDE * SIDE, width)
        self.layers = nn.ModuleList(EncoderLayer(width, heads, 2 * width) for _ in range(layers))
        self.norm, self.move = nn.LayerNorm(width), nn.Linear(width, 4)

    def forward(self, input_ids):
        """input_ids [B, 49], one kind a cell, to logits [B, 4] of up, right, down, left."""
        states = self.kinds(input_ids) + self.positions(torch.arange(input_ids.shape[1], device=input_ids.device))
        for layer in self.layers:
            states = layer(states, 0.0)
        own = (input_ids == AGENT).float()[:, None, :] @ self.norm(states)
        return self.move(own[:, 0])
