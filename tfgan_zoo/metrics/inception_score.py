"""The Inception score, which is high if a classifier is confident about samples of many classes."""

import numpy as np

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.class_probabilities import divergence_from_mean
from tfgan_zoo.metrics.feature_checks import checked_capacity, checked_count, checked_logits
from tfgan_zoo.metrics.frechet_metric import identity_of, num_features_of
from tfgan_zoo.metrics.inception import INCEPTION_NAME
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer

SPLITS = 10  # as in the authors' code, for 50,000 samples


def inception_score(logits, splits=SPLITS):
    """exp(E_x KL(p(y|x) || p(y))), from 1 to the number of classes, as mean and spread over splits of the samples.

    Args:
        logits: a classifier's output before its softmax for generated samples, array (n, classes).
        splits: number of consecutive parts that the samples are split into. Each part's score is biased low because its
            p(y) is estimated from the same samples, the more so the fewer they are: a part of one sample always has
            the score 1. The authors use ten parts of 5,000.

    Returns:
        (mean, spread): mean and standard deviation over the splits. Higher is better.

    Raises:
        ValueError: if the logits are not (n, classes) with at least two classes, are not finite, are probabilities, or
            there are fewer than two samples per split.

    Example:
        >>> mean, spread = inception_score(np.tile(100.0 * np.eye(4), (5, 1)), splits=5)
        >>> round(mean, 6), round(spread, 6)
        (4.0, 0.0)

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 4.
    """
    splits = checked_count(splits, 1, "splits")
    logits = checked_logits(logits, 2 * splits, f"An Inception score over {splits} splits")
    ends = [part * len(logits) // splits for part in range(splits + 1)]
    parts = (logits[start:stop] for start, stop in zip(ends, ends[1:], strict=False))
    scores = [np.exp(divergence_from_mean(part)) for part in parts]
    return float(np.mean(scores)), float(np.std(scores))


class InceptionScore:
    """The Inception score of generated samples, with any classifier; its name tells whether it is the literature's.

    That is the score of Inception's logits without the bias of the last layer, as `inception_logits` gives them.

    Args:
        classifier: `keras.Model` from float32 images in [-1, 1] to logits (batch, classes), for example
            `inception_logits(path)` or one from `train_classifier`.
        split: name of the split that the run is evaluated on; real samples are ignored.
        max_samples: the largest number of generated samples to keep; later ones are ignored.
        splits: number of parts that they are split into.

    Raises:
        ValueError: if the network's output is not (batch, classes), or `max_samples` is less than two per split.

    Example:
        >>> metric = InceptionScore(classifier)
        >>> gan.compile(metrics=[metric])

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 4.
    """

    higher_is_better = True

    def __init__(self, classifier, split="test", max_samples=50_000, splits=SPLITS):
        literature = classifier.name == f"{INCEPTION_NAME}-logits"
        self.name = "inception_score" if literature else f"inception_score_{classifier.name}"
        self.classifier = classifier
        self.split = split
        self.splits = checked_count(splits, 1, "splits")
        self.max_samples = checked_capacity(max_samples, 2 * splits, self.name)
        self._fake = RowBuffer(max_samples, num_features_of(classifier))

    def reset(self):
        """Discard all samples."""
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of generated images; real ones are ignored."""
        self._fake.add(self.classifier(sample_of(fake), training=False))

    def result(self):
        """The score so far as a `Result`, with its spread over the parts.

        Raises:
            ValueError: with fewer than two samples per split, or outputs that are not logits.
        """
        logits = self._fake.rows()
        mean, spread = inception_score(logits, self.splits)
        network = f"{identity_of(self.classifier)}, {self.splits} splits"
        return Result(self.name, mean, network, 0, len(logits), self.split, spread)
