"""gensim's skip-gram on the sentences of data/rt: for some frequent words, which words it finds near them, and how alike it
finds pairs of frequent words. Our vectors are another random draw of the same method, so they must agree with gensim as
gensim agrees with itself under another seed.

    python test/golden/scripts/skip_gram.py TOKENS > test/golden/skip-gram.json

TOKENS: a file with the tokens of one sentence per line, as `test/golden/scripts/rt-tokens.ts` prints them.
"""

import json
import sys

import gensim
import numpy as np
from gensim.models import Word2Vec

sentences = [line.split(" ") for line in open(sys.argv[1], encoding="utf8").read().rstrip("\n").split("\n")]
settings = dict(
    vector_size=32, window=5, min_count=20, sg=1, hs=0, negative=5, ns_exponent=0.75, sample=1e-3, alpha=0.025,
    min_alpha=0.025e-4, epochs=20, workers=1,
)


def cosines(seed):
    vectors = Word2Vec(sentences, seed=seed, **settings).wv
    words = vectors.index_to_key[:120]
    unit = np.stack([vectors.get_vector(word, norm=True) for word in words])
    return vectors, words, unit @ unit.T


first, words, a = cosines(1)
_, others, b = cosines(2)
order = [others.index(word) for word in words] if set(words) == set(others) else None
b = b[np.ix_(order, order)]
upper = np.triu_indices(len(words), 1)
print(
    json.dumps(
        {
            "versions": {"gensim": gensim.__version__},
            "sentences": len(sentences),
            "vocabulary": len(first.index_to_key),
            "words": words,
            "cosines": np.round(a[upper].astype(float), 3).tolist(),
            "selfAgreement": float(np.corrcoef(a[upper], b[upper])[0, 1]),
        }
    )
)
