"""Intervals over folds, corrected for overlapping training parts (Nadeau & Bengio 2003):
`pip install scipy && python tracking_corrected_interval.py > ../tracking-corrected-interval.json`."""
import json
import random

import numpy as np
import scipy
from scipy import stats

random.seed(5)
rows = []
for n in (2, 3, 5, 10):
    for ratio in (1 / (n - 1), 0.125):
        values = [random.gauss(0.004, 0.01) for _ in range(n)]
        scale = np.std(values, ddof=1) * np.sqrt(1 / n + ratio)
        low, high = stats.t.interval(0.95, n - 1, loc=np.mean(values), scale=scale)
        rows.append({"values": values, "ratio": ratio, "low": float(low), "high": float(high)})
print(json.dumps({"scipy": scipy.__version__, "rows": rows}, separators=(",", ":")))
