"""A metric that prints when it starts and ends, so that a test or a benchmark can kill a run in between."""

import keras
from keras import ops

from tfgan_zoo import metrics
from tfgan_zoo.conditions import sample_of

STARTED, DONE = "Evaluation", "Evaluated"


class MeanOffset:
    """Distance between the means of all real and all generated values."""

    name = "offset"
    higher_is_better = False

    def __init__(self, split):
        self.split = split
        self.sums = keras.Variable([0.0, 0.0], dtype="float64")
        self.count = keras.Variable(0, dtype="int64")

    def reset(self):
        print(STARTED, flush=True)
        self.sums.assign([0.0, 0.0])
        self.count.assign(0)

    def update(self, real, fake):
        means = [ops.mean(ops.cast(sample_of(samples), "float64")) for samples in (real, fake)]
        self.sums.assign_add(ops.stack(means))
        self.count.assign_add(1)

    def result(self):
        print(DONE, flush=True)
        count = int(self.count.numpy())
        real, fake = self.sums.numpy() / count
        return metrics.Result(self.name, float(abs(real - fake)), "none", count, count, self.split)
