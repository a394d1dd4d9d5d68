"""The peers' search tasks at random points: `pip install optuna && python search_tasks.py > ../search-tasks.json`."""
import json
import pathlib
import sys

import optuna

sys.path.insert(0, str(pathlib.Path(__file__).parents[3] / "bench" / "search"))
import peers  # noqa: E402

rows = []
for name in [*peers.TASKS, *peers.FRONTS]:
    objective = (peers.TASKS.get(name) or peers.FRONTS.get(name))[0]
    study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=7), directions=["minimize"] * (1 if name in peers.TASKS else 2))
    study.optimize(objective, n_trials=4)
    rows += [{"task": name, "params": trial.user_attrs.get("params", trial.params), "values": trial.values} for trial in study.trials]
print(json.dumps({"optuna": optuna.__version__, "rows": rows}, separators=(",", ":")))
