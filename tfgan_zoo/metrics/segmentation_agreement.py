"""Agreement of generated pictures with the label maps they were generated from."""

import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class SegmentationAgreement:
    """Fraction of the pixels in which an independent segmenter reads the class that the label map asked for.

    The same fraction of the real pictures is a reference, which a segmenter of photographs does not bring to 1 either.

    Args:
        segmenter: `keras.Model` from float32 pictures in [-1, 1] to a logit for each class of each pixel, (batch,
            height, width, classes); not a network of the game.
        split: name of the split that the real pictures and the maps are from.

    Raises:
        ValueError: if the segmenter does not have one output of such a shape.

    Example:
        >>> segmenter = networks.unet_generator((32, 32, 3), target_channels=4, width=8, dropout_rate=0)
        >>> metric = SegmentationAgreement(segmenter)
        >>> scenes = data.label_maps(data.load_paired("scenes"), data.SCENE_COLORS)
        >>> batch = next(iter(scenes.batches(2)))
        >>> metric.update(batch, batch)
        >>> agreement, of_real = metric.result()

    Reference:
        Park et al. 2019, https://arxiv.org/abs/1903.07291, section 4: the accuracy of a segmentation network.
    """

    name = "segmentation_agreement"
    higher_is_better = True

    def __init__(self, segmenter, split="test"):
        shapes = [output.shape for output in segmenter.outputs]
        if len(shapes) != 1 or len(shapes[0]) != 4:
            raise ValueError(
                f"{segmenter.name!r} has outputs of shapes {shapes}; expected one of shape (batch, height, width, "
                "classes): pass a segmenter that returns one logit per class of each pixel."
            )
        self.network = segmenter
        self.split = split
        self._real, self._fake = RunningMean(), RunningMean()

    def reset(self):
        """Discard all pictures."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Segment a batch of real and one of generated pictures.

        Args:
            real, fake: dicts of "sample", float32 pictures in [-1, 1], and "source", one-hot maps (batch, height,
                width, classes).

        Raises:
            ValueError: if either has no maps of the segmenter's classes.
        """
        self._real.add(self.agreement(real, "real"))
        self._fake.add(self.agreement(fake, "generated"))

    def agreement(self, samples, kind):
        """The fraction of each picture's pixels that are as its map asks for, (batch,)."""
        maps, classes = conditions_of(samples).get("source"), self.network.output_shape[-1]
        if maps is None or maps.shape[-1] != classes:
            shape = None if maps is None else tuple(maps.shape)
            raise ValueError(
                f"the {kind} pictures have the source {shape}; expected one-hot label maps of {classes} classes: "
                "evaluate on data.label_maps(...)."
            )
        logits = self.network(sample_of(samples), training=False)
        agrees = tf.argmax(logits, axis=-1) == tf.argmax(maps, axis=-1)
        return tf.reduce_mean(tf.cast(agrees, tf.float32), axis=[1, 2])

    def result(self):
        """The agreement of the generated pictures, and that of the real ones.

        Returns:
            Two `Result`s: `segmentation_agreement` and `segmentation_agreement_of_real`, the reference value.

        Raises:
            ValueError: if no picture was segmented yet.
        """
        of_fake, of_real = self._fake.value(), self._real.value()
        network, n_real, n_fake = identity_of(self.network), self._real.count(), self._fake.count()
        return (
            Result(self.name, of_fake, network, n_real, n_fake, self.split),
            Result(f"{self.name}_of_real", of_real, network, n_real, 0, self.split),
        )
