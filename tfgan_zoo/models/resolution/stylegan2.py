"""StyleGAN2."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import penalties
from tfgan_zoo.checks import Range, check_at_least_one, check_not_negative, check_range
from tfgan_zoo.conditions import conditions_of, sample_of, with_conditions, with_sample
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.finite import assign_finite
from tfgan_zoo.models.base.averaging import ramped_momentum, update_average
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names, shapes_of
from tfgan_zoo.models.base.truncating import with_truncated_styles
from tfgan_zoo.networks import style_parts

SHARE = Range(0, 1)
PATH_LENGTH_MOMENTUM = 0.99  # of the mean path length


@keras.saving.register_keras_serializable("tfgan_zoo")
class StyleGAN2(GAN):
    """Latents become a style, which modulates each layer of the generator; its regularization has steps of its own.

        D:  softplus(D(G(z))) + softplus(-D(x)),    every k-th step  k gamma / 2 |grad D(x)|^2
        G:  softplus(-D(G(z))),                     every k-th step  k weight (|J^T y| - a)^2

    |J^T y| is how far the image moves for a step of the style (`penalties.path_lengths`), a its moving average. Both
    penalties are steps of the players' own optimizers, which should therefore be `lazy_adam`. In training most batches
    mix two styles: the layers before a random one have the first, the others the second. A moving average of the styles
    is what `truncated` moves samples toward. The penalties' terms are 0 in the steps between, so their means over an
    epoch are those of the penalties themselves.

    With `tricks.AdaptiveAugmentation` it learns from a thousand pictures (StyleGAN2 with ADA). The gradient penalty is
    then on the augmented pictures' scores, with respect to the pictures themselves.

    Args:
        generator: such as `networks.stylegan_generator`, of latents and noise, with its three parts.
        discriminator: as in `GAN`, such as `networks.stylegan_discriminator`.
        gamma: weight of R1, at least 0; the authors begin with 0.0002 * size^2 / batch size.
        path_length_weight: weight of the path length, at least 0; 0 leaves its steps out.
        intervals: training steps between two of R1, and between two of the path length.
        mixing_probability: share of the batches with mixed styles, in [0, 1].
        ema_ramp_up: the average's half-life is at most this share of the steps so far; None is no limit.
        **kwargs: those of `GAN`. For a half-life of h steps, `ema_momentum` is 0.5 ** (1 / h).

    Input shape: real samples (batch, height, width, channels); `predict` takes latents and noise.

    Raises:
        ValueError: if the generator has other inputs or parts, or a number is out of range.

    Example:
        >>> generator = tfgan_zoo.networks.stylegan_generator((32, 32, 1), 8, 16, latent_size=64, style_size=64)
        >>> discriminator = tfgan_zoo.networks.stylegan_discriminator((32, 32, 1), 8, 16)
        >>> stylegan = tfgan_zoo.models.StyleGAN2(generator, discriminator, gamma=0.01, ema_momentum=0.998)
        >>> adams = [tfgan_zoo.models.lazy_adam(2.5e-3, 0.0, 0.99, interval) for interval in (4, 16)]
        >>> stylegan.compile(*adams)
        >>> stylegan.truncated(0.7).sample(4).shape
        (4, 32, 32, 1)

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958; https://github.com/NVlabs/stylegan2-ada-pytorch,
        training/loss.py, training_loop.py.
    """

    terms = ("discriminator", "r1", "generator", "path_length")
    truncation_levels = (1.0, 0.75, 0.5, 0.25, 0.0)
    truncation_words = "psi {:g}"
    described_truncation = "0 to 1, what is left of a style's distance from the average style"

    def __init__(
        self,
        generator,
        discriminator,
        gamma=0.01,
        path_length_weight=2.0,
        intervals=(16, 4),
        mixing_probability=0.9,
        ema_ramp_up=0.05,
        **kwargs,
    ):
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, gamma=gamma, path_length_weight=path_length_weight)
        check_at_least_one(self, r1_interval=intervals[0], path_length_interval=intervals[1])
        check_range(self, SHARE, mixing_probability=mixing_probability)
        if ema_ramp_up is not None:
            check_range(self, SHARE, ema_ramp_up=ema_ramp_up)
        self.gamma = gamma
        self.path_length_weight = path_length_weight
        self.intervals = tuple(intervals)
        self.mixing_probability = mixing_probability
        self.ema_ramp_up = ema_ramp_up
        self.mean_path_length = self.add_weight(name="mean_path_length", shape=(), initializer="zeros", trainable=False)

    def check_networks(self):
        super().check_networks()
        style_parts(self.generator)

    # Sampling

    @property
    def drawn_inputs(self):
        return tuple(input_names(self.sampler))

    def draw(self, num_samples, seed):
        (noise_seed,) = tf.unstack(tf.random.experimental.stateless_split(seed, 1, alg="philox"))
        shape = shapes_of(self.generator)["noise"]
        noise = tf.random.stateless_normal((num_samples, *shape), noise_seed, alg="philox")
        return {"latents": self.draw_latents(num_samples, seed), "noise": noise}

    def describe_distribution(self, name):
        return "standard normal" if name == "noise" else super().describe_distribution(name)

    def truncated_sampler(self):
        """The sampler with one more input, `truncation` (batch,), psi of `truncated`, in [0, 1]."""
        return with_truncated_styles(self.sampler, style_parts(self.sampler))

    def truncated(self, psi):
        """A copy of the game that samples with truncation: styles are moved toward their average.

        Args:
            psi: what is left of a style's distance from the average, in [0, 1]; at 0 samples differ by their noise
                alone.

        Returns:
            a game of the same class, which can be sampled, evaluated, saved and exported; not compiled.

        Raises:
            ValueError: if psi is out of range.
        """
        check_range(self, SHARE, psi=psi)
        copy = type(self).from_config(self.get_config())
        copy.set_weights(self.get_weights())
        for network in (copy.generator, copy.sampler):
            style_parts(network)[1].psi.assign(psi)
        return copy

    # A training step

    def train_step(self, data):
        """A step of each player as in `GAN`, then those of their regularization that are due."""
        parts = self.split_batch(data)
        terms, (r1_due, path_length_due) = self.play(parts), self.due()
        terms |= self.regularize("r1", r1_due, "discriminator", self.r1, parts[-1])
        terms |= self.regularize("path_length", path_length_due, "generator", self.path_length, parts[-1])
        return self.report(terms)

    def regularize(self, name, due, player, penalty, real):
        """A player's step of regularization if it is due; returns its term, else 0."""

        def step():
            gradients, terms = self.gradients(lambda: {name: penalty(real)}, player)
            variables = self.players[player]  # of which a penalty on a gradient does not depend on the last biases
            known = [0 * at.value if one is None else one for one, at in zip(gradients, variables, strict=True)]
            return self.update(player, known, terms)

        def nothing():
            return {name: tf.constant(0.0)}

        if isinstance(due, bool):
            return step() if due else nothing()
        return tf.cond(due, step, nothing)

    def due(self):
        """Whether a step of R1 and one of the path length are due in this training step.

        Scalar tensors; but booleans for several replicas, which cannot update variables in one branch of a graph.
        """
        weights = (self.gamma, self.path_length_weight)
        step = self.current_step() if self.has_replicas else self.steps.value
        return tuple(step % at == 0 if weight else False for at, weight in zip(self.intervals, weights, strict=True))

    @property
    def graph_key(self):
        return self.due() if self.has_replicas else None

    @property
    def has_replicas(self):
        """Whether several devices share a batch."""
        return self.distribute_strategy.num_replicas_in_sync > 1

    def generate_fake(self, real, training=True):
        if not training:
            return super().generate_fake(real, training)
        styles, noise = self.new_styles(real)
        conditions = {name: conditions_of(real)[name] for name in self.conditions}
        return with_conditions(self.synthesize(styles, noise), conditions)

    def new_styles(self, real):
        """Styles (batch, layers, style_size) and noise for as many samples as there are real ones.

        The average style follows those of the first latents, not of those that are mixed in.
        """
        mapping, truncation, _ = style_parts(self.generator)
        inputs = self.fresh_inputs(real)
        styles = truncation(self.forward_pass(mapping, inputs["latents"]), training=True)
        if not self.mixing_probability:
            return styles, inputs["noise"]
        others = self.forward_pass(mapping, self.fresh_inputs(real)["latents"])
        return mixed(styles, others, self.crossover(styles.shape[1])), inputs["noise"]

    def crossover(self, num_layers):
        """The first layer with the second style, the same for the whole batch; `num_layers` where none has it."""
        place, chance = tf.unstack(tf.random.experimental.stateless_split(self.next_seed(), 2, alg="philox"))
        layer = tf.random.stateless_uniform((), place, 1, num_layers, "int32", alg="philox")
        is_mixed = tf.random.stateless_uniform((), chance, alg="philox") < self.mixing_probability
        return ops.where(is_mixed, layer, num_layers)

    def synthesize(self, styles, noise):
        """Images of a style for each layer, and noise."""
        synthesis = style_parts(self.generator)[2]
        return self.forward_pass(synthesis, {"styles": styles, "noise": noise})

    def r1(self, real):
        """R1 on what the tricks make of real images, times its interval."""

        def score(images):
            return self.score(self.transform(with_sample(real, images)))

        return self.intervals[0] * penalties.r1(score, sample_of(real), self.gamma)

    def path_length(self, real):
        """The squared distance of path lengths from their mean, times its weight and interval, on half a batch.

        The mean moves before it is used, and the gradient passes through that, as in the authors' code.
        """
        images = sample_of(real)
        styles, noise = self.new_styles(images[: (ops.shape(images)[0] + 1) // 2])
        lengths = penalties.path_lengths(lambda styles: self.synthesize(styles, noise), styles, self.next_seed())
        step = 1 - PATH_LENGTH_MOMENTUM
        mean = self.mean_path_length + step * (ops.mean(gather_rows(lengths)) - self.mean_path_length)
        assign_finite(self.mean_path_length, ops.stop_gradient(mean))
        return self.intervals[1] * self.path_length_weight * ops.mean(ops.square(lengths - mean))

    def average_weights(self):
        momentum = ramped_momentum(self.ema_momentum, self.steps.value, self.ema_ramp_up)
        update_average(self.average_generator, self.generator, momentum)


def mixed(first, others, crossover):
    """The first styles up to a layer, from there on others.

    Args:
        first: (batch, layers, style_size).
        others: (batch, style_size).
        crossover: number of the first layer with another style, from 0.

    Returns:
        (batch, layers, style_size).

    Example:
        >>> mixed(tf.zeros((1, 3, 1)), tf.ones((1, 1)), 2)[0, :, 0].numpy().tolist()
        [0.0, 0.0, 1.0]
    """
    is_first = ops.arange(first.shape[1])[:, None] < crossover
    return ops.where(is_first, first, others[:, None])
