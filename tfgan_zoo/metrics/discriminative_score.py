"""How well a recurrent network can tell generated series from real ones."""

import keras
import numpy as np

from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.series_metric import SeriesMetric, recurrent_network, train

SHARE = 0.8  # of the series that a network is trained on; its accuracy is that on the others
MIN_SAMPLES = 10


class DiscriminativeScore(SeriesMetric):
    """|accuracy - 1/2| of a network that is trained to tell series apart: 0 where it cannot, 0.5 where it always can.

    A GRU of half as many units as there are variables reads a whole series; a fifth of the series of each kind is held
    out for its accuracy. As many of either kind are taken.

    Args: those of `SeriesMetric`; the paper trains ten networks for 2 000 steps each.

    Example:
        >>> metric = DiscriminativeScore((24, 5), steps=100)
        >>> metric.update(np.zeros((8, 24, 5), "float32"), np.ones((8, 24, 5), "float32"))

    Reference:
        Yoon et al. 2019 (TimeGAN), section 5, and the authors' `discriminative_metrics.py`.
    """

    name = "discriminative_score"

    def result(self):
        """The mean over the trainings, and their standard deviation, as a `Result`."""
        real, fake = self.series(MIN_SAMPLES)
        count = min(len(real), len(fake))
        values = [self.score(real[:count], fake[:count], self.seed + number) for number in range(self.num_trainings)]
        judge = f"GRU {self.width}, {self.steps} steps, mean of {self.num_trainings}"
        return Result(self.name, float(np.mean(values)), judge, count, count, self.split, float(np.std(values)))

    @property
    def width(self):
        """Units of the GRU."""
        return max(1, self.shape[1] // 2)

    def score(self, real, fake, seed):
        """One network's |accuracy - 1/2| on series that it was not trained on."""
        generator = np.random.default_rng(seed)
        kept = int(SHARE * len(real))
        parts = [series[generator.permutation(len(series))] for series in (real, fake)]
        network = recurrent_network(self.shape, self.width, 1, False, seed)
        inputs = np.concatenate([series[:kept] for series in parts])
        targets = np.repeat([1.0, 0.0], kept)[:, None].astype("float32")
        train(network, inputs, targets, keras.losses.BinaryCrossentropy(from_logits=True), self.steps, seed)
        held_out = [network.predict(series[kept:], batch_size=512, verbose=0)[:, 0] for series in parts]
        right = np.concatenate([held_out[0] > 0, held_out[1] <= 0])
        return abs(float(right.mean()) - 0.5)
