"""SRGAN and ESRGAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER, check_not_negative, check_range
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.translation.paired_gan import PairedGAN, differences


@keras.saving.register_keras_serializable("tfgan_zoo")
class SRGAN(PairedGAN):
    """A large picture from a small one: first near the true one, then also taken for real.

    In the first phase the generator learns the distance alone, which has the mean of all that the small picture could
    have been, and so is blurred. In the second it learns the distance in the features of a network, where there is one,
    and to be taken for real by a discriminator, which sees large pictures alone.

    Args:
        generator: functional `keras.Model` from "source", the small picture, to the large one in [-1, 1], such as
            `networks.srresnet`.
        discriminator: functional `keras.Model` from large pictures to raw logits, such as
            `networks.sr_discriminator`.
        pretraining_steps: steps of the first phase; 0 for none.
        pixel_weight: of the mean squared difference of pixels, in the second phase; it is 1 in the first.
        adversarial_weight: of the generator's adversarial loss.
        **kwargs: those of `PairedGAN`, among them `perceptual`, the network of features; in the second phase alone.

    Input shape: `fit` takes batches {"sample": large, "source": small}, as `data.degraded(examples, Reduction(4))`
        gives them; `predict` takes small pictures.
    Output shape: large pictures, float32.

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of range.

    Example:
        >>> pictures = data.degraded(data.load("outlined_digits"), data.Reduction(4))
        >>> generator = networks.srresnet(pictures.source_shape, scale=4, width=16, num_blocks=2)
        >>> discriminator = networks.sr_discriminator(pictures.shape, width=16)
        >>> srgan = models.SRGAN(generator, discriminator, pretraining_steps=200)
        >>> srgan.compile(keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4))
        >>> history = srgan.fit(pictures.batches(16), steps_per_epoch=400)
        >>> srgan.sample(source=next(iter(pictures.batches(4)))["source"]).shape
        (4, 32, 32, 3)

    Reference:
        Ledig et al. 2017, https://arxiv.org/abs/1609.04802, eqs. 3 to 6; section 3.2 for the two phases.
    """

    terms = ("pixel", "discriminator", "generator")
    pixel_loss = perceptual_loss = staticmethod(ops.square)

    def __init__(
        self,
        generator,
        discriminator,
        pretraining_steps=0,
        pixel_weight=1.0,
        adversarial_weight=1e-3,
        **kwargs,
    ):
        super().__init__(generator, discriminator, **kwargs)
        check_range(self, NOT_NEGATIVE_INTEGER, pretraining_steps=pretraining_steps)
        check_not_negative(self, pixel_weight=pixel_weight, adversarial_weight=adversarial_weight)
        self.pretraining_steps = pretraining_steps
        self.pixel_weight = pixel_weight
        self.adversarial_weight = adversarial_weight

    @property
    def phases(self):
        adversarial = Phase(
            "adversarial", None, self.adversarial_step, tuple(tracker.name for tracker in self.trackers)
        )
        if not self.pretraining_steps:
            return (adversarial,)
        return Phase("pixels", self.pretraining_steps, self.pixel_step, ("pixel",)), adversarial

    def train_step(self, data):
        """The current phase's step."""
        return self.phase.step(data)

    def pixel_step(self, data):
        """One step of the generator on the pixels alone."""
        real = self.split_batch(data)[-1]
        terms = self.descend(lambda: {"pixel": self.pixel_distance(real, self.generate_fake(real))}, "generator")
        return self.report(terms)

    def adversarial_step(self, data):
        """Steps of the discriminator, then one of the generator, as in `GAN`."""
        return super().train_step(data)

    def pixel_distance(self, real, fake):
        """The mean distance of pixels."""
        return ops.mean(self.pixel_loss(differences(real, fake)))

    def generator_loss(self, real, fake):
        return {name: self.adversarial_weight * term for name, term in super().generator_loss(real, fake).items()}

    def generator_terms(self, real, fake):
        return {**super().generator_terms(real, fake), "pixel": self.pixel_weight * self.pixel_distance(real, fake)}


@keras.saving.register_keras_serializable("tfgan_zoo")
class ESRGAN(SRGAN):
    """SRGAN with absolute differences, features before their activation, and a relativistic discriminator.

    The discriminator compares each picture with the mean of the others' logits, so the generator learns from real
    pictures too. For the authors' features take a network that ends before the activation: after it, deep features are
    nearly all 0.

    Args: those of `SRGAN`, with the authors' weights; `networks.rrdb_net` is their generator.

    Example:
        >>> generator = networks.rrdb_net((8, 8, 3), scale=4, width=16, num_blocks=1, growth=8)
        >>> esrgan = models.ESRGAN(generator, networks.sr_discriminator((32, 32, 3), width=16))

    Reference:
        Wang et al. 2018, https://arxiv.org/abs/1809.00219, eqs. 1 to 3. The halves are those of the authors' code,
        https://github.com/xinntao/BasicSR, which detaches the means in the discriminator's loss; here they are not.
    """

    cross_entropy = False
    pixel_loss = perceptual_loss = staticmethod(ops.abs)

    def __init__(self, generator, discriminator, pixel_weight=0.01, adversarial_weight=0.005, **kwargs):
        super().__init__(
            generator, discriminator, pixel_weight=pixel_weight, adversarial_weight=adversarial_weight, **kwargs
        )

    def discriminator_loss(self, real, fake):
        loss = losses.relativistic_average_discriminator(self.score(real), self.score(fake))
        return {"discriminator": 0.5 * loss}

    def generator_loss(self, real, fake):
        loss = losses.relativistic_average_generator(self.score(real), self.score(fake))
        return {"generator": 0.5 * self.adversarial_weight * loss}
