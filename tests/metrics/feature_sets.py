"""Features that simulate a generator's problems: five well-separated modes, and ways to degrade them."""

import numpy as np

MODES = 6.0 * np.eye(5)
NUM_SAMPLES = 300


def modes(seed, which=range(5), noise=1.0):
    """Samples of some of the modes, equally many of each."""
    generator = np.random.default_rng(seed)
    centers = MODES[np.resize(list(which), NUM_SAMPLES)]
    return (centers + noise * generator.normal(size=centers.shape)).astype("float32")


REAL = modes(0)
GENERATED = {
    "healthy": modes(1),
    "same": REAL,
    "disjoint": modes(1) - 50.0,
    "collapsed": np.repeat(MODES[:1] + 0.01, NUM_SAMPLES, axis=0).astype("float32"),
    "dropped": modes(1, which=(0, 1)),
    "noisy": modes(1, noise=5.0),
}
LOGITS = np.random.default_rng(0).normal(size=(123, 12)) * 3  # not divisible into splits


def logits_of(features):
    """The logits of a classifier that knows the modes."""
    return features * 3.0


def network(size=5, name="same"):
    """The identity network, whose inputs are features."""
    import keras  # here, since the references' values are recorded without it

    inputs = keras.Input((size,))
    return keras.Model(inputs, inputs, name=name)
