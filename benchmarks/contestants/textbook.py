"""A textbook Keras `train_step`: keras.io's "DCGAN to generate face images" and "WGAN-GP overriding train_step".

Of Keras' own layers, and as published but for what would slow them further (metrics, noise on the labels). DCGAN judges
real and generated images in one pass together; WGAN-GP takes all of a step's critic steps on the same real images.
"""

import keras
import tensorflow as tf

from contestants import players
from contestants.rows import PENALTY_WEIGHT


def trainer(row):
    pair = [stock(network) for network in players.build(row)]
    gan = (TextbookWGANGP if row.critic_steps else TextbookGAN)(*pair, row)
    gan.compile(*players.adams())
    data = players.batches(row, row.batch_size)
    return lambda steps: gan.fit(data, steps_per_epoch=steps, verbose=0), players.count(pair)


def stock(network):
    """The same network of Keras' own layers only."""

    def stock_layer(layer):
        stock_kinds = (keras.layers.BatchNormalization, keras.layers.Conv2D, keras.layers.Conv2DTranspose)
        kind = next((kind for kind in stock_kinds if isinstance(layer, kind)), type(layer))
        return kind.from_config(layer.get_config())

    return keras.models.clone_model(network, clone_function=stock_layer)


class TextbookGAN(keras.Model):
    def __init__(self, generator, discriminator, row):
        super().__init__()
        self.generator = generator
        self.discriminator = discriminator
        self.row = row
        self.loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)
        self.built = True

    def compile(self, g_optimizer, d_optimizer):
        super().compile()
        self.g_optimizer = g_optimizer
        self.d_optimizer = d_optimizer

    def latents(self, batch_size):
        return tf.random.normal((batch_size, self.row.latent_size))

    def train_step(self, real_images):
        batch_size = tf.shape(real_images)[0]
        generated_images = self.generator(self.latents(batch_size), training=True)
        combined_images = tf.concat([generated_images, real_images], axis=0)
        labels = tf.concat([tf.ones((batch_size, 1)), tf.zeros((batch_size, 1))], axis=0)
        with tf.GradientTape() as tape:
            d_loss = self.loss_fn(labels, self.discriminator(combined_images, training=True))
        self.move(self.d_optimizer, tape, d_loss, self.discriminator)
        with tf.GradientTape() as tape:
            generated_images = self.generator(self.latents(batch_size), training=True)
            g_loss = self.loss_fn(tf.zeros((batch_size, 1)), self.discriminator(generated_images, training=True))
        self.move(self.g_optimizer, tape, g_loss, self.generator)
        return {"d_loss": d_loss, "g_loss": g_loss}

    def move(self, optimizer, tape, loss, network):
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))


class TextbookWGANGP(TextbookGAN):
    def gradient_penalty(self, batch_size, real_images, fake_images):
        alpha = tf.random.uniform([batch_size, 1, 1, 1], 0.0, 1.0)
        interpolated = real_images + alpha * (fake_images - real_images)
        with tf.GradientTape() as gp_tape:
            gp_tape.watch(interpolated)
            pred = self.discriminator(interpolated, training=True)
        grads = gp_tape.gradient(pred, [interpolated])[0]
        norm = tf.sqrt(tf.reduce_sum(tf.square(grads), axis=[1, 2, 3]) + 1e-12)
        return tf.reduce_mean((norm - 1.0) ** 2)

    def train_step(self, real_images):
        batch_size = tf.shape(real_images)[0]
        for _ in range(self.row.critic_steps):
            with tf.GradientTape() as tape:
                fake_images = self.generator(self.latents(batch_size), training=True)
                fake_logits = self.discriminator(fake_images, training=True)
                real_logits = self.discriminator(real_images, training=True)
                d_cost = tf.reduce_mean(fake_logits) - tf.reduce_mean(real_logits)
                d_loss = d_cost + PENALTY_WEIGHT * self.gradient_penalty(batch_size, real_images, fake_images)
            self.move(self.d_optimizer, tape, d_loss, self.discriminator)
        with tf.GradientTape() as tape:
            generated_images = self.generator(self.latents(batch_size), training=True)
            g_loss = -tf.reduce_mean(self.discriminator(generated_images, training=True))
        self.move(self.g_optimizer, tape, g_loss, self.generator)
        return {"d_loss": d_loss, "g_loss": g_loss}
