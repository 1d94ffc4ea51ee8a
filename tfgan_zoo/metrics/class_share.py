"""Fraction of samples that a classifier assigns to a class."""

from tfgan_zoo.metrics.feature_metric import FeatureMetric


class ClassShare(FeatureMetric):
    """Fraction of generated samples that a classifier assigns to a class, for a game that has learned only that class.

    The second result is the fraction of real samples, which a perfect generator would have.

    Args:
        classifier: `keras.Model` from samples to logits (batch, classes).
        label: the class, counted from 0.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.

    Raises:
        ValueError: if the network's output is not (batch, classes), or the label is none of its classes.

    Example:
        >>> metric = ClassShare(classifier, label=7)
    """

    higher_is_better = True

    def __init__(self, classifier, label, split="test", max_samples=10_000):
        super().__init__(f"share_of_class_{label}", classifier, split, max_samples, min_samples=1)
        num_classes = classifier.output_shape[-1]
        if label not in range(num_classes):
            raise ValueError(f"label={label!r}; expected one of the classifier's {num_classes} classes, from 0.")
        self.label = label

    def result(self):
        """The shares of generated and of real samples, as `Result`s."""
        real, fake = self.features()
        return tuple(
            self.result_of(float((logits.argmax(axis=1) == self.label).mean()), real, fake, name=name)
            for logits, name in ((fake, self.name), (real, f"{self.name}_of_real"))
        )
