"""The zoo's algorithm without `fit`: one `tf.function`, called once per step."""

import tensorflow as tf

from contestants import players
from contestants.rows import PENALTY_WEIGHT
from tfgan_zoo import losses, penalties


def trainer(row):
    generator, discriminator = pair = players.build(row)
    g_optimizer, d_optimizer = players.adams()
    g_optimizer.build(generator.trainable_variables)
    d_optimizer.build(discriminator.trainable_variables)
    critic_loss, generator_loss = wasserstein(discriminator) if row.critic_steps else non_saturating(discriminator)

    @tf.function
    def step(batch):
        for real in tf.split(batch, row.critic_steps or 1):
            with tf.GradientTape() as g_tape:
                fake = generator(tf.random.normal((row.batch_size, row.latent_size)), training=True)
            with tf.GradientTape() as d_tape:
                d_loss = critic_loss(real, fake)
            gradients = d_tape.gradient(d_loss, discriminator.trainable_variables)
            d_optimizer.apply(gradients, discriminator.trainable_variables)
        with g_tape:
            g_loss = generator_loss(fake)
        g_optimizer.apply(g_tape.gradient(g_loss, generator.trainable_variables), generator.trainable_variables)
        return d_loss, g_loss

    def train(steps):
        for batch in players.batches(row).take(steps):
            found = step(batch)
        return [float(loss) for loss in found]

    return train, players.count(pair)


def non_saturating(discriminator):
    def critic_loss(real, fake):
        return losses.minimax_discriminator(discriminator(real, training=True), discriminator(fake, training=True))

    return critic_loss, lambda fake: losses.non_saturating_generator(discriminator(fake, training=True))


def wasserstein(critic):
    def critic_loss(real, fake):
        between = penalties.interpolate(real, fake, tf.random.uniform((2,), maxval=2**31 - 1, dtype="int32"))
        distance = losses.wasserstein_discriminator(critic(real, training=True), critic(fake, training=True))
        return distance + PENALTY_WEIGHT * penalties.gradient_norm(critic, between)

    return critic_loss, lambda fake: losses.wasserstein_generator(critic(fake, training=True))
