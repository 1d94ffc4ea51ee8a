"""Bidirectional GAN."""

import keras
import tensorflow as tf

from tfgan_zoo import losses
from tfgan_zoo.conditions import conditions_of, sample_of, with_conditions
from tfgan_zoo.models.inference.encoder_gan import EncoderGAN

CODES = "codes"  # the discriminator's input beside the sample


@keras.saving.register_keras_serializable("tfgan_zoo")
class BiGAN(EncoderGAN):
    """A GAN of pairs of sample and code, with an encoder that learns to invert the generator.

    The discriminator compares (x, E(x)) with (G(z), z). Encoder and generator together fool it about both pairs, with
    the labels exchanged, so the encoder learns from real samples alone:

        discriminator: -log D(x, E(x)) - log(1 - D(G(z), z)),    encoder and generator: the same, real and fake swapped

    At the optimum both kinds of pair have one joint distribution, and then G(E(x)) = x, although nothing asks for a
    reconstruction: it is often another sample of the same kind. The game is simultaneous, as in the authors' code: all
    gradients are computed at the same weights, and then all players are updated. Encoder and generator have
    one optimizer.

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from samples and an input named `codes` (batch, latent_size) to raw
            logits, such as `tfgan_zoo.networks.bigan_discriminator`.
        encoder: functional `keras.Model` from samples to codes (batch, latent_size), deterministic.
        **kwargs: those of `GAN`, but for `discriminator_steps`.

    Raises:
        ValueError: if the networks do not fit each other, or several discriminator steps are asked for.

    Example:
        >>> generator = tfgan_zoo.networks.bigan_generator((28, 28, 1), width=256)
        >>> discriminator = tfgan_zoo.networks.bigan_discriminator((28, 28, 1), width=256)
        >>> encoder = tfgan_zoo.networks.bigan_encoder((28, 28, 1), width=256)
        >>> bigan = tfgan_zoo.models.BiGAN(generator, discriminator, encoder, latents=tfgan_zoo.latents.uniform)
        >>> bigan.compile(keras.optimizers.Adam(2e-4, 0.5), keras.optimizers.Adam(2e-4, 0.5))
        >>> history = bigan.fit(tfgan_zoo.data.load("digits").batches(128), steps_per_epoch=100)
        >>> again = bigan.reconstruct(images)

    Reference:
        Donahue et al. 2017, https://arxiv.org/abs/1605.09782, eq. 3 and section 3.4.
    """

    def __init__(self, generator, discriminator, encoder, **kwargs):
        super().__init__(generator, discriminator, encoder, **kwargs)
        check_takes_codes(self.discriminator, self.latent_shape)

    @property
    def players(self):
        players = super().players
        return {**players, "generator": players["generator"] + self.encoder_variables}

    @property
    def conditions(self):
        """Names of the networks' inputs other than latents, sample and code."""
        return tuple(name for name in super().conditions if name != CODES)

    @property
    def own_conditions(self):
        return {CODES: self.latent_shape}

    def train_step(self, data):
        """One update of all players, by gradients at the same weights."""
        samples = self.samples(data)
        with self.tape("generator") as tape:
            real, fake = self.paired(samples, self.inferred_codes(samples)), self.generate_fake(samples)
        discrimination = self.gradients(lambda: self.discriminator_terms(real, fake), "discriminator")
        generation = self.gradients(lambda: self.generator_terms(real, fake), "generator", tape)
        discriminator_terms = self.update("discriminator", *discrimination)
        self.after_discriminator_step()
        return self.report({**discriminator_terms, **self.update("generator", *generation)})

    def generate_fake(self, real, training=True):
        """Generated samples with the latents they were generated from, as a dict of "sample" and "codes"."""
        network = self.sampler_in_training if training else self.sampler
        drawn = self.fresh_inputs(real)
        (codes,) = drawn.values()
        fake = self.forward_pass(network, {**drawn, **self.given_of(real)}, training)
        return self.paired(with_conditions(fake, {name: conditions_of(real)[name] for name in self.conditions}), codes)

    def inferred_codes(self, samples):
        """The codes that the encoder gives real samples in training, float32 (batch, latent_size)."""
        return self.codes(samples, training=True)

    def paired(self, samples, codes):
        """Samples with their codes among their conditions."""
        return with_conditions(sample_of(samples), {**conditions_of(samples), CODES: codes})

    def discriminator_inputs(self, samples):
        """Sample and code, which is the encoder's for samples that have none, such as those scored outside training."""
        if CODES not in conditions_of(samples):
            samples = tf.nest.map_structure(tf.convert_to_tensor, samples)  # a network takes no mixture with arrays
            samples = self.paired(samples, self.codes(samples))
        return super().discriminator_inputs(samples)

    def generator_loss(self, real, fake):
        """The discriminator's loss with the labels exchanged, on both pairs: the encoder learns from the real one."""
        return {"generator": losses.minimax_discriminator(self.score(fake), self.score(real))}


def check_takes_codes(discriminator, code_shape):
    """Refuse a discriminator that does not take codes beside samples."""
    shapes = {tensor.name: tuple(tensor.shape[1:]) for tensor in discriminator.inputs[1:]}
    if shapes.get(CODES) != code_shape:
        raise ValueError(
            f"the discriminator takes {shapes or 'nothing'} beside samples; expected an input named {CODES!r} of shape "
            f"{code_shape}: build it as tfgan_zoo.networks.bigan_discriminator(shape, {code_shape[-1]})."
        )
