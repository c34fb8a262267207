"""A tiny vision Transformer (arXiv:2010.11929) whose first state answers a question, and a decoder that captions from its patches."""
import torch
from torch import nn

from training.pictures.scenes import COLOURS, SHAPES
from training.translator.model import DecoderLayer, EncoderLayer

PATCH, SIDE = 8, 64


class VisionEncoder(nn.Module):
    def __init__(self, width=96, heads=4, layers=4):
        super().__init__()
        self.patches = nn.Conv2d(3, width, PATCH, PATCH)
        self.classifier_token = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(torch.randn(1, 1 + (SIDE // PATCH) ** 2, width) * 0.02)
        self.layers = nn.ModuleList(EncoderLayer(width, heads, 3 * width) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, pixel_values):
        """pixel_values [B, 3, 64, 64] to states [B, 1 + 64, width]: the class token's, then the patches' row by row."""
        patches = self.patches(pixel_values).flatten(2).transpose(1, 2)
        states = torch.cat([self.classifier_token.expand(patches.shape[0], -1, -1), patches], 1) + self.positions
        for layer in self.layers:
            states = layer(states, 0.0)
        return self.norm(states)


class Classifier(nn.Module):
    """Which shape is furthest left, and of which colour, from the class token."""

    def __init__(self, encoder, answers):
        super().__init__()
        self.encoder = encoder
        self.answer = nn.Linear(encoder.norm.normalized_shape[0], answers)

    def forward(self, pixel_values):
        return self.answer(self.encoder(pixel_values)[:, 0])


class Answer(nn.Module):
    """The logit of each colour with each shape: the sum of the two's own."""

    def __init__(self, width):
        super().__init__()
        self.colour, self.shape = nn.Linear(width, len(COLOURS)), nn.Linear(width, len(SHAPES))

    def forward(self, state):
        return (self.colour(state)[:, :, None] + self.shape(state)[:, None, :]).flatten(1)


class CaptionDecoder(nn.Module):
    def __init__(self, vocabulary, longest=16, width=96, heads=4, layers=2):
        super().__init__()
        self.embedding, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(longest, width)
        nn.init.normal_(self.embedding.weight, std=width**-0.5)
        nn.init.normal_(self.positions.weight, std=0.02)
        self.layers = nn.ModuleList(DecoderLayer(width, heads, 3 * width) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, input_ids, encoder_hidden_states):
        """Logits [B, T, vocabulary] and the cross-attention weights of each layer."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        causal = torch.where(places[None, :] > places[:, None], -1e9, 0.0)[None, None]
        states, cross = self.embedding(input_ids) * self.embedding.embedding_dim**0.5 + self.positions(places), []
        for layer in self.layers:
            states, weights = layer(states, encoder_hidden_states, causal, 0.0)
            cross.append(weights)
        return self.norm(states) @ self.embedding.weight.T, cross
