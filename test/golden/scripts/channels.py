"""Writes test/golden/channels.json: log-count ratios of words and hashed pairs by NumPy and scikit-learn.

    pip install scikit-learn==1.7.1
    python test/golden/scripts/channels.py > test/golden/channels.json
"""

import json

import numpy as np
import sklearn
from sklearn.feature_extraction.text import CountVectorizer

WORDS, BITS = 40, 9
rng = np.random.default_rng(17)
labels = rng.integers(0, 2, 90)
documents = [(rng.zipf(1.4, rng.integers(1, 25)) % (WORDS - 2 - 5 * y) + 2).tolist() for y in labels]


def place(first, second):
    """MurmurHash3's finaliser over two products, in unsigned 32 bits."""
    u = np.uint32
    with np.errstate(over="ignore"):
        h = u(first) * u(0x9E3779B1) ^ u(second) * u(0x85EBCA77)
        h = (h ^ (h >> u(16))) * u(0x85EBCA6B)
        h = (h ^ (h >> u(13))) * u(0xC2B2AE35)
        h = h ^ (h >> u(16))
    return int(h >> u(32 - BITS))


def ratios(features, width, alpha):
    vectorizer = CountVectorizer(analyzer=lambda d: d, binary=True, vocabulary={k: k for k in range(width)})
    x = vectorizer.transform(features).toarray()
    p, q = x[labels == 1].sum(axis=0) + alpha, x[labels == 0].sum(axis=0) + alpha
    return np.log((p / p.sum()) / (q / q.sum()))


pairs = [[place(a, b) for a, b in zip(d, d[1:])] for d in documents]
fits = []
for alpha in [1.0, 0.25]:
    word_ratio, pair_ratio = ratios(documents, WORDS, alpha), ratios(pairs, 2**BITS, alpha)
    read = [2, 3, 2, 39, 1, 7]
    channels = [
        [
            word_ratio[w],
            pair_ratio[place(read[i - 1], w)] if i > 0 else 0.0,
            pair_ratio[place(w, read[i + 1])] if i + 1 < len(read) else 0.0,
        ]
        for i, w in enumerate(read)
    ]
    fits.append(
        {
            "alpha": alpha,
            "words": word_ratio.tolist(),
            "pairs": pair_ratio.tolist(),
            "read": read,
            "channels": np.array(channels).tolist(),
        }
    )
print(
    json.dumps(
        {
            "by": f"NumPy {np.__version__}, scikit-learn {sklearn.__version__}",
            "words": WORDS,
            "bits": BITS,
            "labels": labels.tolist(),
            "documents": documents,
            "fits": fits,
        }
    )
)
