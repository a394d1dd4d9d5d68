"""Writes test/golden/recurrent.json: loss and gradients of stacked LSTM and GRU classifiers, by PyTorch in double precision.

    pip install torch==2.7.1
    python test/golden/scripts/recurrent.py > test/golden/recurrent.json

Embedding, packed recurrent layers (both directions or one, learned initial states, a projection behind each direction
of each layer or none), masked max + mean pooling or each direction's last output, one logit, binary cross-entropy. The
stack is of single layers, so that projections fit in between; without them it is held against PyTorch's own stack.

Gates are PyTorch's: i, f, g, o and r, z, n. The second bias is zero but for the GRU's n, whose two biases differ.
"""

import json
import math

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_default_dtype(torch.float64)
BATCH, TIME, WORDS, DIMENSIONS, UNITS = 4, 6, 14, 3, 4


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


class Classifier(nn.Module):
    def __init__(self, cell, layers, directions, projection, pooling):
        super().__init__()
        self.cell, self.layers, self.projection, self.pooling = cell, layers, projection, pooling
        self.directions = ["forward", "backward"] if directions == "both" else [directions]
        self.embedding = nn.Embedding(WORDS, DIMENSIONS)
        self.kind = {"lstm": nn.LSTM, "gru": nn.GRU}[cell]
        self.states = ["h", "c"] if cell == "lstm" else ["h"]
        out = projection or UNITS
        self.stack = nn.ModuleList()
        for layer in range(layers):
            inputs = DIMENSIONS if layer == 0 else out * len(self.directions)
            for _ in self.directions:
                part = nn.Module()
                part.rnn = self.kind(inputs, UNITS, batch_first=True)
                part.start = nn.ParameterDict({s: torch.randn(UNITS) for s in self.states})
                if projection:
                    part.projection = nn.Parameter(torch.randn(UNITS, projection))
                self.stack.append(part)
        self.logit = nn.Linear((2 if pooling == "max-mean" else 1) * out * len(self.directions), 1)
        with torch.no_grad():
            for part in self.stack:
                for name, parameter in part.rnn.named_parameters():
                    parameter.normal_(std=0.5)
                    if name.startswith("bias_hh"):
                        parameter.zero_() if cell == "lstm" else parameter[: 2 * UNITS].zero_()

    def reverse(self, x, lengths):
        return torch.stack([torch.cat([row[:n].flip(0), row[n:]]) for row, n in zip(x, lengths)])

    def forward(self, ids, lengths):
        x = self.embedding(ids)
        for layer in range(self.layers):
            outputs = []
            for k, direction in enumerate(self.directions):
                part = self.stack[layer * len(self.directions) + k]
                read = self.reverse(x, lengths) if direction == "backward" else x
                start = [part.start[s].expand(1, BATCH, UNITS).contiguous() for s in self.states]
                packed = pack_padded_sequence(read, lengths, batch_first=True, enforce_sorted=False)
                packed, _ = part.rnn(packed, tuple(start) if len(start) == 2 else start[0])
                h, _ = pad_packed_sequence(packed, batch_first=True, total_length=TIME)
                outputs.append(h @ part.projection if self.projection else h)
            back = [self.reverse(h, lengths) if d == "backward" else h for h, d in zip(outputs, self.directions)]
            x = torch.cat(back, 2)
        if self.projection is None:
            self.compare(ids, lengths, x)
        mask = (torch.arange(TIME)[None] < lengths[:, None])[..., None]
        pooled = []
        for h in outputs:
            if self.pooling == "last":
                pooled.append(h[torch.arange(BATCH), lengths - 1])
            else:
                pooled += [h.masked_fill(~mask, -math.inf).amax(1), h.masked_fill(~mask, 0).sum(1) / lengths[:, None]]
        return self.logit(torch.cat(pooled, 1))[:, 0]

    def compare(self, ids, lengths, x):
        """The stack of single layers equals PyTorch's own stack with the same weights."""
        if self.directions == ["backward"]:
            return
        both = len(self.directions) == 2
        whole = self.kind(DIMENSIONS, UNITS, self.layers, batch_first=True, bidirectional=both)
        with torch.no_grad():
            for k, part in enumerate(self.stack):
                suffix = f"_l{k // len(self.directions)}" + ("_reverse" if k % len(self.directions) else "")
                for name, parameter in part.rnn.named_parameters():
                    getattr(whole, name.replace("_l0", suffix)).copy_(parameter)
            start = [
                torch.stack([part.start[s].expand(BATCH, UNITS) for part in self.stack]).contiguous() for s in self.states
            ]
            packed = pack_padded_sequence(self.embedding(ids), lengths, batch_first=True, enforce_sorted=False)
            out, _ = whole(packed, tuple(start) if len(start) == 2 else start[0])
            out, _ = pad_packed_sequence(out, batch_first=True, total_length=TIME)
            mask = (torch.arange(TIME)[None] < lengths[:, None])[..., None]
            assert torch.allclose(out * mask, x * mask, atol=1e-12)

    def named(self, pick):
        result = {"embedding": pick(self.embedding.weight)}
        for k, part in enumerate(self.stack):
            layer, direction = divmod(k, len(self.directions))
            name = f"{self.cell}/{f'{layer}/' if layer else ''}{self.directions[direction]}"
            rnn = part.rnn
            result[f"{name}/kernel"] = torch.cat([pick(rnn.weight_ih_l0).T, pick(rnn.weight_hh_l0).T])
            bias = [pick(rnn.bias_ih_l0)]
            result[f"{name}/bias"] = torch.cat(bias + ([pick(rnn.bias_hh_l0)[2 * UNITS :]] if self.cell == "gru" else []))
            for state in self.states:
                result[f"{name}/{state}0"] = pick(part.start[state])
            if self.projection:
                result[f"{name}/projection"] = pick(part.projection)
        result["logit/kernel"] = pick(self.logit.weight).T
        result["logit/bias"] = pick(self.logit.bias)
        return {name: numbers(value) for name, value in result.items()}


def case(seed, cell, layers, directions, projection, pooling):
    torch.manual_seed(seed)
    model = Classifier(cell, layers, directions, projection, pooling)
    lengths = torch.tensor([TIME, 1, 4, 3])
    ids = torch.randint(1, WORDS, (BATCH, TIME))
    ids[torch.arange(TIME)[None] >= lengths[:, None]] = 0
    labels = torch.tensor([1, 0, 0, 1])
    logits = model(ids, lengths)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, labels.double())
    loss.backward()
    return {
        "cell": cell,
        "config": {"layers": layers, "directions": directions, "projection": projection, "pooling": pooling},
        "ids": ids.reshape(-1).tolist(),
        "lengths": lengths.tolist(),
        "labels": labels.tolist(),
        "weights": model.named(lambda p: p.detach()),
        "loss": loss.item(),
        "probabilities": numbers(torch.sigmoid(logits)),
        "gradients": model.named(lambda p: p.grad),
    }


print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "batch": BATCH,
            "time": TIME,
            "words": WORDS,
            "dimensions": DIMENSIONS,
            "units": UNITS,
            "cases": [
                case(seed, cell, *options)
                for cell in ("lstm", "gru")
                for seed, options in enumerate(
                    [(2, "both", None, "max-mean"), (2, "both", 3, "last"), (1, "forward", None, "last"), (2, "backward", 2, "max-mean")],
                    1,
                )
            ],
        },
        separators=(",", ":"),
    )
)
