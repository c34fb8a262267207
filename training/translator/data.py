"""Sentence pairs as padded id tensors with their alignment, split by word combinations rather than by sentences."""
import zlib

import torch

from training.translator.grammar.sentences import Grammar
from training.translator.grammar.spelling import text_of
from training.translator.lexicon import NAMES
from training.translator.vocabulary import END, PAD, START, UNKNOWN

NAMED = {name for name, _ in NAMES}


def reserved(pair):
    """A tenth of all (noun, adjective), (noun, verb) and (verb, object) combinations are kept for the test."""
    return zlib.crc32(" ".join(pair).encode()) % 10 == 0


def sentences(seed, held_out):
    """Endless (english, spanish, links): with no reserved combination for training, with at least one for the test."""
    grammar = Grammar(seed)
    while True:
        english, spanish, links = grammar.sentence()
        if any(map(reserved, grammar.pairs)) == held_out and 3 <= len(english) <= 30:
            yield english, spanish, links


def lower_first(words, chance, random):
    proper = words[0] == "I" or words[0] in NAMED
    return words if proper or random.random() >= chance else [words[0].lower(), *words[1:]]


def lengthened(rows, random, short=12, kept=0.35):
    """Leaves out most short sentences: the grammar makes few long ones, and those are what is hard."""
    return (row for row in rows if len(row[0]) >= short or random.random() < kept)


def batches(tokenizer, seed, size, lowered=0.1):
    """Endless training batches: source, target-in, target-out [size, length] and the alignment [size, target, source]."""
    random = Grammar(seed + 1).random
    source_of = lengthened(sentences(seed, False), random)
    while True:
        pool = sorted((next(source_of) for _ in range(size * 8)), key=lambda row: len(row[1]))
        groups = [pool[start:start + size] for start in range(0, len(pool), size)]
        random.shuffle(groups)
        for rows in groups:
            yield encode(tokenizer, [(lower_first(en, lowered, random), es, links) for en, es, links in rows])


def encode(tokenizer, rows):
    vocabulary = tokenizer.get_vocab()

    def ids(words):
        out, text = [], ""
        for word in words:
            joined = not text or word in ".?," or text.endswith("¿")
            out.append(vocabulary.get(word if joined and text else "▁" + word, UNKNOWN))
            text += word
        return out

    sources = [ids(en) + [END] for en, _, _ in rows]
    targets = [ids(es) + [END] for _, es, _ in rows]
    source = pad(sources)
    alignment = torch.zeros(len(rows), max(map(len, targets)), source.shape[1])
    for row, (english, spanish, links) in enumerate(rows):
        for i, j in links:
            alignment[row, j, i] = 1
        alignment[row, len(spanish), len(english)] = 1
    alignment = alignment / alignment.sum(-1, keepdim=True).clamp(min=1)
    return source, pad([[START, *target[:-1]] for target in targets]), pad(targets), alignment


def pad(rows):
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def pairs_of_text(seed, count, held_out=True):
    source_of = sentences(seed, held_out)
    return [(text_of(en), text_of(es), en, es, links) for en, es, links in (next(source_of) for _ in range(count))]
