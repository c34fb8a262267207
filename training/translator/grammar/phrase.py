"""A piece of a sentence in both languages, and what samples such pieces.

Every leaf carries the ids of the meanings it expresses; an English and a Spanish word are aligned where they share one.
"""
import random
from dataclasses import dataclass, field


@dataclass
class Phrase:
    """English and Spanish words with the ids of their meanings, and what agreement needs of the whole."""
    en: list = field(default_factory=list)
    es: list = field(default_factory=list)
    person: int = 2
    gender: str = "m"
    noun: object = None
    animate: bool = False
    named: bool = False

    @property
    def plural(self):
        return self.person > 2


class Sampler:
    """The random choices of one run; `pairs` collects the word combinations of the last sentence, for the held-out split."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.fresh = 0
        self.pairs = set()

    def new(self):
        self.fresh += 1
        return frozenset([self.fresh])

    def chance(self, probability):
        return self.random.random() < probability

    def simple_pair(self, rows):
        en, es = self.random.choice(rows)
        ids = self.new()
        return Phrase([(word, ids) for word in en.split()], [(word, ids) for word in es.split()])

    @staticmethod
    def join(*parts):
        return Phrase([word for part in parts for word in part.en], [word for part in parts for word in part.es])
