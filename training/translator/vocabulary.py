"""A word-level tokenizer in the Hugging Face format: "▁word" after a space, punctuation by itself, one <unk> an unknown word."""
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from training.translator.grammar.nouns import NOUNS
from training.translator.grammar.sentences import Grammar
from training.translator.grammar.spelling import text_of
from training.translator.grammar.verbs import CONSUMING
from training.translator.lexicon import ADJECTIVES, GIVING, INTRANSITIVE, MODALS, MOTION, SOCIAL, TRANSITIVE
from training.translator.morphology import agree, future, gerund, present, preterite

SPECIAL = ["<pad>", "<s>", "</s>", "<unk>"]
PAD, START, END, UNKNOWN = range(4)


def build(samples=200_000, seed=99):
    """Collects the words of many sampled sentences, and each English word in either case, for what people type."""
    grammar, seen = Grammar(seed), (set(), set())
    split = pieces()
    for _ in range(samples):
        for words, pool in zip(grammar.sentence(), seen):
            pool.update(piece for piece, _ in split.pre_tokenize_str("▁" + text_of(words).replace(" ", "▁")))
    english, spanish = seen
    either = {"▁" + case(word[1]) + word[2:] for word in english if word.startswith("▁") for case in (str.upper, str.lower)}
    words = SPECIAL + sorted(english | spanish | either | spanish_forms())
    tokenizer = Tokenizer(models.WordLevel({word: index for index, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.pre_tokenizer = pieces()
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", END)])
    return tokenizer


def spanish_forms():
    """Every inflected form the grammar can make; verbs also capitalised, since Spanish drops subjects."""
    infinitives = {verb.es for verb in TRANSITIVE + SOCIAL + INTRANSITIVE + MOTION + GIVING} | {verb.es for verb, _ in CONSUMING}
    infinitives |= {row[4] for row in MODALS}
    forms = {form for verb in infinitives for tense in (present, preterite, future) for form in tense(verb)}
    forms |= {form[0].upper() + form[1:] for form in forms} | infinitives | {gerund(verb) for verb in infinitives}
    forms |= {agree(adjective.es, gender, plural) for adjective in ADJECTIVES for gender in "mf" for plural in (False, True)}
    forms |= {form for noun in NOUNS.values() for form in (noun.es, noun.es_plural)}
    return {"▁" + form for form in forms}


def pieces():
    return pre_tokenizers.Split(Regex(r"▁?[\p{L}\p{M}\p{N}']+|▁?[^\s▁\p{L}\p{M}\p{N}]|▁+|\s+"), "isolated")


if __name__ == "__main__":
    tokenizer = build(20_000)
    print(tokenizer.get_vocab_size())
    for text in ["The cat sat on the mat.", "¿Dónde está el gato?", "The zebu sat."]:
        encoding = tokenizer.encode(text)
        print(encoding.tokens, encoding.offsets, tokenizer.decode(encoding.ids))
