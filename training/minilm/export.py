"""PyTorch -> ONNX, with the plain inputs and the one output that hub exports have."""
import io

import onnx
import torch
from transformers import BertModel

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]


class Encoder(torch.nn.Module):
    """The encoder without its pooler: ids in, last_hidden_state out. It outputs no attention; graph surgery finds it."""

    def __init__(self, bert: BertModel):
        super().__init__()
        self.bert = bert

    def forward(self, input_ids, attention_mask, token_type_ids):
        return self.bert(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)[0]


def export(bert: BertModel) -> onnx.ModelProto:
    """The float32 graph at opset 17, dynamic in batch and sequence."""
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 2204, 2851, 102]])
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    axes = {0: "batch_size", 1: "sequence_length"}
    file = io.BytesIO()
    torch.onnx.export(
        Encoder(bert).eval(), example, file, dynamo=False, opset_version=17,
        input_names=INPUTS, output_names=["last_hidden_state"],
        dynamic_axes={name: axes for name in [*INPUTS, "last_hidden_state"]},
    )
    return onnx.load_model_from_string(file.getvalue())
