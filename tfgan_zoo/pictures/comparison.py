"""Images as vectors for comparisons: pixels, or the features of a network."""

from tfgan_zoo import data
from tfgan_zoo.lazy import LazyModule

np = LazyModule("numpy")

PIXELS = "pixels"
SIZE = 32  # in height and in width: larger images are averaged to at most as many pixels before they are compared
BLOCK = 256  # images read at a time


def first_samples(examples, limit=None):
    """The first samples of a dataset in a game's format, (n, ...), at most `limit`."""
    count = examples.num_examples
    return examples.first_samples(count if limit is None else min(limit, count))


def described(images, network):
    """Images as vectors (n, size): a network's features, or without a network the pixels, of large images averaged."""
    if network is None:
        return np.reshape(averaged(np.asarray(images)), (len(images), -1))
    return network.predict(images, batch_size=64, verbose=0)


def description(network, image_shape):
    """What is compared, in words: the network's name, or pixels, and of how many if not all."""
    if network is not None:
        return network.name
    sizes = [size // factor for size, factor in zip(image_shape, factors_of(image_shape), strict=False)]
    return PIXELS if max(image_shape[:2]) <= SIZE else f"{PIXELS}, averaged to {'x'.join(map(str, sizes))}"


def factors_of(image_shape):
    """(height, width) of the blocks of pixels that are averaged."""
    return [-(-size // SIZE) for size in image_shape[:2]]


def averaged(images):
    """Images of which each pixel is the mean of a block; those of up to `SIZE` pixels as they are."""
    (down, across), (height, width) = factors_of(images.shape[1:]), images.shape[1:3]
    if down == across == 1:
        return images
    whole = images[:, : height // down * down, : width // across * across]
    return whole.reshape(len(images), height // down, down, width // across, across, -1).mean(axis=(2, 4))


def described_examples(examples, network, limit=None):
    """The first samples of a dataset as vectors (n, size), read a block at a time, so that memory holds these alone.

    Args:
        examples: a dataset of images.
        network: as for `described`.
        limit: samples at most; all when None.
    """
    count = examples.num_examples if limit is None else min(limit, examples.num_examples)
    starts = range(0, count, BLOCK)
    return np.concatenate(
        [described(rows_of(examples, slice(start, min(start + BLOCK, count))), network) for start in starts]
    )


def rows_of(examples, rows):
    """Samples of a dataset by their numbers, in a game's format; of a pair, those of its first part."""
    part = data.parts_of(examples)[0]
    return np.asarray(part.modality.to_model(part.samples[rows]))
