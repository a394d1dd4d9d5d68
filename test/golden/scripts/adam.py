"""Writes test/golden/adam.json: torch.optim.Adam in double precision, gradients from large to far below epsilon.

    pip install torch==2.7.1
    python test/golden/scripts/adam.py > test/golden/adam.json
"""

import json

import torch

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
SIZE, STEPS, RATE = 8, 6, 0.05
weights = torch.nn.Parameter(torch.randn(SIZE))
scales = torch.tensor([1e2, 1.0, 1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 0.0])
cases = []
for epsilon in (1e-8, 1e-3):
    parameter = torch.nn.Parameter(weights.detach().clone())
    optimizer = torch.optim.Adam([parameter], lr=RATE, eps=epsilon)
    gradients, trace = [], []
    for _ in range(STEPS):
        gradient = torch.randn(SIZE) * scales
        parameter.grad = gradient
        optimizer.step()
        gradients.append(gradient.tolist())
        trace.append(parameter.detach().tolist())
    state = optimizer.state[parameter]
    cases.append(
        {
            "epsilon": epsilon,
            "gradients": gradients,
            "weights": trace,
            "m": state["exp_avg"].tolist(),
            "v": state["exp_avg_sq"].tolist(),
        }
    )
print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "learningRate": RATE,
            "start": weights.tolist(),
            "cases": cases,
        },
        indent=1,
    )
)
