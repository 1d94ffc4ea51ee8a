"""Agreement of generated samples with the labels they were generated from."""

import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.metrics.result import Result


class LabelAgreement:
    """Fraction of generated samples that an independent classifier assigns to the label they were generated from.

    The same fraction of the real samples is a reference: a generator should not agree more often with the classifier
    than the data. A game's own discriminator is not independent, because the generator has learned from it.

    Args:
        classifier: `keras.Model` from float32 images in [-1, 1] to one logit per class, such as
            `metrics.train_classifier` returns; not a network of the game.
        split: name of the split that the real samples and the labels are from.

    Raises:
        ValueError: if the classifier does not have one output of shape (batch, num_classes).

    Example:
        >>> metric = tfgan_zoo.metrics.LabelAgreement(classifier)
        >>> cgan.compile("adam", "adam", metrics=[metric])
        >>> test = data.load("digits", "test").batches(64, labels=True, shuffle=False, repeat=False)
        >>> results = cgan.evaluate(test, verbose=0)

    Reference:
        Odena et al. 2017, https://arxiv.org/abs/1610.09585, section 5.1 (a pretrained Inception as the classifier).
    """

    name = "label_agreement"
    higher_is_better = True

    def __init__(self, classifier, split="test"):
        shapes = [output.shape for output in classifier.outputs]
        if len(shapes) != 1 or len(shapes[0]) != 2:
            raise ValueError(
                f"{classifier.name!r} has outputs of shapes {shapes}; expected one of shape (batch, num_classes): pass "
                "a classifier that returns one logit per class."
            )
        self.classifier = classifier
        self.split = split
        self._agreeing, self._seen = (tf.Variable(tf.zeros(2, tf.int64), trainable=False) for _ in range(2))

    def reset(self):
        """Discard all samples."""
        for counts in (self._agreeing, self._seen):
            counts.assign(tf.zeros_like(counts))

    def update(self, real, fake):
        """Classify a batch of real and one of generated samples.

        Args:
            real, fake: dicts of "sample", float32 images in [-1, 1], and "labels", integers (batch,).

        Raises:
            ValueError: if either has no labels.
        """
        agreeing = [self.agreeing(samples, kind) for samples, kind in ((real, "real"), (fake, "generated"))]
        self._agreeing.assign_add(tf.stack([tf.math.count_nonzero(agrees) for agrees in agreeing]))
        self._seen.assign_add(tf.stack([tf.size(agrees, tf.int64) for agrees in agreeing]))

    def agreeing(self, samples, kind):
        """Whether each sample is assigned to its own label."""
        labels = conditions_of(samples).get("labels")
        if labels is None:
            raise ValueError(
                f"the {kind} samples have no labels: evaluate a game whose networks take labels, on "
                "batches(..., labels=True)."
            )
        logits = self.classifier(sample_of(samples), training=False)
        return tf.argmax(logits, axis=-1) == tf.cast(labels, tf.int64)

    def result(self):
        """The agreement of the generated samples, and that of the real ones.

        Returns:
            Two `Result`s: `label_agreement` and `label_agreement_of_real`, the reference value.

        Raises:
            ValueError: if no sample was classified yet.
        """
        (n_real, n_fake), (of_real, of_fake) = self._seen.numpy().tolist(), self._agreeing.numpy().tolist()
        if not (n_real and n_fake):
            raise ValueError("no sample was classified yet: update with (real, fake) first.")
        network = identity_of(self.classifier)
        return (
            Result(self.name, of_fake / n_fake, network, n_real, n_fake, self.split),
            Result(f"{self.name}_of_real", of_real / n_real, network, n_real, 0, self.split),
        )
