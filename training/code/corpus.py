"""Permissively licensed source code from the project's own dependencies:  python -m training.code.corpus --modules node_modules --out runs/corpus

Writes train.txt and test.txt, files divided by a form feed, and sources.json with each package's version, licence and bytes.
"""
import argparse
import hashlib
import json
import zlib
from pathlib import Path

LICENCES = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "BlueOak-1.0.0"}
ENDINGS = {".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs"}
MOST_OF_A_FILE, MOST_OF_A_PACKAGE = 200_000, 500_000


def packages(modules):
    """Every installed package with a permissive licence, by name."""
    for manifest in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        facts = json.loads(manifest.read_text())
        if facts.get("license") in LICENCES:
            yield facts["name"], facts["version"], facts["license"], manifest.parent


def is_source(path, package):
    parts = path.relative_to(package).parts
    return (path.is_file() and path.suffix in ENDINGS and ".d." not in path.name and ".min." not in path.name
            and "node_modules" not in parts and path.stat().st_size <= MOST_OF_A_FILE)


def is_written(text):
    """Whether a person wrote it: no bundles, no tables of data."""
    lines = text.splitlines()
    if len(lines) < 5 or max(map(len, lines)) > 400 or len(text) / len(lines) > 80:
        return False
    letters = sum(map(str.isalpha, text))
    return letters > 0.4 * len(text.replace(" ", "")) and "\f" not in text


def files_of(package, seen):
    """Its files' texts up to the limit, without those whose lines were mostly seen before (other builds of the same source)."""
    size = 0
    for path in sorted(package.rglob("*")):
        if size >= MOST_OF_A_PACKAGE:
            return
        if not is_source(path, package):
            continue
        text = path.read_text(errors="replace").replace("\r\n", "\n")
        if "\ufffd" in text or not is_written(text):
            continue
        lines = [hashlib.sha1(line.strip().encode()).digest() for line in text.splitlines() if len(line.strip()) > 15]
        if not lines or sum(line in seen for line in lines) > 0.5 * len(lines):
            continue
        seen.update(lines)
        size += len(text)
        yield text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--modules", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    seen, parts, sources = set(), {"train": [], "test": []}, []
    for name, version, licence, folder in packages(options.modules):
        texts = list(files_of(folder, seen))
        if not texts:
            continue
        sources.append({"name": name, "version": version, "licence": licence, "bytes": sum(len(text.encode()) for text in texts)})
        # Whole packages are held out, so that the test is of code that was never seen.
        parts["test" if zlib.crc32(name.encode()) % 10 == 0 else "train"] += texts
    for part, texts in parts.items():
        (options.out / f"{part}.txt").write_text("\f".join(texts))
        print(part, len(texts), "files", sum(map(len, texts)), "characters")
    (options.out / "sources.json").write_text(json.dumps(sources, indent=1))


if __name__ == "__main__":
    main()
