"""The peer of `bench -- text`: scikit-learn's CountVectorizer analyzer over the texts of a JSON-lines file.

Writes a JSON line when ready; then, for every line on standard input, goes over all texts once and writes how long it took.
"""

import hashlib
import json
import sys
import time

import sklearn
from sklearn.feature_extraction.text import CountVectorizer

with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line) for line in file]
analyze = CountVectorizer().build_analyzer()

digest = hashlib.sha256()
for text in texts:
    digest.update(("\x1f".join(analyze(text)) + "\n").encode("utf-8", "surrogatepass"))
ready = {
    "library": f"scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}",
    "sha256": digest.hexdigest(),
}
print(json.dumps(ready), flush=True)

for _ in sys.stdin:
    start = time.perf_counter()
    tokens = 0
    for text in texts:
        tokens += len(analyze(text))
    print(json.dumps({"seconds": time.perf_counter() - start, "tokens": tokens}), flush=True)
