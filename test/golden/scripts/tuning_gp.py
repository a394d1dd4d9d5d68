"""Gaussian processes by scikit-learn, log h by mpmath: `pip install scikit-learn mpmath && python tuning_gp.py > ../tuning-gp.json`."""
import json

import mpmath
import numpy as np
import sklearn
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

rng = np.random.default_rng(3)
cases = []
for n, d, noise in [(1, 1, 1e-2), (7, 2, 1e-3), (40, 5, 1e-4), (61, 3, 0.1)]:
    x, points = rng.random((n, d)), rng.random((6, d))
    y = np.sin(5 * x).sum(1) + 0.1 * rng.standard_normal(n)
    lengths, variance = rng.uniform(0.1, 2, d), rng.uniform(0.5, 3)
    signal = ConstantKernel(variance) * Matern(lengths, nu=2.5)
    model = GaussianProcessRegressor(signal + WhiteKernel(noise), alpha=0, optimizer=None).fit(x, y)
    value, gradient = model.log_marginal_likelihood(model.kernel_.theta, eval_gradient=True)
    mean, deviation = model.predict(points, return_std=True)
    # Ours are by log variance, log(1 / length²), log noise; scikit-learn's variance holds the noise of a new observation.
    cases.append(dict(x=x.tolist(), y=y.tolist(), points=points.tolist(), relevance=(1 / lengths**2).tolist(),
                      variance=variance, noise=noise, likelihood=value,
                      gradient=[*(-0.5 * gradient[1:-1]), gradient[0], gradient[-1]],
                      mean=mean.tolist(), predictedVariance=(deviation**2 - noise).tolist()))
mpmath.mp.dps = 50
log_h = []
for z in [-1000, -100, -30, -10, -5, -3, -2, -1.5, -1.0001, -0.9999, -0.5, 0, 0.5, 1, 3, 10]:
    t = mpmath.mpf(z)
    h = mpmath.npdf(t) + t * mpmath.ncdf(t)
    log_h.append(dict(z=z, value=float(mpmath.log(h)), ratio=float(mpmath.ncdf(t) / h)))
print(json.dumps({"sklearn": sklearn.__version__, "mpmath": mpmath.__version__, "cases": cases, "logH": log_h}, separators=(",", ":")))
