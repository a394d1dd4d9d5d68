"""Masses of the standard normal: `pip install scipy mpmath && python tuning_normal.py > ../tuning-normal.json`.

mpmath with 60 digits; where SciPy's difference of logarithms has digits left, the script checks that both agree.
"""
import json
import math
import random

import mpmath
import scipy
from scipy.stats import norm

random.seed(7)
mpmath.mp.dps = 60
rows = []
for _ in range(200):
    a = random.uniform(-9, 9)
    b = a + 10 ** random.uniform(-6, 1)
    log_mass = float(mpmath.log(mpmath.ncdf(mpmath.mpf(b)) - mpmath.ncdf(mpmath.mpf(a))))
    left, right = (a, b) if a <= 0 else (-b, -a)
    if b - a > 0.1:
        high, low = norm.logcdf(right), norm.logcdf(left)
        assert abs(high + math.log1p(-math.exp(low - high)) - log_mass) < 1e-9
    rows.append({"a": a, "b": b, "logMass": log_mass})
print(json.dumps({"scipy": scipy.__version__, "mpmath": mpmath.__version__, "rows": rows}, separators=(",", ":")))
