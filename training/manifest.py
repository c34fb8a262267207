"""media/models/manifest.json: the bundled models, with size and sha256 of every file that is checked at load."""
import hashlib
import json
from pathlib import Path


def write_entry(models: Path, files: list[str], **entry: object) -> None:
    """Adds the entry at the end, or puts it in the place of the one of that name; `files` are relative to the entry's folder.

    `start`, where given, is the layer and head, from 0, that is shown of a model nobody has looked into yet.
    """
    path = models / "manifest.json"
    entries = json.loads(path.read_text()) if path.exists() else []
    folder = models / str(entry["folder"])
    listed = [
        {"path": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name in files for data in [(folder / name).read_bytes()]
    ]
    at = next((at for at, other in enumerate(entries) if other["name"] == entry["name"]), len(entries))
    entries[at:at + 1] = [{**entry, "files": listed}]
    path.write_text(json.dumps(entries, indent=2) + "\n")
