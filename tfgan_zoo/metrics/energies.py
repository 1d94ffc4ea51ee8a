"""Energies of held-out data and generated samples under an energy-based discriminator."""

from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean

NETWORK = "the discriminator's own error"


class MeanEnergy:
    """The mean energy of held-out real samples, or of generated ones.

    Args:
        energies: function from samples to the energy of each, such as `EBGAN.energies`.
        generated: whether to average over generated samples instead of real ones.
        split: name of the real samples' split.

    Example:
        >>> energies = [MeanEnergy(ebgan.energies), MeanEnergy(ebgan.energies, generated=True)]

    Reference:
        Zhao et al. 2017, https://arxiv.org/abs/1609.03126, section 2.1.
    """

    higher_is_better = None

    def __init__(self, energies, generated=False, split="test"):
        self.name = "energy_generated" if generated else "energy_real"
        self.energies = energies
        self.generated = generated
        self.split = split
        self._mean = RunningMean()

    def reset(self):
        """Discard all samples."""
        self._mean.reset()

    def update(self, real, fake):
        """Add the energies of a batch."""
        self._mean.add(self.energies(fake if self.generated else real))

    def result(self):
        """The mean as a `Result`.

        Raises:
            ValueError: if there are no samples yet.
        """
        value, count = self._mean.value(), self._mean.count()
        real, fake = (0, count) if self.generated else (count, 0)
        return Result(self.name, value, NETWORK, real, fake, self.split)


class EnergyRatio:
    """The ratio of the mean energies of generated and held-out real samples: BEGAN's gamma, at equilibrium.

    Args:
        energies: function from samples to the energy of each, such as `BEGAN.energies`.
        split: name of the real samples' split.

    Example:
        >>> metric = EnergyRatio(began.energies)

    Reference:
        Berthelot et al. 2017, https://arxiv.org/abs/1703.10717, section 3.3.
    """

    name = "energy_ratio"
    higher_is_better = None

    def __init__(self, energies, split="test"):
        self.split = split
        self._real = MeanEnergy(energies, split=split)
        self._fake = MeanEnergy(energies, generated=True, split=split)

    def reset(self):
        """Discard all samples."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add the energies of a batch."""
        self._real.update(real, fake)
        self._fake.update(real, fake)

    def result(self):
        """The ratio as a `Result`.

        Raises:
            ValueError: if there are no samples yet, or the mean energy of real ones is 0.
        """
        real, fake = self._real.result(), self._fake.result()
        if not real.value:
            raise ValueError("the real samples have energy 0, so the ratio is undefined: use MeanEnergy instead.")
        return Result(self.name, fake.value / real.value, NETWORK, real.n_real, fake.n_fake, self.split)
