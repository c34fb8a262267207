"""How a world is written: a character a cell, a line a row."""
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from training.agent.world import SIDE

SYMBOLS = ".#GA"
"""The character of each id."""


def world_tokenizer() -> Tokenizer:
    """One token a cell; line breaks, and whatever is no cell, are dropped."""
    tokenizer = Tokenizer(models.WordLevel({symbol: at for at, symbol in enumerate(SYMBOLS)}, unk_token="<unk>"))
    cell, other = Regex(f"[{SYMBOLS}]"), Regex(f"[^{SYMBOLS}]+")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(other, "removed"), pre_tokenizers.Split(cell, "isolated")])
    return tokenizer


def written(cells: list[int]) -> str:
    """Ids as a text of SIDE lines."""
    return "\n".join("".join(SYMBOLS[cell] for cell in cells[row * SIDE:][:SIDE]) for row in range(SIDE)) + "\n"
