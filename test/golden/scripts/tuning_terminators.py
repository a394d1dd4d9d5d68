"""Bounds, errors and stagnation of Optuna's terminators: `pip install optuna==5.0.0 scipy torch && python tuning_terminators.py > ../tuning-terminators.json`.

Each case is a study of random trials: parameters, value, scores of five folds. `bound` is the median of five seeds of
RegretBoundEvaluator over the first n trials, `error` CrossValidationErrorEvaluator's, `stagnation` what is left of a patience of 10.
"""
import json
import math
import random
import statistics
import warnings

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.CRITICAL)
from optuna.terminator import BestValueStagnationEvaluator, CrossValidationErrorEvaluator, RegretBoundEvaluator

random.seed(20261127)


def smooth(p):
    return (p["x"] - 0.3) ** 2 + 2 * (p["y"] - 0.7) ** 2


def mixed(p):
    return -((math.log10(p["lr"]) + 2.5) ** 2) - 0.02 * abs(p["units"] - 40) - (0.5 if p["cell"] == "gru" else 0)


SPACES = {
    "smooth": (smooth, "minimize", {"x": optuna.distributions.FloatDistribution(0, 1), "y": optuna.distributions.FloatDistribution(0, 1)}),
    "mixed": (
        mixed,
        "maximize",
        {
            "lr": optuna.distributions.FloatDistribution(1e-4, 1e-1, log=True),
            "units": optuna.distributions.IntDistribution(8, 64),
            "cell": optuna.distributions.CategoricalDistribution(["lstm", "gru"]),
        },
    ),
}

cases = []
for name, (f, direction, distributions) in SPACES.items():
    for noise, count in [(0.0, 20), (0.0, 60), (0.1, 30), (0.5, 60)]:
        study = optuna.create_study(direction=direction, sampler=optuna.samplers.RandomSampler(seed=count))
        trials = []
        for _ in range(count):
            trial = study.ask(distributions)
            scores = [f(trial.params) + random.gauss(0, noise + 0.01) for _ in range(5)]
            value = sum(scores) / 5
            optuna.terminator.report_cross_validation_scores(trial, scores)
            study.tell(trial, value)
            trials.append({"params": trial.params, "value": value, "scores": scores})
        args = (study.trials, study.direction)
        bounds = [RegretBoundEvaluator(seed=seed).evaluate(*args) for seed in range(5)]
        cases.append(
            {
                "space": name,
                "direction": direction,
                "trials": trials,
                "bound": float(statistics.median(bounds)),
                "error": CrossValidationErrorEvaluator().evaluate(*args),
                "stagnation": BestValueStagnationEvaluator(10).evaluate(*args),
            }
        )
print(json.dumps({"optuna": optuna.__version__, "cases": cases}, separators=(",", ":")))
