"""CycleGAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import SAMPLE, sample_of
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.tricks import SamplePool


@keras.saving.register_keras_serializable("tfgan_zoo")
class CycleGAN(Game):
    """Two generators that translate between two domains, trained on unpaired images.

    Each must fool the discriminator of its target domain (least squares), and each must invert the other (cycle
    consistency). The discriminators learn from a history of translations rather than only the latest ones.

    Args:
        first_to_second: G, functional `keras.Model` from images of the first domain to images of the second.
        second_to_first: F, from the second domain to the first.
        first_discriminator: D_X, of the first domain; raw logits of any spatial shape (PatchGAN).
        second_discriminator: D_Y, of the second.
        cycle_weight: lambda of the cycle loss; with 0 nothing says which picture answers to which.
        identity_weight: weight of the identity loss, relative to `cycle_weight`; 0 disables it (required if the
            domains differ in shape).
        adversarial_weight: weight of the generators' adversarial loss; with 0 nothing says what the other domain is.
        pool_size: number of images in each history.
        seed: seed of all the game's randomness.

    Input shape: `fit` takes pairs (first, second) of unpaired batches; `predict` takes images of the first domain.
    Output shape: images of the second domain, float32.

    Raises:
        ValueError: if the networks do not fit each other, or a weight is negative.

    Example:
        >>> translators = [networks.residual_translator((28, 28, 3), width=4, num_blocks=1) for _ in range(2)]
        >>> discriminators = [networks.patchgan_discriminator((28, 28, 3), width=4) for _ in range(2)]
        >>> cyclegan = tfgan_zoo.models.CycleGAN(*translators, *discriminators)

    Reference:
        Zhu et al. 2017, https://arxiv.org/abs/1703.10593, eqs. 1 to 3; section 4 for the training details.
    """

    terms = ("adversarial", "cycle", "identity", "first_discriminator", "second_discriminator")

    def __init__(
        self,
        first_to_second,
        second_to_first,
        first_discriminator,
        second_discriminator,
        cycle_weight=10.0,
        identity_weight=0.5,
        adversarial_weight=1.0,
        pool_size=50,
        seed=0,
        **kwargs,
    ):
        terms = [term for term in self.terms if identity_weight or term != "identity"]
        super().__init__(terms, seed, **kwargs)
        judges = {"first_discriminator": first_discriminator, "second_discriminator": second_discriminator}
        networks = {"first_to_second": first_to_second, "second_to_first": second_to_first, **judges}
        for name, network in networks.items():
            functional(network, name)
        for name, judge in judges.items():
            check_logits(judge, name)
        check_cycle(first_to_second, second_to_first, first_discriminator, second_discriminator)
        weights = {"cycle_weight": cycle_weight, "identity_weight": identity_weight}
        check_not_negative(self, **weights, adversarial_weight=adversarial_weight)
        self.first_to_second = first_to_second
        self.second_to_first = second_to_first
        self.first_discriminator = first_discriminator
        self.second_discriminator = second_discriminator
        self.cycle_weight = cycle_weight
        self.identity_weight = identity_weight
        self.adversarial_weight = adversarial_weight
        self.pool_size = pool_size
        self.first_pool = SamplePool(pool_size)
        self.first_pool.create(first_discriminator.input_shape[1:])
        self.second_pool = SamplePool(pool_size)
        self.second_pool.create(second_discriminator.input_shape[1:])

    @property
    def players(self):
        return {
            "generator": self.first_to_second.trainable_variables + self.second_to_first.trainable_variables,
            "discriminator": self.first_discriminator.trainable_variables
            + self.second_discriminator.trainable_variables,
        }

    @property
    def sampler(self):
        """The generator that translates the first domain into the second."""
        return self.first_to_second

    def directions(self):
        """Both generators."""
        return {"first_to_second": self.first_to_second, "second_to_first": self.second_to_first}

    def given_of(self, samples):
        return {name: sample_of(samples) for name in self.given_inputs}

    def samples(self, data):
        """A batch (first, second) of both domains: the first, which is translated, is the sample."""
        first, second = data
        for images in (first, second):
            self.check_dtype(images)
        return {SAMPLE: first, "second": second}

    def target_of(self, samples):
        return samples["second"]

    def train_step(self, data):
        """One step of the generators, then one of the discriminators on what their pools replay."""
        samples = self.samples(data)
        first, second = sample_of(samples), self.target_of(samples)
        with self.tape("generator") as tape:
            fake_first = self.forward_pass(self.second_to_first, second)
            fake_second = self.forward_pass(self.first_to_second, first)
        generator_terms = self.descend(
            lambda: self.generator_loss((first, second), (fake_first, fake_second)), "generator", tape
        )
        fake_first = self.first_pool.replay(fake_first, self.next_seed())
        fake_second = self.second_pool.replay(fake_second, self.next_seed())
        discriminator_terms = self.descend(
            lambda: self.discriminator_loss((first, second), (fake_first, fake_second)), "discriminator"
        )
        return self.report({**generator_terms, **discriminator_terms})

    def generator_loss(self, real, fake):
        """Named terms whose sum both generators minimize (eq. 3)."""
        (first, second), (fake_first, fake_second) = real, fake
        reconstructed_first = self.forward_pass(self.second_to_first, fake_second)
        reconstructed_second = self.forward_pass(self.first_to_second, fake_first)
        scores = (
            self.forward_pass(self.first_discriminator, fake_first),
            self.forward_pass(self.second_discriminator, fake_second),
        )
        cycle = distance(reconstructed_first, first) + distance(reconstructed_second, second)
        terms = {
            "adversarial": self.adversarial_weight * sum(2 * losses.least_squares_generator(score) for score in scores),
            "cycle": self.cycle_weight * cycle,
        }
        if self.identity_weight:
            identity = distance(self.forward_pass(self.second_to_first, first), first)
            identity += distance(self.forward_pass(self.first_to_second, second), second)
            terms["identity"] = self.cycle_weight * self.identity_weight * identity
        return terms

    def discriminator_loss(self, real, fake):
        """Named terms whose sum both discriminators minimize: half their least squares, as in the paper's section 4."""
        networks = {"first_discriminator": self.first_discriminator, "second_discriminator": self.second_discriminator}
        return {
            name: losses.least_squares_discriminator(
                self.forward_pass(discriminator, real_images), self.forward_pass(discriminator, fake_images)
            )
            for (name, discriminator), real_images, fake_images in zip(networks.items(), real, fake, strict=True)
        }


def distance(images, others):
    """Mean absolute difference (the L1 norm of eq. 2, averaged over pixels)."""
    return ops.mean(ops.abs(ops.cast(images, "float32") - ops.cast(others, "float32")))


def check_cycle(first_to_second, second_to_first, first_discriminator, second_discriminator):
    """Refuse generators and discriminators whose shapes do not form a cycle."""
    first, second = first_to_second.input_shape, first_to_second.output_shape
    shapes = {
        "second_to_first's input": (second_to_first.input_shape, second),
        "second_to_first's output": (second_to_first.output_shape, first),
        "first_discriminator's input": (first_discriminator.input_shape, first),
        "second_discriminator's input": (second_discriminator.input_shape, second),
    }
    for name, (received, expected) in shapes.items():
        if received != expected:
            raise ValueError(
                f"{name} has the shape {received[1:]}, but first_to_second translates {first[1:]} to {second[1:]}, so "
                f"it must be {expected[1:]}."
            )
