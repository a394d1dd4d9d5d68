"""Makes test/golden/class-weights.json: scikit-learn's balanced class weights.

pip install scikit-learn; python test/golden/scripts/class_weights.py
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.utils.class_weight import compute_class_weight

cases = []
for negatives, positives in [(900, 100), (1, 1), (3, 7), (12500, 12500), (6821, 1)]:
    y = np.repeat([0, 1], [negatives, positives])
    weights = compute_class_weight("balanced", classes=np.array([0, 1]), y=y)
    cases.append({"counts": [negatives, positives], "weights": weights.tolist()})
out = Path(__file__).resolve().parents[1] / "class-weights.json"
out.write_text(json.dumps({"by": f"scikit-learn {sklearn.__version__}", "cases": cases}) + "\n")
