"""Words and n-grams as scikit-learn's CountVectorizer analyzes them, for test/text/steps/words.test.ts and ngrams.test.ts.

    pip install scikit-learn==1.9.1
    python test/golden/scripts/text_sklearn_words.py > test/golden/text-sklearn-words.json

Texts: every 43rd sentence of data/rt/rt.csv, and strings with much Unicode in them. Newer versions of Python know newer
characters; the strings hold none after Unicode 13.
"""

import csv
import json
import sys
from pathlib import Path

import sklearn
from sklearn.feature_extraction.text import CountVectorizer

ROOT = Path(__file__).resolve().parents[3]

NASTY = [
    "",
    " \t\n",
    "a b c dd",
    "It's 10/10, isn't it? snake_case __init__ _ __",
    "\u0130stanbul I\u0307 DI\u015e \u0131\u0131",  # dotted and dotless i
    "\u039f\u0394\u039f\u03a3 \u03a3 \u03a3\u03a3 \u03b1\u03a3\u0301\u03b2",  # sigma at the end of a word
    "cafe\u0301 caf\u00e9 n\u0303o\u0303",  # marks are no part of a word
    "stra\u00dfe STRA\u1e9eE \ufb01lm \uff26\uff35\uff2c\uff2c",
    "x\u00b2 m\u00b3 \u00bd\u00bc 1\u00bd \u2460\u2461 \u2163\u2164 \u0663\u0664\u0665",  # numbers of all kinds
    "\u4e2d\u6587\u5b57 \u65e5\u672c\u8a9e\u30c6\u30b9\u30c8 \ud55c\uad6d\uc5b4",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 \u05e9\u05c1\u05dc\u05d5\u05dd",
    "\U0001d400\U0001d401 \U0001f600\U0001f600 a\U0001d7d8b \U00010400\U00010401",  # letters beyond the basic plane
    "soft\u00adhyphen zero\u200bwidth word\u2060joiner non\u00a0breaking tab\there",
    "\u00aa\u00ba \u00b5m \u02bc\u02bc o\u02bcneill \u203f\u203f a\u203fb \u0640\u0640",
    "\x85next\x1cline\x1fend under\u2028line\u2029par",
    "na\u00efve\u2014co\u00f6perate\u2026\u201cquoted\u201d \u20ac20 50% C++ C#",
    "<br />HTML &amp; entities",
]

with (ROOT / "data/rt/rt.csv").open(encoding="utf-8", newline="") as file:
    sentences = [row["text"] for row in csv.DictReader(file)][::43]
analyze = CountVectorizer().build_analyzer()
pairs = CountVectorizer(ngram_range=(1, 2)).build_analyzer()
json.dump(
    {
        "made": f"scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}",
        "cases": [[text, analyze(text)] for text in sentences + NASTY],
        "ngrams": [[text, sorted(pairs(text))] for text in sentences[:20] + NASTY],
    },
    sys.stdout,
    ensure_ascii=False,
)
print()
