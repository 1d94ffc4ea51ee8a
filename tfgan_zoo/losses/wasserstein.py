"""The critic's estimate of the Wasserstein distance (Arjovsky et al. 2017, arXiv:1701.07875)."""

from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair


def wasserstein_discriminator(real_scores, fake_scores):
    """The negative of the critic's estimate of the Wasserstein distance (Arjovsky et al. 2017, arXiv:1701.07875)."""
    real, fake = checked_pair(real_scores, fake_scores, "scores")
    return ops.mean(fake) - ops.mean(real)


def wasserstein_generator(fake_scores):
    """-D(G(z)) (arXiv:1701.07875, algorithm 1)."""
    return -ops.mean(checked(fake_scores, "scores"))
