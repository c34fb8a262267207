"""The Transformer of "Attention Is All You Need" (arXiv:1706.03762), pre-norm, small: attention written out, so that it can be read."""
import math

import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))

    def split(self, states):
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def forward(self, states, memory, mask):
        """states [B, Q, W], memory [B, K, W], mask [B, 1, Q or 1, K] additive; returns [B, Q, W] and weights [B, H, Q, K]."""
        query, key, value = self.split(self.query(states)), self.split(self.key(memory)), self.split(self.value(memory))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + mask
        weights = scores.softmax(-1)
        context = (weights @ value).transpose(1, 2).flatten(2)
        return self.output(context), weights


class FeedForward(nn.Sequential):
    def __init__(self, width, hidden):
        super().__init__(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, width))


class EncoderLayer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.attention, self.feed = Attention(width, heads), FeedForward(width, hidden)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, states, mask):
        normed = self.norms[0](states)
        states = states + self.drop(self.attention(normed, normed, mask)[0])
        return states + self.drop(self.feed(self.norms[1](states)))


class DecoderLayer(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.attention, self.cross, self.feed = Attention(width, heads), Attention(width, heads), FeedForward(width, hidden)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.drop = nn.Dropout(0.1)

    def forward(self, states, memory, causal, mask):
        normed = self.norms[0](states)
        states = states + self.drop(self.attention(normed, normed, causal)[0])
        crossed, weights = self.cross(self.norms[1](states), memory, mask)
        states = states + self.drop(crossed)
        return states + self.drop(self.feed(self.norms[2](states))), weights


class Encoder(nn.Module):
    def __init__(self, embedding, positions, layers, width, heads, hidden):
        super().__init__()
        self.embedding, self.positions = embedding, positions
        self.layers = nn.ModuleList(EncoderLayer(width, heads, hidden) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, input_ids, attention_mask):
        mask = additive(attention_mask)
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        states = self.embedding(input_ids) * math.sqrt(self.embedding.embedding_dim) + self.positions(places)
        for layer in self.layers:
            states = layer(states, mask)
        return self.norm(states)


class Decoder(nn.Module):
    def __init__(self, embedding, positions, layers, width, heads, hidden):
        super().__init__()
        self.embedding, self.positions = embedding, positions
        self.layers = nn.ModuleList(DecoderLayer(width, heads, hidden) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, input_ids, encoder_hidden_states, encoder_attention_mask):
        """Logits [B, T, vocabulary] and the cross-attention weights of each layer."""
        length = input_ids.shape[1]
        places = torch.arange(length, device=input_ids.device)
        causal = torch.where(places[None, :] > places[:, None], -1e9, 0.0)[None, None]
        mask, cross = additive(encoder_attention_mask), []
        states = self.embedding(input_ids) * math.sqrt(self.embedding.embedding_dim) + self.positions(places)
        for layer in self.layers:
            states, weights = layer(states, encoder_hidden_states, causal, mask)
            cross.append(weights)
        return self.norm(states) @ self.embedding.weight.T, cross


class Translator(nn.Module):
    def __init__(self, vocabulary, width=128, heads=4, layers=3, hidden=384, positions=64):
        super().__init__()
        embedding, places = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        nn.init.normal_(embedding.weight, std=width**-0.5)
        nn.init.normal_(places.weight, std=0.02)
        self.encoder = Encoder(embedding, places, layers, width, heads, hidden)
        self.decoder = Decoder(embedding, places, layers, width, heads, hidden)

    def forward(self, source, target):
        mask = (source != 0).long()
        return self.decoder(target, self.encoder(source, mask), mask)


def additive(mask):
    return (1.0 - mask[:, None, None, :].float()) * -1e9
