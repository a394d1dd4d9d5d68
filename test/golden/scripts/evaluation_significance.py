"""Writes test/golden/evaluation-significance.json: tests, corrections, bootstrap intervals, thresholds, risks.

    pip install scikit-learn==1.7.1 scipy==1.17.1 statsmodels==0.15.0
    python test/golden/scripts/evaluation_significance.py > test/golden/evaluation-significance.json
"""

import itertools
import json

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.stats import bootstrap, norm
from sklearn.metrics import accuracy_score, f1_score, matthews_corrcoef, roc_auc_score, roc_curve, zero_one_loss
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(11)


def mcnemar_case(b, c):
    table = [[100, b], [c, 50]]
    exact = mcnemar(table, exact=True)
    result = {"onlyFirst": b, "onlySecond": c, "exact": min(1.0, float(exact.pvalue)), "corrected": None, "chiSquared": None}
    if abs(b - c) >= 1:  # statsmodels squares |b - c| - 1 without stopping at 0
        corrected = mcnemar(table, exact=False, correction=True)
        result["chiSquared"] = float(corrected.statistic)
        result["corrected"] = float(corrected.pvalue)
    return result


def bootstrap_case(name, data, statistic, confidence, observed):
    """Replicates by SciPy with its intervals; `jackknife` are the leave-one-out values that its BCa interval uses."""
    results = {
        method: bootstrap(
            data,
            statistic,
            n_resamples=500,
            method=method,
            confidence_level=confidence,
            paired=True,
            vectorized=False,
            rng=np.random.default_rng(3),
        )
        for method in ("percentile", "BCa")
    }
    n = len(data[0])
    leave_out = [statistic(*[np.delete(column, i) for column in data]) for i in range(n)]
    assert np.array_equal(results["percentile"].bootstrap_distribution, results["BCa"].bootstrap_distribution)
    return {
        "name": name,
        "confidence": confidence,
        "observed": float(observed),
        "replicates": results["BCa"].bootstrap_distribution.tolist(),
        "jackknife": np.asarray(leave_out, dtype=float).tolist(),
        "percentile": [float(end) for end in results["percentile"].confidence_interval],
        "bca": [float(end) for end in results["BCa"].confidence_interval],
    }


def threshold_case(name, truth, probabilities):
    """The best value that any threshold reaches, by scikit-learn's metrics, over every way to part the scores."""
    candidates = [0.0, *np.nextafter(np.unique(probabilities), 2)]
    candidates = [t for t in candidates if t <= 1]
    called = [(probabilities >= t).astype(int) for t in candidates]
    fpr, tpr, _ = roc_curve(truth, probabilities, drop_intermediate=False)

    def cost(predicted, fp, fn):
        wrong = predicted != truth
        return -float((wrong * np.where(truth == 1, fn, fp)).mean())

    return {
        "name": name,
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "f1": max(f1_score(truth, p, zero_division=0) for p in called),
        "mcc": max(matthews_corrcoef(truth, p) for p in called),
        "accuracy": max(accuracy_score(truth, p) for p in called),
        "youden": float((tpr - fpr).max()),
        "cost": {"falsePositive": 1, "falseNegative": 5, "value": max(cost(p, 1, 5) for p in called)},
    }


def aurc(wrong, confidence):
    """Mean of the risks of the k surest, each risk by scikit-learn; over all orders of equally sure ones."""
    zeros = np.zeros_like(wrong)
    groups = [np.flatnonzero(confidence == c) for c in sorted(set(confidence.tolist()), reverse=True)]
    orders = itertools.product(*[list(itertools.permutations(g)) for g in groups])
    areas = []
    for parts in orders:
        order = np.concatenate([np.asarray(p) for p in parts])
        areas.append(np.mean([zero_one_loss(zeros[order[:k]], wrong[order[:k]]) for k in range(1, len(wrong) + 1)]))
    return float(np.mean(areas))


truth = rng.integers(0, 2, 60)
first = np.clip(0.5 + 0.2 * (2 * truth - 1) + rng.normal(0, 0.3, 60), 0, 1)
second = np.clip(0.5 + 0.1 * (2 * truth - 1) + rng.normal(0, 0.3, 60), 0, 1)


def right(t, p):
    return accuracy_score(t, p >= 0.5)


def auc(t, p):
    return roc_auc_score(t, p)


def gain(t, p, q):
    return accuracy_score(t, p >= 0.5) - accuracy_score(t, q >= 0.5)


wrong = (rng.random(40) < 0.3).astype(int)
confidence = rng.random(40)
tied_wrong = np.array([1, 0, 0, 1, 0, 1, 0, 0, 1])
tied_confidence = np.array([0.9, 0.9, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6, 0.5])
p_values = [[0.01, 0.04, 0.03], [0.5], [0.02, 0.02, 0.9, 0.0004, 0.3], [1.0, 1.0], [0.04, 0.001, 0.03, 0.2, 0.011, 0.05]]
print(
    json.dumps(
        {
            "by": f"statsmodels {statsmodels.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
            "mcnemar": [
                mcnemar_case(b, c)
                for b, c in [(0, 0), (1, 0), (5, 5), (3, 9), (20, 45), (150, 210), (700, 760), (2500, 2700), (9000, 9400)]
            ],
            "holm": [{"p": p, "corrected": multipletests(p, method="holm")[1].tolist()} for p in p_values],
            "normal": [{"z": z, "p": float(norm.cdf(z))} for z in (-6, -3, -1.96, -0.5, 0, 0.1, 1, 2.5, 5)],
            "bootstrap": [
                bootstrap_case("accuracy", (truth, first), right, 0.95, right(truth, first)),
                bootstrap_case("ROC-AUC", (truth, first), auc, 0.9, auc(truth, first)),
                bootstrap_case(
                    "difference of accuracies", (truth, first, second), gain, 0.95, gain(truth, first, second)
                ),
            ],
            "threshold": [
                threshold_case("a fair classifier", truth, first),
                threshold_case("ties", truth, np.round(second * 5) / 5),
                threshold_case("certain", truth, np.round(first)),
            ],
            "riskCoverage": [
                {"wrong": w.tolist(), "confidence": c.tolist(), "aurc": aurc(w, c)}
                for w, c in [(wrong, confidence), (tied_wrong, tied_confidence)]
            ],
        }
    )
)
