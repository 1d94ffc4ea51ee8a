"""Whether a game can be saved and loaded again, asked before it trains: a checkpoint nobody can read is work lost."""

import json
import pathlib
import tempfile

import keras
import numpy as np

from tfgan_zoo.models.base.loading import DamagedFile, load

NUM_SAMPLES = 2
UNKNOWN_SIZE = 8  # stands for a size that an input leaves open
TOLERANCE = 1e-3  # of an output's largest value: an accelerator need not sum in the same order twice


def check_reloads(game, examples=None):
    """Save a game, load it, and compare the two: their configuration, weights, networks, and samples of one seed.

    The game stays as it is.

    Args:
        game: a compiled `models.Game`.
        examples: data set, from which the game is given what it cannot draw.

    Raises:
        ValueError: if it cannot be saved or loaded, or what was loaded is something else; says what, and what to do.
        OSError: if the folder for temporary files has no room for it.

    Example:
        >>> check_reloads(gan)
    """
    state = {name: variable.numpy() for name, variable in game.transient_state().items()}
    try:
        with tempfile.TemporaryDirectory(prefix="tfgan-zoo-") as folder:
            path = pathlib.Path(folder) / "game.keras"
            game.save(path)
            loaded = load(path)
        check_equal(game, loaded, examples)
    except (DamagedFile, NotImplementedError, TypeError) as error:
        raise unreadable(game, str(error)) from error
    finally:
        for name, variable in game.transient_state().items():
            if not np.array_equal(variable.numpy(), state[name], equal_nan=True):  # a layer that draws has drawn
                variable.assign(state[name])


def unreadable(game, reason):
    """The error for a game whose checkpoints nobody could use."""
    return ValueError(
        f"{type(game).__name__} is not trained, for its checkpoints could not be used: {reason.rstrip('. ')}. Register "
        "each layer and function of your own (keras.saving.register_keras_serializable), write a layer in place of a "
        "Lambda, and let a layer's get_config return its constructor's arguments."
    )


def check_equal(game, loaded, examples):
    """Refuse a loaded game that is not the one that was saved."""
    if config_of(game) != config_of(loaded):
        raise unreadable(game, "its configuration is another once it is loaded")
    pairs = zip(game.weights, loaded.weights, strict=True)
    if different := [mine.path for mine, other in pairs if not np.array_equal(*map(to_numpy, (mine, other)))]:
        raise unreadable(game, f"its weight {different[0]} is another once it is loaded")
    for mine, other in zip(networks_of(game), networks_of(loaded), strict=True):
        check_outputs(game, mine, *(outputs_of(network, probe(mine)) for network in (mine, other)))
    samples = (
        outputs_of(one.sampler, list(one.sampler_inputs(NUM_SAMPLES, examples=examples).values()))
        for one in (game, loaded)
    )
    check_outputs(game, game.sampler, *samples)


def config_of(game):
    """A game's configuration as its file has it."""
    return json.loads(json.dumps(game.get_config(), sort_keys=True, default=str))


def to_numpy(variable):
    """A variable's value."""
    return keras.ops.convert_to_numpy(variable)


def networks_of(game):
    """The game's functional networks of numbers; which words others take is not known."""
    networks = [layer for layer in game.layers if isinstance(layer, keras.Model) and layer.inputs]
    return [network for network in networks if all(tensor.dtype != "string" for tensor in network.inputs)]


def probe(network):
    """An input for each of a network's own: normal numbers, and zeros where it takes integers."""
    generator = np.random.default_rng(0)
    inputs = []
    for tensor in network.inputs:
        shape = (NUM_SAMPLES, *(size or UNKNOWN_SIZE for size in tensor.shape[1:]))
        is_float = keras.backend.is_float_dtype(tensor.dtype)
        inputs.append(generator.normal(size=shape).astype("float32") if is_float else np.zeros(shape, tensor.dtype))
    return inputs


def outputs_of(network, inputs):
    """What a network makes of a list of inputs: a list of float64 arrays."""
    outputs = network(keras.tree.pack_sequence_as(network.input, inputs), training=False)
    return [to_numpy(output).astype("float64") for output in keras.tree.flatten(outputs)]


def check_outputs(game, network, mine, others):
    """Refuse a loaded network that makes something else of the same inputs."""
    for first, second in zip(mine, others, strict=True):
        if not np.allclose(first, second, rtol=0, atol=TOLERANCE * np.abs(first).max(initial=0), equal_nan=True):
            reason = f"its network {network.name!r} makes something else of the same inputs once it is loaded"
            raise unreadable(game, reason)
