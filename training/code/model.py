"""A small causal Transformer for code: pre-norm, rotary positions (arXiv:2104.09864), every other layer sees a window only."""
import math

import torch
import torch.nn.functional as F
from torch import nn

WINDOW = 32


class Attention(nn.Module):
    def __init__(self, width, heads, window):
        super().__init__()
        self.heads, self.window = heads, window
        self.query, self.key, self.value, self.output = (nn.Linear(width, width, bias=False) for _ in range(4))

    def forward(self, states, rotation):
        """states [B, T, W]; returns [B, T, W]."""
        batch, length, width = states.shape
        shape = (batch, length, self.heads, width // self.heads)
        query, key, value = (part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        query, key = rotate(query, *rotation), rotate(key, *rotation)
        scores = query @ key.transpose(-1, -2) / math.sqrt(shape[-1]) + self.mask(length, states.device)
        context = scores.softmax(-1) @ value
        return self.output(context.transpose(1, 2).reshape(batch, length, width))

    def mask(self, length, device):
        places = torch.arange(length, device=device)
        back = places[:, None] - places[None, :]
        hidden = back < 0 if self.window is None else (back < 0) | (back >= self.window)
        return torch.where(hidden, -1e9, 0.0)[None, None]


def rotations(length, size, device):
    places = torch.arange(length, device=device).float()
    rates = 10000.0 ** (-torch.arange(0, size, 2, device=device).float() / size)
    angles = places[:, None] * rates[None, :]
    angles = torch.cat([angles, angles], -1)
    return angles.cos(), angles.sin()


def rotate(states, cos, sin):
    first, second = states.chunk(2, -1)
    return states * cos + torch.cat([-second, first], -1) * sin


class Layer(nn.Module):
    def __init__(self, width, heads, window):
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.attention = Attention(width, heads, window)
        self.rise, self.fall = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, states, rotation):
        states = states + self.attention(self.norms[0](states), rotation)
        return states + self.fall(F.gelu(self.rise(self.norms[1](states))))


class CodeModel(nn.Module):
    """Layers 1, 3, 5 … are local, 2, 4, 6 … global."""

    def __init__(self, vocabulary=2048, width=192, heads=6, layers=6):
        super().__init__()
        self.size = width // heads
        self.embedding = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(Layer(width, heads, WINDOW if index % 2 == 0 else None) for index in range(layers))
        self.norm = nn.LayerNorm(width)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                nn.init.normal_(weight, std=0.02 / (math.sqrt(2 * layers) if "output" in name or "fall" in name else 1))

    def forward(self, input_ids):
        """input_ids [B, T] to logits [B, T, vocabulary]."""
        rotation = rotations(input_ids.shape[1], self.size, input_ids.device)
        states = self.embedding(input_ids)
        for layer in self.layers:
            states = layer(states, rotation)
        return self.norm(states) @ self.embedding.weight.T
