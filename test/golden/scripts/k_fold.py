"""Makes test/golden/k-fold.json: what scikit-learn's cross-validation puts into each fold.

pip install scikit-learn; python test/golden/scripts/k_fold.py
"""

import json
import random
from pathlib import Path

import numpy as np
import sklearn
from sklearn.model_selection import KFold, StratifiedGroupKFold, StratifiedKFold

rng = random.Random(3)
rows = []
for size, positives, folds in [(100, 50, 5), (101, 50, 5), (97, 13, 4), (40, 9, 3), (53, 53, 10), (1000, 333, 7)]:
    labels = [1] * positives + [0] * (size - positives)
    rng.shuffle(labels)
    plain = [len(test) for _, test in KFold(folds).split(labels)]
    counts = [np.bincount(np.take(labels, test), minlength=2).tolist() for _, test in StratifiedKFold(folds).split(labels, labels)]
    rows.append({"labels": "".join(map(str, labels)), "folds": folds, "random": plain, "stratified": counts})

# Groups no two of which are equally unequal: then the order in which they are dealt is not left to chance.
grouped = []
for folds in (3, 5, 8):
    seen, groups = set(), []
    while len(groups) < 40:
        counts = (rng.randint(1, 60), rng.randint(1, 60))
        if abs(counts[0] - counts[1]) not in seen:
            seen.add(abs(counts[0] - counts[1]))
            groups.append(counts)
    y = [label for counts in groups for label in (0, 1) for _ in range(counts[label])]
    g = [i for i, counts in enumerate(groups) for _ in range(sum(counts))]
    found = [sorted(set(np.take(g, test).tolist())) for _, test in StratifiedGroupKFold(folds).split(y, y, g)]
    grouped.append({"groups": groups, "folds": folds, "byFold": found})

golden = {"by": f"scikit-learn {sklearn.__version__}", "single": rows, "grouped": grouped}
out = Path(__file__).resolve().parents[1] / "k-fold.json"
out.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
print(out.stat().st_size, "bytes")
