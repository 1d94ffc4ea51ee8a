"""The two-player game that every model of the zoo is a variation of."""

import keras
import tensorflow as tf
from keras import Model, ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.models.base import signals
from tfgan_zoo.models.base.averaging import averaged, update_average
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.inputs import input_names, inputs_of
from tfgan_zoo.models.base.labels import check_tables
from tfgan_zoo.models.base.memory import Memory


@keras.saving.register_keras_serializable("tfgan_zoo")
class GAN(Game):
    """A generator and a discriminator that learn from each other.

    The discriminator learns to tell real samples from generated ones; the generator learns to be taken for real. This
    class plays the original game with the non-saturating generator loss, and is the base of the others: a paper
    overrides `discriminator_loss` and `generator_loss`, which return named terms (their sum is minimized, each is
    logged), or `draw_latents` and `score`, where codes enter, or `train_step`, for another game. Its
    constructor keeps every argument as an attribute of the same name, from which models are saved.

    Args:
        generator: functional `keras.Model` from latents (batch, latent_size) to samples in [-1, 1]. Its further inputs,
            if it has any, are conditions by their names, such as `labels`.
        discriminator: functional `keras.Model` from samples to raw logits; its further inputs are conditions likewise.
        latents: distribution of z, a function of (shape, seed) such as `tfgan_zoo.latents.normal`.
        discriminator_steps: k, the discriminator's steps for one of the generator. A batch is cut into so many parts,
            so that each step sees fresh samples.
        ema_momentum: momentum of the generator's moving average, which is then what samples, predicts and is
            exported; None for the generator itself.
        tricks: `tfgan_zoo.tricks` that take part in the game.
        seed: seed of every draw the game makes.
        **kwargs: `modality` and `num_classes`, as in `Game`.

    Input shape: real samples (batch, ...), float in [-1, 1]; `predict` takes latents (batch, latent_size).
    Output shape: samples (batch, ...), float32.

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of its range.

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
    cross_entropy = True  # whether the discriminator learns by cross-entropy, so that its logit is a probability's
    high_score_is_real = True  # an energy is low where the sample is good

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
        self.generator = generator
        self.discriminator = discriminator
        self.latents = latents
        self.check_networks()
        self.discriminator_steps = discriminator_steps
        self.ema_momentum = ema_momentum
        with self.on_device_of(generator.weights):
            self.average_generator = averaged(generator, ema_momentum, "ema_momentum")
        self.memory = Memory()
        self.tricks = tricks
        for trick in self.tricks:
            trick.attach(self)
            trick.built = True

    @property
    def players(self):
        return {
            "generator": self.generator.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
        }

    @property
    def conditions(self):
        """Names of the networks' inputs beside latents and sample."""
        return tuple(dict.fromkeys([*self.given_inputs, *input_names(self.discriminator)[1:]]))

    def check_networks(self):
        """Refuse networks that do not fit each other."""
        made, judged = self.generator.output_shape, self.discriminator.inputs[0].shape
        if made != judged:
            raise ValueError(
                f"the generator makes samples of shape {made[1:]}, but the discriminator takes {judged[1:]}: "
                "build both for the same sample shape."
            )
        if self.num_classes is not None:
            for network in (self.generator, self.discriminator):
                check_tables(network, self.num_classes)

    # The game

    def train_step(self, data):
        """k steps of the discriminator on fresh samples, then one of the generator.

        Algorithm 1, but that the generator learns from the last samples it showed and makes no others for its turn, as
        in PyTorch's examples: it saves one of its passes.
        """
        for real in self.fresh_parts(data):
            with self.tape("generator") as generation:
                fake = self.generate_fake(real)
            discriminator_terms = self.descend(
                lambda real=real, fake=fake: self.discriminator_terms(real, fake), "discriminator"
            )
            self.after_discriminator_step()
        generator_terms = self.descend(lambda: self.generator_terms(real, fake), "generator", generation)
        return self.report({**discriminator_terms, **generator_terms})

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
        """What the discriminator makes of samples, all its outputs; computed once in a player's turn."""
        return self.memory.recall(
            samples,
            training,
            lambda: self.forward_pass(self.discriminator, self.discriminator_inputs(samples), training),
        )

    def features(self, samples):
        """The discriminator's features: what its layer named `features` makes of the samples."""
        network = Model(self.discriminator.input, self.discriminator.get_layer("features").output)
        return ops.cast(self.forward_pass(network, self.discriminator_inputs(samples)), "float32")

    def discriminator_inputs(self, samples):
        """What the discriminator is given of samples: the sample, and by name the conditions it takes."""
        return inputs_of(self.discriminator, samples)

    @property
    def batches_per_step(self):
        """Each step of the discriminator takes a batch of its own."""
        return self.discriminator_steps

    def fresh_parts(self, data):
        """Real samples from a batch as `fit` gives it, one part for each step of the discriminator."""
        samples = self.samples(data)
        if self.discriminator_steps == 1:
            return [samples]
        batch_size = sample_of(samples).shape[0]
        if batch_size is not None and batch_size % self.discriminator_steps:
            raise ValueError(
                f"a batch of {batch_size} cannot be cut into {self.discriminator_steps} equal parts, one for each step "
                f"of the discriminator: use a batch size that {self.discriminator_steps} divides."
            )
        # Every k-th example makes a part, so that the parts of several replicas together are those of the whole batch.
        steps = range(self.discriminator_steps)
        return [tf.nest.map_structure(lambda tensor, step=step: tensor[step :: len(steps)], samples) for step in steps]

    def discriminator_terms(self, real, fake):
        """The discriminator's loss on what the tricks show it, with the terms the tricks add."""
        for trick in self.tricks:
            fake = with_sample(fake, trick.replay(sample_of(fake), self.next_seed()))
        real, fake = self.transform(real), self.transform(fake)
        with self.memory.turn():
            loss = self.discriminator_loss(real, fake)
            return merged(loss, *(trick.discriminator_terms(self, real, fake) for trick in self.tricks))

    def generator_terms(self, real, fake):
        """The generator's loss, with the terms the tricks add."""
        real, fake = self.transform(real), self.transform(fake)
        with self.memory.turn():
            loss = self.generator_loss(real, fake)
            return merged(loss, *(trick.generator_terms(self, real, fake) for trick in self.tricks))

    def transform(self, samples):
        """The samples as the tricks show them to the discriminator."""
        for trick in self.tricks:
            samples = with_sample(samples, trick.transform(sample_of(samples), self.next_seed()))
        return samples

    # Sampling

    @property
    def sampler(self):
        """The generator that samples: its moving average where there is one."""
        return self.generator if self.average_generator is None else self.average_generator

    @property
    def sampler_in_training(self):
        return self.generator

    def after_discriminator_step(self):
        """What moves on after each of the discriminator's steps."""
        for trick in self.tricks:
            trick.after_discriminator_step(self)

    def after_step(self, terms):
        update_average(self.average_generator, self.generator, self.ema_momentum)
        for trick in self.tricks:
            trick.after_step(self)
        return {}

    def signals(self, real, held_out=None):
        return signals.of_two_players(self, real, held_out)


def merged(*terms):
    """Dicts of terms as one."""
    return {name: value for group in terms for name, value in group.items()}
