"""A convolutional encoder after Gehring et al. (arXiv:1611.02344), in the place of a recurrent one."""
from torch import nn
from torch.nn import functional


class ConvolutionalEncoder(nn.Module):
    """All words at once: each layer sees a word and its two neighbours, so four see four words to either side and no farther.
    Gated linear units and residual sums as in Gehring et al.; the embeddings of positions tell where a word stands."""

    def __init__(self, embedding, width, layers=4, positions=64):
        super().__init__()
        size = embedding.embedding_dim
        self.embedding, self.positions = embedding, nn.Embedding(positions, size)
        nn.init.normal_(self.positions.weight, std=0.1)
        self.layers = nn.ModuleList(nn.Conv1d(size, 2 * size, 3, padding=1) for _ in range(layers))
        self.widen = nn.Linear(size, width)

    def forward(self, input_ids, attention_mask):
        """[B, S] to [B, S, width]; padding is zero, as what is beyond the ends."""
        mask = attention_mask[:, :, None].float()
        states = (self.embedding(input_ids) + self.positions.weight[:input_ids.shape[1]]) * mask
        for layer in self.layers:
            seen = layer(states.transpose(1, 2)).transpose(1, 2)
            states = (states + functional.glu(seen)) * 0.5 ** 0.5 * mask
        return self.widen(states) * mask
