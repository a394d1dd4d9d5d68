"""Optuna's samplers on the tasks of tasks.ts: `pip install optuna cmaes scipy torch && python peers.py --samplers tpe,cmaes`.

Rows are put into peers.json, in place of those of the same task, sampler and number of trials. Of a noisy task the true value of
the trial that looked best counts; of a task with several objectives the hypervolume, in its share of the reference box.
"""
import argparse
import json
import math
import pathlib
import time
import warnings

import numpy as np
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")

HERE = pathlib.Path(__file__).parent
CELLS = {"lstm": 0.02, "gru": 0.03, "bilstm": 0}
ALPHA = [1, 1.2, 3, 3.2]
A = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
P = np.array([[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
              [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]])


def cube(trial, count, low=0.0, high=1.0):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(count)]


def hartmann(x):
    return -float(np.dot(ALPHA, np.exp(-np.sum(A * (np.asarray(x) - P) ** 2, axis=1))))


def branin(trial):
    x1, x2 = trial.suggest_float("x1", -5, 10), trial.suggest_float("x2", 0, 15)
    bowl = (x2 - 5.1 / (4 * math.pi**2) * x1**2 + 5 / math.pi * x1 - 6) ** 2
    return bowl + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x1) + 10


def hartmann6(trial):
    return hartmann(cube(trial, 6))


def hidden25(trial):
    x = cube(trial, 25)
    return hartmann([x[4 * i + 2] for i in range(6)])


def rosenbrock4(trial):
    x = cube(trial, 4, -2, 2)
    return math.log10(sum(100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:])) + 1e-3)


def sphere20(trial):
    return sum((x - (0.2 + 0.03 * i)) ** 2 for i, x in enumerate(cube(trial, 20)))


def network_params(trial):
    return dict(
        lr=trial.suggest_float("lr", 1e-5, 1, log=True), decay=trial.suggest_float("decay", 1e-7, 1e-1, log=True),
        units=trial.suggest_int("units", 16, 512, log=True), layers=trial.suggest_int("layers", 1, 4),
        drop=trial.suggest_float("drop", 0, 0.8), optimizer=trial.suggest_categorical("optimizer", ["sgd", "adam", "rmsprop"]),
        cell=trial.suggest_categorical("cell", list(CELLS)))


def network_loss(lr, decay, units, layers, drop, optimizer, cell):
    best = {"sgd": -1, "adam": -2.75, "rmsprop": -3.25}[optimizer]
    return ({"sgd": 0.05, "adam": 0, "rmsprop": 0.03}[optimizer] + CELLS[cell] + 0.15 * (math.log10(lr) - best) ** 2
            + 0.02 * (math.log10(decay) + 3) ** 2 + 0.05 * (math.log2(units) - 7) ** 2 + 0.04 * (layers - 2) ** 2
            + 0.6 * (drop - 0.2 - 0.1 * (layers - 1)) ** 2)


def network(trial):
    return network_loss(**network_params(trial))


def chain8(trial):
    x = [trial.suggest_int(f"x{i}", 0, 7) for i in range(8)]
    return sum((v - i % 7) ** 2 + (abs(v - x[i - 1] - 1) if i else 0) for i, v in enumerate(x))


def choices8(trial):
    return sum([0, 1, 2, 1.5, 3][(trial.suggest_categorical(f"x{i}", [0, 1, 2, 3, 4]) + i) % 5] for i in range(8))


def mixed24(trial):
    total, places = 0.0, []
    for i in range(8):
        x, n = trial.suggest_float(f"x{i}", 0, 1), trial.suggest_int(f"n{i}", 0, 9)
        c = trial.suggest_categorical(f"c{i}", ["a", "b", "c", "d"])
        places.append(x - 0.1 * (i + 1))
        total += (4 * places[i] ** 2 + 4 * ((n - (3 * i) % 10) / 9) ** 2 + (0 if c == "abcd"[i % 4] else 0.5)) / (1 + i)
    return total + 4 * (places[0] - places[1]) ** 2


def condlstm(trial):
    cell = trial.suggest_categorical("cell", list(CELLS))
    units, layers = trial.suggest_int("units", 16, 512, log=True), trial.suggest_int("layers", 1, 4)
    drops = sum(0.6 * (trial.suggest_float(f"drop{i + 1}", 0, 0.8) - (0.2 + 0.1 * i)) ** 2 for i in range(layers)) / layers
    kind = trial.suggest_categorical("opt", ["sgd", "adam", "rmsprop"])
    if kind == "sgd":
        lr, momentum = trial.suggest_float("sgd_lr", 1e-4, 1, log=True), trial.suggest_float("sgd_momentum", 0, 0.99)
        opt = 0.05 + 0.1 * (math.log10(lr) + 1) ** 2 + 0.5 * (momentum - 0.9) ** 2
    elif kind == "adam":
        lr, c2 = trial.suggest_float("adam_lr", 1e-5, 0.1, log=True), trial.suggest_float("adam_c2", 1e-4, 0.1, log=True)
        opt = 0.15 * (math.log10(lr) + 2.75) ** 2 + 0.02 * (math.log10(c2) + 3) ** 2
    else:
        opt = 0.03 + 0.2 * (math.log10(trial.suggest_float("rms_lr", 1e-5, 0.1, log=True)) + 3.25) ** 2
    return CELLS[cell] + 0.05 * (math.log2(units) - 7) ** 2 + 0.04 * (layers - 2) ** 2 + drops + opt


def zdt(shape):
    def objectives(trial):
        x = cube(trial, 10)
        g = 1 + 9 * sum(x[1:]) / 9
        return x[0], g * shape(x[0] / g)
    return objectives


def network_size(trial):
    params = network_params(trial)
    return network_loss(**params), math.log2(params["units"] * params["layers"] * (2 if params["cell"] == "bilstm" else 1))


LEVELS = {"lr": [5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2, 3.2e-2], "units": [8, 16, 32], "dropout": [0, 0.4], "batchSize": [32, 128],
          "cell": ["bilstm", "gru"], "vectors": ["glove", "random"]}
RECORDED = json.loads((HERE / "table" / "rt-table.json").read_text())["loss"]


def rt_table(trial):
    """Recorded trainings; Optuna has no ordered choices: numbers by the place of their level."""
    place, params = 0, {}
    for name, levels in LEVELS.items():
        if isinstance(levels[0], str):
            at = levels.index(trial.suggest_categorical(name, levels))
        else:
            at = trial.suggest_int(name, 0, len(levels) - 1)
        place = place * len(levels) + at
        params[name] = levels[at]
    trial.set_user_attr("params", params)
    return min(RECORDED[place])


# Deviation of the noise; 0 for none.
TASKS = {"branin": (branin, 0), "hartmann6": (hartmann6, 0), "condlstm": (condlstm, 0), "rosenbrock4": (rosenbrock4, 0),
         "sphere20": (sphere20, 0), "network": (network, 0), "chain8": (chain8, 0), "choices8": (choices8, 0),
         "noisy-hartmann6": (hartmann6, 0.1), "noisy-network": (network, 0.02), "hidden25": (hidden25, 0), "mixed24": (mixed24, 0),
         "rt-table": (rt_table, 0)}
# Corners of the reference box: the ideal point and the point behind which nothing counts.
FRONTS = {"zdt1": (zdt(lambda r: 1 - math.sqrt(r)), (0, 0), (1.1, 10)), "zdt2": (zdt(lambda r: 1 - r * r), (0, 0), (1.1, 10)),
          "network-size": (network_size, (0, 4), (1, 13))}
SAMPLERS = {"random": optuna.samplers.RandomSampler, "tpe": optuna.samplers.TPESampler, "cmaes": optuna.samplers.CmaEsSampler,
            "gp": optuna.samplers.GPSampler, "nsga2": optuna.samplers.NSGAIISampler}


def best_after(name, sampler, seed, at):
    objective, noise = TASKS[name]
    rng, true = np.random.default_rng(seed), []
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed=seed))

    def measured(trial):
        true.append(objective(trial))
        return true[-1] + noise * rng.standard_normal()
    study.optimize(measured, n_trials=max(at))
    seen = [trial.value for trial in study.trials]
    return [true[int(np.argmin(seen[:n]))] for n in at]


def share_of_box(points, ideal, worst):
    points = sorted(tuple(point) for point in points if point[0] < worst[0] and point[1] < worst[1])
    area, height = 0.0, worst[1]
    for x, y in points:
        if y < height:
            area, height = area + (worst[0] - x) * (height - y), y
    return area / ((worst[0] - ideal[0]) * (worst[1] - ideal[1]))


def front_after(name, sampler, seed, at):
    objective, ideal, worst = FRONTS[name]
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed=seed), directions=["minimize", "minimize"])
    study.optimize(objective, n_trials=max(at))
    points = [trial.values for trial in study.trials]
    return [share_of_box(points[:n], ideal, worst) for n in at]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", default=",".join([*TASKS, *FRONTS]))
    parser.add_argument("--samplers", default="tpe,cmaes,nsga2")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--trials", default="100")
    parser.add_argument("--out", default=str(HERE / "peers.json"))
    args = parser.parse_args()
    at = [int(n) for n in args.trials.split(",")]
    out = pathlib.Path(args.out)
    for task in args.tasks.split(","):
        for sampler in args.samplers.split(","):
            if (sampler == "nsga2" and task in TASKS) or (sampler in ("cmaes", "gp") and task in FRONTS):
                continue
            start = time.process_time()
            after = front_after if task in FRONTS else best_after
            runs = [after(task, sampler, seed, at) for seed in range(args.seeds)]
            file = json.loads(out.read_text()) if out.exists() else {"rows": []}
            for place, n in enumerate(at):
                row = dict(task=task, sampler=sampler, trials=n, perSeed=[float(f"{run[place]:.9g}") for run in runs])
                print(task, sampler, n, "median", f"{np.median(row['perSeed']):.5g}", f"{time.process_time() - start:.0f} CPU s", flush=True)
                same = lambda other: all(other[key] == row[key] for key in ("task", "sampler", "trials"))
                file["rows"] = [other for other in file["rows"] if not same(other)] + [row]
            file["rows"].sort(key=lambda row: (row["task"], row["sampler"], row["trials"]))
            about = f"Optuna {optuna.__version__}, made by peers.py: the best value (smallest, or share of the hypervolume) per seed."
            lines = ",\n".join("    " + json.dumps(row) for row in file["rows"])
            out.write_text('{\n  "about": ' + json.dumps(about) + ',\n  "rows": [\n' + lines + "\n  ]\n}\n")


if __name__ == "__main__":
    main()
