"""Examples of a dataset or a folder."""

import numpy as np

from tfgan_zoo import data
from tfgan_zoo.runs.sources.batches import slices


class DatasetSource:
    """The examples of a dataset or a folder.

    Args:
        examples: `data.Examples`.

    Raises:
        ValueError: for a pair of domains.
    """

    steps = 0

    def __init__(self, examples):
        if not isinstance(examples, data.Examples):
            raise ValueError(f"{examples.name} is a pair of domains: use the dataset or the folder of one of them.")
        self.examples = examples
        self.name = f"{examples.name} ({examples.split})"
        self.split = examples.split
        self.modality = examples.modality
        self.shape = examples.shape
        self.num_examples = examples.num_examples

    def rows(self, num, seed):
        """Indices of the examples: a random choice that depends on the seed only."""
        return np.random.default_rng(seed).permutation(self.num_examples)[:num]

    def batches(self, num, seed):
        """`num` examples, chosen at random, in batches."""
        rows = self.rows(num, seed)
        for part in slices(num):
            yield np.asarray(self.examples.modality.to_model(self.examples.samples[rows[part]]))
