"""The card of a translator that is no Transformer: a README.md made of its measured figures."""
import textwrap

LABELS = {"additive": "Translator, GRU with additive attention", "dot": "Translator, GRU with dot-product attention",
          "convolutional": "Translator, convolutional encoder with additive attention",
          "none": "Translator, GRU without attention"}
BUCKETS = {"4": "4-7", "8": "8-11", "12": "12-15", "16": "16-19", "20": "20-23", "24": "24-27", "28": "28-30"}
ADDITIVE = "a learned feed-forward score, v·tanh(W q + U k) (Bahdanau et al., arXiv:1409.0473), over {width} units; no scale"
READERS = {
    "convolutional": "a convolutional encoder (after Gehring et al., arXiv:1611.02344) reads all words at once, in four layers of width three with gated linear units, "
                     "so that a word's state knows four words to either side and no others; positions are embedded; a GRU writes",
}
SCORES = {
    "additive": ADDITIVE,
    "convolutional": ADDITIVE,
    "dot": "the score q·W h (Luong et al.'s \"general\", arXiv:1508.04025): plain dot products, no scale; an encoder state is key and value at once",
    "none": "no attention: the encoder's last states, {width} numbers, are all that the decoder gets of a sentence",
}
TARGET = 0.97


def card(kind, figures):
    attends = kind != "none"
    lines = [f"# {LABELS[kind]}", "",
             f"An encoder-decoder of our own, from English to Spanish, of the years before the Transformer: {READERS.get(kind, 'a bidirectional GRU reads, a GRU writes')};",
             f"{SCORES[kind].format(width=figures['width'])}. {'Decoder states attend after their own step, as in Luong et al. ' if attends else ''}",
             f"Width {figures['width']}, embeddings of {figures['embedded']}, {figures['parameters']:,} weights; the same sentences and words as [Translator](../translator/README.md).",
             "Licence: MIT, as Token Gaze.", "",
             "| file | what |", "| --- | --- |",
             "| onnx/encoder_model.onnx | opset 17; `input_ids`, `attention_mask` to `last_hidden_state` |",
             "| onnx/decoder_model.onnx | opset 17; `input_ids`, `encoder_hidden_states`, `encoder_attention_mask` to `logits` |",
             "| onnx/embedding.bin | the words' embedding, which both graphs have |",
             "| tokenizer.json, tokenizer_config.json | words with the space before them; a word it does not know is one `<unk>` |",
             "| config.json, generation_config.json | in the hub's spelling |", "| sample.txt | a sentence to begin with |", ""]
    lines += ["No graph gives attention: Token Gaze finds it by its structure. " if attends else "There is no attention to show: Token Gaze translates with it, and says so. ",
              f"Weights are int8 in blocks of 64 with a float32 scale each ({figures['megabytes']:.1f} MB in all), arithmetic is float32; `../manifest.json` has every file's sha256.", "",
              "**Data.** The grammar of `training/translator/grammar`, as for Translator: a tenth of all (noun, adjective), (noun, verb) and (verb, object)",
              "combinations is held out; no training sentence has one, every test sentence has at least one. Data and alignment are MIT too.", "",
              "**Training.** On one processor core, seed 0, from the project's root:", ""]
    lines += [f"    {command}" for command in figures["commands"]]
    lines += ["", f"{figures['steps']:,} steps of 128 sentences{cut_short(figures)}; "
              f"the mean loss of the last five reports is {figures['loss']:.4f} (cross-entropy, natural logarithm).{' Nothing guides its attention.' if attends else ''}", "",
              f"**How good it is,** on 2,000 held-out sentences (seed 7, `evaluate.py`, float32): **{percent(figures['exact'])}** exactly right{missed(figures['exact'])}.", "",
              "| words | " + " | ".join(BUCKETS.values()) + " |", "| --- |" + " ---: |" * len(BUCKETS),
              "| exact, of 2,000 as the grammar makes them | " + " | ".join(share(figures["byLength"].get(bucket)) for bucket in BUCKETS) + " |",
              "| exact, of as many of each length (seed 8) | " + " | ".join(share(figures["evenly"].get(bucket)) for bucket in BUCKETS) + " |", "",
              f"With the bundled int8 weights, on the first {figures['int8'][1]} of them (test/core/model/recurrentTranslators.test.ts): {figures['int8'][0]} exactly right.", ""]
    if attends:
        rates = figures["alignmentErrorRate"]
        lines += ["**What its attention does.** Alignment error rate, how often the strongest source word is none of the grammar's aligned ones, over the aligned",
                  f"target words: **{rates['written 0.0']:.3f}** for the word that a row writes, {rates['read 0.0']:.3f} for the word that it has just read. It learned that alone.", ""]
    examples = [f"\"{english}\" becomes \"{figures[english]}\"" for english in ("The cat sat on the mat.", "The dog chased the ball.")]
    lines += ["; ".join(examples), "", "What attention bought, sentence length by sentence length: [docs/ancestors.md](../../../docs/ancestors.md).", ""]
    return wrapped(lines)


def wrapped(lines, width=125):
    """Paragraphs at one width; tables and code as they are."""
    parts = []
    for line in (line.rstrip() for line in lines):
        plain = line != "" and not line.startswith(("|", "    ", "#"))
        if plain and parts and parts[-1][0]:
            parts[-1][1].append(line)
        else:
            parts.append((plain, [line]))
    return "\n".join(textwrap.fill(" ".join(own), width, break_long_words=False, break_on_hyphens=False) if plain else own[0] for plain, own in parts).rstrip() + "\n"


def percent(number):
    return f"{number * 100:.1f} %"


def share(counts):
    return "-" if not counts else f"{100 * counts[0] / counts[1]:.1f} %" + (" (few)" if counts[1] < 20 else "")


def missed(exact):
    return "" if exact >= TARGET else f", {percent(TARGET - exact)} below the {TARGET * 100:.0f} % that were aimed at"


def cut_short(figures):
    return "" if figures["steps"] >= figures["planned"] else f" of {figures['planned']:,} that were planned: the run was cut short there"
