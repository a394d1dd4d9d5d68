"""Writes test/golden/adversarial.json: loss and gradients of adversarial (FGM) and virtual adversarial (VAT) training of a
BiLSTM without dropout, by PyTorch in double precision.

    pip install torch==2.7.1
    node --import tsx test/golden/scripts/adversarial-signs.ts > signs.json
    python test/golden/scripts/adversarial.py signs.json > test/golden/adversarial.json
"""

import contextlib
import io
import json
import sys

import torch
from torch import nn
from torch.nn import functional as F

with contextlib.redirect_stdout(io.StringIO()):
    from bilstm import DIMENSIONS, TIME, WORDS, Classifier, numbers

LENGTHS = torch.tensor([6, 3, 1, 4])
# [time, batch, dimensions] as the models have it → [batch, time, dimensions]
SIGNS = torch.tensor(json.load(open(sys.argv[1])), dtype=torch.float64).reshape(TIME, 4, DIMENSIONS).transpose(0, 1)


class Moved(nn.Embedding):
    move = None

    def forward(self, ids):
        vectors = super().forward(ids)
        return vectors if self.move is None else vectors + self.move


def unit(x):
    return x / x.square().sum((1, 2), keepdim=True).sqrt()


def divergence(targets, logits):
    entropy = -(targets * targets.log() + (1 - targets) * (1 - targets).log()).mean()
    return F.binary_cross_entropy_with_logits(logits, targets) - entropy


def case(seed, options):
    torch.manual_seed(seed)
    model = Classifier([], "max-mean", True)
    model.embedding.__class__ = Moved
    ids = torch.randint(1, WORDS, (4, TIME))
    valid = torch.arange(TIME)[None] < LENGTHS[:, None]
    ids[~valid] = 0
    labels = torch.tensor([1.0, 0.0, 0.0, 1.0], dtype=torch.float64)
    before = model.weights()
    vectors = model.embedding.weight.detach()[ids[valid]]
    scale = vectors.var(0, unbiased=False).sqrt() if options["normalize"] else torch.ones(DIMENSIONS)

    def perturbed(move):
        model.embedding.move = move
        logits = model(ids, LENGTHS)
        model.embedding.move = None
        return logits

    zero = torch.zeros(4, TIME, DIMENSIONS, requires_grad=True)
    plain = F.binary_cross_entropy_with_logits(perturbed(zero), labels)
    if options["kind"] == "fgm":
        (g,) = torch.autograd.grad(plain, zero, retain_graph=True)
        direction = unit(g * scale)
        second = F.binary_cross_entropy_with_logits(perturbed(options["epsilon"] * scale * direction), labels)
    else:
        targets = torch.sigmoid(model(ids, LENGTHS)).detach()
        direction = unit(SIGNS)
        for _ in range(options["iterations"]):
            small = (options["xi"] * scale * direction).detach().requires_grad_()
            (g,) = torch.autograd.grad(divergence(targets, perturbed(small)), small)
            direction = unit(g * scale)
        second = divergence(targets, perturbed((options["epsilon"] * scale * direction).detach()))
    loss = plain + options["weight"] * second
    loss.backward()
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.grad
    return {
        "options": options,
        "ids": ids.reshape(-1).tolist(),
        "lengths": LENGTHS.tolist(),
        "labels": labels.int().tolist(),
        "weights": before,
        "loss": loss.item(),
        "gradients": model.weights(),
    }


cases = []
for seed, normalize in ((1, False), (2, True)):
    shared = {"epsilon": 0.7, "weight": 0.6, "normalize": normalize}
    cases.append(case(seed, {"kind": "fgm", **shared}))
    cases.append(case(seed, {"kind": "vat", **shared, "xi": 0.1, "iterations": 2}))
print(json.dumps(cases))
