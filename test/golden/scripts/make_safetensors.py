"""Writes test/golden/weights.safetensors and checks that the library reads what it wrote.

    pip install safetensors==0.8.0 numpy
    python test/golden/scripts/make_safetensors.py test/golden/weights.safetensors
"""

import sys

import numpy as np
from safetensors.numpy import load_file, save_file

arrays = {
    "weights/logit/kernel": np.array([[0.5], [-1.25]], dtype=np.float32),
    "weights/embedding": np.array([[0, 0, 0], [1, -2, 3.5]], dtype=np.float32),
    "weights/logit/bias": np.array([3.4028235e38], dtype=np.float32),
    "weights/empty": np.zeros((0, 4), dtype=np.float32),
}
save_file(arrays, sys.argv[1])
for name, array in load_file(sys.argv[1]).items():
    assert np.array_equal(array, arrays[name]), name
