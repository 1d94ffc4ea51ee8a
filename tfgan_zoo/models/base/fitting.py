"""Training on batches: `fit`, and what of a batch is the sample and what its conditions."""

import inspect

import keras
import tensorflow as tf

from tfgan_zoo.conditions import LABELS, SAMPLE, sample_of
from tfgan_zoo.models.base import first_look
from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.models.base.inputs import check_values
from tfgan_zoo.models.base.labels import checked_labels, nan_where_out_of_range
from tfgan_zoo.models.base.named_batches import named_batch
from tfgan_zoo.models.base.network_checks import check_trainable
from tfgan_zoo.models.base.whole_batches import with_whole_batches


class Fitted(keras.Model):
    """A model that learns from batches of real samples and their conditions.

    Attributes:
        conditions: names of the conditions in the data's batches, such as "labels".
        batches_per_step: batches of real samples that one training step uses.
    """

    conditions = ()
    batches_per_step = 1

    @property
    def labeled(self):
        """Whether its batches contain labels."""
        return LABELS in self.conditions

    def fit(self, *args, **kwargs):
        """As `keras.Model.fit`, on whole batches (see `models.base.whole_batches`).

        What is wrong with the arguments, or with the first batch, is said before a step.

        Raises:
            ValueError: if a player is frozen, there is validation data without metrics, a callback looks at a loss that
                a game does not have, the batch size does not fit the game, the real samples are not of the game's kind
                or scale; although the step is a graph, if a label is out of range.
        """
        arguments = inspect.signature(super().fit).bind(*args, **kwargs).arguments
        if self.compiled:
            check_trainable(self.players)
            first_look.check_arguments(self, arguments)
        if not int(self.steps.numpy()):
            first_look.look_at_data(self, arguments.get("x"), arguments.get("y"))
        with readable_errors():
            return super().fit(**with_whole_batches(self, args, kwargs))

    def samples(self, data):
        """Real samples with their conditions, from a batch as Keras passes it.

        Args:
            data: samples (batch, ...); or (samples, labels); or a dict of "sample" and the conditions by name; or one
                as TensorFlow Datasets has it, with an "image" and a "label" (see `models.base.named_batches`).

        Returns:
            the samples, a tensor; or a dict of "sample" and whatever else the batch contains.

        Raises:
            ValueError: if the samples are not of the modality's type, a condition is missing or does not fit, or it is
                not clear which entry is the sample.
        """
        batch, labels, _ = keras.utils.unpack_x_y_sample_weight(data)
        named = named_batch(batch, self.conditions) if isinstance(batch, dict) else {SAMPLE: batch}
        if labels is not None:
            named[LABELS] = labels
        if missing := [name for name in (SAMPLE, *self.conditions) if name not in named]:
            raise ValueError(
                f"{type(self).__name__} learns from samples with their {' and '.join(missing)}, but a batch has only "
                f"{' and '.join(named)}: give (samples, labels), or a dict of {SAMPLE!r} and the conditions by name."
            )
        self.check_dtype(named[SAMPLE])
        if LABELS in self.conditions:
            if self.jit_compile and self.num_classes is not None and named[SAMPLE].dtype.is_floating:
                named[SAMPLE] = nan_where_out_of_range(named[SAMPLE], named[LABELS], self.num_classes)
            named[LABELS] = checked_labels(named[LABELS], self.num_classes)
        for tensor in self.condition_inputs:
            check_condition(tensor, named[tensor.name])
        return named if len(named) > 1 else named[SAMPLE]

    @property
    def condition_inputs(self):
        """The networks' inputs that take the conditions of the data."""
        return [tensor for tensor in self.sampler.inputs if tensor.name in self.conditions]

    def check_dtype(self, samples):
        """Refuse real samples whose type is not the modality's (floats or integers)."""
        if self.modality.is_integer:
            if not samples.dtype.is_integer:
                raise ValueError(
                    f"real samples of {self.modality.name} must be integers, not {samples.dtype.name}: take them from "
                    "tfgan_zoo.data."
                )
        elif not samples.dtype.is_floating:
            raise ValueError(
                f"real samples must be floats in [-1, 1], not {samples.dtype.name}: "
                "take them from tfgan_zoo.data, or scale with images / 127.5 - 1."
            )

    def target_of(self, samples):
        """The real samples that generated ones should resemble."""
        return sample_of(samples)


def check_condition(taken, values):
    """Refuse a batch's condition of another shape, type or value than the network's input `taken` has.

    Raises:
        ValueError: if it has; where integers are taken, one-hot rows are named as such.
    """
    if not tf.TensorShape(values.shape[1:]).is_compatible_with(taken.shape[1:]):
        rows = len(values.shape) == len(taken.shape) + 1 and "int" in taken.dtype
        hint = "take the argmax of one-hot rows" if rows else "build networks and data for the same shape"
        raise ValueError(
            f"received {taken.name} of shape {tuple(values.shape)}; expected {tuple(taken.shape)}: {hint}."
        )
    check_values(taken.name, values, taken.dtype)
