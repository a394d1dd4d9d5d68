"""Writes test/golden/optimizers.json: PyTorch's optimizers (and lion-pytorch's Lion) in double precision.

The learning rate changes from step to step, as under a schedule. Weight decay of SGD and RMSProp is decoupled here: the
weights are shrunk before the step, the way torch.optim.AdamW does it.

    pip install torch==2.7.1 lion-pytorch==0.2.5
    python test/golden/scripts/optimizers.py > test/golden/optimizers.json
"""

import json

import torch
from lion_pytorch import Lion

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
SIZE, RATES = 8, [0.05, 0.05, 0.03, 0.02, 0.02, 0.01]
start = torch.randn(SIZE)
scales = torch.tensor([1e2, 1.0, 1.0, 1e-1, 1e-2, 1e-3, 1e-4, 0.0])
gradients = [torch.randn(SIZE) * scales for _ in RATES]

CASES = [
    ({"kind": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
     lambda p: torch.optim.Adam(p), 0),
    ({"kind": "adamw", "beta1": 0.8, "beta2": 0.99, "epsilon": 1e-8, "weightDecay": 0.1},
     lambda p: torch.optim.AdamW(p, betas=(0.8, 0.99), weight_decay=0.1), 0),
    ({"kind": "sgd", "momentum": 0, "nesterov": False, "weightDecay": 0},
     lambda p: torch.optim.SGD(p), 0),
    ({"kind": "sgd", "momentum": 0.9, "nesterov": False, "weightDecay": 0.2},
     lambda p: torch.optim.SGD(p, momentum=0.9), 0.2),
    ({"kind": "sgd", "momentum": 0.8, "nesterov": True, "weightDecay": 0},
     lambda p: torch.optim.SGD(p, momentum=0.8, nesterov=True), 0),
    ({"kind": "rmsprop", "decay": 0.99, "epsilon": 1e-8, "momentum": 0, "weightDecay": 0},
     lambda p: torch.optim.RMSprop(p), 0),
    ({"kind": "rmsprop", "decay": 0.9, "epsilon": 1e-6, "momentum": 0.5, "weightDecay": 0.1},
     lambda p: torch.optim.RMSprop(p, alpha=0.9, eps=1e-6, momentum=0.5), 0.1),
    ({"kind": "lion", "beta1": 0.9, "beta2": 0.99, "weightDecay": 0},
     lambda p: Lion(p, betas=(0.9, 0.99)), 0),
    ({"kind": "lion", "beta1": 0.95, "beta2": 0.98, "weightDecay": 0.3},
     lambda p: Lion(p, betas=(0.95, 0.98), weight_decay=0.3), 0),
]

cases = []
for config, make, decoupled in CASES:
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make([parameter])
    trace = []
    for rate, gradient in zip(RATES, gradients):
        optimizer.param_groups[0]["lr"] = rate
        with torch.no_grad():
            parameter.mul_(1 - rate * decoupled)
        parameter.grad = gradient.clone()
        optimizer.step()
        trace.append(parameter.detach().tolist())
    cases.append({"config": config, "weights": trace})
print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "learningRates": RATES,
            "start": start.tolist(),
            "gradients": [gradient.tolist() for gradient in gradients],
            "cases": cases,
        },
        indent=1,
    )
)
