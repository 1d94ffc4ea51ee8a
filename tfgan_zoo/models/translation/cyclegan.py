"""CycleGAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.tricks import SamplePool
from tfgan_zoo.tricks.samples import sample_of


@keras.saving.register_keras_serializable("tfgan_zoo")
class CycleGAN(Game):
    """Two translators between two domains, learned without pairs.

    Each must fool the judge of its target domain (least squares), and each must undo the other (cycle consistency).
    The judges learn from a history of translations rather than the newest alone.

    Args:
        forward: G, functional `keras.Model` from images of the first domain to images of the second.
        backward: F, from the second domain to the first.
        first_discriminator: D_X, judge of the first domain; raw logits of any spatial shape (PatchGAN).
        second_discriminator: D_Y, judge of the second.
        cycle_weight: lambda of the cycle loss.
        identity_weight: weight of the identity loss, relative to `cycle_weight`; 0 leaves it out (and is needed
            where the domains differ in shape).
        pool_size: images that each history keeps.
        seed: seed of every draw the game makes.

    Input shape: `fit` takes pairs (first, second) of unpaired batches; `predict` takes images of the first domain.
    Output shape: images of the second domain, float32.

    Raises:
        ValueError: if the networks do not fit each other, or a weight is negative.

    Example:
        >>> cyclegan = tfgan_zoo.models.CycleGAN(forward, backward, first_discriminator, second_discriminator)

    Reference:
        Zhu et al. 2017, https://arxiv.org/abs/1703.10593, eqs. 1 to 3; section 4 for the training details.
    """

    terms = ("adversarial", "cycle", "identity", "first_discriminator", "second_discriminator")

    def __init__(
        self,
        forward,
        backward,
        first_discriminator,
        second_discriminator,
        cycle_weight=10.0,
        identity_weight=0.5,
        pool_size=50,
        seed=0,
        **kwargs,
    ):
        terms = [term for term in self.terms if identity_weight or term != "identity"]
        super().__init__(terms, seed, **kwargs)
        check_circle(forward, backward, first_discriminator, second_discriminator)
        check_not_negative(self, cycle_weight=cycle_weight, identity_weight=identity_weight)
        self.forward = forward
        self.backward = backward
        self.first_discriminator = first_discriminator
        self.second_discriminator = second_discriminator
        self.cycle_weight = cycle_weight
        self.identity_weight = identity_weight
        self.pool_size = pool_size
        self.first_pool = SamplePool(pool_size)
        self.first_pool.create(first_discriminator.input_shape[1:])
        self.second_pool = SamplePool(pool_size)
        self.second_pool.create(second_discriminator.input_shape[1:])

    @property
    def generator_variables(self):
        return self.forward.trainable_variables + self.backward.trainable_variables

    @property
    def discriminator_variables(self):
        return self.first_discriminator.trainable_variables + self.second_discriminator.trainable_variables

    @property
    def sampler(self):
        """The network that translates the first domain into the second."""
        return self.forward

    def train_step(self, data):
        """One step of the translators, then one of the judges on what their pools recall."""
        first, second = self.samples(data)
        translation = self.descend(
            lambda: self.translation_loss(first, second), self.generator_variables, self.generator_optimizer
        )
        fake_first = self.first_pool.replay(self.forward_pass(self.backward, second), self.next_seed())
        fake_second = self.second_pool.replay(self.forward_pass(self.forward, first), self.next_seed())
        recognition = self.descend(
            lambda: self.recognition_loss((first, second), (fake_first, fake_second)),
            self.discriminator_variables,
            self.discriminator_optimizer,
        )
        return self.report({**translation, **recognition})

    def translation_loss(self, first, second):
        """What both translators minimize (eq. 3)."""
        fake_first, fake_second = self.forward_pass(self.backward, second), self.forward_pass(self.forward, first)
        first_again = self.forward_pass(self.backward, fake_second)
        second_again = self.forward_pass(self.forward, fake_first)
        terms = {
            "adversarial": 2 * losses.least_squares_generator(self.forward_pass(self.first_discriminator, fake_first))
            + 2 * losses.least_squares_generator(self.forward_pass(self.second_discriminator, fake_second)),
            "cycle": self.cycle_weight * (distance(first_again, first) + distance(second_again, second)),
        }
        if self.identity_weight:
            unchanged = distance(self.forward_pass(self.backward, first), first)
            unchanged += distance(self.forward_pass(self.forward, second), second)
            terms["identity"] = self.cycle_weight * self.identity_weight * unchanged
        return terms

    def recognition_loss(self, real, fake):
        """What both judges minimize; half as fast as the translators, as in the paper's section 4."""
        judges = {"first_discriminator": self.first_discriminator, "second_discriminator": self.second_discriminator}
        return {
            name: losses.least_squares_discriminator(
                self.forward_pass(judge, real_images), self.forward_pass(judge, images)
            )
            for (name, judge), real_images, images in zip(judges.items(), real, fake, strict=True)
        }

    def generate(self, real, training=True):
        """The translation of the first domain's images."""
        return self.forward_pass(self.forward, sample_of(real), training)

    def call(self, inputs, training=False):
        return self.forward(inputs, training=training)


def distance(images, others):
    """Mean absolute difference (the L1 norm of eq. 2, averaged over pixels)."""
    return ops.mean(ops.abs(ops.cast(images, "float32") - ops.cast(others, "float32")))


def check_circle(forward, backward, first_discriminator, second_discriminator):
    """Refuse translators and judges that do not form a circle."""
    first, second = forward.input_shape, forward.output_shape
    found = {
        "backward's input": (backward.input_shape, second),
        "backward's output": (backward.output_shape, first),
        "first_discriminator's input": (first_discriminator.input_shape, first),
        "second_discriminator's input": (second_discriminator.input_shape, second),
    }
    for name, (received, expected) in found.items():
        if received != expected:
            raise ValueError(
                f"{name} has the shape {received[1:]}, but forward translates {first[1:]} to {second[1:]}, so it must "
                f"be {expected[1:]}."
            )
