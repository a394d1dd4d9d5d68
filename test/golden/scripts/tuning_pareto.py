"""Fronts, crowding, hypervolumes and subsets as Optuna has them: `pip install optuna && python tuning_pareto.py > ../tuning-pareto.json`."""
import json
from types import SimpleNamespace

import numpy as np
import optuna
from optuna._hypervolume import compute_hypervolume
from optuna._hypervolume.hssp import _solve_hssp
from optuna.samplers._tpe.sampler import _get_reference_point
from optuna.samplers.nsgaii._elite_population_selection_strategy import _calc_crowding_distance
from optuna.study._multi_objective import _fast_non_domination_rank

rng = np.random.default_rng(3)
cases = []
for count, objectives in [(1, 2), (12, 2), (30, 2), (20, 3), (14, 4), (9, 1)]:
    points = np.round(rng.normal(size=(count, objectives)) * [1, 10, 0.1, 5][:objectives], 2)
    if count > 10:
        points[5] = points[2]
    ranks = _fast_non_domination_rank(points)
    front = points[ranks == 0]
    reference = _get_reference_point(points)
    trials = [SimpleNamespace(number=i, values=p.tolist()) for i, p in enumerate(points[np.unique(points, axis=0, return_index=True)[1]])]
    crowded = [t.values for t in trials]
    distances = _calc_crowding_distance(list(trials))
    size = max(1, len(np.unique(front, axis=0)) // 2)
    subset = _solve_hssp(front, np.arange(len(front)), size, _get_reference_point(front))
    cases.append(dict(
        points=points.tolist(), ranks=ranks.tolist(), reference=reference.tolist(), volume=float(compute_hypervolume(points, reference)),
        crowded=crowded, distances=[None if np.isinf(distances[i]) else float(distances[i]) for i in range(len(crowded))],
        front=front.tolist(), frontReference=_get_reference_point(front).tolist(), subset=sorted(front[int(i)].tolist() for i in subset)))
print(json.dumps({"optuna": optuna.__version__, "cases": cases}, separators=(",", ":")))
