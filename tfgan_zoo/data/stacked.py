"""Three gray images as the colors of one: a set with a thousand known modes.

Reference: Metz et al. 2017, https://arxiv.org/abs/1611.02163, section 3.3.1; Lin et al. 2018, PacGAN,
https://arxiv.org/abs/1712.04086, section 4.2.
"""

import numpy as np

from tfgan_zoo.data.examples import Examples


def stacked(examples, num_examples=128_000, seed=0):
    """Images whose red, green and blue are three gray images drawn at random; the labels are the triples.

    Args:
        examples: `Examples` of one channel with labels: stacked MNIST is made of `load("mnist")`.
        num_examples: How many triples to draw.
        seed: Integer; determines which ones.

    Returns:
        `Examples` (num_examples, height, width, 3). Of K classes a, b, c the label is a K^2 + b K + c.

    Raises:
        ValueError: When the examples are not gray images with labels, or fewer than one is wanted.

    Example:
        >>> stacked(data.load("digits", "train"), 1000).num_classes
        1000
    """
    gray = examples.modality.name == "image" and examples.shape[-1] == 1
    if not gray or examples.labels is None:
        raise ValueError(
            f"{examples.name} ({examples.split}) of shape {examples.shape} "
            f"{'has labels' if examples.labels is not None else 'has no labels'}; expected labeled images of "
            "one channel, such as mnist."
        )
    if num_examples < 1:
        raise ValueError(f"num_examples={num_examples}; draw at least one triple.")
    rows = np.random.default_rng(seed).integers(examples.num_examples, size=(3, num_examples))
    images = np.concatenate([examples.samples[each] for each in rows], axis=-1)
    labels = np.ravel_multi_index([examples.labels[each] for each in rows], [examples.num_classes] * 3)
    name = f"stacked_{examples.name}"
    return Examples(name, examples.split, images, labels.astype(np.int32), num_classes=examples.num_classes**3)
