"""Where the bundled policy is, and PyTorch with its very weights."""
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.agent.model import Policy
from training.minilm.quantise import dequantise

MODELS = Path("media/models")
FOLDER = MODELS / "agent"


def named_after_parameters(graph: onnx.GraphProto, model: Policy) -> None:
    """Gives each initializer the name of the parameter it is, with .T where the exporter has turned it over."""
    parameters = {name: value.detach().numpy() for name, value in model.named_parameters()}
    names = {}
    for tensor in graph.initializer:
        value = numpy_helper.to_array(tensor)
        for name, parameter in parameters.items():
            if name not in names.values() and np.array_equal(value, parameter):
                names[tensor.name] = name
            elif value.ndim == 2 and f"{name}.T" not in names.values() and np.array_equal(value, parameter.T):
                names[tensor.name] = f"{name}.T"
            else:
                continue
            break
        tensor.name = names.get(tensor.name, tensor.name)
    for node in graph.node:
        node.input[:] = [names.get(name, name) for name in node.input]


def bundled_policy(folder: Path = FOLDER) -> Policy:
    """The bundled file's weights, as its graph turns them into float32."""
    graph = onnx.load(folder / "onnx/model.onnx")
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.graph.initializer} | dequantise(graph)
    model = Policy()
    weights = {name: stored[name] if name in stored else stored[f"{name}.T"].T for name, _ in model.named_parameters()}
    model.load_state_dict({name: torch.from_numpy(weight.copy()) for name, weight in weights.items()})
    return model.eval()
