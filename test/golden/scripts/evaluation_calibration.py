"""Writes test/golden/evaluation-calibration.json: calibration errors by torchmetrics, in 64-bit floats.

    pip install torch==2.7.1 torchmetrics==1.9.0
    python test/golden/scripts/evaluation_calibration.py > test/golden/evaluation-calibration.json
"""

import json

import torch
import torchmetrics
from torchmetrics.functional.classification.calibration_error import _ce_compute

torch.manual_seed(5)


def case(examples, bins):
    truth = torch.randint(0, 2, (examples,))
    logits = (2 * truth - 1) * 0.8 + torch.randn(examples, dtype=torch.float64)
    probabilities = torch.sigmoid(1.7 * logits)
    edges = torch.linspace(0, 1, bins + 1, dtype=torch.float64)
    error = {norm: _ce_compute(probabilities, truth.double(), edges, norm=norm).item() for norm in ("l1", "max")}
    return {
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "bins": bins,
        "expected": error["l1"],
        "largest": error["max"],
    }


print(
    json.dumps(
        {
            "by": f"torchmetrics {torchmetrics.__version__}, PyTorch {torch.__version__.split('+')[0]}",
            "cases": [case(40, 5), case(300, 10), case(500, 15)],
        }
    )
)
