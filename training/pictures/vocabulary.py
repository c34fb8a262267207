"""A word-level tokenizer of the captions in the Hugging Face format."""
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from training.pictures.scenes import COLOURS, SHAPES

SPECIAL = ["<pad>", "<s>", "</s>", "<unk>"]
PAD, START, END, UNKNOWN = range(4)
ANSWERS = [f"{colour} {shape}" for colour in COLOURS for shape in SHAPES]


def build():
    words = [*SPECIAL, "a", "an", "left", "of", "above", "below", *COLOURS, *SHAPES]
    tokenizer = Tokenizer(models.WordLevel({word: index for index, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", END)])
    return tokenizer
