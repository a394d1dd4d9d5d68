"""Stems by Snowball, negation marks by NLTK and BPE by Hugging Face, for the sentences of text-sentences.json and for
Rotten Tomatoes.

    pip install snowballstemmer==2.2.0 nltk==3.10.4 tokenizers==0.23.3 && python test/golden/scripts/text_linguistic.py

snowballstemmer 2.2.0 carries the Porter2 algorithm as published; version 3 changed it.
"""

import csv
import json
import pathlib
import re

import nltk
import snowballstemmer
import tokenizers
from nltk.sentiment.util import mark_negation
from nltk.tokenize import TreebankWordTokenizer
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

ROOT = pathlib.Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "test/golden"
BPE_TEXTS, BPE_SIZE = 2000, 1200

written = [sentence["text"] for sentence in json.loads((GOLDEN / "text-sentences.json").read_text("utf-8"))]
with open(ROOT / "data/rt/rt.csv", encoding="utf-8", newline="") as file:
    rt = [row["text"] for row in csv.DictReader(file)]

stem = snowballstemmer.stemmer("english").stemWord
vocabulary = sorted({word for text in rt for word in re.findall(r"\b[a-z]+\b", text)})
stems = {word: stem(word) for word in vocabulary[::8]}
written_stems = [[[word, stem(word.lower())] for word in re.findall(r"[A-Za-z]+", text)] for text in written]

NEGATES = re.compile(r"n't|\b(?:not|no|never|nothing|none|cant|dont|aint)\b")
ADDED = [
    "i do not like it , i never did ; the music is fine .",
    "no one said it isn't good ? it is !",
    "not a film: never watch it ... not ever",
    "nothing . works . dont : ask",
]
negated = ADDED + [text for text in rt if NEGATES.search(text)][::25]
tokenize = TreebankWordTokenizer().tokenize
negation = []
for text in negated:
    tokens = tokenize(text)
    case = {"tokens": tokens}
    for name, flip in (("mark", False), ("end", True)):
        marked = mark_negation(list(tokens), double_neg_flip=flip)
        case[name] = [i for i, token in enumerate(marked) if token.endswith("_NEG")]
    negation.append(case)

bpe = Tokenizer(models.BPE(unk_token="<unk>"))
bpe.pre_tokenizer = pre_tokenizers.Sequence(
    [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always"), pre_tokenizers.Punctuation()]
)
bpe.train_from_iterator(rt[:BPE_TEXTS], trainers.BpeTrainer(vocab_size=BPE_SIZE, show_progress=False))
model = json.loads(bpe.to_str())["model"]
encoded = []
for text in rt[BPE_TEXTS::200] + [text.lower() for text in written if text.isascii()][::4]:
    encoding = bpe.encode(text)
    # A mark of a word's beginning with nothing behind it stands for no text and is no token here.
    tokens = [[token, *span] for token, span in zip(encoding.tokens, encoding.offsets) if token != "▁"]
    encoded.append([text, tokens])

golden = {
    "snowballstemmer": "2.2.0",
    "nltk": nltk.__version__,
    "tokenizers": tokenizers.__version__,
    "stems": stems,
    "sentenceStems": written_stems,
    "negation": negation,
    "bpe": {
        "texts": BPE_TEXTS,
        "vocabSize": BPE_SIZE,
        "subwords": [token for token, _ in sorted(model["vocab"].items(), key=lambda item: item[1])],
        "merges": [" ".join(pair) for pair in model["merges"]],
        "encoded": encoded,
    },
}
(GOLDEN / "text-linguistic.json").write_text(json.dumps(golden, ensure_ascii=False, indent=0) + "\n", "utf-8")
