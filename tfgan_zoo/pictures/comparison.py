"""Images as vectors in which samples and data are compared: pixels, or the features of a network."""

PIXELS = "pixels"


def first_samples(examples, limit=None):
    """The first samples of a data set as a game takes them, float32 (n, ...), images in [-1, 1]."""
    import numpy as np

    samples, _ = examples.arrays(None if limit is None else min(limit, examples.num_examples))
    return np.asarray(examples.modality.to_model(samples))


def described(images, network):
    """Images as vectors (n, size): a network's features, or the pixels where there is no network."""
    import numpy as np

    if network is None:
        return np.reshape(images, (len(images), -1))
    return network.predict(images, batch_size=64, verbose=0)
