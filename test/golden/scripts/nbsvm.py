"""Writes test/golden/nbsvm.json: NB-SVM put together from scikit-learn's parts on a small made-up corpus.

    pip install scikit-learn==1.7.1
    python test/golden/scripts/nbsvm.py > test/golden/nbsvm.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.calibration import _sigmoid_calibration
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.svm import LinearSVC

warnings.simplefilter("error")  # a fit that has not converged is no reference
rng = np.random.default_rng(11)
GOOD, BAD = ["good", "fine", "warm", "lovely"], ["bad", "dull", "cold", "awful"]
NEUTRAL = ["the", "film", "plot", "is", "not", "very", "a", "cast", "and", "'s"]


def document(label):
    words = []
    for _ in range(rng.integers(3, 12)):
        if rng.random() < 0.25:
            words.append(str(rng.choice(GOOD if (rng.random() < 0.75) == (label == 1) else BAD)))
        else:
            words.append(str(rng.choice(NEUTRAL)))
    return words


train_labels = rng.integers(0, 2, 120)
train = [document(y) for y in train_labels]
test_labels = rng.integers(0, 2, 40)
test = [document(y) for y in test_labels] + [["unseen", "words"], []]

fits = []
for C, alpha, min_df in [(0.01, 1.0, 2), (1.0, 1.0, 1), (100.0, 0.5, 3)]:
    vectorizer = CountVectorizer(
        analyzer=lambda d: d + [f"{a} {b}" for a, b in zip(d, d[1:])], binary=True, min_df=min_df
    )
    X = vectorizer.fit_transform(train).toarray().astype(float)
    p = alpha + X[train_labels == 1].sum(axis=0)
    q = alpha + X[train_labels == 0].sum(axis=0)
    r = np.log((p / p.sum()) / (q / q.sum()))
    svm = LinearSVC(C=C, loss="squared_hinge", dual=True, tol=1e-10, max_iter=10_000_000, random_state=0)
    svm.fit(X * r, train_labels)
    T = vectorizer.transform(test).toarray() * r
    names = vectorizer.get_feature_names_out().tolist()
    fits.append(
        {
            "C": C,
            "alpha": alpha,
            "minDf": min_df,
            "ratio": dict(zip(names, r.tolist())),
            "weights": dict(zip(names, (svm.coef_[0] * r).tolist())),
            "bias": float(svm.intercept_[0]),
            "decisions": svm.decision_function(T).tolist(),
        }
    )

scores = np.array(fits[0]["decisions"][:40])
a, b = _sigmoid_calibration(scores, test_labels)
print(
    json.dumps(
        {
            "by": f"scikit-learn {sklearn.__version__}",
            "train": train,
            "trainLabels": train_labels.tolist(),
            "test": test,
            "testLabels": test_labels.tolist(),
            "fits": fits,
            "platt": {"slope": -float(a), "offset": -float(b)},
        }
    )
)
