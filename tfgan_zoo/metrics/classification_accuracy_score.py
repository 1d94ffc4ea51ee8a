"""Classification accuracy score (CAS): how well a classifier trained on generated images classifies real ones."""

import numpy as np

from tfgan_zoo.metrics.classifier import train_classifier
from tfgan_zoo.metrics.result import Result


def classification_accuracy_score(real_train, fake_train, real_test, num_classes, split="test", epochs=10, seed=0):
    """Train a classifier on labeled generated images, and one on real images: the accuracy of both on real ones.

    A generator that drops or blurs a part of a class, or confuses classes, gives a lower accuracy than the data. Both
    classifiers have the same network, initial weights and number of epochs; for a fair comparison pass as many
    generated images as real ones, as in the paper.

    Args:
        real_train: (images, labels) of the data's training split: float32 in [-1, 1] of shape (n, height, width,
            channels), and integers (n,).
        fake_train: (images, labels) of generated images, with the label that each was generated from.
        real_test: (images, labels) of real images that neither the generator nor a classifier has seen.
        num_classes: number of classes.
        split: name of the split that `real_test` is from.
        epochs: passes over the images.
        seed: seed of the weights and the order of the images.

    Returns:
        Two `Result`s: `classification_accuracy_score`, and `classification_accuracy_of_real`, the reference value.

    Raises:
        ValueError: if the sizes of the images differ, or shapes, labels or ranges are not as described.

    Example:
        >>> score, reference = classification_accuracy_score(train, generated, test, 10)  # doctest: +SKIP
        >>> print(score)  # doctest: +SKIP
        classification_accuracy_score 0.62 (network classifier of 1497 generated images, 10 epochs, n_real 300, ...)

    Reference:
        Ravuri and Vinyals 2019, https://arxiv.org/abs/1905.10887, section 3.
    """
    shapes = [np.shape(images)[1:] for images, _ in (real_train, fake_train, real_test)]
    if len(set(shapes)) > 1:
        raise ValueError(
            f"Received real images of shape {shapes[0]}, generated ones of {shapes[1]} and real ones to test on of "
            f"{shapes[2]}. Expected one shape (height, width, channels): load the data at the generator's size."
        )
    results = []
    for name, kind, (images, labels) in (
        ("classification_accuracy_score", "generated", fake_train),
        ("classification_accuracy_of_real", "real", real_train),
    ):
        classifier = train_classifier(images, labels, num_classes, f"classifier-{kind}", epochs, seed, real_test)
        network = f"classifier of {len(images)} {kind} images, {epochs} epochs"
        counts = (len(real_test[0]), len(images) if kind == "generated" else 0)
        results.append(Result(name, classifier.held_out_accuracy, network, *counts, split))
    return tuple(results)
