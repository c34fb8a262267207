"""From aligned words to text."""


def euphony(words):
    """Contractions (al, del) and y -> e before an i sound."""
    result = []
    for word, ids in words:
        if word == "el" and result and result[-1][0] in ("a", "de"):
            result[-1] = ({"a": "al", "de": "del"}[result[-1][0]], result[-1][1] | ids)
        else:
            result.append((word, ids))
    return [("e", ids) if word == "y" and after[0].startswith(("i", "hi")) and not after[0].startswith("hie") else (word, ids)
            for (word, ids), after in zip(result, [*result[1:], ("", frozenset())])]


def capitalise(words):
    at = 1 if words[0] == "¿" else 0
    return [*words[:at], words[at][0].upper() + words[at][1:], *words[at + 1:]]


def text_of(words):
    """Tokens as a sentence: no space before closing punctuation or after the opening question mark."""
    text = ""
    for word in words:
        text += word if not text or word in ".?," or text.endswith("¿") else " " + word
    return text
