"""Batches of which a part has labels."""

import keras

from tfgan_zoo.conditions import LABELS, conditions_of, with_conditions

LABELED = "labeled"  # the samples to which the labels belong, beside the unlabeled ones


class PartlyLabeled(keras.Model):
    """Mixin of a game that learns from unlabeled samples and from labeled ones, listed before the game's base class.

    Its batches are (unlabeled, (labeled, labels)), as `tfgan_zoo.data.partly_labeled` provides them.
    """

    labeled = True

    def samples(self, data):
        """The unlabeled samples, with the labeled ones and their labels as conditions; or only labeled samples."""
        if not is_partly_labeled(data):
            return super().samples(data)
        unlabeled, (labeled, labels) = data
        self.check_dtype(labeled)
        return {**with_conditions(super().samples(unlabeled), {LABELED: labeled}), LABELS: labels}


def is_partly_labeled(data):
    """Whether a batch is (unlabeled, (labeled, labels))."""
    return isinstance(data, tuple) and len(data) == 2 and isinstance(data[1], (tuple, list)) and len(data[1]) == 2


def check_partly_labeled(samples):
    """Refuse samples without labeled ones beside them.

    Args:
        samples: as `PartlyLabeled.samples` returns them.

    Raises:
        ValueError: if there are none.
    """
    if LABELED not in conditions_of(samples):
        received = "images with one label each" if conditions_of(samples) else "only images"
        raise ValueError(
            f"a batch has {received}, expected (unlabeled, (labeled, labels)): use "
            "tfgan_zoo.data.partly_labeled(examples).batches(batch_size, labels=True)."
        )
