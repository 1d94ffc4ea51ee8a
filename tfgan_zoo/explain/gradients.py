"""The gradients of one training step, by player and variable, without taking the step."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.models.base.descent import is_loss_scaled


def player_gradients(game, batch):
    """The gradients of a training step on a batch, without taking the step.

    The step runs completely (or, where it is a whole round, one turn of each player), on this device, except that no
    optimizer is applied. Then all other state it changed (random state, moving averages, pools, metrics) is restored,
    so that training is not affected.

    Args:
        game: any compiled game of `tfgan_zoo.models`.
        batch: a batch as in `train_step`: images (batch, ...), or (images, labels), or a pair of domains.

    Returns:
        dict from each player that is updated in this step ("generator", "discriminator") to a dict from the path of a
        variable to its gradient, a NumPy array of the variable's shape, in the order of the variables. If a player
        takes several steps, these are the gradients of the last.

    Raises:
        ValueError: if the game is not compiled, or refuses the batch.

    Example:
        >>> gradients = player_gradients(gan, next(iter(batches)))
        >>> largest = max(gradients["generator"], key=lambda path: np.abs(gradients["generator"][path]).max())
    """
    if not game.compiled:
        raise ValueError("the game has no optimizers yet: compile it first, or load one that was compiled.")
    recorded = {}

    def record(player, gradients, terms):
        optimizer = game.optimizers[player]
        scale = float(optimizer.dynamic_scale.numpy()) if is_loss_scaled(optimizer) else 1.0
        pairs = zip(game.players[player], gradients, strict=True)
        recorded[player] = {variable.path: dense(gradient, variable) / scale for variable, gradient in pairs}
        return terms

    with game.preserving_state(), game.on_one_device(), game.preserving_randomness():
        game.update = record
        try:
            game.one_turn(tf.nest.map_structure(tf.convert_to_tensor, batch))
        finally:
            del game.update
    return {player: recorded[player] for player in game.players if player in recorded}


def dense(gradient, variable):
    """A gradient as a NumPy array; zeros if the step does not depend on the variable."""
    if gradient is None:
        return np.zeros(variable.shape, np.float32)
    return tf.convert_to_tensor(gradient).numpy().astype(np.float32)
