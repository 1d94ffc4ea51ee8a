"""What an energy-based discriminator makes of data it has not seen, and of samples."""

import tensorflow as tf

from tfgan_zoo.metrics.result import Result

NETWORK = "the discriminator's own error"


class MeanEnergy:
    """The mean energy of held-out real samples, or of generated ones.

    Args:
        energies: function from samples to the energy of each, such as `EBGAN.energies`.
        generated: whether those of generated samples are averaged, and not those of real ones.
        split: which part of the data the real samples are.

    Example:
        >>> measures = [MeanEnergy(ebgan.energies), MeanEnergy(ebgan.energies, generated=True)]

    Reference:
        Zhao et al. 2017, https://arxiv.org/abs/1609.03126, section 2.1.
    """

    def __init__(self, energies, generated=False, split="test"):
        self.name = "energy_generated" if generated else "energy_real"
        self.energies = energies
        self.generated = generated
        self.split = split
        self._sum = tf.Variable(tf.zeros((), tf.float64), trainable=False)
        self._count = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Forget all samples."""
        for variable in (self._sum, self._count):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add the energies of a batch."""
        energies = self.energies(fake if self.generated else real)
        self._sum.assign_add(tf.reduce_sum(tf.cast(energies, tf.float64)))
        self._count.assign_add(tf.size(energies, tf.int64))

    def result(self):
        """The mean as a `Figure`.

        Raises:
            ValueError: if there was no sample.
        """
        count = int(self._count.numpy())
        if not count:
            raise ValueError("no sample was judged yet: update with real and generated samples first.")
        real, fake = (0, count) if self.generated else (count, 0)
        return Result(self.name, float(self._sum.numpy()) / count, NETWORK, real, fake, self.split)


class EnergyRatio:
    """The mean energy of generated samples over that of held-out real ones: BEGAN's gamma, where the game settles.

    Args:
        energies: function from samples to the energy of each, such as `BEGAN.energies`.
        split: which part of the data the real samples are.

    Example:
        >>> measure = EnergyRatio(began.energies)

    Reference:
        Berthelot et al. 2017, https://arxiv.org/abs/1703.10717, section 3.3.
    """

    name = "energy_ratio"

    def __init__(self, energies, split="test"):
        self.split = split
        self._real = MeanEnergy(energies, split=split)
        self._fake = MeanEnergy(energies, generated=True, split=split)

    def reset(self):
        """Forget all samples."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add the energies of a batch."""
        self._real.update(real, fake)
        self._fake.update(real, fake)

    def result(self):
        """The ratio as a `Figure`.

        Raises:
            ValueError: if there was no sample, or the real ones have no energy at all.
        """
        real, fake = self._real.result(), self._fake.result()
        if not real.value:
            raise ValueError("the real samples have the energy 0, so there is no ratio to it: measure MeanEnergy.")
        return Result(self.name, fake.value / real.value, NETWORK, real.n_real, fake.n_fake, self.split)
