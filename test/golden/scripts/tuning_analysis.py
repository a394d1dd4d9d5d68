"""What mattered, by Optuna and SciPy: `pip install optuna==5.0.0 scikit-learn==1.9.1 scipy==1.17.1 && python tuning_analysis.py > ../tuning-analysis.json`.

`ped`: studies with PED-ANOVA's importances as the evaluator gives them, not normalised. `trees`: regression trees of scikit-learn with the
variances that Optuna's fANOVA finds of one and of two features. `forest`: fANOVA of a study for several seeds of the forest.
`ranks`: Mann-Whitney's U (of the first sample) and two-sided p.
"""
import json
import math
import warnings

import numpy as np
import optuna
import scipy.stats
from optuna.distributions import CategoricalDistribution as C, FloatDistribution as F, IntDistribution as I
from optuna.importance._fanova._tree import _FanovaTree
from sklearn.ensemble import RandomForestRegressor

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.CRITICAL)


def study_of(rows, direction="minimize"):
    study = optuna.create_study(direction=direction)
    for params, dists, value in rows:
        study.add_trial(optuna.trial.create_trial(params=params, distributions=dists, value=value))
    return study


def ped(seed, n, direction, target, region):
    rng = np.random.default_rng(seed)
    base = {"lr": F(1e-4, 1e-1, log=True), "units": I(16, 128, step=16), "drop": F(0, 0.8), "layers": I(1, 40, log=True), "kind": C(["a", "b", "c"])}
    rows = []
    for _ in range(n):
        kind = str(rng.choice(["a", "b", "c"]))
        params = {
            "lr": float(10 ** rng.uniform(-4, -1)),
            "units": int(16 * rng.integers(1, 9)),
            "drop": float(rng.uniform(0, 0.8)),
            "layers": int(rng.integers(1, 41)),
            "kind": kind,
        }
        dists = dict(base)
        if kind == "b":
            params["momentum"] = float(rng.uniform(0, 1))
            dists["momentum"] = F(0, 1)
        value = (math.log10(params["lr"]) + 2.5) ** 2 + 0.3 * abs(params["units"] - 64) / 64
        value += {"a": 0.5, "b": params.get("momentum", 0), "c": 0.8}[kind] + 0.05 * rng.normal()
        rows.append((params, dists, float(value)))
    study = study_of(rows, direction)
    evaluator = optuna.importance.PedAnovaImportanceEvaluator(target_quantile=target, region_quantile=region)
    return {
        "direction": direction,
        "target": target,
        "region": region,
        "trials": [{"params": p, "value": v} for p, _, v in rows],
        "importance": evaluator.evaluate(study),
    }


def trees():
    rng = np.random.default_rng(5)
    x = rng.uniform(size=(60, 3))
    y = np.sin(5 * x[:, 0]) + x[:, 1] * x[:, 2]
    forest = RandomForestRegressor(n_estimators=3, max_depth=64, random_state=1).fit(x, y)
    out = []
    for each in forest.estimators_:
        t = each.tree_
        ours = _FanovaTree(t, np.array([[0.0, 1.0]] * 3))
        out.append(
            {
                "feature": t.feature.tolist(),
                "threshold": t.threshold.tolist(),
                "left": t.children_left.tolist(),
                "right": t.children_right.tolist(),
                "value": t.value.reshape(-1).tolist(),
                "variance": float(ours.variance),
                "single": [float(ours.get_marginal_variance(np.array([i]))) for i in range(3)],
                "pairs": [[a, b, float(ours.get_marginal_variance(np.array([a, b])))] for a, b in [(0, 1), (0, 2), (1, 2)]],
            }
        )
    return out


def forest():
    rng = np.random.default_rng(8)
    names = ["x", "y", "z", "w"]
    dists = {name: F(-1, 1) for name in names}
    rows = []
    for _ in range(150):
        p = {name: float(rng.uniform(-1, 1)) for name in names}
        rows.append((p, dists, float(2 * p["x"] ** 2 + p["y"] + 1.5 * p["y"] * p["z"])))
    study = study_of(rows)
    seeds = [optuna.importance.FanovaImportanceEvaluator(seed=s).evaluate(study) for s in range(6)]
    return {
        "trials": [{"params": p, "value": v} for p, _, v in rows],
        "importance": [[s[name] for name in names] for s in seeds],
        "names": names,
    }


def ranks():
    rng = np.random.default_rng(3)
    out = []
    for m, n, shift, digits in [(5, 6, 0.5, 9), (8, 20, 1.0, 9), (20, 20, 0.4, 9), (12, 9, 0.3, 1), (7, 7, 0.0, 0), (3, 4, 3.0, 9)]:
        a = np.round(rng.normal(size=m), digits).tolist()
        b = np.round(rng.normal(size=n) + shift, digits).tolist()
        u, p = scipy.stats.mannwhitneyu(a, b, alternative="two-sided")
        out.append({"a": a, "b": b, "u": float(u), "p": float(p)})
    return out


print(
    json.dumps(
        {
            "ped": [ped(1, 120, "minimize", 0.1, 1.0), ped(2, 60, "maximize", 0.2, 1.0), ped(3, 90, "minimize", 0.1, 0.5)],
            "trees": trees(),
            "forest": forest(),
            "ranks": ranks(),
        }
    )
)
