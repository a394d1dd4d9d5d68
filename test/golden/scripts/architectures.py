"""Writes test/golden/architectures.json: loss, gradients and operations of small classifiers, by PyTorch in double precision.

    pip install torch==2.7.1
    python test/golden/scripts/architectures.py > test/golden/architectures.json

Additive attention over a bidirectional LSTM (Yang et al. 2016), self-attention over one (nn.MultiheadAttention, a residual
and max + mean pooling), a convolutional network (nn.Conv1d, Kim 2014), averaged words and n-grams (nn.EmbeddingBag, Joulin
et al. 2017; buckets are computed here from the ids) and a pre-norm encoder (nn.TransformerEncoder). Key biases are zero: no
output depends on them. Operations are counted by torch.utils.flop_counter.FlopCounterMode for one review of full length.
"""

import json
import math

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from torch.utils.flop_counter import FlopCounterMode

torch.set_default_dtype(torch.float64)
BATCH, TIME, WORDS, DIMENSIONS, UNITS = 4, 6, 14, 4, 4
OUT = 2 * UNITS


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


def valid(lengths):
    return torch.arange(TIME)[None] < lengths[:, None]


class Base(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, DIMENSIONS)
        self.logit = nn.Linear(features, 1)

    def named(self, pick):
        result = {"embedding": pick(self.embedding.weight), **self.parts(pick)}
        result["logit/kernel"] = pick(self.logit.weight).T
        result["logit/bias"] = pick(self.logit.bias)
        return {name: numbers(value) for name, value in result.items()}


def linear(pick, name, layer):
    return {f"{name}/kernel": pick(layer.weight).T, f"{name}/bias": pick(layer.bias)}


def heads(pick, name, attention):
    q, k, v = pick(attention.in_proj_weight).chunk(3)
    bq, _, bv = pick(attention.in_proj_bias).chunk(3)
    return {
        f"{name}/query/kernel": q.T,
        f"{name}/query/bias": bq,
        f"{name}/key/kernel": k.T,
        f"{name}/value/kernel": v.T,
        f"{name}/value/bias": bv,
        **linear(pick, f"{name}/output", attention.out_proj),
    }


class Recurrent(Base):
    def __init__(self, features):
        super().__init__(features)
        self.lstm = nn.LSTM(DIMENSIONS, UNITS, batch_first=True, bidirectional=True)
        with torch.no_grad():
            for name, parameter in self.lstm.named_parameters():
                parameter.zero_() if "bias_hh" in name else parameter.normal_(std=0.5)

    def states(self, ids, lengths):
        packed = pack_padded_sequence(self.embedding(ids), lengths, batch_first=True, enforce_sorted=False)
        out, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=TIME)
        return out

    def parts(self, pick):
        result = {}
        for direction, suffix in (("forward", ""), ("backward", "_reverse")):
            weights = [pick(getattr(self.lstm, f"weight_{kind}_l0{suffix}")).T for kind in ("ih", "hh")]
            result[f"lstm/{direction}/kernel"] = torch.cat(weights)
            result[f"lstm/{direction}/bias"] = pick(getattr(self.lstm, f"bias_ih_l0{suffix}"))
        return {**result, **self.pooling(pick)}


class Additive(Recurrent):
    config = {"kind": "bilstm", "units": UNITS, "pooling": {"kind": "attention", "size": 3}}

    def __init__(self):
        super().__init__(OUT)
        self.hidden = nn.Linear(OUT, 3)
        self.context = nn.Linear(3, 1, bias=False)

    def forward(self, ids, lengths):
        states = self.states(ids, lengths)
        scores = self.context(torch.tanh(self.hidden(states)))[..., 0]
        self.weights = scores.masked_fill(~valid(lengths), -math.inf).softmax(1)
        return self.logit(torch.bmm(self.weights[:, None], states)[:, 0])[:, 0]

    def pooling(self, pick):
        return {**linear(pick, "attention", self.hidden), "attention/context": pick(self.context.weight).T}


def max_mean(x, lengths):
    mask = valid(lengths)[..., None]
    return torch.cat([x.masked_fill(~mask, -math.inf).amax(1), x.masked_fill(~mask, 0).sum(1) / lengths[:, None]], 1)


def received(weights, lengths):
    """Mean over heads and valid queries of [batch, heads, query, key]."""
    mask = valid(lengths)[:, None, :, None]
    return (weights * mask).sum((1, 2)) / (weights.shape[1] * lengths[:, None])


def attend(attention, x, lengths):
    return attention(x, x, x, key_padding_mask=~valid(lengths), average_attn_weights=False)


class SelfAttention(Recurrent):
    config = {"kind": "bilstm", "units": UNITS, "pooling": {"kind": "self-attention", "heads": 2, "headSize": OUT // 2}}

    def __init__(self):
        super().__init__(2 * OUT)
        self.attention = nn.MultiheadAttention(OUT, 2, batch_first=True)
        with torch.no_grad():
            self.attention.in_proj_weight.normal_(std=0.8)
            self.attention.in_proj_bias.normal_(std=0.3)[OUT : 2 * OUT] = 0

    def forward(self, ids, lengths):
        states = self.states(ids, lengths)
        value, weights = attend(self.attention, states, lengths)
        self.weights = received(weights, lengths)
        return self.logit(max_mean(states + value, lengths))[:, 0]

    def pooling(self, pick):
        return heads(pick, "attention", self.attention)


class Convolutional(Base):
    config = {"kind": "cnn", "widths": [1, 2, 3, 4], "filters": 3}

    def __init__(self):
        super().__init__(4 * 3)
        self.convolutions = nn.ModuleList(nn.Conv1d(DIMENSIONS, 3, width) for width in self.config["widths"])

    def forward(self, ids, lengths):
        mask = valid(lengths)[:, None]
        x = self.embedding(ids).transpose(1, 2) * mask
        pooled = []
        for width, convolution in zip(self.config["widths"], self.convolutions):
            before = (width - 1) // 2
            y = F.relu(convolution(F.pad(x, (before, width - 1 - before))))
            pooled.append(y.masked_fill(~mask, -math.inf).amax(2))
        return self.logit(torch.cat(pooled, 1))[:, 0]

    def parts(self, pick):
        result = {}
        for width, convolution in zip(self.config["widths"], self.convolutions):
            kernel = pick(convolution.weight)  # [filters, dimensions, width]
            result[f"conv/{width}/kernel"] = kernel.permute(2, 1, 0).reshape(-1, 3)
            result[f"conv/{width}/bias"] = pick(convolution.bias)
        return result


def bucket(ids, buckets):
    value = 2166136261
    for one in ids:
        value = ((value ^ one) * 16777619) % 2**32
    value = ((value ^ (value >> 16)) * 0x45D9F3B) % 2**32
    return (value ^ (value >> 16)) % buckets


class FastText(Base):
    config = {"kind": "fasttext", "ngrams": 3, "buckets": 9}

    def __init__(self):
        super().__init__(DIMENSIONS)
        self.ngrams = nn.Embedding(9, DIMENSIONS)

    def forward(self, ids, lengths):
        table = torch.cat([self.embedding.weight, self.ngrams.weight])
        items, offsets = [], []
        for row, length in zip(ids.tolist(), lengths.tolist()):
            offsets.append(len(items))
            items += row[:length]
            for n in (2, 3):
                items += [WORDS + bucket(row[k : k + n], 9) for k in range(length - n + 1)]
        mean = F.embedding_bag(torch.tensor(items), table, torch.tensor(offsets), mode="mean")
        return self.logit(mean)[:, 0]

    def parts(self, pick):
        return {"ngrams/embedding": pick(self.ngrams.weight)}


class Transformer(Base):
    config = {"kind": "transformer", "size": 4, "layers": 2, "heads": 2, "headSize": 2, "feedForward": 5}

    def __init__(self, activation, positions):
        super().__init__(4)
        self.config = {**self.config, "activation": activation, "positions": positions, "maxPositions": TIME}
        self.looks = True
        self.input = nn.Linear(DIMENSIONS, 4)
        layer = nn.TransformerEncoderLayer(4, 2, 5, 0.0, activation, norm_first=True, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 2, nn.LayerNorm(4), enable_nested_tensor=False)
        self.places = nn.Parameter(torch.randn(TIME, 4)) if positions == "learned" else None
        with torch.no_grad():
            for name, parameter in self.encoder.named_parameters():
                parameter.normal_(std=0.5)
                if name.endswith("in_proj_bias"):
                    parameter[4:8] = 0

    def forward(self, ids, lengths):
        if self.places is not None:
            places = self.places
        else:
            angle = torch.arange(TIME)[:, None] / 10_000 ** (torch.arange(0, 4, 2) / 4)
            places = torch.stack([angle.sin(), angle.cos()], 2).reshape(TIME, 4)
        x = self.input(self.embedding(ids)) + places
        below = self.encoder.layers[0](x, src_key_padding_mask=~valid(lengths))
        last = self.encoder.layers[1]
        if self.looks:  # for the weights alone, not part of the network's own operations
            _, weights = attend(last.self_attn, last.norm1(below), lengths)
            self.weights = received(weights, lengths)
        x = self.encoder.norm(last(below, src_key_padding_mask=~valid(lengths)))
        return self.logit(x.masked_fill(~valid(lengths)[..., None], 0).sum(1) / lengths[:, None])[:, 0]

    def parts(self, pick):
        result = linear(pick, "input", self.input)
        if self.places is not None:
            result["positions"] = pick(self.places)
        for k, layer in enumerate(self.encoder.layers):
            name = f"encoder/{k}"
            for norm in ("norm1", "norm2"):
                result[f"{name}/{norm}/gain"] = pick(getattr(layer, norm).weight)
                result[f"{name}/{norm}/bias"] = pick(getattr(layer, norm).bias)
            result |= heads(pick, f"{name}/attention", layer.self_attn)
            result |= linear(pick, f"{name}/hidden", layer.linear1)
            result |= linear(pick, f"{name}/output", layer.linear2)
        return {**result, "norm/gain": pick(self.encoder.norm.weight), "norm/bias": pick(self.encoder.norm.bias)}


def operations(model, ids):
    """Operations of one review of TIME tokens."""
    model.looks = False
    counter = FlopCounterMode(display=False)
    with counter, sdpa_kernel(SDPBackend.MATH):  # the fused attention of the processor is not counted
        model(ids[:1], torch.tensor([TIME]))
    return counter.get_total_flops()


def case(seed, make):
    torch.manual_seed(seed)
    model = make()
    lengths = torch.tensor([TIME, 1, 4, 3])
    ids = torch.randint(1, WORDS, (BATCH, TIME))
    ids[~valid(lengths)] = 0
    labels = torch.tensor([1, 0, 0, 1])
    logits = model(ids, lengths)
    loss = F.binary_cross_entropy_with_logits(logits, labels.double())
    loss.backward()
    return {
        "config": model.config,
        "ids": ids.reshape(-1).tolist(),
        "lengths": lengths.tolist(),
        "labels": labels.tolist(),
        "weights": model.named(lambda p: p.detach()),
        "loss": loss.item(),
        "probabilities": numbers(torch.sigmoid(logits)),
        "attention": numbers(model.weights) if hasattr(model, "weights") else None,
        "gradients": model.named(lambda p: p.grad),
        "flops": operations(model, ids),
    }


MODELS = [
    Additive,
    SelfAttention,
    Convolutional,
    FastText,
    lambda: Transformer("relu", "learned"),
    lambda: Transformer("gelu", "sinusoidal"),
]
print(
    json.dumps(
        {
            "torch": torch.__version__.split("+")[0],
            "batch": BATCH,
            "time": TIME,
            "words": WORDS,
            "dimensions": DIMENSIONS,
            "cases": [case(seed, make) for seed, make in enumerate(MODELS, 1)],
        },
        separators=(",", ":"),
    )
)
