"""Writes test/golden/lstm.json: a bidirectional LSTM over rows of different lengths, by PyTorch in double precision.

    pip install torch==2.7.1
    python test/golden/scripts/lstm.py > test/golden/lstm.json

PyTorch orders the gates i, f, g, o, which is Keras' i, f, c, o. Matrices are written as ours: input weights above
recurrent weights, [inputs + units, 4 * units]; PyTorch's second bias is zero.
"""

import json

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)

BATCH, TIME, INPUTS, UNITS = 4, 6, 3, 5
lengths = [6, 1, 4, 3]


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


layer = torch.nn.LSTM(INPUTS, UNITS, batch_first=True, bidirectional=True)
with torch.no_grad():
    for name, parameter in layer.named_parameters():
        parameter.copy_(torch.zeros_like(parameter) if name.startswith("bias_hh") else torch.randn_like(parameter) * 0.7)
x = torch.randn(BATCH, TIME, INPUTS, requires_grad=True)
packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
output, _ = pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=TIME)
cotangent = torch.randn(BATCH, TIME, 2 * UNITS)
(output * cotangent).sum().backward()


def kernel(suffix, pick):
    return torch.cat([pick(getattr(layer, f"weight_ih_l0{suffix}")).T, pick(getattr(layer, f"weight_hh_l0{suffix}")).T])


def direction(suffix):
    bias = getattr(layer, f"bias_ih_l0{suffix}")
    return {
        "kernel": numbers(kernel(suffix, lambda weight: weight.detach())),
        "bias": numbers(bias),
        "kernelGradient": numbers(kernel(suffix, lambda weight: weight.grad)),
        "biasGradient": numbers(bias.grad),
    }


print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "batch": BATCH,
            "time": TIME,
            "inputs": INPUTS,
            "units": UNITS,
            "lengths": lengths,
            "x": numbers(x),
            "cotangent": numbers(cotangent),
            "output": numbers(output),
            "xGradient": numbers(x.grad),
            "forward": direction(""),
            "backward": direction("_reverse"),
        },
        indent=1,
    )
)
