"""Actions of a policy."""

import keras
import numpy as np

from tfgan_zoo import plots
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.modalities.modality import Modality


@keras.saving.register_keras_serializable("tfgan_zoo")
class Actions(Modality):
    """One of several actions: int32 (), the integers from 0, stored unchanged.

    Args:
        num_actions: how many there are.

    Raises:
        ValueError: if there is none.

    Example:
        >>> Actions(2).checked(np.array([0, 1, 1]), "moves").dtype
        dtype('int32')
    """

    name = "actions"
    output_name = "actions"
    suffix = ".txt"
    num_shown = 400
    is_integer = True
    draws_real = True
    has_distances = False

    def __init__(self, num_actions):
        check_at_least_one(self, num_actions=num_actions)
        self.num_actions = num_actions

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.integer) or samples.ndim != 1:
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; expected one integer for each step: take "
                "the argmax of one-hot actions."
            )
        self.check_actions(samples, name)
        return samples.astype(np.int32)

    def check_generated(self, samples, name):
        self.check_actions(np.asarray(samples), name)

    def check_actions(self, actions, name):
        """Refuse actions out of range."""
        if actions.min() < 0 or actions.max() >= self.num_actions:
            raise ValueError(
                f"{name} has actions from {actions.min()} to {actions.max()}; expected 0 to {self.num_actions - 1}, "
                "those of the environment."
            )

    def draw(self, path, samples, real=None, given=None, title=""):
        """Curves over the steps: the actions, above the expert's at the same observations, and the observations."""
        actions = {"policy": np.asarray(samples)}
        if real is not None:
            actions = {"expert": np.asarray(real)[: len(samples)], **actions}
        panels = {"action": actions}
        for name, values in (given or {}).items():
            panels[name] = {str(number): column for number, column in enumerate(np.asarray(values).T)}
        plots.curves(path, np.arange(len(samples)), panels, title, x_label="steps")

    def write_file(self, path, sample):
        path.write_text(f"{sample}\n", encoding="utf-8")
