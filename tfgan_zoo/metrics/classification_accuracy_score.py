"""Is a classifier that has seen generated images alone any good on real ones?"""

import numpy as np

from tfgan_zoo.metrics.classifier import train_classifier
from tfgan_zoo.metrics.result import Result


def classification_accuracy_score(real_train, fake_train, real_test, num_classes, split="test", epochs=10, seed=0):
    """Train a classifier on labeled generated images, and one on real images: the accuracy of both on real ones.

    A generator that drops a part of a class, or blurs it, or mixes classes up, teaches less than the data does. Both
    classifiers have the same network, weights to begin with and number of passes; give as many generated images as real
    ones, as in the paper, or the comparison is not fair to one of them.

    Args:
        real_train: (images, labels) of the data's training split: float32 in [-1, 1] of shape (n, height, width,
            channels), and integers (n,).
        fake_train: (images, labels) of generated images, the label that each was generated for.
        real_test: (images, labels) of real images that neither the generator nor a classifier has seen.
        num_classes: number of classes.
        split: which part of the data `real_test` is.
        epochs: passes over the images.
        seed: of the weights and the order of the images.

    Returns:
        Two `Result`s: `classification_accuracy_score`, and `classification_accuracy_of_real`, the mark to compare with.

    Raises:
        ValueError: if the sizes of the images differ, or shapes, labels or ranges are not as described.

    Example:
        >>> score, mark = classification_accuracy_score(train, generated, test, num_classes=10)  # doctest: +SKIP
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
