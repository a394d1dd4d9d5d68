"""One worker of the peer of `bench -- sweep`: the same search with Optuna and PyTorch.

Arguments: a folder with what `bench -- sweep` exported (data.json, embedding.bin), trials of the study, threads.
The study is a journal in that folder, which several such processes share, as Optuna's documentation has it.
"""

import json
import math
import random
import sys

import numpy as np
import optuna
import torch
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend
from optuna.study import MaxTrialsCallback
from torch import nn

folder, trials, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
optuna.logging.set_verbosity(optuna.logging.WARNING)
with open(f"{folder}/data.json") as file:
    data = json.load(file)
vectors = torch.from_numpy(
    np.fromfile(f"{folder}/embedding.bin", dtype="<f4").reshape(-1, data["dimensions"])
)


def batches(part, size, shuffle):
    """Texts of similar length together, the longest of a batch first; in random order for training."""
    keys = [len(ids) * (1 + 0.1 * (2 * random.random() - 1)) if shuffle else len(ids) for ids in part["ids"]]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        rows = sorted(group, key=lambda i: -len(part["ids"][i]))
        lengths = torch.tensor([max(1, len(part["ids"][i])) for i in rows])
        ids = torch.zeros(len(rows), int(lengths[0]), dtype=torch.long)
        for row, i in enumerate(rows):
            ids[row, : len(part["ids"][i])] = torch.tensor(part["ids"][i])
        yield ids, lengths, torch.tensor([part["labels"][i] for i in rows], dtype=torch.float32)


class Network(nn.Module):
    def __init__(self, units, embedding_dropout, head_dropout):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(vectors.clone(), freeze=False, padding_idx=0)
        self.lstm = nn.LSTM(data["dimensions"], units, bidirectional=True)
        self.features = nn.Dropout1d(embedding_dropout)  # whole dimensions of a text
        self.head = nn.Sequential(nn.Dropout(head_dropout), nn.Linear(4 * units, 1))

    def forward(self, ids, lengths):
        x = self.features(self.embedding(ids).transpose(1, 2)).permute(2, 0, 1)
        # Padded, not packed: twice as fast on a CPU (PyTorch 2.7), though one direction then reads the padding first.
        outputs, _ = self.lstm(x)
        valid = (torch.arange(outputs.shape[0])[:, None] < lengths)[..., None]
        most = outputs.masked_fill(~valid, -torch.inf).amax(0)
        mean = outputs.masked_fill(~valid, 0).sum(0) / lengths[:, None]
        return self.head(torch.cat([most, mean], 1)).squeeze(1)


def evaluate(network, part):
    network.eval()
    loss = right = count = 0
    with torch.no_grad():
        for ids, lengths, labels in batches(part, 128, False):
            logits = network(ids, lengths)
            loss += nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="sum").item()
            right += ((logits > 0) == (labels > 0)).sum().item()
            count += len(labels)
    return loss / count, right / count


def objective(trial):
    rate = trial.suggest_float("lr", 1e-3, 1e-2, log=True)
    units = trial.suggest_int("units", 16, 48, step=16)
    network = Network(
        units, trial.suggest_float("embeddingDropout", 0, 0.6), trial.suggest_float("headDropout", 0, 0.7)
    )
    optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    steps = data["epochs"] * math.ceil(len(data["train"]["ids"]) / data["batchSize"])
    warm = max(1, round(0.1 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: (n + 1) / warm
        if n < warm
        else 0.5 * (1 + math.cos(math.pi * (n - warm) / max(1, steps - warm))),
    )
    best = (math.inf, None)
    for epoch in range(data["epochs"]):
        network.train()
        for ids, lengths, labels in batches(data["train"], data["batchSize"], True):
            optimizer.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(network(ids, lengths), labels).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        loss, _ = evaluate(network, data["validation"])
        trial.report(loss, epoch)
        if loss < best[0]:
            best = (loss, {name: value.clone() for name, value in network.state_dict().items()})
    network.load_state_dict(best[1])
    trial.set_user_attr("test/accuracy", evaluate(network, data["test"])[1])
    return best[0]


study = optuna.create_study(
    study_name="bench",
    storage=JournalStorage(JournalFileBackend(f"{folder}/journal.log")),
    sampler=optuna.samplers.TPESampler(n_startup_trials=4),
    load_if_exists=True,
)
study.optimize(objective, callbacks=[MaxTrialsCallback(trials, states=None)])
print(
    json.dumps(
        {
            "library": f"Optuna {optuna.__version__}, PyTorch {torch.__version__}",
            "trials": len([t for t in study.trials if t.state.is_finished()]),
            "best": study.best_value,
            "accuracy": study.best_trial.user_attrs["test/accuracy"],
        }
    )
)
