"""Signatures of SavedModels, run in a process that never imports tensorflow and lives as long as the tests."""

import functools
import json
import subprocess
import sys

import numpy as np

from tests.helpers import cpp_loader


def run_in_cpp(saved_model, signature, folder, **inputs):
    """Outputs of a signature, as TensorFlow's C++ runtime alone computes them."""
    np.savez(folder / "inputs.npz", **inputs)
    places = [saved_model, signature, folder / "inputs.npz", folder / "outputs.npz"]
    process = started()
    print(json.dumps([str(place) for place in places]), file=process.stdin, flush=True)
    answer = process.stdout.readline()
    if not answer:
        started.cache_clear()  # the next call begins another
        raise RuntimeError(f"the process ended with {process.wait()}, and said why among the errors of this test")
    assert answer == "tensorflow imported: no\n", answer
    return dict(np.load(folder / "outputs.npz"))


@functools.cache
def started():
    """The process, which ends when its input does."""
    command = [sys.executable, cpp_loader.__file__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
