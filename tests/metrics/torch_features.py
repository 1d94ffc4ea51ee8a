"""Metrics of torch-fidelity and clean-fid on features, in a separate process, because they do not load with TensorFlow.

Run: python torch_features.py FOLDER, which has `features.npz` and gets `results.json`.
"""

import json
import pathlib
import sys

import cleanfid.fid
import numpy as np
import torch
from torch_fidelity import metric_isc, metric_kid, metric_prc

SEED = 7
SUBSETS = 5
SUBSET_SIZE = 100


def main():
    folder = pathlib.Path(sys.argv[1])
    with np.load(folder / "features.npz") as stored:
        sets = {name: stored[name] for name in stored.files}
    logits = torch.tensor(sets.pop("logits"))
    results = {name: compared(sets["same"], fake) for name, fake in sets.items()}
    results["scores"] = {
        splits: list(metric_isc.isc_features_to_metric(logits, splits=splits, shuffle=False).values())
        for splits in (1, 7, 10)
    }
    (folder / "results.json").write_text(json.dumps(results))


def compared(real, fake):
    """All metrics of two sets."""
    tensors = torch.tensor(fake), torch.tensor(real)  # generated features come first there
    settings = {"kid_subsets": SUBSETS, "rng_seed": SEED, "prc_neighborhood": 3, "prc_batch_size": 64, "verbose": False}
    kid = metric_kid.kid_features_to_metric(*tensors, kid_subset_size=SUBSET_SIZE, **settings)
    whole = metric_kid.kid_features_to_metric(*tensors, kid_subset_size=len(real), **settings)
    actual = {
        "kid": [kid[metric_kid.KEY_METRIC_KID_MEAN], kid[metric_kid.KEY_METRIC_KID_STD]],
        "kid of all": whole[metric_kid.KEY_METRIC_KID_MEAN],
    }
    for name, blocked in (("blocked", True), ("full", False)):
        results = metric_prc.prc_features_to_metric(*tensors, save_cpu_ram=blocked, **settings)
        actual[f"precision and recall, {name}"] = [results["precision"], results["recall"]]
    np.random.seed(SEED)  # noqa: NPY002, as clean-fid draws
    actual["clean-fid's kid"] = cleanfid.fid.kernel_distance(fake, real, SUBSETS, SUBSET_SIZE)
    return actual


if __name__ == "__main__":
    main()
