"""Decisions of Optuna's MedianPruner: `pip install optuna==5.0.0 && python tuning_median_pruner.py > ../tuning-median-pruner.json`.

Each case is a set of finished, pruned and running trials with their intermediate values (epochs from 1; Optuna's steps from
0) and one trial whose every report is judged.
"""
import json
import random

import optuna
from optuna.trial import TrialState, create_trial

optuna.logging.set_verbosity(optuna.logging.ERROR)
random.seed(20240613)


def curve(length, gaps):
    level = random.uniform(0, 1)
    values = {}
    for epoch in range(1, length + 1):
        if random.random() < gaps:
            continue
        value = round(level + random.uniform(0, 1) / epoch, 6)
        values[epoch] = None if random.random() < 0.04 else value
    return values


cases = []
for _ in range(120):
    options = {
        "startupTrials": random.choice([1, 2, 3, 5]),
        "warmupEpochs": random.choice([0, 0, 1, 2]),
        "intervalEpochs": random.choice([1, 1, 2, 3]),
    }
    gaps = random.choice([0, 0, 0.2])
    others = []
    for _ in range(random.randint(0, 7)):
        state = random.choice(["finished", "finished", "finished", "pruned", "running"])
        others.append({"state": state, "reports": curve(random.randint(1, 6), gaps)})
    pruner = optuna.pruners.MedianPruner(
        n_startup_trials=options["startupTrials"],
        n_warmup_steps=options["warmupEpochs"],
        interval_steps=options["intervalEpochs"],
    )
    study = optuna.create_study(direction="minimize", pruner=pruner)
    states = {"finished": TrialState.COMPLETE, "pruned": TrialState.PRUNED, "running": TrialState.RUNNING}
    for other in others:
        study.add_trial(
            create_trial(
                state=states[other["state"]],
                value=0.0 if other["state"] != "running" else None,
                intermediate_values={
                    epoch - 1: float("nan") if value is None else value for epoch, value in other["reports"].items()
                },
            )
        )
    trial = study.ask()
    reports = curve(6, gaps)
    decisions = []
    for epoch, value in reports.items():
        trial.report(float("nan") if value is None else value, epoch - 1)
        decisions.append(bool(trial.should_prune()))
    as_list = lambda values: [{"epoch": e, "value": v} for e, v in values.items()]
    cases.append(
        {
            "options": options,
            "others": [{"state": o["state"], "reports": as_list(o["reports"])} for o in others],
            "reports": as_list(reports),
            "prune": decisions,
        }
    )

print(json.dumps({"optuna": optuna.__version__, "cases": cases}, separators=(",", ":")))
