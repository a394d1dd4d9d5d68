"""Points of the plain Sobol sequence: `pip install scipy && python tuning_sobol.py > ../tuning-sobol.json`."""
import json

import scipy
from scipy.stats import qmc

points = qmc.Sobol(64, scramble=False, bits=32).random(64)
print(json.dumps({"scipy": scipy.__version__, "points": [[float(x) for x in row] for row in points]}, separators=(",", ":")))
