"""Large weights as int8 in blocks of 64 with a scale each; small tensors and all arithmetic stay float32."""
import numpy as np
from onnx import ModelProto, helper, numpy_helper

BLOCK = 64
SMALLEST = 16384


def to_blocks(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """int8 [n / 64, 64] and float32 [n / 64]: symmetric, the largest magnitude of a block becomes 127."""
    blocks = weight.reshape(-1, BLOCK)
    scale = (np.abs(blocks).max(axis=1) / 127).astype(np.float32)
    scale[scale == 0] = 1
    return np.rint(blocks / scale[:, None]).astype(np.int8), scale


def quantise(model: ModelProto, smallest: int = SMALLEST) -> None:
    """Replaces every initializer of so many values in place by DequantizeLinear and Reshape."""
    graph = model.graph
    kept, nodes, added = [], [], []
    for tensor in graph.initializer:
        weight = numpy_helper.to_array(tensor)
        if weight.dtype != np.float32 or weight.size < smallest or weight.size % BLOCK:
            kept.append(tensor)
            continue
        name = tensor.name
        blocks, scale = to_blocks(weight)
        added += [
            numpy_helper.from_array(blocks, f"{name}_int8"),
            numpy_helper.from_array(scale, f"{name}_scale"),
            numpy_helper.from_array(np.array(weight.shape, np.int64), f"{name}_shape"),
        ]
        nodes += [
            helper.make_node("DequantizeLinear", [f"{name}_int8", f"{name}_scale"], [f"{name}_blocks"],
                             name=f"{name}_dequantize", axis=0),
            helper.make_node("Reshape", [f"{name}_blocks", f"{name}_shape"], [name], name=f"{name}_reshape"),
        ]
    nodes += graph.node
    for field, items in (("initializer", kept + added), ("node", nodes)):
        graph.ClearField(field)
        getattr(graph, field).extend(items)


def dequantise(model: ModelProto) -> dict[str, np.ndarray]:
    """The weights of a graph that quantise() made, as its nodes turn them into float32, by initializer name."""
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    weights = {}
    for name in [name.removesuffix("_int8") for name in arrays if name.endswith("_int8")]:
        blocks, scale, shape = (arrays[f"{name}_{part}"] for part in ("int8", "scale", "shape"))
        weights[name] = (blocks.astype(np.float32) * scale[:, None]).reshape(shape)
    return weights
