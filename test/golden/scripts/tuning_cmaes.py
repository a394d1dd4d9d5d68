"""CMA-ES's updates on fixed points: `pip install cmaes scipy && python tuning_cmaes.py > ../tuning-cmaes.json`.

Points are drawn by NumPy and told to cmaes' CMA and CMAwM; kept are the points, best first, and the state after each generation.
"""
import json

import cmaes
import numpy as np

rng = np.random.default_rng(5)


def run(dims, steps, generations):
    bounds = np.tile([0.0, 1.0], (dims, 1))
    mean = np.full(dims, 0.4)
    margin = any(step > 0 for step in steps)
    for i, step in enumerate(steps):
        if step > 0:
            bounds[i] = [step / 2, 1 - step / 2]
    model = cmaes.CMAwM(mean, 0.2, bounds, np.array(steps)) if margin else cmaes.CMA(mean, 0.2, bounds)
    inner = model._cma if margin else model
    states = []
    for _ in range(generations):
        points = [inner._mean + inner._sigma * rng.standard_normal(dims) * np.sqrt(np.diag(inner._C)) for _ in range(inner.population_size)]
        points.sort(key=lambda x: float(np.sum((x - 0.7) ** 2 * np.arange(1, dims + 1))))
        told = [p.copy() for p in points]
        model.tell([(p, i) for i, p in enumerate(points)])
        states.append(dict(points=[p.tolist() for p in told], mean=inner._mean.tolist(), sigma=float(inner._sigma),
                           covariance=inner._C.tolist(), stretch=model._A.tolist() if margin else []))
    return dict(mean=mean.tolist(), sigma=0.2, steps=steps, population=inner.population_size, states=states)


print(json.dumps({"cmaes": cmaes.__version__, "cases": [
    run(2, [0, 0], 8), run(5, [0] * 5, 8), run(3, [0, 0.25, 0], 12), run(3, [0.5, 0.1, 0], 25)]}, separators=(",", ":")))
