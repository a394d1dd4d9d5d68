"""Journals between Optuna and us: `pip install optuna==5.0.0 && python optuna_journal.py` in this folder.

Writes ../optuna/theirs.log, a journal that Optuna wrote, and ../optuna/theirs.json, what it says of it; and opens
../optuna/ours.log, which test/golden/scripts/optuna-ours.ts wrote, and keeps what Optuna reads in it in ../optuna/ours.json.
It then goes on with that study by one trial in a copy, as a search would.
"""
import json
import math
import os
import shutil
import tempfile

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "optuna")


def seen(study):
    return {
        "name": study.study_name,
        "directions": [d.name.lower() for d in study.directions],
        "trials": [
            {
                "state": t.state.name,
                "values": t.values,
                "params": t.params,
                "distributions": {k: [type(d).__name__, d._asdict()] for k, d in t.distributions.items()},
                "reports": {k: None if math.isnan(v) else v for k, v in t.intermediate_values.items()},
                "notes": {k: v for k, v in t.user_attrs.items() if k != "sentilab"},
                "fixed": t.system_attrs.get("fixed_params"),
            }
            for t in study.get_trials()
        ],
    }


def save(name, value):
    with open(os.path.join(folder, name), "w") as file:
        json.dump(value, file, indent=1, sort_keys=True)
        file.write("\n")


log = os.path.join(folder, "theirs.log")
if os.path.exists(log):
    os.remove(log)
storage = JournalStorage(JournalFileBackend(log))
study = optuna.create_study(study_name="theirs", storage=storage, sampler=optuna.samplers.RandomSampler(seed=1))
study.enqueue_trial({"lr": 0.01, "units": 32, "cell": "gru", "flag": True})


def objective(trial):
    lr = trial.suggest_float("lr", 1e-4, 1e-1, log=True)
    units = trial.suggest_int("units", 16, 128, step=16)
    cell = trial.suggest_categorical("cell", ["lstm", "gru", "NaN"])
    if cell == "gru":
        trial.suggest_float("drop", 0, 0.8, step=0.1)
    trial.set_user_attr("where", {"host": "ä \"NaN\"", "cores": [1, 2]})
    trial.report(lr * units, 1)
    trial.report(float("nan"), 2)
    if trial.number == 2:
        raise optuna.TrialPruned()
    if trial.number == 3:
        raise RuntimeError("broken")
    return lr * units


study.optimize(objective, n_trials=6, catch=(RuntimeError,))
study.enqueue_trial({"lr": 0.02, "units": 64, "cell": "lstm"})
study.ask()
save("theirs.json", [seen(study)])

with tempfile.TemporaryDirectory() as scratch:
    copy = os.path.join(scratch, "ours.log")
    shutil.copy(os.path.join(folder, "ours.log"), copy)
    storage = JournalStorage(JournalFileBackend(copy))
    study = optuna.load_study(study_name="ours", storage=storage, sampler=optuna.samplers.TPESampler(seed=1))
    save("ours.json", seen(study))
    study.optimize(lambda t: t.suggest_float("lr", 1e-4, 1e-1, log=True) + t.suggest_int("units", 16, 128, step=16), n_trials=2)
    assert study.trials[-1].state.name == "COMPLETE"
print("Optuna", optuna.__version__, "opened our journal and went on with it")
