"""Losses of discriminators that output an energy, usually an autoencoder's error: low on data, high elsewhere.

Energies are non-negative, one per sample, (batch,) or (batch, 1), such as an error averaged over the sample's pixels.
"""

from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked, checked_pair, flatten

# Keeps the direction of a feature vector of zeros finite.
EPSILON = 1e-12


def energy_discriminator(real_energies, fake_energies, margin):
    """D(x) + max(0, m - D(G(z))): EBGAN (Zhao et al. 2017, arXiv:1609.03126, eq. 1).

    Args:
        real_energies, fake_energies: D(x) and D(G(z)).
        margin: m, the energy that generated samples are pushed up to; positive, in the units of the energies.

    Raises:
        ValueError: if the margin is not positive, or the energies are not a pair of floating point tensors with one
            energy per sample: a margin for each pixel would be a different loss.

    Example:
        >>> loss = tfgan_zoo.losses.energy_discriminator([[0.2]], [[0.5]], margin=1.0)
    """
    real, fake = checked_pair(real_energies, fake_energies, "energies")
    if fake.shape.rank and fake.shape[1:].num_elements() not in (None, 1):
        raise ValueError(
            f"received energies of shape {fake.shape}, expected one per sample, as the margin is for a sample's whole "
            "energy: take the mean over all axes but the first."
        )
    if not margin > 0:
        raise ValueError(f"the margin must be positive, not {margin}: it is the target energy of generated samples.")
    return ops.mean(real) + ops.mean(ops.relu(margin - fake))


def energy_generator(fake_energies):
    """D(G(z)): EBGAN (arXiv:1609.03126, eq. 2) and BEGAN (arXiv:1703.10717, section 3.4) alike."""
    return ops.mean(checked(fake_energies, "energies"))


def pull_away(features):
    """The mean squared cosine similarity between the features of different samples (arXiv:1609.03126, eq. 4).

    Added to the generator's loss, it makes samples diverse. The batch is that of all replicas.

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
    features = flatten(checked(gather_rows(features), "features", min_examples=2))
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
        balance: k_t, a scalar; initially 0.
        real_energies, fake_energies: L(x) and L(G(z)) of the step's samples.
        gamma: the target ratio of L(G(z)) to L(x): low for quality, high for diversity.
        rate: lambda_k.

    Returns:
        float32 scalar, the same on every replica.

    Raises:
        ValueError: if gamma is not in (0, 1), the rate is not positive, or the energies are not floating point.

    Example:
        >>> round(float(tfgan_zoo.losses.next_balance(0.0, [[2.0]], [[0.5]], gamma=0.5, rate=0.1)), 4)
        0.05
    """
    error = checked_gamma(gamma) * global_mean(real_energies) - global_mean(fake_energies)
    if not rate > 0:
        raise ValueError(f"the rate (lambda_k) must be positive, such as 0.001, not {rate}.")
    return ops.clip(balance + rate * error, 0.0, 1.0)


def convergence_measure(real_energies, fake_energies, gamma=0.5):
    """M = L(x) + |gamma L(x) - L(G(z))|, which falls as training converges (arXiv:1703.10717, section 3.4.1).

    Arguments and errors are those of `next_balance`.
    """
    real, fake = global_mean(real_energies), global_mean(fake_energies)
    return real + ops.abs(checked_gamma(gamma) * real - fake)


def global_mean(energies):
    """The mean over the batch of all replicas."""
    return ops.mean(gather_rows(checked(energies, "energies")))


def checked_gamma(gamma):
    """The target ratio, refused if it would leave one of the players nothing to learn."""
    if not 0 < gamma < 1:
        raise ValueError(
            f"gamma, the ratio of L(G(z)) to L(x) at equilibrium, must be in (0, 1), not {gamma}: try 0.3 for quality, "
            "0.7 for diversity."
        )
    return gamma
