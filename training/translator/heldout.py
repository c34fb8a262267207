"""Writes held-out sentences with their alignment for the tests, from the repository's root:

    python -m training.translator.heldout > test/fixtures/translator/heldout.json
"""
import json

from training.translator.data import pairs_of_text


def main():
    rows = [{"english": english, "spanish": spanish, "source": source, "target": target, "links": sorted(links)}
            for english, spanish, source, target, links in pairs_of_text(7, 200)]
    print("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]")


if __name__ == "__main__":
    main()
