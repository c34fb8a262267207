"""The translators that attention was born in: a GRU encoder-decoder with additive, dot-product or no attention; and one whose
encoder is convolutional, with additive attention too, so that the readers alone differ.

Additive scores after Bahdanau et al. (arXiv:1409.0473), v·tanh(W q + U k); the decoder's state attends after its own step, as in
Luong et al. (arXiv:1508.04025), so that all target positions are computed at once.
"""
import torch
from torch import nn

from training.translator.convolutional import ConvolutionalEncoder


class AdditiveScore(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.query, self.key, self.energy = nn.Linear(width, width), nn.Linear(width, width, bias=False), nn.Linear(width, 1, bias=False)

    def forward(self, states, memory):
        return self.energy(torch.tanh(self.query(states)[:, :, None] + self.key(memory)[:, None])).squeeze(-1)


class DotScore(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.query = nn.Linear(width, width, bias=False)

    def forward(self, states, memory):
        return self.query(states) @ memory.transpose(1, 2)


class RecurrentEncoder(nn.Module):
    def __init__(self, embedding, width):
        super().__init__()
        self.embedding = embedding
        self.forwards = nn.GRU(embedding.embedding_dim, width // 2, batch_first=True)
        self.backwards = nn.GRU(embedding.embedding_dim, width // 2, batch_first=True)

    def forward(self, input_ids, attention_mask):
        """[B, S] to [B, S, width]: the left half has read up to each word, the right half back to it."""
        mask = attention_mask[:, :, None].float()
        embedded = self.embedding(input_ids) * mask
        ahead, _ = self.forwards(embedded)
        back, _ = self.backwards(embedded.flip(1))
        return torch.cat([ahead, back.flip(1)], -1) * mask


class RecurrentDecoder(nn.Module):
    def __init__(self, embedding, width, score):
        super().__init__()
        self.embedding = embedding
        self.start = nn.Linear(width, width)
        self.recurrent = nn.GRU(embedding.embedding_dim, width, batch_first=True)
        self.score = {"additive": AdditiveScore, "dot": DotScore, "none": lambda _: None}[score](width)
        self.combine = nn.Linear(width if score == "none" else 2 * width, embedding.embedding_dim)

    def forward(self, input_ids, encoder_hidden_states, encoder_attention_mask):
        """Logits [B, T, vocabulary] and, with attention, the weights [B, 1, T, S]."""
        lengths = encoder_attention_mask.sum(1, keepdim=True)[:, :, None]
        half = encoder_hidden_states.shape[-1] // 2
        last = encoder_hidden_states.gather(1, (lengths - 1).expand(-1, -1, encoder_hidden_states.shape[-1]))
        # Of the recurrent encoder, the states that have read everything; of any, those of the ends.
        summary = torch.cat([last[:, 0, :half], encoder_hidden_states[:, 0, half:]], -1)
        states, _ = self.recurrent(self.embedding(input_ids), torch.tanh(self.start(summary))[None])
        weights = None
        if self.score is not None:
            scores = self.score(states, encoder_hidden_states) + (1.0 - encoder_attention_mask[:, None].float()) * -1e9
            weights = scores.softmax(-1)
            states = torch.cat([states, weights @ encoder_hidden_states], -1)
        logits = torch.tanh(self.combine(states)) @ self.embedding.weight.T
        return logits, [] if weights is None else [weights[:, None]]


class RecurrentTranslator(nn.Module):
    """`kind`: additive, dot or none, by the score of the GRU's attention, or convolutional."""

    def __init__(self, vocabulary, kind, width=256, embedded=128):
        super().__init__()
        embedding = nn.Embedding(vocabulary, embedded)
        nn.init.normal_(embedding.weight, std=0.1)
        is_convolutional = kind == "convolutional"
        self.encoder = (ConvolutionalEncoder if is_convolutional else RecurrentEncoder)(embedding, width)
        self.decoder = RecurrentDecoder(embedding, width, "additive" if is_convolutional else kind)

    def forward(self, source, target):
        mask = (source != 0).long()
        return self.decoder(target, self.encoder(source, mask), mask)
