"""Writes test/golden/quality.json: numbers of the quality report by other people's code.

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 cleanlab==2.9.0 ftfy==6.3.1
    pip install --no-deps convokit==5.0.0
    python test/golden/scripts/quality.py > test/golden/quality.json

numpy: quantiles. SciPy: straight lines. cleanlab: wrong labels by confident learning. ftfy: what is mojibake.
ConvoKit: log-odds with a Dirichlet prior (after Hessel's FightingWords).
"""

import contextlib
import json
import sys
import types

import cleanlab
import ftfy
import numpy as np
import scipy
from cleanlab.count import num_label_issues
from ftfy.badness import is_bad
from scipy.stats import linregress
from sklearn.feature_extraction.text import CountVectorizer

# ConvoKit's file wants packages at the top that the function in question never touches.
for name in ["cleantext", "matplotlib", "matplotlib.pyplot", "pandas", "convokit", "convokit.model"]:
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules["cleantext"].clean = None
sys.modules["matplotlib"].pyplot = sys.modules["matplotlib.pyplot"]
sys.modules["convokit"].Transformer = object
sys.modules["convokit.model"].Corpus = sys.modules["convokit.model"].CorpusComponent = object
import importlib.util
from importlib.metadata import files, version

source = next(f for f in files("convokit") if str(f).endswith("fighting_words/fightingWords.py"))
spec = importlib.util.spec_from_file_location("fighting_words", source.locate())
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

rng = np.random.default_rng(5)

values = [float(v) for v in rng.integers(1, 400, 57)]
at = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]
quantiles = {"values": values, "at": at, "expected": np.quantile(values, at).tolist()}

xs = rng.uniform(0, 9, 40)
ys = 3 - 1.1 * xs + rng.normal(0, 0.4, 40)
fit = linregress(xs, ys)
line = {"xs": xs.tolist(), "ys": ys.tolist(), "slope": fit.slope, "intercept": fit.intercept}

labels = rng.integers(0, 2, 300)
shown = np.where(rng.random(300) < 0.12, 1 - labels, labels)  # one in eight is wrong
positive = 1 / (1 + np.exp(-rng.normal(3.2 * (2 * labels - 1), 2.2)))
noise = {
    "labels": shown.tolist(),
    "positive": positive.tolist(),
    "expected": int(
        num_label_issues(shown, np.column_stack([1 - positive, positive]), estimation_method="off_diagonal")
    ),
}

words = [f"w{i}" for i in range(25)]
weights = 1 / np.arange(1, 26)
tilt = rng.uniform(0.4, 1.6, 25)
negative_words = [words[i] for i in rng.choice(25, 900, p=weights / weights.sum())]
positive_words = [words[i] for i in rng.choice(25, 700, p=weights * tilt / (weights * tilt).sum())]
counts = {w: [negative_words.count(w), positive_words.count(w)] for w in words}
total = len(negative_words) + len(positive_words)
PRIOR_SIZE = 500
comparer = object.__new__(module.FightingWords)
comparer.text_func = lambda text: text
comparer.cv = CountVectorizer(vocabulary=words)
comparer.prior = np.array([PRIOR_SIZE * sum(counts[w]) / total for w in words])
with contextlib.redirect_stdout(sys.stderr):  # it prints
    scores = comparer._bayes_compare_language([" ".join(positive_words)], [" ".join(negative_words)])
log_odds = {
    "counts": [[w, *counts[w]] for w in words],
    "priorSize": PRIOR_SIZE,
    "z": {w: float(z) for w, z in scores.items()},
}

ORIGINALS = [
    "café au lait in Zürich",
    "it’s the “best” film",
    "naïve, señor, garçon, Ærø, Škoda",
    "Привет, это хороший фильм",
    "Καλή ταινία, μου άρεσε",
    "10 € and 5 £ – maybe more…",
    "a wink 😀 and a heart ❤",
    "Trademark™ and ½ of it",
    "Łódź, Kraków and Wrocław",
    "plain ASCII, nothing else",
    "CAFÉ… “voilà…” NÃO À la carte",
    "Ångström & Ørsted’s Übung",
    "«Ça alors!» dit-il",
]


def wrongly_read(text, codec):
    # As programs do: a byte that Windows-1252 leaves open becomes the control character of Latin-1.
    return "".join(
        bytes([b]).decode(codec) if codec != "cp1252" or b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in text.encode("utf-8")
    )


mojibake = []
for original in ORIGINALS:
    mojibake.append({"text": original, "bad": bool(is_bad(original))})
    for codec in ["cp1252", "latin-1"]:
        broken = wrongly_read(original, codec)
        if broken != original:
            mojibake.append({"text": broken, "bad": bool(is_bad(broken))})

json.dump(
    {
        "versions": {
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "cleanlab": cleanlab.__version__,
            "ftfy": version("ftfy"),
            "convokit": version("convokit"),
        },
        "quantiles": quantiles,
        "line": line,
        "noise": noise,
        "logOdds": log_odds,
        "mojibake": mojibake,
    },
    sys.stdout,
    ensure_ascii=True,
    indent=1,
)
print()
