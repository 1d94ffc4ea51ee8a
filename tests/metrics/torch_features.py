"""Records what torch-fidelity and clean-fid give for the tests' features and logits, in `torch_features.json`.

Run in an environment with the extra `reference`, in the project's folder:

    python -m tests.metrics.torch_features
"""

import json
import pathlib
from importlib.metadata import version

import cleanfid.fid
import numpy as np
import torch
from torch_fidelity import metric_isc, metric_kid, metric_prc

from tests.metrics.feature_sets import GENERATED, LOGITS

SEED = 7
SUBSETS = 5
SUBSET_SIZE = 100
FILE = pathlib.Path(__file__).with_suffix(".json")


def main():
    sets = {name: rows.astype("float64") for name, rows in GENERATED.items()}
    scores = {
        splits: list(metric_isc.isc_features_to_metric(torch.tensor(LOGITS), splits=splits, shuffle=False).values())
        for splits in (1, 7, 10)
    }
    results = {
        "versions": {package: version(package) for package in ("torch-fidelity", "clean-fid", "torch")},
        "scores": scores,
        "features": {name: compared(sets["same"], fake) for name, fake in sets.items()},
    }
    FILE.write_text(json.dumps(results, indent=1) + "\n")


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
