"""Samples of rows and columns of inputs."""

from tfgan_zoo.lazy import LazyModule

np = LazyModule("numpy")
tf = LazyModule("tensorflow")

BATCH_SIZE = 64


def sampler_of(game):
    """A game's sampler as a function from a dict of inputs (batch, ...) to float32 samples (batch, ...)."""
    return lambda inputs: tf.cast(game.forward_pass(game.sampler, inputs, training=False), tf.float32)


def inputs_of(source, num_samples, seed):
    """All inputs of the game of a source by name, the same for the same seed; what must be given comes from its data.

    Args:
        source: `runs.sources.GameSource`.
        num_samples: how many of each.
        seed: an integer.

    Raises:
        ValueError: if an input must be given and there is no data.
    """
    return source.game.sampler_inputs(num_samples, seed, examples=source.needed_examples())


def samples_of(apply, inputs):
    """The samples of rows and columns of inputs, a batch at a time.

    Args:
        apply: function from a dict of inputs (batch, ...) to samples (batch, ...).
        inputs: dict of arrays (rows or 1, columns or 1, ...); one row or column serves for all.

    Returns:
        array (rows, columns, ...).

    Example:
        >>> samples_of(lambda inputs: inputs["a"] + inputs["b"], {"a": [[0, 1]], "b": [[10], [20]]}).tolist()
        [[10, 11], [20, 21]]
    """
    inputs = {name: np.asarray(value) for name, value in inputs.items()}
    num_rows, num_columns = np.max([value.shape[:2] for value in inputs.values()], axis=0)
    flat = {
        name: np.broadcast_to(value, (num_rows, num_columns, *value.shape[2:])).reshape(-1, *value.shape[2:])
        for name, value in inputs.items()
    }
    made = []
    for start in range(0, num_rows * num_columns, BATCH_SIZE):
        batch = {name: tf.constant(value[start : start + BATCH_SIZE]) for name, value in flat.items()}
        made.append(np.asarray(apply(batch)))
    return np.concatenate(made).reshape(num_rows, num_columns, *made[0].shape[1:])
