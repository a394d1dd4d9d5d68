"""Makes test/golden/near-duplicates.json: which of 150 texts are near duplicates, by scikit-learn and SciPy.

pip install scikit-learn scipy; python test/golden/scripts/near_duplicates.py
"""

import csv
import json
import random
import re
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import pdist, squareform
from sklearn.feature_extraction.text import CountVectorizer

ROOT = Path(__file__).resolve().parents[3]
SHINGLE = 3
rng = random.Random(7)

with open(ROOT / "data/rt/rt.csv", encoding="utf-8") as file:
    sentences = [row["text"] for row in csv.DictReader(file) if len(row["text"].split()) >= 20 and row["text"].isascii()][:60]


def changed(text: str) -> str:
    """Some words dropped, replaced or doubled, now and then in capitals or with a tag."""
    words = text.split()
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(words))
        words[i : i + 1] = rng.choice([[], ["other"], [words[i], words[i]]])
    text = " ".join(words)
    return rng.choice([text, text.upper(), text.replace(" ", "<br />", 1), f"{text}!"])


texts = list(sentences)
for _ in range(90):
    texts.append(changed(rng.choice(texts)))


def words(text: str) -> list[str]:
    plain = re.sub(r"<[^<>]*>", " ", text).lower().replace("'", "")
    return re.findall(r"[a-z0-9]+", plain)


matrix = CountVectorizer(
    analyzer="word", tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(SHINGLE, SHINGLE), binary=True
).fit_transform(texts)
similarity = (1 - squareform(pdist(matrix.toarray().astype(bool), "jaccard"))).round(9)  # 1 - 0.55 is less than 0.45
near = [
    [i, j, float(similarity[i, j])]
    for i in range(len(texts))
    for j in range(i + 1, len(texts))
    if similarity[i, j] >= 0.2
]
clusters = {}
for threshold in (0.45, 0.6, 0.8):
    _, component = connected_components(csr_matrix(similarity >= threshold), directed=False)
    groups = [np.flatnonzero(component == c).tolist() for c in range(component.max() + 1)]
    clusters[str(threshold)] = sorted(group for group in groups if len(group) > 1)

assert all(ord(c) < 128 for text in texts for c in text), "the word pattern above knows ASCII only"
golden = {"shingle": SHINGLE, "texts": texts, "near": near, "clusters": clusters}
(ROOT / "test/golden/near-duplicates.json").write_text(json.dumps(golden, indent=None, separators=(",", ":")) + "\n")
print(len(texts), "texts,", len(near), "pairs,", {t: len(c) for t, c in clusters.items()})
