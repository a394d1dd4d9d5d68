"""Files of vectors as gensim writes them, and their values: word2vec text and binary.

    python test/golden/scripts/word2vec_files.py test/golden
"""

import json
import os
import sys

import gensim
import numpy as np
from gensim.models import KeyedVectors

folder = sys.argv[1]
words = ["the", "naïve", "a_b", "中", '"']
vectors = KeyedVectors(5)
vectors.add_vectors(words, np.random.default_rng(0).normal(size=(5, 5)).astype("f4"))
vectors.save_word2vec_format(os.path.join(folder, "word2vec.bin"), binary=True)
vectors.save_word2vec_format(os.path.join(folder, "word2vec.txt"), binary=False)
with open(os.path.join(folder, "word2vec.json"), "w", encoding="utf8") as file:
    json.dump({"gensim": gensim.__version__, "vectors": {word: vectors[word].tolist() for word in words}}, file)
