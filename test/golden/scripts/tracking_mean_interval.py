"""Intervals of a mean by Student's t: `pip install scipy && python tracking_mean_interval.py > ../tracking-mean-interval.json`."""
import json
import random

import numpy as np
import scipy
from scipy import stats

random.seed(3)
rows = []
for n in (2, 3, 4, 5, 8, 13, 30, 100):
    for scale in (1e-3, 1.0, 50.0):
        values = [random.gauss(0.78, scale) for _ in range(n)]
        low, high = stats.t.interval(0.95, n - 1, loc=np.mean(values), scale=stats.sem(values))
        rows.append({"values": values, "mean": float(np.mean(values)), "sd": float(np.std(values, ddof=1)), "low": float(low), "high": float(high)})
print(json.dumps({"scipy": scipy.__version__, "rows": rows}, separators=(",", ":")))
