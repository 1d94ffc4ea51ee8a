"""Images as vectors for comparisons: pixels, or the features of a network."""

from tfgan_zoo.lazy import LazyModule

np = LazyModule("numpy")

PIXELS = "pixels"


def first_samples(examples, limit=None):
    """The first samples of a dataset in a game's format, (n, ...), at most `limit`."""
    count = examples.num_examples
    return examples.first_samples(count if limit is None else min(limit, count))


def described(images, network):
    """Images as vectors (n, size): a network's features, or the pixels without a network."""
    if network is None:
        return np.reshape(images, (len(images), -1))
    return network.predict(images, batch_size=64, verbose=0)
