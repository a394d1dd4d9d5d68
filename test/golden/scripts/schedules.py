"""Writes test/golden/schedules.json: learning rates of torch.optim.lr_scheduler, one per optimizer step.

    pip install torch==2.7.1
    python test/golden/scripts/schedules.py > test/golden/schedules.json
"""

import json

import torch
from torch.optim import lr_scheduler as schedulers

RATE = 2.0


def optimizer():
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)


def per_step(make, steps):
    opt = optimizer()
    scheduler = make(opt)
    rates = []
    for _ in range(steps):
        rates.append(opt.param_groups[0]["lr"])
        opt.step()
        scheduler.step()
    return rates


def one_cycle(rise, anneal, divide, final, steps):
    return {
        "schedule": {"kind": "one-cycle", "rise": rise, "anneal": anneal, "divide": divide, "finalDivide": final},
        "stepsPerEpoch": steps,
        "losses": [],
        "rates": per_step(
            lambda o: schedulers.OneCycleLR(
                o, RATE, total_steps=steps, pct_start=rise, div_factor=divide, final_div_factor=final,
                anneal_strategy="cos" if anneal == "cosine" else "linear"),
            steps - 1),
    }


def restarts(epochs, multiply, floor, per_epoch, total):
    opt = optimizer()
    scheduler = schedulers.CosineAnnealingWarmRestarts(opt, epochs, multiply, eta_min=floor * RATE)
    rates = []
    for step in range(per_epoch * total):
        scheduler.step(step / per_epoch)
        rates.append(opt.param_groups[0]["lr"])
    return {
        "schedule": {"kind": "cosine-restarts", "epochs": epochs, "multiply": multiply, "floor": floor},
        "stepsPerEpoch": per_epoch, "losses": [], "rates": rates,
    }


def plateau(options, losses):
    opt = optimizer()
    scheduler = schedulers.ReduceLROnPlateau(
        opt, factor=options["factor"], patience=options["patience"], threshold=options["threshold"],
        cooldown=options["cooldown"], min_lr=options["floor"] * RATE, eps=0)
    rates = []
    for loss in losses:
        rates.append(opt.param_groups[0]["lr"])
        scheduler.step(loss)
    return {"schedule": {"kind": "plateau", **options}, "stepsPerEpoch": 1, "losses": losses, "rates": rates}


def by_epoch(rates, per_epoch):
    return [rate for rate in rates for _ in range(per_epoch)]


torch.manual_seed(5)
noisy = [round(float(0.7 - 0.02 * k + 0.05 * torch.randn(())), 4) for k in range(30)]
cases = [
    one_cycle(0.3, "cosine", 25.0, 1e4, 50),
    one_cycle(0.1, "linear", 10.0, 100.0, 97),
    one_cycle(0.5, "cosine", 4.0, 10.0, 3),
    restarts(1, 2, 0.0, 7, 8),
    restarts(2, 1, 0.1, 5, 7),
    restarts(3, 3, 0.01, 4, 14),
    {
        "schedule": {"kind": "linear-warm-up", "share": 0.25, "from": 0.1},
        "stepsPerEpoch": 40, "losses": [],
        "rates": per_step(lambda o: schedulers.LinearLR(o, start_factor=0.1, total_iters=10), 40),
    },
    {
        "schedule": {"kind": "step", "epochs": 2, "factor": 0.3},
        "stepsPerEpoch": 6, "losses": [],
        "rates": by_epoch(per_step(lambda o: schedulers.StepLR(o, step_size=2, gamma=0.3), 7), 6),
    },
    plateau({"factor": 0.1, "patience": 0, "threshold": 1e-4, "cooldown": 0, "floor": 0}, noisy),
    plateau({"factor": 0.5, "patience": 2, "threshold": 0.01, "cooldown": 3, "floor": 0.2}, noisy),
    plateau({"factor": 0.5, "patience": 1, "threshold": 0.05, "cooldown": 1, "floor": 0.01}, [0.7] * 20),
]
print(json.dumps({"torch": torch.__version__.split("+")[0], "learningRate": RATE, "cases": cases}, indent=1))
