"""Training batches: windows of source code, and random sequences that repeat themselves, from which induction heads form."""
import numpy as np
import torch


def encoded(tokenizer, texts):
    """All texts as one array of ids, each behind its start token."""
    return np.concatenate([np.array(each.ids, dtype=np.int64) for each in tokenizer.encode_batch(texts)])


def code_batch(ids, random, size, length):
    starts = random.integers(0, len(ids) - length - 1, size)
    return torch.from_numpy(np.stack([ids[start:start + length + 1] for start in starts]))


def repeated_batch(vocabulary, random, size, length, shortest=4, longest=64):
    """Rows in which a random stretch of 4 to 64 tokens comes again and again; only repetitions can be predicted."""
    rows = np.empty((size, length + 1), dtype=np.int64)
    for row in rows:
        period = random.integers(shortest, longest + 1)
        row[:] = np.resize(random.integers(1, vocabulary, period), length + 1)
    return torch.from_numpy(rows)
