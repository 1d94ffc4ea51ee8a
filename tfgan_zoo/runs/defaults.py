"""Defaults for functions that a recipe does not define: its dataset and its metrics.

`recipe.keywords.default_keywords` has the flags for these functions' keywords.
"""

from tfgan_zoo import data, metrics
from tfgan_zoo.models.base.labels import LABELS


def dataset(name, split="train", data_dir=None, image_size=None):
    """A dataset by name.

    Args:
        name: as for `data.load`.
        split: split of the data.
        data_dir: data folder of TensorFlow Datasets.
        image_size: height and width in pixels that images are resized to; None for other samples.

    Returns:
        `data.Examples`.
    """
    return data.load(name, split, image_size and (image_size, image_size, None), data_dir)


def evaluation_metrics(game, train, test, inception=None, classifier=None):
    """Fréchet distances of images, labeled or not, and, where the game is given labels, a classifier's agreement.

    The distance is first, and so chooses: agreement alone prefers games that make one image a class.

    Of points from a mixture: the modes caught and the share of good samples.

    Args:
        game: the game to measure, which none of these metrics looks into.
        train: data that the game learns from.
        test: data that it is compared with.
        inception: file of the Inception's weights, to measure FID as well.
        classifier: file of a classifier, in place of one trained here where there are labels.

    Returns:
        list of metrics; empty for other samples.

    Raises:
        ValueError: as `metrics.classifier_of` and `metrics.frechet_distances`.
    """
    if test.modality.name == "image":
        labeled = train.num_classes is not None
        network = metrics.classifier_of(train, classifier) if labeled or classifier else None
        agreement = [metrics.LabelAgreement(network, test.split)] if LABELS in game.given_inputs else []
        return [*metrics.frechet_distances(train, test, inception, network), *agreement]
    if test.name in data.MIXTURES:
        centers, sigma = data.mixture(test.name)
        return [metric(centers, sigma, test.split) for metric in (metrics.ModesCaught, metrics.HighQualityShare)]
    return []
