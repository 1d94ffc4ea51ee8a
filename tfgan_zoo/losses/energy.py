"""Discriminators that give a sample an energy, an autoencoder's error in practice: low on data, high elsewhere.

Energies are non-negative, one a sample, (batch,) or (batch, 1): an error averaged over the sample's pixels, say.
"""

from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked, checked_pair, in_rows

# Keeps the direction of a feature vector of zeros finite.
EPSILON = 1e-12


def energy_discriminator(real_energies, fake_energies, margin):
    """D(x) + max(0, m - D(G(z))): EBGAN (Zhao et al. 2017, arXiv:1609.03126, eq. 1).

    Args:
        real_energies, fake_energies: D(x) and D(G(z)).
        margin: m, the energy that a generated sample is pushed up to; positive, in the units of the energies.

    Raises:
        ValueError: if the margin is not positive, or the energies are not a pair of floating point tensors with one
            energy a sample: a margin for each pixel would be another loss.

    Example:
        >>> loss = tfgan_zoo.losses.energy_discriminator([[0.2]], [[0.5]], margin=1.0)
    """
    real, fake = checked_pair(real_energies, fake_energies, "energies")
    if fake.shape.rank and fake.shape[1:].num_elements() not in (None, 1):
        raise ValueError(
            f"energies of shape {fake.shape} are several a sample, but the margin is for a sample's whole energy: take "
            "the mean over all axes but the first."
        )
    if not margin > 0:
        raise ValueError(f"the margin must be positive, not {margin}: it is the energy wished for generated samples.")
    return ops.mean(real) + ops.mean(ops.relu(margin - fake))


def energy_generator(fake_energies):
    """D(G(z)): EBGAN (arXiv:1609.03126, eq. 2) and BEGAN (arXiv:1703.10717, section 3.4) alike."""
    return ops.mean(checked(fake_energies, "energies"))


def pull_away(features):
    """The mean squared cosine between the features of different samples (arXiv:1609.03126, eq. 4).

    Added to the generator's loss it spreads the samples. The batch is that of all replicas.

    Args:
        features: S, the encoder's output on generated samples, (batch, ...); at least two samples.

    Returns:
        float32 scalar in [0, 1]: 0 for orthogonal features, 1 for parallel ones.

    Raises:
        ValueError: if the features are not floating point, or of fewer than two samples.

    Example:
        >>> float(tfgan_zoo.losses.pull_away([[1.0, 0.0], [0.0, 2.0]]))
        0.0
    """
    features = checked(gather_rows(features), "features", least=2)
    features = in_rows(features)
    norms = ops.sqrt(ops.maximum(ops.sum(ops.square(features), axis=1, keepdims=True), EPSILON))
    cosines = ops.square(ops.matmul(features / norms, ops.transpose(features / norms)))
    count = ops.cast(ops.shape(features)[0], "float32")
    return (ops.sum(cosines) - ops.trace(cosines)) / (count * (count - 1))


def balanced_discriminator(real_energies, fake_energies, balance):
    """L(x) - k L(G(z)): BEGAN (Berthelot et al. 2017, arXiv:1703.10717, section 3.4); k is `next_balance`'s."""
    real, fake = checked_pair(real_energies, fake_energies, "energies")
    return ops.mean(real) - balance * ops.mean(fake)


def next_balance(balance, real_energies, fake_energies, gamma=0.5, rate=0.001):
    """k_{t+1} = k_t + lambda_k (gamma L(x) - L(G(z))), kept in [0, 1] (arXiv:1703.10717, section 3.4).

    Args:
        balance: k_t, a scalar; 0 at the beginning.
        real_energies, fake_energies: L(x) and L(G(z)) of the step's samples.
        gamma: the wished ratio of L(G(z)) to L(x): low for likeness, high for diversity.
        rate: lambda_k.

    Returns:
        float32 scalar, the same on every replica.

    Raises:
        ValueError: if gamma is not in (0, 1), the rate is not positive, or the energies are not floating point.

    Example:
        >>> round(float(tfgan_zoo.losses.next_balance(0.0, [[2.0]], [[0.5]], gamma=0.5, rate=0.1)), 4)
        0.05
    """
    surplus = check_equilibrium(gamma) * mean_of_all(real_energies) - mean_of_all(fake_energies)
    if not rate > 0:
        raise ValueError(f"the rate (lambda_k) must be positive, such as 0.001, not {rate}.")
    return ops.clip(balance + rate * surplus, 0.0, 1.0)


def convergence_measure(real_energies, fake_energies, gamma=0.5):
    """M = L(x) + |gamma L(x) - L(G(z))|, which falls as training converges (arXiv:1703.10717, section 3.4.1).

    Arguments and errors are those of `next_balance`.
    """
    real, fake = mean_of_all(real_energies), mean_of_all(fake_energies)
    return real + ops.abs(check_equilibrium(gamma) * real - fake)


def mean_of_all(energies):
    """The mean over the whole batch, that of all replicas."""
    return ops.mean(gather_rows(checked(energies, "energies")))


def check_equilibrium(gamma):
    """Refuse a ratio at which one of the players has nothing to do."""
    if not 0 < gamma < 1:
        raise ValueError(
            f"gamma, the ratio of L(G(z)) to L(x) at equilibrium, must lie in (0, 1), not be {gamma}: try 0.3 for "
            "likeness, 0.7 for diversity."
        )
    return gamma
