"""Observations of an environment."""

import keras
import numpy as np

from tfgan_zoo import plots
from tfgan_zoo.modalities.vectors import Vectors


@keras.saving.register_keras_serializable("tfgan_zoo")
class Observations(Vectors):
    """What is observed of an environment: float32 (size,), in its own units, stored unchanged.

    Example:
        >>> Observations().checked(np.zeros((2, 4)), "steps").dtype
        dtype('float32')
    """

    name = "observations"
    output_name = "next_observations"
    num_shown = 60
    draws_real = True

    def draw(self, path, samples, real=None, given=None, title=""):
        """Curves over the steps: each number of the observations as predicted, above what was observed next."""
        drawn = {"predicted": np.asarray(samples)}
        if real is not None:
            drawn = {"observed": np.asarray(real)[: len(samples)], **drawn}
        size = np.shape(samples)[1]
        panels = {f"number {at}": {name: rows[:, at] for name, rows in drawn.items()} for at in range(size)}
        plots.curves(path, np.arange(len(samples)), panels, title, x_label="steps")
