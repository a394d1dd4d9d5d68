"""The peer of `bench -- recurrent`: the same network and step in PyTorch.

Arguments: lstm or gru, threads, and the workload as JSON. Writes a JSON line when ready; then, for every task on standard
input, what it took.
"""

import json
import resource
import sys
import time

import torch
from torch import nn

cell, threads, workload = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
torch.set_num_threads(threads)
torch.manual_seed(0)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(workload["vocabulary"], workload["embedding"])
        kind = {"lstm": nn.LSTM, "gru": nn.GRU}[cell]
        self.recurrent = kind(workload["embedding"], workload["units"], bidirectional=True)
        self.logit = nn.Linear(2 * workload["units"], 1)

    def forward(self, ids):
        _, last = self.recurrent(self.embedding(ids))
        h = last[0] if cell == "lstm" else last
        return self.logit(torch.cat([h[0], h[1]], 1)).squeeze(1)


network = Network()
steps, batch = workload["steps"], workload["batch"]
x = torch.randint(1, workload["vocabulary"], (steps, batch))  # time first: no transposition
y = torch.randint(0, 2, (batch,)).float()
one = x[:, :1].contiguous()
optimizer = torch.optim.Adam(network.parameters(), lr=workload["learningRate"])
loss_of = nn.BCEWithLogitsLoss()


def train():
    optimizer.zero_grad()
    loss = loss_of(network(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def infer(ids):
    with torch.no_grad():
        torch.sigmoid(network(ids)).numpy()


tasks = {"train": train, "infer-64": lambda: infer(x), "infer-1": lambda: infer(one)}
print(json.dumps({"library": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}"}), flush=True)

for line in sys.stdin:
    cpu, start = time.process_time(), time.perf_counter()
    loss = tasks[line.strip()]()
    measured = {
        "wallMs": 1e3 * (time.perf_counter() - start),
        "cpuMs": 1e3 * (time.process_time() - cpu),
        "loss": loss,
        "peakMemoryMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(measured), flush=True)
