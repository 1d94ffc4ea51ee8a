"""Points in the plane."""

import keras
import numpy as np

from tfgan_zoo import plots
from tfgan_zoo.modalities.modality import Modality


@keras.saving.register_keras_serializable("tfgan_zoo")
class Points(Modality):
    """Points in the plane, float32 (2,), stored unchanged.

    Example:
        >>> Points().num_shown
        1000
    """

    name = "points"
    num_shown = 1000
    draws_real = True

    def checked(self, samples, name):
        if not np.isfinite(samples).all():
            count = int((~np.isfinite(samples)).sum())
            raise ValueError(f"{name} has {count} values that are NaN or infinite; remove or replace them.")
        return samples.astype(np.float32)

    def draw(self, path, samples, real=None, given=None, title=""):
        plots.scatter(path, real, samples, title)
