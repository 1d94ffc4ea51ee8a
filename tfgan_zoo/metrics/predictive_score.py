"""How well a network that was trained on generated series predicts real ones."""

import keras
import numpy as np

from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.series_metric import SeriesMetric, recurrent_network, train


class PredictiveScore(SeriesMetric):
    """Mean absolute error of one-step predictions of real series by a network trained on generated ones, in [0, 1].

    From all variables but the last, a GRU of half as many units as there are variables predicts the last one, a step
    ahead. Compare with that of real series: pass those of the training data in place of generated ones.

    Args: those of `SeriesMetric`; the paper trains ten networks for 5 000 steps each.

    Example:
        >>> metric = PredictiveScore((24, 5), steps=100)
        >>> metric.update(np.zeros((8, 24, 5), "float32"), np.ones((8, 24, 5), "float32"))

    Reference:
        Yoon et al. 2019 (TimeGAN), section 5, and the authors' `predictive_metrics.py`.
    """

    name = "predictive_score"

    def result(self):
        """The mean over the trainings, and their standard deviation, as a `Result`."""
        real, fake = self.series(1)
        values = [self.score(real, fake, self.seed + number) for number in range(self.num_trainings)]
        judge = f"GRU {max(1, self.shape[1] // 2)}, {self.steps} steps, mean of {self.num_trainings}"
        return Result(self.name, float(np.mean(values)), judge, len(real), len(fake), self.split, float(np.std(values)))

    def score(self, real, fake, seed):
        """One network's error."""
        (inputs, targets), (real_inputs, real_targets) = self.one_step_ahead(fake), self.one_step_ahead(real)
        network = recurrent_network(inputs.shape[1:], max(1, self.shape[1] // 2), 1, True, seed)
        network = keras.Model(network.input, keras.ops.sigmoid(network.output))
        train(network, inputs, targets, keras.losses.MeanAbsoluteError(), self.steps, seed)
        return float(np.abs(network.predict(real_inputs, batch_size=512, verbose=0) - real_targets).mean())

    def one_step_ahead(self, series):
        """What is known at each step but the last, and the last variable at the next; one variable knows itself."""
        known = series[:, :-1, :-1] if self.shape[1] > 1 else series[:, :-1]
        return known, series[:, 1:, -1:]
