"""Intervals and paired tests of SciPy: `pip install scipy==1.17.1 && python tuning_seeds.py > ../tuning-seeds.json`.

Each case: scores, their 95 % interval by Student's t, and the p-value of the one-sided test that their mean is above 0.
"""
import json
import random

import numpy as np
import scipy
from scipy import stats

random.seed(6)
cases = []
for n in [2, 2, 3, 3, 4, 5, 5, 8, 10, 20]:
    scores = [round(random.gauss(0.4, 1), 4) for _ in range(n)]
    low, high = stats.t.interval(0.95, n - 1, loc=np.mean(scores), scale=stats.sem(scores))
    cases.append([scores, float(low), float(high), float(stats.ttest_1samp(scores, 0, alternative="greater").pvalue)])
print(json.dumps({"scipy": scipy.__version__, "cases": cases}, separators=(",", ":")))
