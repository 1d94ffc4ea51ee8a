"""How many samples a classifier takes for a class."""

from tfgan_zoo.metrics.feature_metric import FeatureMetric


class ClassShare(FeatureMetric):
    """Share of the generated samples that a classifier takes for a class: of a game that has learned that class alone.

    The second result is the share of real samples, which a perfect generator would have.

    Args:
        classifier: `keras.Model` from samples to logits (batch, classes).
        label: the class, counted from 0.
        split: which part of the data the real samples are.
        max_samples: how many samples of each kind are kept; what comes later is not looked at.

    Raises:
        ValueError: if the network gives no logits, or the label is none of its classes.

    Example:
        >>> metric = ClassShare(classifier, label=7)
    """

    higher_is_better = True

    def __init__(self, classifier, label, split="test", max_samples=10_000):
        super().__init__(f"share_of_class_{label}", classifier, split, max_samples, least=1)
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
