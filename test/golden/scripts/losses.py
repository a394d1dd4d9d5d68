"""Writes test/golden/losses.json: losses and gradients by PyTorch's autograd, in double precision.

Smoothing: torch.nn.functional.cross_entropy(label_smoothing=…) over the two logits (0, z). Focal: the definition of Lin et
al. 2017 as torchvision.ops.sigmoid_focal_loss writes it, over binary_cross_entropy_with_logits.

    pip install torch==2.7.1
    python test/golden/scripts/losses.py > test/golden/losses.json
"""

import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
LOGITS = [-15.0, -3.0, -0.5, 0.0, 0.25, 2.0, 7.0, 15.0, -6.0, 1.0]
LABELS = [0, 1, 0, 1, 0, 1, 0, 1, 1, 0]


def smoothing(share, weights):
    def loss(z, y):
        rows = F.cross_entropy(
            torch.stack([torch.zeros_like(z), z], 1), y, reduction="none", label_smoothing=share)
        return (rows * torch.tensor(weights)[y]).mean()
    return {"kind": "cross-entropy", "labelSmoothing": share}, weights, loss


def focal(gamma, weights):
    def loss(z, y):
        target = y.to(z.dtype)
        p = torch.sigmoid(z)
        entropy = F.binary_cross_entropy_with_logits(z, target, reduction="none")
        right = p * target + (1 - p) * (1 - target)
        return (torch.tensor(weights)[y] * entropy * (1 - right) ** gamma).mean()
    return {"kind": "focal", "gamma": gamma}, weights, loss


cases = []
for config, weights, loss in [
    smoothing(0.0, [1.0, 1.0]),
    smoothing(0.1, [1.0, 1.0]),
    smoothing(0.3, [1.0, 2.5]),
    focal(2.0, [1.0, 1.0]),
    focal(0.5, [0.25, 0.75]),
    focal(0.0, [1.0, 1.0]),
]:
    z = torch.tensor(LOGITS, requires_grad=True)
    value = loss(z, torch.tensor(LABELS))
    value.backward()
    cases.append({"loss": config, "weights": weights, "value": value.item(), "gradient": z.grad.tolist()})
print(json.dumps(
    {"torch": torch.__version__.split("+")[0], "logits": LOGITS, "labels": LABELS, "cases": cases}, indent=1))
