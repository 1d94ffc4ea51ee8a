"""The mode score: the Inception score, corrected for the difference between generated and real class frequencies."""

import numpy as np
import scipy.special

from tfgan_zoo.metrics.class_probabilities import class_statistics, divergence_from_mean
from tfgan_zoo.metrics.feature_checks import checked_logits
from tfgan_zoo.metrics.feature_metric import FeatureMetric


def mode_score(real_logits, fake_logits):
    """exp(E_x KL(p(y|x) || p(y)) - KL(p(y) || p*(y))), where p(y) is over generated and p*(y) over real samples.

    It detects classes that are missing or too rare compared with the real ones, not only a small number of classes.
    This is the form used in practice (Xu et al.). If both divergences are from the real samples' p*(y), it cancels and
    the Inception score is left, whatever the real samples are.

    Args:
        real_logits: a classifier's output before its softmax for real samples, array (m, classes).
        fake_logits: the same for generated samples, array (n, classes).

    Returns:
        from 0 to the number of classes; higher is better.

    Raises:
        ValueError: if the logits are not (samples, classes) with at least two of each and as many classes, are not
            finite, or are probabilities.

    Example:
        >>> classes = 100.0 * np.eye(4)
        >>> round(mode_score(classes, classes), 6), round(mode_score(classes, classes[:2]), 6)  # 2 / exp(log 2)
        (4.0, 1.0)

    Reference:
        Che et al. 2017, https://arxiv.org/abs/1612.02136; Xu et al. 2018,
        https://arxiv.org/abs/1806.07755, section 2.
    """
    real, fake = (checked_logits(logits, 2, "A mode score") for logits in (real_logits, fake_logits))
    if real.shape[1] != fake.shape[1]:
        raise ValueError(
            f"Received logits of {real.shape[1]} and {fake.shape[1]} classes. Expected those of the same classifier."
        )
    (real_marginal, _), (fake_marginal, _) = class_statistics(real), class_statistics(fake)
    return float(np.exp(divergence_from_mean(fake) - scipy.special.rel_entr(fake_marginal, real_marginal).sum()))


class ModeScore(FeatureMetric):
    """The mode score of generated samples compared with real ones, with any classifier.

    Args:
        classifier: `keras.Model` from float32 images in [-1, 1] to logits (batch, classes), for example one from
            `train_classifier`.
        split: name of the real samples' split.
        max_samples: the largest number of samples of each kind to keep; later ones are ignored.

    Raises:
        ValueError: if the network's output is not (batch, classes), or `max_samples` is less than two.

    Example:
        >>> metric = ModeScore(classifier)
        >>> gan.compile(metrics=[metric])

    Reference:
        Che et al. 2017, https://arxiv.org/abs/1612.02136, section 4.1.
    """

    higher_is_better = True

    def __init__(self, classifier, split="test", max_samples=10_000):
        super().__init__(f"mode_score_{classifier.name}", classifier, split, max_samples, min_samples=2)

    def result(self):
        """The score so far as a `Result`.

        Raises:
            ValueError: with fewer than two samples of a kind, or outputs that are not logits.
        """
        real, fake = self.features()
        return self.result_of(mode_score(real, fake), real, fake)
