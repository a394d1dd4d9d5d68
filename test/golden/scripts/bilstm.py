"""Writes test/golden/bilstm.json: five training steps of whole BiLSTM classifiers, by PyTorch in double precision.

    pip install torch==2.7.1
    python test/golden/scripts/bilstm.py > test/golden/bilstm.json

Embedding, packed bidirectional LSTM, masked max + mean pooling or each direction's last output, ReLU layers, one logit,
binary cross-entropy, gradients clipped by their global norm, Adam.
"""

import json
import math

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.set_default_dtype(torch.float64)
BATCH, TIME, WORDS, DIMENSIONS, UNITS, STEPS = 4, 6, 14, 3, 4, 5
RATE, EPSILON, CLIP = 0.01, 1e-8, 0.3


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


class Classifier(nn.Module):
    def __init__(self, head, pooling, trained):
        super().__init__()
        self.pooling = pooling
        self.embedding = nn.Embedding(WORDS, DIMENSIONS)
        self.embedding.weight.requires_grad = trained
        self.lstm = nn.LSTM(DIMENSIONS, UNITS, batch_first=True, bidirectional=True)
        sizes = [(4 if pooling == "max-mean" else 2) * UNITS, *head]
        self.head = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.logit = nn.Linear(sizes[-1], 1)
        with torch.no_grad():
            self.embedding.weight.normal_()
            for name, parameter in self.lstm.named_parameters():
                parameter.zero_() if name.startswith("bias_hh") else parameter.normal_(std=0.5)
        for name, parameter in self.lstm.named_parameters():
            parameter.requires_grad = not name.startswith("bias_hh")

    def forward(self, ids, lengths):
        packed = pack_padded_sequence(self.embedding(ids), lengths, batch_first=True, enforce_sorted=False)
        packed, (last, _) = self.lstm(packed)
        if self.pooling == "last":
            x = torch.cat([last[0], last[1]], 1)
        else:
            output, _ = pad_packed_sequence(packed, batch_first=True, total_length=ids.shape[1])
            mask = (torch.arange(ids.shape[1])[None] < lengths[:, None])[..., None]
            peak = output.masked_fill(~mask, -math.inf).amax(1)
            mean = output.masked_fill(~mask, 0).sum(1) / lengths[:, None]
            # each direction in turn: its maxima, then its means
            x = torch.cat([peak[:, :UNITS], mean[:, :UNITS], peak[:, UNITS:], mean[:, UNITS:]], 1)
        for layer in self.head:
            x = torch.relu(layer(x))
        return self.logit(x)[:, 0]

    def weights(self):
        result = {"embedding": self.embedding.weight}
        for name, suffix in (("forward", ""), ("backward", "_reverse")):
            parts = [getattr(self.lstm, f"weight_{kind}_l0{suffix}").T for kind in ("ih", "hh")]
            result[f"lstm/{name}/kernel"] = torch.cat(parts)
            result[f"lstm/{name}/bias"] = getattr(self.lstm, f"bias_ih_l0{suffix}")
        for name, layer in [*((f"head/{i}", layer) for i, layer in enumerate(self.head)), ("logit", self.logit)]:
            result[f"{name}/kernel"] = layer.weight.T
            result[f"{name}/bias"] = layer.bias
        return {name: numbers(value) for name, value in result.items()}


def batch():
    lengths = torch.randint(1, TIME + 1, (BATCH,))
    lengths[0] = TIME
    ids = torch.randint(1, WORDS, (BATCH, TIME))
    ids[torch.arange(TIME)[None] >= lengths[:, None]] = 0
    return ids, lengths, torch.randint(0, 2, (BATCH,))


def case(seed, head, pooling, embedding_trained):
    torch.manual_seed(seed)
    model = Classifier(head, pooling, embedding_trained)
    start = model.weights()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    adam = torch.optim.Adam(trained, lr=RATE, eps=EPSILON)
    steps = []
    for _ in range(STEPS):
        ids, lengths, labels = batch()
        model.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(model(ids, lengths), labels.double())
        loss.backward()
        gradients = [parameter.grad for parameter in trained]
        norm = math.sqrt(sum(float((g**2).sum()) for g in gradients))
        if norm > CLIP:
            for gradient in gradients:
                gradient *= CLIP / norm
        adam.step()
        steps.append(
            {
                "ids": ids.reshape(-1).tolist(),
                "lengths": lengths.tolist(),
                "labels": labels.tolist(),
                "loss": loss.item(),
                "gradientNorm": norm,
            }
        )
    ids, lengths, _ = batch()
    probabilities = torch.sigmoid(model(ids, lengths))
    return {
        "head": head,
        "pooling": pooling,
        "trained": embedding_trained,
        "start": start,
        "steps": steps,
        "end": model.weights(),
        "predict": {"ids": ids.reshape(-1).tolist(), "lengths": lengths.tolist(), "probabilities": numbers(probabilities)},
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
            "learningRate": RATE,
            "clipNorm": CLIP,
            "cases": [case(1, [5], "max-mean", True), case(2, [], "last", False)],
        },
        separators=(",", ":"),
    )
)
