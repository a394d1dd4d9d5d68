"""Writes test/golden/evaluation.json: metrics by scikit-learn, intervals and quantiles by SciPy.

    pip install scikit-learn==1.7.1 scipy==1.17.1
    python test/golden/scripts/evaluation.py > test/golden/evaluation.json
"""

import json
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest, norm
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    balanced_accuracy_score,
    brier_score_loss,
    cohen_kappa_score,
    confusion_matrix,
    log_loss,
    matthews_corrcoef,
    precision_recall_curve,
    precision_recall_fscore_support,
    recall_score,
    roc_auc_score,
    roc_curve,
)


warnings.filterwarnings("ignore")  # of classes that do not occur: those cases are here on purpose


def number(value):
    value = float(value)
    return None if np.isnan(value) else value


def reliability(truth, probabilities, bins, strategy):
    observed, stated = calibration_curve(truth, probabilities, n_bins=bins, strategy=strategy)
    return {"bins": bins, "strategy": strategy, "observed": observed.tolist(), "stated": stated.tolist()}


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
    # Every example once, and some of them several times: what a bootstrap resample is.
    weights = np.random.default_rng(len(truth)).integers(0, 4, len(truth))
    weights[0] = 2
    weighted_both = len(set(truth[weights > 0].tolist())) == 2

    def metrics(w):
        precision, recall, f1, _ = precision_recall_fscore_support(
            truth, predicted, average="binary", zero_division=0, sample_weight=w
        )
        rankable = both if w is None else weighted_both
        positive = truth[slice(None) if w is None else w > 0].any()
        clipped = np.clip(probabilities, 2.0**-23, 1 - 2.0**-23)
        return {
            "accuracy": accuracy_score(truth, predicted, sample_weight=w),
            "balancedAccuracy": balanced_accuracy_score(truth, predicted, sample_weight=w),
            "precision": precision,
            "recall": recall,
            "specificity": recall_score(truth, predicted, pos_label=0, zero_division=0, sample_weight=w),
            "f1": f1,
            "mcc": matthews_corrcoef(truth, predicted, sample_weight=w),
            "kappa": number(cohen_kappa_score(truth, predicted, labels=[0, 1], sample_weight=w)),
            "rocAuc": roc_auc_score(truth, probabilities, sample_weight=w) if rankable else None,
            "prAuc": average_precision_score(truth, probabilities, sample_weight=w) if positive else None,
            "loss": log_loss(truth, clipped, labels=[0, 1], sample_weight=w),
            "brier": brier_score_loss(truth, probabilities, pos_label=1, sample_weight=w),
        }

    curves = None
    if name in ("a fair classifier", "many ties"):
        fpr, tpr, thresholds = roc_curve(truth, probabilities, drop_intermediate=False)
        precisions, recalls, cuts = precision_recall_curve(truth, probabilities)
        curves = {
            "roc": [fpr.tolist(), tpr.tolist(), thresholds[1:].tolist()],
            # scikit-learn starts at the loosest threshold and adds the point (0, 1) at the end.
            "precisionRecall": [precisions[:-1][::-1].tolist(), recalls[:-1][::-1].tolist(), cuts[::-1].tolist()],
        }
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
        "metrics": metrics(None),
        "weights": weights.tolist(),
        "weighted": metrics(weights),
        "curves": curves,
        "calibration": [
            reliability(truth, probabilities, bins, strategy) for bins in (5, 15) for strategy in ("uniform", "quantile")
        ]
        if curves is not None
        else [],
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
