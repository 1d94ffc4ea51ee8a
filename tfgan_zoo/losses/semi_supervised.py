"""Losses of a discriminator that classifies K classes (Salimans et al. 2016, arXiv:1606.03498, sections 3.1 and 5).

Its (K+1)-th class, "generated", has the logit 0 without loss of generality: then D(x) = Z / (Z + 1) with Z the sum of
the exponentials of the K logits, and the logit of D is their logsumexp.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked, checked_pair, checked_sets
from tfgan_zoo.losses.cross_entropy import minimax_discriminator


def supervised_classifier(class_logits, labels):
    """-log p(y | x, y < K+1), the cross-entropy of labeled examples (arXiv:1606.03498, section 5).

    Args:
        class_logits: the K classes' logits, (batch, K).
        labels: integers in [0, K), (batch,).

    Returns:
        float32 scalar.

    Raises:
        ValueError: if there is not one integer label for each example.

    Example:
        >>> loss = tfgan_zoo.losses.supervised_classifier([[2.0, 0.0, -1.0]], [0])
    """
    logits, labels = checked(class_logits, "class logits"), tf.convert_to_tensor(labels)
    if not labels.dtype.is_integer or not logits.shape[:-1].is_compatible_with(labels.shape):
        raise ValueError(
            f"received labels of type {labels.dtype.name} and shape {labels.shape} for class logits of shape "
            f"{logits.shape}; expected one integer for each example."
        )
    return ops.mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))


def semi_supervised_discriminator(real_class_logits, fake_class_logits):
    """-log D(x) - log(1 - D(G(z))) on unlabeled and generated examples (arXiv:1606.03498, section 5).

    The authors' code uses half of it. A generator without feature matching minimizes
    `non_saturating_generator(realness(fake_class_logits))`.

    Args:
        real_class_logits, fake_class_logits: (batch, K).
    """
    real, fake = checked_pair(real_class_logits, fake_class_logits, "class logits")
    return minimax_discriminator(realness(real), realness(fake))


def realness(class_logits):
    """The logit of D(x), "real, of any class", from those of the classes: (batch, K) to (batch,)."""
    return ops.logsumexp(checked(class_logits, "class logits"), axis=-1)


def feature_matching(real_features, fake_features):
    """The squared distance between the mean features, |E f(x) - E f(G(z))|^2 (arXiv:1606.03498, section 3.1).

    A loss for the generator. The authors' code uses the mean over the features instead of the sum.

    Args:
        real_features, fake_features: f of an intermediate layer of the discriminator, (examples, ...); the means are
            over the examples of all replicas, whose numbers may differ.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the features are not floating point, or differ in shape.

    Example:
        >>> float(tfgan_zoo.losses.feature_matching([[1.0, 0.0]], [[0.0, 2.0]]))
        5.0
    """
    real, fake = checked_sets(gather_rows(real_features), gather_rows(fake_features))
    return ops.sum(ops.square(ops.mean(real, axis=0) - ops.mean(fake, axis=0)))
