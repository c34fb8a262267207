"""A byte-level BPE tokenizer in the Hugging Face format:  python -m training.code.vocabulary --corpus runs/corpus --out runs/code"""
import argparse
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers, processors
from tokenizers import Regex

SIZE = 2048
START = 0
# Words with their leading space, single digits, runs of punctuation, indentation as one piece.
PIECES = r" ?[A-Za-z\p{L}_$][\p{L}\p{M}]*|\d| ?[^\s\p{L}\p{N}_$]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def train(texts):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PIECES), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=SIZE, special_tokens=["<|file|>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    tokenizer.post_processor = processors.Sequence([
        processors.ByteLevel(trim_offsets=False),
        processors.TemplateProcessing(single="<|file|> $A", special_tokens=[("<|file|>", START)]),
    ])
    return tokenizer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    texts = (options.corpus / "train.txt").read_text().split("\f")
    tokenizer = train(texts[::3])
    tokenizer.save(str(options.out / "tokenizer.json"))
    print(tokenizer.encode("function add(first: number, second: number) {\n  return first + second\n}\n").tokens)


if __name__ == "__main__":
    main()
