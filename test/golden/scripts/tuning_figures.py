"""What Optuna draws: `pip install optuna==5.0.0 plotly==7.1.0 && python tuning_figures.py > ../tuning-figures.json`.

The "info" that stands behind optuna.visualization's figures: EDF (shares at 100 values), rank (0 the lowest value, 1 the highest), contour
(ranges of the axes, what was tried, the best value of each spot), slice (values of each parameter with the trials that have it),
intermediate values, and the Pareto front of two objectives.
"""
import json

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution as C, FloatDistribution as F, IntDistribution as I
from optuna.trial import TrialState
from optuna.visualization import _contour, _edf, _intermediate_values, _pareto_front, _rank, _slice

optuna.logging.set_verbosity(optuna.logging.CRITICAL)


def rows(seed, n, direction):
    rng = np.random.default_rng(seed)
    study = optuna.create_study(direction=direction)
    trials = []
    for number in range(n):
        kind = str(rng.choice(["lstm", "gru", "cnn"]))
        params = {"lr": float(10 ** rng.uniform(-4, -1)), "units": int(16 * rng.integers(1, 5)), "drop": float(rng.uniform(0, 0.5)), "kind": kind}
        dists = {"lr": F(1e-4, 1e-1, log=True), "units": I(16, 64, step=16), "drop": F(0, 0.5), "kind": C(["lstm", "gru", "cnn"])}
        if kind == "gru":
            params["momentum"] = float(rng.uniform(0, 1))
            dists["momentum"] = F(0, 1)
        value = float(np.round((np.log10(params["lr"]) + 2.5) ** 2 + params["drop"] + 0.1 * rng.normal(), 1))
        state = TrialState.COMPLETE
        if number % 7 == 5:
            state = TrialState.PRUNED
        reports = {int(e): float(value + 1 / e) for e in range(1, 3 if state == TrialState.PRUNED else 5)}
        study.add_trial(optuna.trial.create_trial(params=params, distributions=dists, value=value, state=state, intermediate_values=reports))
        trials.append({"params": params, "value": value, "state": "pruned" if state == TrialState.PRUNED else "finished", "reports": list(reports.items())})
    return study, trials


def single(seed, n, direction):
    study, trials = rows(seed, n, direction)
    edf = _edf._get_edf_info(study)
    finished = [t for t in study.trials if t.state == TrialState.COMPLETE]
    values = np.array([t.value for t in finished])
    ranks = _rank._get_order_with_same_order_averaging(values) / (len(values) - 1)
    contours = []
    for pair in [("drop", "lr"), ("kind", "units"), ("lr", "momentum")]:
        info = _contour._get_contour_info(study, params=list(pair)).sub_plot_infos[0][0]
        contours.append(
            {
                "x": {"name": info.xaxis.name, "range": info.xaxis.range, "log": info.xaxis.is_log, "category": info.xaxis.is_cat},
                "y": {"name": info.yaxis.name, "range": info.yaxis.range, "log": info.yaxis.is_log, "category": info.yaxis.is_cat},
                # With room at either end Optuna puts an index of its own there.
                "cells": [[info.xaxis.indices[i], info.yaxis.indices[j], z] for (i, j), z in info.z_values.items()],
            }
        )
    slices = [
        {"name": s.param_name, "x": s.x, "y": s.y, "numbers": s.trial_numbers, "log": s.is_log, "numerical": s.is_numerical}
        for s in _slice._get_slice_plot_info(study, None, None, "").subplots
    ]
    curves = [[t.trial_number, t.sorted_intermediate_values] for t in _intermediate_values._get_intermediate_plot_info(study).trial_infos]
    return {
        "direction": direction,
        "trials": trials,
        "edf": {"x": edf.x_values.tolist(), "y": edf.lines[0].y_values.tolist()},
        "ranks": ranks.tolist(),
        "contours": contours,
        "slices": slices,
        "intermediate": curves,
    }


def pareto(seed, n, directions):
    rng = np.random.default_rng(seed)
    study = optuna.create_study(directions=directions)
    points = np.round(rng.normal(size=(n, 2)), 1).tolist()
    for x in points:
        study.add_trial(optuna.trial.create_trial(values=x))
    info = _pareto_front._get_pareto_front_info(study)
    return {"directions": directions, "points": points, "front": sorted(t.number for t, _ in info.best_trials_with_values)}


print(
    json.dumps(
        {
            "studies": [single(1, 40, "minimize"), single(2, 25, "maximize")],
            "fronts": [pareto(3, 60, ["minimize", "minimize"]), pareto(4, 60, ["maximize", "minimize"])],
        }
    )
)
