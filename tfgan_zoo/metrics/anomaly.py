"""Anomaly scores from a game with an encoder: samples unlike the training data come back as something else."""

import numpy as np
import scipy.stats

FEATURE_WEIGHT = 0.1  # 1 - alpha in the paper


def anomaly_scores(reconstruct, samples, features=None, feature_weight=FEATURE_WEIGHT):
    """How far each sample is from its reconstruction, by its values and by the discriminator's features.

        A(x) = (1 - w) |x - G(E(x))| + w |f(x) - f(G(E(x)))|

    Both distances are sums of absolute differences. The game learns from normal samples alone; the scores of two games
    cannot be compared, only those of samples of one game.

    Args:
        reconstruct: function from samples to their reconstructions, such as `BiGAN.reconstruct`.
        samples: array (n, ...) as in training, such as images in [-1, 1].
        features: f, function from samples to features (n, ...), such as `BiGAN.features`; None for the values alone.
        feature_weight: w, from 0 to 1; ignored without features.

    Returns:
        float64 NumPy array (n,): the higher, the less like the training data.

    Raises:
        ValueError: if the weight is out of range, or a reconstruction has another shape than its sample.

    Example:
        >>> anomaly_scores(lambda samples: 0 * samples, np.array([[0.0, 0.5], [1.0, -1.0]])).tolist()
        [0.5, 2.0]

    Reference:
        Zenati et al. 2018, "Efficient GAN-based anomaly detection", https://arxiv.org/abs/1802.06222, section 3.
    """
    if not 0 <= feature_weight <= 1:
        raise ValueError(f"feature_weight={feature_weight}: the weight of the features is a number from 0 to 1.")
    reconstructions = reconstruct(samples)
    distances = absolute_differences(samples, reconstructions)
    if features is None:
        return distances
    return (1 - feature_weight) * distances + feature_weight * absolute_differences(
        features(samples), features(reconstructions)
    )


def area_under_curve(normal_scores, anomalous_scores):
    """The area under the ROC curve: the probability that an anomalous sample scores higher than a normal one.

    Args:
        normal_scores, anomalous_scores: arrays (m,) and (n,), at least one each, such as `anomaly_scores` gives them.

    Returns:
        a float in [0, 1]: 0.5 if the scores say nothing; equal scores count half.

    Raises:
        ValueError: if there are no scores of a kind, or one is not finite.

    Example:
        >>> area_under_curve([0.1, 0.3], [0.2, 0.4])
        0.75
    """
    normal, anomalous = (np.asarray(scores, np.float64).ravel() for scores in (normal_scores, anomalous_scores))
    if not normal.size or not anomalous.size or not np.isfinite(np.concatenate([normal, anomalous])).all():
        raise ValueError(
            f"received {normal.size} normal and {anomalous.size} anomalous scores; expected at least one finite score "
            "of each."
        )
    ranks = scipy.stats.rankdata(np.concatenate([anomalous, normal]))[: anomalous.size]
    return float((ranks.sum() - anomalous.size * (anomalous.size + 1) / 2) / (anomalous.size * normal.size))


def absolute_differences(first, second):
    """The sum of absolute differences of each example, float64 (n,)."""
    first, second = np.asarray(first, np.float64), np.asarray(second, np.float64)
    if first.shape != second.shape:
        raise ValueError(
            f"received samples of shape {first.shape} and reconstructions of shape {second.shape}; expected the same."
        )
    return np.abs(first - second).reshape(len(first), -1).sum(axis=1)
