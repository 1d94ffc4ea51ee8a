"""The raw signals of a game between two steps: its samples, scores, slopes and gradients on one batch.

The networks run as in training, without the tricks; the caller restores state that this changes.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.conditions import sample_of


def of_samples(game, real):
    """The signals of any game: its samples, and the norm of each player's weights.

    Args:
        game: `models.Game`.
        real: samples as `game.samples` gives them.

    Returns:
        dict of tensors: "fake", and "<player>_weights" for each player.
    """
    weights = {
        f"{player}_weights": norm([variable.value for variable in variables])
        for player, variables in game.players.items()
    }
    return {"fake": sample_of(game.generate_fake(real)), **weights}


def of_two_players(game, real, held_out=None):
    """The signals of a game of a generator and a discriminator.

    Args:
        game: `models.GAN`.
        real, held_out: samples as `game.samples` gives them; held-out ones may be None.

    Returns:
        dict of tensors: those of `of_samples`; "real_scores", "fake_scores" and, if there are held-out samples,
        "held_out_scores"; "slope_ratio", the norm of the gradient of the generator's loss with respect to its
        samples, relative to that of the score; "generator_gradient" and "discriminator_gradient", norms of
        the gradients of the players' losses.
    """
    generator, discriminator = (
        [variable.value for variable in game.players[player]] for player in ("generator", "discriminator")
    )
    with game.tape("generator") as generation:
        fake = game.generate_fake(real)
        generation.watch(sample_of(fake))
        loss = sum(game.generator_loss(real, fake).values())
    *generator_gradients, slope = generation.gradient(loss, [*generator, sample_of(fake)])
    with game.tape("discriminator") as discrimination:
        loss = sum(game.discriminator_loss(real, fake).values())
    discriminator_gradients = discrimination.gradient(loss, discriminator)
    with tf.GradientTape() as scoring:
        scoring.watch(sample_of(fake))
        fake_scores = game.score(fake)
        mean = ops.mean(fake_scores)
    unit = scoring.gradient(mean, sample_of(fake))
    held_out_scores = {} if held_out is None else {"held_out_scores": game.score(held_out)}
    return {
        "fake": sample_of(fake),
        "real_scores": game.score(real),
        "fake_scores": fake_scores,
        **held_out_scores,
        "slope_ratio": norm([slope]) / norm([unit]),
        "generator_gradient": norm(generator_gradients),
        "discriminator_gradient": norm(discriminator_gradients),
        "generator_weights": norm(generator),
        "discriminator_weights": norm(discriminator),
    }


def norm(tensors):
    """The joint norm of some tensors; None counts as 0."""
    parts = [tensor for tensor in tf.nest.flatten(tensors, expand_composites=True) if tensor is not None]
    return tf.linalg.global_norm([tf.cast(part, tf.float32) for part in parts])
