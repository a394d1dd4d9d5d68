"""Reference values for lib/embeddings/quality: SciPy's Spearman correlation, scikit-learn's logistic regression, NumPy's
halves and one step of skip-gram's gradient.

    python test/golden/scripts/embedding_quality.py > test/golden/embedding-quality.json
"""

import json

import numpy as np
import scipy
import sklearn
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(7)
cases = []
for n, ties in [(8, False), (30, True), (200, True)]:
    a = rng.normal(size=n)
    b = 0.6 * a + rng.normal(size=n)
    if ties:
        a, b = np.round(a), np.round(2 * b) / 2
    cases.append({"a": a.tolist(), "b": b.tolist(), "rho": float(spearmanr(a, b).statistic)})

x = rng.normal(size=(60, 4)) * [1, 3, 0.2, 1]
y = (x @ [1.0, -0.4, 2.0, 0.0] + 0.5 + rng.normal(size=60) > 0).astype(int)
fits = []
for c in (0.1, 1, 100):
    model = LogisticRegression(C=c, tol=1e-12, max_iter=100_000, solver="newton-cholesky").fit(x, y)
    fits.append({"C": c, "weights": model.coef_[0].tolist(), "bias": float(model.intercept_[0])})

halves = np.concatenate(
    [
        rng.normal(size=40),
        rng.normal(size=20) * 1e-5,
        rng.normal(size=10) * 3e4,
        [0.0, 1.0, -2.0, 65504.0, 65519.0, 65520.0, 1e6, 2**-24, 2**-25, 1.5 * 2**-24, 2**-14, 0.99999 * 2**-14, 2049.0, 2051.0],
    ]
).astype("<f4")

d = 5
word, targets, rate = rng.normal(size=d) * 0.3, rng.normal(size=(7, d)) * 0.3, 0.05
label = np.array([1, 0, 0, 0, 0, 0, 0])
g = rate * (label - 1 / (1 + np.exp(-(targets @ word))))

print(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
            "spearman": cases,
            "logistic": {"x": x.tolist(), "y": y.tolist(), "fits": fits},
            "halves": {"values": halves.tolist(), "bits": halves.astype("<f2").view("<u2").tolist()},
            "skipGramStep": {
                "word": word.tolist(),
                "targets": targets.tolist(),
                "rate": rate,
                "wordAfter": (word + g @ targets).tolist(),
                "targetsAfter": (targets + g[:, None] * word).tolist(),
            },
        }
    )
)
