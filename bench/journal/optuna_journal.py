"""What Optuna's journal file does where bench/journal/run.ts measures ours: `python optuna_journal.py TRIALS`, needs optuna.

Prints one line of JSON: opening a journal of TRIALS trials (10 parameters and 3 reports each), what is left of 5 trials when the
last line was torn and two more were run, and how long the next trial waits for the lock of a process killed while it held it.
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import warnings

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend, JournalFileSymlinkLock

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
warnings.filterwarnings("ignore")


def study_in(file):
    storage = JournalStorage(JournalFileBackend(str(file)))
    sampler = optuna.samplers.RandomSampler(seed=1)
    return optuna.create_study(study_name="study", storage=storage, sampler=sampler, load_if_exists=True)


def objective(trial):
    total = sum(trial.suggest_float(f"p{i}", 0, 1) for i in range(10))
    for epoch in (1, 2, 3):
        trial.report(total / epoch, epoch)
    return total


def opening(folder, trials):
    """One trial as Optuna wrote it, repeated under other numbers: running them would fsync a million times."""
    file = folder / "long.log"
    study_in(file).optimize(objective, n_trials=1)
    first, *lines = file.read_text().splitlines()
    records = [json.loads(line) for line in lines]
    with file.open("w") as out:
        out.write(first + "\n")
        for trial in range(trials):
            for record in records:
                out.write(json.dumps(record | ({"trial_id": trial} if "trial_id" in record else {}), separators=(",", ":")) + "\n")
    wall, cpu = time.perf_counter(), time.process_time()
    found = sum(trial.state.is_finished() for trial in study_in(file).get_trials(deepcopy=False))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert found == trials, found
    return {"megabytes": file.stat().st_size / 1e6, "wall": 1000 * wall, "cpu": 1000 * cpu}


def torn(folder):
    file = folder / "torn.log"
    study_in(file).optimize(objective, n_trials=5)
    os.truncate(file, file.stat().st_size - 10)
    try:
        for _ in range(2):
            study_in(file).optimize(objective, n_trials=1)
        states = [trial.state for trial in study_in(file).trials]
        return {"finished": sum(state.is_finished() for state in states), "error": None}
    except Exception as error:
        return {"finished": None, "error": type(error).__name__}


def restart(folder):
    """A process is killed in the middle of its second trial, while it holds the lock to append."""
    file = folder / "killed.log"
    subprocess.run([sys.executable, __file__, "--be-killed", str(file)], check=False)
    start = time.perf_counter()
    study = study_in(file)
    study.optimize(objective, n_trials=1)
    seconds = time.perf_counter() - start
    running = sum(trial.state == optuna.trial.TrialState.RUNNING for trial in study.trials)
    return {"ms": 1000 * seconds, "running": running}


def be_killed(file):
    def killed(trial):
        value = objective(trial)
        if trial.number == 1:
            JournalFileSymlinkLock(file).acquire()
            os.kill(os.getpid(), signal.SIGKILL)
        return value
    study_in(file).optimize(killed, n_trials=2)


if sys.argv[1] == "--be-killed":
    be_killed(sys.argv[2])
else:
    with tempfile.TemporaryDirectory() as name:
        where = pathlib.Path(name)
        print(json.dumps({"library": f"Optuna {optuna.__version__}", "opening": opening(where, int(sys.argv[1])),
                          "torn": torn(where), "restart": restart(where)}))
