"""Boundary equilibrium GAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_positive
from tfgan_zoo.layers.finite import assign_finite
from tfgan_zoo.losses.energy import checked_gamma
from tfgan_zoo.models.energy.autoencoder_gan import AutoencoderGAN, difference, mean_per_sample


@keras.saving.register_keras_serializable("tfgan_zoo")
class BEGAN(AutoencoderGAN):
    """An autoencoder learns to reconstruct data but not generated samples, with a balance k that weights the latter.

    The balance is updated after each step to keep the errors on samples and on data at the ratio gamma: a low gamma
    favors image quality, a high one diversity. A step reports the losses, the balance and the measure of convergence.

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from samples to samples of the same shape, with its code in a layer
            `features`. The energy L is its absolute error, the mean over the pixels.
        gamma: the target ratio of L(G(z)) to L(x), in (0, 1).
        balance_rate: lambda_k, the balance's learning rate; positive.
        **kwargs: those of `GAN`.

    Attributes:
        balance: k_t, initially 0.

    Raises:
        ValueError: if gamma is not in (0, 1), the rate is not positive, or the discriminator is not an autoencoder of
            the generator's samples.

    Example:
        >>> generator = tfgan_zoo.networks.infogan_generator((28, 28, 1))
        >>> autoencoder = tfgan_zoo.networks.autoencoder_discriminator((28, 28, 1))
        >>> began = tfgan_zoo.models.BEGAN(generator, autoencoder, gamma=0.5)

    Reference:
        Berthelot et al. 2017, https://arxiv.org/abs/1703.10717, section 3.4; 3.4.1 for the measure of convergence.
    """

    terms = ("data", "samples", "generator", "balance", "convergence")

    def __init__(self, generator, discriminator, gamma=0.5, balance_rate=0.001, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        checked_gamma(gamma)
        check_positive(self, balance_rate=balance_rate)
        self.gamma = gamma
        self.balance_rate = balance_rate
        self.balance = self.add_weight(name="balance", shape=(), initializer="zeros", trainable=False, dtype="float32")

    def error(self, images, reconstructions):
        return mean_per_sample(ops.abs(difference(images, reconstructions)))

    def discriminator_loss(self, real, fake):
        energy, fake_energy = self.score(real), self.score(fake)
        total = losses.balanced_discriminator(energy, fake_energy, self.balance)
        data = ops.mean(energy)
        return {"data": data, "samples": total - data}

    def generator_loss(self, real, fake):
        return {"generator": losses.energy_generator(self.score(fake))}

    def after_step(self, terms):
        """Update the balance from the step's errors, L(x) and L(G(z)); report it with the measure of convergence."""
        real, fake = (ops.reshape(terms[name], (1,)) for name in ("data", "generator"))
        balance = losses.next_balance(self.balance, real, fake, self.gamma, self.balance_rate)
        # A step that was skipped because its gradient was not finite leaves the balance unchanged.
        assign_finite(self.balance, balance)
        convergence = losses.convergence_measure(real, fake, self.gamma)
        return {**super().after_step(terms), "balance": self.balance.value, "convergence": convergence}
