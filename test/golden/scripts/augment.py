"""What other libraries say about keyboards and contractions.

pip install nlpaug==1.1.11 contractions==0.1.73 numpy; then: python test/golden/scripts/augment.py > test/golden/augment.json
"""

import importlib.util
import json
import pathlib

import contractions

SENTENCES = [
    "I can't believe it's so short, and he'll never know.",
    "They've been here, but we're late and she's gone.",
    "that's a film you shouldn't miss, isn't it",
    "There's no plot; what's left doesn't work.",
    "who's that? they won't say, we haven't asked.",
    "I'm sure you're right: it couldn't have been worse.",
    "We'll see what they're doing, they'll tell us.",
    "Here's hoping I've seen the last of it, wouldn't you?",
    "The actors aren't bad. They weren't better before.",
    "it hasn't aged, it didn't need to, and it wasn't dull",
]


def keyboard():
    folder = pathlib.Path(importlib.util.find_spec("nlpaug").origin).parent
    model = json.loads((folder / "res/char/keyboard/en.json").read_text())
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {k: sorted({c for c in model[k] if c in letters and c != k}) for k in letters}


print(
    json.dumps(
        {
            "keyboard": keyboard(),
            "expansions": [{"text": text, "expanded": contractions.fix(text)} for text in SENTENCES],
        }
    )
)
