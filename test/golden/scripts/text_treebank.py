"""Tokens of NLTK's TreebankWordTokenizer for every 20th Rotten Tomatoes sentence and for hand-written reviews.

    pip install nltk==3.10.4 && python test/golden/scripts/text_treebank.py

Quotes are written as GloVe's most frequent form ("), because the tokenizer turns them into `` and ''.
"""

import csv
import json
import pathlib

import nltk
from nltk.tokenize import TreebankWordTokenizer

ROOT = pathlib.Path(__file__).resolve().parents[3]
WRITTEN = [
    "i don't think it's that bad , we'll see .",
    "they can't act , they won't act , and they shouldn't have been asked .",
    "i'd say you're right : she's great and they've got talent .",
    "the film's best scene , o'brien's speech , lasts 2,500 seconds ; that's $ 1.50 well spent !",
    "(it isn't a film) [it's a test] ? yes !",
    "he'd seen it ... twice -- and i'm not joking .",
]

with open(ROOT / "data/rt/rt.csv", encoding="utf-8", newline="") as file:
    sentences = [row["text"] for row in csv.DictReader(file)]
texts = WRITTEN + [text for text in sentences[::20] if text.isascii()]
tokenizer = TreebankWordTokenizer()
cases = [
    [text, ['"' if token in ("``", "''") else token for token in tokenizer.tokenize(text)]]
    for text in texts
]
out = ROOT / "test/golden/text-treebank.json"
out.write_text(json.dumps({"nltk": nltk.__version__, "cases": cases}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
print(len(cases), "texts", sum(len(tokens) for _, tokens in cases), "tokens")
