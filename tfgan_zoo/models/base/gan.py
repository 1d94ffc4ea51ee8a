"""The two-player game that every model of the zoo is a variation of."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.models.base.averaging import averaged, update_average
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.tricks.samples import sample_of, with_sample


@keras.saving.register_keras_serializable("tfgan_zoo")
class GAN(Game):
    """A generator and a discriminator that learn from each other.

    The discriminator learns to tell real samples from generated ones; the generator learns to be taken for real. This
    class plays the original game with the non-saturating generator loss, and is the base of the others: a paper
    overrides `discriminator_loss` and `generator_loss`, which return named terms (their sum is minimized, each is
    logged), or `generate` and `score`, where labels and codes enter, or `train_step`, for another game. Its
    constructor keeps every argument as an attribute of the same name, from which models are saved.

    Args:
        generator: functional `keras.Model` from latents (batch, latent_size) to samples in [-1, 1].
        discriminator: functional `keras.Model` from samples to raw logits.
        latents: distribution of z, a function of (shape, seed) such as `tfgan_zoo.latents.normal`.
        discriminator_steps: k, the discriminator's steps for one of the generator. A batch is cut into so many parts,
            so that each step sees fresh samples.
        ema_momentum: momentum of the generator's moving average, which is then what samples, predicts and is
            exported; None for the generator itself.
        tricks: `tfgan_zoo.tricks` that take part in the game.
        seed: seed of every draw the game makes.

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
    cross_entropy = True  # whether the discriminator learns by cross-entropy, so that its logit is a probability's

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
        self.check_networks()
        self.latents = latents
        self.discriminator_steps = discriminator_steps
        self.ema_momentum = ema_momentum
        with self.on_device_of(generator.weights):
            self.average_generator = averaged(generator, ema_momentum, "ema_momentum")
        self.tricks = tricks
        for trick in self.tricks:
            trick.attach(self)
            trick.built = True

    def check_networks(self):
        """Refuse networks that do not fit each other."""
        made, judged = self.generator.output_shape, self.discriminator.input_shape
        if made != judged:
            raise ValueError(
                f"the generator makes samples of shape {made[1:]}, but the discriminator takes {judged[1:]}: "
                "build both for the same sample shape."
            )

    # The game

    def train_step(self, data):
        """k steps of the discriminator on fresh samples, then one of the generator.

        Algorithm 1, but that the generator learns from the last samples it showed and makes no others for its turn, as
        in PyTorch's examples: it saves one of its passes.
        """
        for real in self.fresh_parts(data):
            with self.tape(self.generator_variables) as generation:
                fake = self.generate(real)
            recognition = self.descend(
                lambda real=real, fake=fake: self.discriminator_terms(real, fake),
                self.discriminator_variables,
                self.discriminator_optimizer,
            )
            self.after_discriminator_step()
        imitation = self.descend(
            lambda: self.generator_terms(real, fake), self.generator_variables, self.generator_optimizer, generation
        )
        return self.report({**recognition, **imitation})

    def discriminator_loss(self, real, fake):
        """Named terms whose sum the discriminator minimizes."""
        return {"discriminator": losses.minimax_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        """Named terms whose sum the generator minimizes."""
        return {"generator": losses.non_saturating_generator(self.score(fake))}

    def generate(self, real, training=True):
        """As many generated samples as there are real ones; by the moving average when not training."""
        generator = self.generator if training else self.sampler
        return self.forward_pass(generator, self.fresh_latents(real), training)

    def fresh_latents(self, real):
        """Latents for as many samples as there are real ones."""
        seed = self.next_seed()
        return replica_rows(lambda count: self.draw_latents(count, seed), ops.shape(sample_of(real))[0])

    def score(self, samples, training=True):
        """The discriminator's raw logits, float32."""
        return ops.cast(self.forward_pass(self.discriminator, self.discriminator_inputs(samples), training), "float32")

    def features(self, samples):
        """The discriminator's features: what its layer named `features` makes of the samples."""
        layer = self.discriminator.get_layer("features")
        network = keras.Model(self.discriminator.input, layer.output)
        return ops.cast(self.forward_pass(network, self.discriminator_inputs(samples)), "float32")

    def discriminator_inputs(self, samples):
        """What the discriminator is given of samples: their images."""
        return sample_of(samples)

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
        added = (trick.discriminator_terms(self, real, fake) for trick in self.tricks)
        return merged(self.discriminator_loss(real, fake), *added)

    def generator_terms(self, real, fake):
        """The generator's loss, with the terms the tricks add."""
        real, fake = self.transform(real), self.transform(fake)
        added = (trick.generator_terms(self, real, fake) for trick in self.tricks)
        return merged(self.generator_loss(real, fake), *added)

    def transform(self, samples):
        """The samples as the tricks show them to the discriminator."""
        for trick in self.tricks:
            samples = with_sample(samples, trick.transform(sample_of(samples), self.next_seed()))
        return samples

    # Randomness, owned by the model and saved with it

    @property
    def latent_shape(self):
        """Shape of one example's latents."""
        return self.generator.input_shape[1:]

    def draw_latents(self, num_samples, seed):
        """Inputs of the generator for so many samples; `seed` are integers of shape (2,)."""
        return self.latents((num_samples, *self.latent_shape), seed)

    # Sampling and measuring

    @property
    def sampler(self):
        """The generator that samples: its moving average where there is one."""
        return self.generator if self.average_generator is None else self.average_generator

    def call(self, inputs, training=False):
        return self.sampler(inputs, training=training)

    def sample(self, num_samples, seed=0):
        """Generated samples, the same ones for the same seed.

        Args:
            num_samples: how many.
            seed: an integer.

        Returns:
            float32 NumPy array (num_samples, ...) in [-1, 1].
        """
        return self.predict(self.draw_latents(num_samples, (seed, 0)), verbose=0)

    def after_discriminator_step(self):
        """What moves on after each of the discriminator's steps."""
        for trick in self.tricks:
            trick.after_discriminator_step(self)

    def after_step(self):
        update_average(self.average_generator, self.generator, self.ema_momentum)
        for trick in self.tricks:
            trick.after_step(self)


def merged(*terms):
    """Dicts of terms as one."""
    return {name: value for group in terms for name, value in group.items()}
