"""Float samples of unknown kind."""

import keras
import numpy as np

from tfgan_zoo.modalities.modality import Modality


@keras.saving.register_keras_serializable("tfgan_zoo")
class Vectors(Modality):
    """Float samples of any shape, of unknown kind; they cannot be drawn.

    Example:
        >>> Vectors().checked(np.zeros((2, 5)), "numbers").dtype
        dtype('float32')
    """

    name = "vectors"

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.floating) or not np.isfinite(samples).all():
            raise ValueError(f"{name} has type {samples.dtype}; expected finite floats.")
        return samples.astype(np.float32)

    def draw(self, path, samples, real=None, given=None, title=""):
        raise ValueError(
            f"samples of shape {np.shape(samples)[1:]} have no modality that can draw them: pass the game a `modality` "
            "of tfgan_zoo.modalities."
        )
