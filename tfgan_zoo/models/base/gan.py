"""The two-player game, of which most models of the zoo are variations."""

import keras
import tensorflow as tf
from keras import Model, ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.layers.checks import checked_split
from tfgan_zoo.models.base import signals
from tfgan_zoo.models.base.averaging import moving_average, update_average
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.inputs import input_names, inputs_of, shapes_of
from tfgan_zoo.models.base.labels import check_tables
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.models.base.output_cache import OutputCache
from tfgan_zoo.networks import group_size_of
from tfgan_zoo.networks.layer_search import features_output


@keras.saving.register_keras_serializable("tfgan_zoo")
class GAN(Game):
    """A generator and a discriminator that learn from each other.

    The discriminator learns to tell real samples from generated ones; the generator learns to fool it. This class is
    the original game with the non-saturating generator loss, and the base of the others: a paper overrides
    `discriminator_loss` and `generator_loss`, which return named terms (their sum is minimized, each is logged), or
    `draw_latents` and `score`, for latent codes, or `train_step`, for another algorithm. Its constructor keeps every
    argument as an attribute of the same name, from which models are saved.

    Args:
        generator: functional `keras.Model` from latents (batch, latent_size) to samples in [-1, 1]. Any further inputs
            are conditions by name, such as `labels`.
        discriminator: functional `keras.Model` from samples to raw logits; any further inputs are conditions too.
        latents: distribution of z, a function of (shape, seed) such as `tfgan_zoo.latents.normal`.
        discriminator_steps: k, discriminator steps per generator step. A batch is split into k parts, so that each
            step sees new samples.
        ema_momentum: momentum of the generator's moving average, which is then used to sample, predict and export;
            None for the generator itself.
        tricks: list of `tfgan_zoo.tricks` applied to the game.
        seed: seed of all the game's randomness.
        **kwargs: `modality` and `num_classes`, as in `Game`.

    Input shape: real samples (batch, ...), float in [-1, 1]; `predict` takes latents (batch, latent_size).
    Output shape: samples (batch, ...), float32.

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of range.

    Example:
        >>> generator = tfgan_zoo.networks.dcgan_generator((28, 28, 1), width=16)
        >>> discriminator = tfgan_zoo.networks.dcgan_discriminator((28, 28, 1), width=16)
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator)
        >>> gan.compile(keras.optimizers.Adam(2e-4, 0.5), keras.optimizers.Adam(2e-4, 0.5))
        >>> history = gan.fit(tfgan_zoo.data.load("digits").batches(64), steps_per_epoch=100)
        >>> gan.sample(16).shape
        (16, 28, 28, 1)

    Reference:
        Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661, algorithm 1.
    """

    terms = ("discriminator", "generator")
    has_score = True
    cross_entropy = True  # whether the discriminator's loss is cross-entropy, so that its sigmoid is a probability
    scores_logits = True  # whether the discriminator's outputs are raw logits, which its loss takes
    redraw = False  # whether the generator's step draws samples of its own; else it reuses the discriminator's
    high_score_is_real = True  # False for an energy, which is low for a good sample

    def __init__(
        self,
        generator,
        discriminator,
        latents=latent_distributions.normal,
        discriminator_steps=1,
        ema_momentum=None,
        tricks=(),
        seed=0,
        **kwargs,
    ):
        tricks = list(tricks)
        super().__init__((*self.terms, *(term for trick in tricks for term in trick.terms)), seed, **kwargs)
        check_at_least_one(self, discriminator_steps=discriminator_steps)
        self.generator = functional(generator, "generator")
        self.discriminator = functional(discriminator, "discriminator", self.generator.output_shape[1:])
        self.latents = latents
        self.check_networks()
        self.discriminator_steps = discriminator_steps
        self.ema_momentum = ema_momentum
        with self.on_device_of(self.generator.weights):
            self.average_generator = moving_average(self.generator, ema_momentum, "ema_momentum")
        self.output_cache = OutputCache()
        self.tricks = tricks
        self.attach_tricks()

    @property
    def players(self):
        return {
            "generator": self.generator.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
        }

    @property
    def conditions(self):
        """Names of the networks' inputs other than latents and sample."""
        return tuple(dict.fromkeys([*self.given_inputs, *input_names(self.discriminator)[1:]]))

    @property
    def condition_inputs(self):
        conditions = [tensor for tensor in self.discriminator.inputs[1:] if tensor.name in self.conditions]
        return [*super().condition_inputs, *conditions]

    @property
    def own_conditions(self):
        """Shape of what each generated sample has that real ones have not, by name, such as its codes."""
        return {}

    def attach_tricks(self):
        """Let the tricks create their state; a game with further networks waits until it has them."""
        for trick in self.tricks:
            trick.attach(self)
            trick.built = True

    def check_networks(self):
        """Refuse networks that do not fit each other."""
        generated, expected = self.generator.output_shape, self.discriminator.inputs[0].shape
        if generated != expected:
            raise ValueError(
                f"the generator makes samples of shape {generated[1:]}, but the discriminator takes {expected[1:]}: "
                "build both for the same sample shape."
            )
        given = shapes_of(self.generator)
        for name, shape in list(shapes_of(self.discriminator).items())[1:]:
            if shape != given.get(name, shape):
                raise ValueError(
                    f"the generator takes a {name} of shape {given[name]}, but the discriminator one of shape {shape}: "
                    "build both for the same data."
                )
        if self.scores_logits:
            check_logits(self.discriminator, "discriminator")
        if self.num_classes is not None:
            for network in (self.generator, self.discriminator):
                check_tables(network, self.num_classes)

    # The game

    def train_step(self, data):
        """k steps of the discriminator on new samples, then one of the generator.

        Algorithm 1, except that without `redraw` the generator's step reuses the samples of the last discriminator
        step, as PyTorch's examples do: this saves a forward pass.
        """
        return self.report(self.play(self.split_batch(data)))

    def play(self, parts):
        """The steps of both players, without the end of the training step; returns all terms.

        Args:
            parts: real samples for each step of the discriminator.
        """
        for real in parts:
            with self.tape("generator") as generation:
                fake = self.generate_fake(real)
            discriminator_terms = self.descend(
                lambda real=real, fake=fake: self.discriminator_terms(real, fake), "discriminator"
            )
            self.after_discriminator_step()
        if self.redraw:
            with self.tape("generator") as generation:
                fake = self.generate_fake(real)
        generator_terms = self.descend(lambda: self.generator_terms(real, fake), "generator", generation)
        return {**discriminator_terms, **generator_terms}

    def discriminator_loss(self, real, fake):
        """Named terms whose sum the discriminator minimizes."""
        return {"discriminator": losses.minimax_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        """Named terms whose sum the generator minimizes."""
        return {"generator": losses.non_saturating_generator(self.score(fake))}

    def score(self, samples, training=True):
        """The discriminator's raw logits, float32."""
        return ops.cast(self.discriminate(samples, training), "float32")

    def discriminate(self, samples, training=True):
        """All outputs of the discriminator for samples, computed once per update of a player."""
        return self.output_cache.get_or_compute(
            samples,
            training,
            lambda: self.forward_pass(self.discriminator, self.discriminator_inputs(samples), training),
        )

    def features(self, samples):
        """The discriminator's features: the output of its layer named `features`."""
        network = Model(self.discriminator.input, features_output(self.discriminator))
        return ops.cast(self.forward_pass(network, self.discriminator_inputs(samples)), "float32")

    def discriminator_inputs(self, samples):
        """The discriminator's inputs: the sample and, by name, the conditions it takes."""
        return inputs_of(self.discriminator, samples)

    @property
    def batches_per_step(self):
        """One batch for each step of the discriminator."""
        return self.discriminator_steps

    @property
    def scores_per_group(self):
        return group_size_of(self.discriminator)

    def split_batch(self, data):
        """Real samples from a batch as `fit` passes it, one part for each step of the discriminator."""
        samples = self.samples(data)
        if self.discriminator_steps == 1:
            return [samples]
        count = self.discriminator_steps
        cannot = f" cannot be split into {count} equal parts, one for each step of the discriminator"
        samples = tf.nest.map_structure(lambda tensor: checked_split(tensor, count, cannot), samples)
        # A part is every k-th example, so that the parts of all replicas together are those of the whole batch.
        return [tf.nest.map_structure(lambda tensor, at=at: tensor[at::count], samples) for at in range(count)]

    def discriminator_terms(self, real, fake):
        """The discriminator's loss on the samples as transformed by the tricks, and the terms the tricks add."""
        for trick in self.tricks:
            fake = trick.replay(fake, self.next_seed())
        real, fake = self.transform(real), self.transform(fake)
        with self.output_cache.enabled():
            loss = self.discriminator_loss(real, fake)
            return merge_terms(loss, *(trick.discriminator_terms(self, real, fake) for trick in self.tricks))

    def generator_terms(self, real, fake):
        """The generator's loss, and the terms the tricks add."""
        real, fake = self.transform(real), self.transform(fake)
        with self.output_cache.enabled():
            loss = self.generator_loss(real, fake)
            return merge_terms(loss, *(trick.generator_terms(self, real, fake) for trick in self.tricks))

    def transform(self, samples):
        """The samples that the discriminator sees: transformed by the tricks."""
        for trick in self.tricks:
            samples = with_sample(samples, trick.transform(sample_of(samples), self.next_seed()))
        return samples

    # Sampling

    @property
    def sampler(self):
        """The generator used for sampling: its moving average if there is one."""
        return self.generator if self.average_generator is None else self.average_generator

    @property
    def sampler_in_training(self):
        return self.generator

    def after_discriminator_step(self):
        """Update what changes after each step of the discriminator."""
        for trick in self.tricks:
            trick.after_discriminator_step(self)

    def average_weights(self):
        """Update the generator's moving average; by default after both players' steps."""
        update_average(self.average_generator, self.generator, self.ema_momentum)

    def after_step(self, terms):
        self.average_weights()
        for trick in self.tricks:
            trick.after_step(self)
        return {}

    def signals(self, real, held_out=None):
        return signals.of_two_players(self, real, held_out)


def merge_terms(*terms):
    """Several dicts of terms as one dict."""
    return {name: value for group in terms for name, value in group.items()}
