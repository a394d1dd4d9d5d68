"""Decisions of Optuna's pruners: `pip install optuna==5.0.0 scipy==1.17.1 && python tuning_pruners.py > ../tuning-pruners.json`.

Each case is a recorded study: its trials run side by side, and after every report the pruner is asked. A step is
[trial, epoch, value, prune]; `told` says after which steps a trial ended, and with which value. Epochs count from 1. Rungs
of successive halving and Hyperband are at epochs, so there Optuna's step is the epoch; else it is the epoch - 1.
"""
import json
import random
import sys

import optuna
import scipy.stats
from optuna.trial import TrialState

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
import warnings

warnings.simplefilter("ignore")


def pick(kind):
    if kind == "percentile":
        o = {
            "percentile": random.choice([10, 25, 33.3, 60, 75]),
            "startupTrials": random.choice([1, 2, 4]),
            "warmupEpochs": random.choice([0, 0, 1, 3]),
            "intervalEpochs": random.choice([1, 1, 2, 3]),
            "minTrials": random.choice([1, 1, 3]),
        }
        return o, optuna.pruners.PercentilePruner(
            float(o["percentile"]),
            n_startup_trials=o["startupTrials"],
            n_warmup_steps=o["warmupEpochs"],
            interval_steps=o["intervalEpochs"],
            n_min_trials=o["minTrials"],
        )
    if kind == "patient":
        o = {"patience": random.choice([0, 1, 2, 3]), "minDelta": random.choice([0, 0, 0.05])}
        inner = None
        if random.random() < 0.4:
            o["pruner"] = {"kind": "median", "startupTrials": 2}
            inner = optuna.pruners.MedianPruner(n_startup_trials=2)
        return o, optuna.pruners.PatientPruner(inner, patience=o["patience"], min_delta=o["minDelta"])
    if kind == "threshold":
        o = {"warmupEpochs": random.choice([0, 0, 2]), "intervalEpochs": random.choice([1, 1, 2, 3])}
        o["upper"] = random.choice([0.9, 1.2])
        if random.random() < 0.5:
            o["lower"] = random.choice([0.1, 0.3])
        return o, optuna.pruners.ThresholdPruner(
            lower=o.get("lower"), upper=o["upper"], n_warmup_steps=o["warmupEpochs"], interval_steps=o["intervalEpochs"]
        )
    if kind == "asha":
        o = {
            "minEpochs": random.choice([1, 1, 2, 3]),
            "reductionFactor": random.choice([2, 3, 4]),
            "minEarlyStoppingRate": random.choice([0, 0, 1]),
            "bootstrapCount": random.choice([0, 0, 0, 2]),
        }
        return o, optuna.pruners.SuccessiveHalvingPruner(
            min_resource=o["minEpochs"],
            reduction_factor=o["reductionFactor"],
            min_early_stopping_rate=o["minEarlyStoppingRate"],
            bootstrap_count=o["bootstrapCount"],
        )
    if kind == "hyperband":
        o = {"minEpochs": random.choice([1, 1, 2]), "maxEpochs": 9, "reductionFactor": random.choice([2, 3])}
        return o, optuna.pruners.HyperbandPruner(
            min_resource=o["minEpochs"], max_resource=o["maxEpochs"], reduction_factor=o["reductionFactor"]
        )
    o = {"pThreshold": random.choice([0.05, 0.1, 0.3]), "startupSteps": random.choice([0, 2, 4])}
    return o, optuna.pruners.WilcoxonPruner(p_threshold=o["pThreshold"], n_startup_steps=o["startupSteps"])


def study_of(kind, length, trials):
    options, pruner = pick(kind)
    direction = random.choice(["minimize", "maximize"])
    study = optuna.create_study(direction=direction, pruner=pruner, study_name="study", sampler=optuna.samplers.RandomSampler(seed=1))
    offset = 0 if kind in ("asha", "hyperband") else 1
    gaps = 0 if kind in ("asha", "hyperband", "wilcoxon") else random.choice([0, 0, 0.2])
    digits = 1 if kind == "wilcoxon" and random.random() < 0.4 else 6
    steps, told, running, left = [], [], [], trials
    sign = 1 if direction == "minimize" else -1
    while running or left:
        if left and (len(running) < 3):
            trial = study.ask()
            length_now = length if kind == "hyperband" else random.randint(max(2, length - 3), length)
            level = random.uniform(0, 1)
            epochs = [e for e in range(1, length_now + 1) if random.random() >= gaps]
            if kind == "wilcoxon":
                values = [round(sign * (level * 0.5 + random.gauss(0, 0.3)), digits) for _ in epochs]
            else:
                values = [round((level + random.uniform(0, 1) / e) if kind == "threshold" else sign * (level + random.uniform(0, 1) / e), 6) for e in epochs]
                values = [None if random.random() < 0.02 else v for v in values]
            running.append((trial, list(zip(epochs, values)), []))
            left -= 1
            continue
        one = random.choice(running)
        trial, todo, done = one
        if not todo:
            finite = [v for v in done if v is not None]
            value = (sum(done) / len(done) if kind == "wilcoxon" else finite[-1]) if finite else 0.0
            study.tell(trial, value)
            told.append([len(steps), trial.number, "finished", value])
            running.remove(one)
            continue
        epoch, value = todo.pop(0)
        done.append(value)
        trial.report(float("nan") if value is None else value, epoch - offset)
        prune = bool(trial.should_prune())
        steps.append([trial.number, epoch, value, prune])
        if prune:
            study.tell(trial, state=TrialState.PRUNED)
            told.append([len(steps), trial.number, "pruned", None])
            running.remove(one)
    return {"config": {"kind": kind, **options}, "direction": direction, "steps": steps, "told": told}


plan = [
    ("percentile", 8, 12, 14),
    ("patient", 9, 8, 14),
    ("threshold", 7, 6, 14),
    ("asha", 16, 14, 16),
    ("hyperband", 9, 16, 12),
    ("wilcoxon", 14, 7, 18),
]

differences = []
random.seed(20261127)
for n in [2, 3, 5, 8, 13, 14, 20, 50, 51, 60]:
    for digits in [0, 1, 1, 6, 6]:
        d = [round(random.gauss(0.2, 1), digits) for _ in range(n)]
        differences.append([d, float(scipy.stats.wilcoxon(d, alternative="greater", zero_method="zsplit").pvalue)])

cases = []
for kind, length, trials, count in plan:
    random.seed(kind)  # each kind's studies stand for themselves: `tuning_pruners.py asha` makes those alone
    if len(sys.argv) == 1 or kind in sys.argv[1:]:
        cases += [study_of(kind, length, trials) for _ in range(count)]
print(json.dumps({"optuna": optuna.__version__, "scipy": scipy.__version__, "cases": cases, "wilcoxon": differences}, separators=(",", ":")))
