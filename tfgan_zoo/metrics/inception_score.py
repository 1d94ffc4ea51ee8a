"""The Inception score: samples of which a classifier is sure, and of many classes."""

import numpy as np

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.class_probabilities import divergence_from_mean
from tfgan_zoo.metrics.feature_checks import checked_capacity, checked_count, checked_logits
from tfgan_zoo.metrics.frechet_metric import identity_of, num_features_of
from tfgan_zoo.metrics.inception import INCEPTION_NAME
from tfgan_zoo.metrics.row_buffer import KeptRows
from tfgan_zoo.metrics.result import Result

SPLITS = 10  # as in the authors' code, of 50 000 samples


def inception_score(logits, splits=SPLITS):
    """exp(E_x KL(p(y|x) || p(y))), from 1 to the number of classes, as mean and spread over parts of the samples.

    Args:
        logits: what a classifier gives before its softmax for generated samples, array (n, classes).
        splits: into how many parts the samples are cut, in their order. Each part's score is too low by what its p(y)
            has in common with its own samples, the more so the fewer they are: a part of one sample has always the
            score 1. The authors take ten parts of 5 000.

    Returns:
        (mean, spread): mean and standard deviation over the parts. Higher is better.

    Raises:
        ValueError: if the logits are not (n, classes) with at least two classes, are not finite, are probabilities, or
            there are fewer than two samples for each part.

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
    """The Inception score of generated samples, by any classifier; its name says whether that is the Inception.

    Args:
        classifier: `keras.Model` from float32 images in [-1, 1] to logits (batch, classes), for example
            `inception_logits(path)` or one from `train_classifier`.
        split: which part of the data the run is measured on; real samples are not looked at.
        max_samples: how many generated samples are kept; what comes later is not looked at.
        splits: into how many parts they are cut.

    Raises:
        ValueError: if the network gives no logits, or fewer than two samples for each part are kept.

    Example:
        >>> measure = InceptionScore(classifier)
        >>> gan.compile(measures=[measure])

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
        self._fake = KeptRows(max_samples, num_features_of(classifier))

    def reset(self):
        """Forget all samples."""
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of generated images, or of tuples that begin with them; real ones are not looked at."""
        self._fake.add(self.classifier(sample_of(fake), training=False))

    def result(self):
        """The score so far as a `Result`, with its spread over the parts.

        Raises:
            ValueError: with fewer than two samples for each part, or logits that are none.
        """
        logits = self._fake.rows()
        mean, spread = inception_score(logits, self.splits)
        network = f"{identity_of(self.classifier)}, {self.splits} splits"
        return Result(self.name, mean, network, 0, len(logits), self.split, spread)
