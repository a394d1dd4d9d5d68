"""Running means of weights by torch.optim.swa_utils. Writes ../averaging.json. PyTorch 2.7.1.

A parameter takes eight random values one after the other; the mean is recorded after each.
"""

import json
import pathlib

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

torch.manual_seed(5)
values = torch.randn(8, 6)


def means(model):
    recorded = []
    for value in values:
        with torch.no_grad():
            source.weight.copy_(value.reshape(1, 6))
        model.update_parameters(source)
        recorded.append(model.module.weight.detach().reshape(-1).tolist())
    return recorded


result = {"values": values.tolist()}
for name, options in {
    "ema 0.9": {"multi_avg_fn": get_ema_multi_avg_fn(0.9)},
    "ema 0.999": {"multi_avg_fn": get_ema_multi_avg_fn(0.999)},
    "swa": {},
}.items():
    source = torch.nn.Linear(6, 1, bias=False)
    result[name] = means(AveragedModel(source, **options))

target = pathlib.Path(__file__).parent.parent / "averaging.json"
target.write_text(json.dumps(result) + "\n")
