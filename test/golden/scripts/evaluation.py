"""Writes test/golden/evaluation.json: metrics by scikit-learn, intervals and quantiles by SciPy.

    pip install scikit-learn==1.7.1 scipy==1.17.1
    python test/golden/scripts/evaluation.py > test/golden/evaluation.json
"""

import json

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest, norm
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    confusion_matrix,
    log_loss,
    precision_recall_fscore_support,
    roc_auc_score,
)


def case(name, truth, probabilities, threshold=0.5):
    truth = np.asarray(truth)
    probabilities = np.asarray(probabilities, dtype=float)
    predicted = (probabilities >= threshold).astype(int)
    scores = {}
    for positive in (0, 1):
        p, r, f, _ = precision_recall_fscore_support(
            truth, predicted, pos_label=positive, average="binary", zero_division=0
        )
        scores[str(positive)] = {"precision": p, "recall": r, "f1": f}
    both = len(set(truth.tolist())) == 2
    return {
        "name": name,
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "threshold": threshold,
        "accuracy": accuracy_score(truth, predicted),
        "classes": scores,
        "logLoss": log_loss(truth, probabilities, labels=[0, 1]),
        "brier": brier_score_loss(truth, probabilities, pos_label=1),
        "rocAuc": roc_auc_score(truth, probabilities) if both else None,
        "confusion": confusion_matrix(truth, predicted, labels=[0, 1]).tolist(),
    }


rng = np.random.default_rng(7)
truth = rng.integers(0, 2, 200)
good = np.clip(0.5 + 0.25 * (2 * truth - 1) + rng.normal(0, 0.25, 200), 0, 1)
cases = [
    case("a fair classifier", truth, good),
    case("another threshold", truth, good, 0.7),
    case("many ties", truth, np.round(good * 4) / 4),
    case("certain, and sometimes wrong", truth, np.round(good)),
    case("nothing predicted positive", truth, good * 0.4),
    case("one class only", np.ones(9, dtype=int), np.linspace(0.1, 0.9, 9)),
    case("one example", [0], [0.25]),
]
intervals = []
for k, n in [(0, 10), (10, 10), (1, 1), (7, 10), (4211, 5000), (853, 1066)]:
    for confidence in (0.5, 0.9, 0.95, 0.999):
        ci = binomtest(k, n).proportion_ci(confidence, method="wilson")
        intervals.append({"successes": k, "trials": n, "confidence": confidence, "low": ci.low, "high": ci.high})
quantiles = [
    {"p": p, "z": norm.ppf(p)} for p in (1e-300, 1e-12, 1e-4, 0.02, 0.075, 0.3, 0.5, 0.8, 0.975, 0.99999)
]
print(
    json.dumps(
        {
            "by": f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}",
            "cases": cases,
            "wilson": intervals,
            "normalQuantile": quantiles,
        }
    )
)
