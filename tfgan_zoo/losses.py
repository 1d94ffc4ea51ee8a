"""What the two players minimise: pairs of pure functions on logits, averaged over the batch.

Every function takes raw logits of any shape, (real, fake) in this order, and returns a float32 scalar.
"""

from keras import ops


def minimax_discriminator(real_logits, fake_logits):
    """Cross-entropy of telling real from fake (Goodfellow et al. 2014, arXiv:1406.2661, eq. 1)."""
    return ops.mean(ops.softplus(-real_logits)) + ops.mean(ops.softplus(fake_logits))


def minimax_generator(fake_logits):
    """log(1 - D(G(z))), which saturates against a confident discriminator (arXiv:1406.2661, eq. 1)."""
    return -ops.mean(ops.softplus(fake_logits))


def non_saturating_generator(fake_logits):
    """-log D(G(z)), the generator's loss used in practice (arXiv:1406.2661, section 3)."""
    return ops.mean(ops.softplus(-fake_logits))


def least_squares_discriminator(real_logits, fake_logits):
    """Half the squared distances to 1 and 0 (Mao et al. 2017, arXiv:1611.04076, eq. 9)."""
    return 0.5 * (ops.mean(ops.square(real_logits - 1)) + ops.mean(ops.square(fake_logits)))


def least_squares_generator(fake_logits):
    """Half the squared distance to 1 (arXiv:1611.04076, eq. 9)."""
    return 0.5 * ops.mean(ops.square(fake_logits - 1))


def wasserstein_discriminator(real_scores, fake_scores):
    """The negative of the critic's estimate of the Wasserstein distance (Arjovsky et al. 2017, arXiv:1701.07875)."""
    return ops.mean(fake_scores) - ops.mean(real_scores)


def wasserstein_generator(fake_scores):
    """-D(G(z)) (arXiv:1701.07875, algorithm 1)."""
    return -ops.mean(fake_scores)


def hinge_discriminator(real_logits, fake_logits):
    """Margin loss (Lim & Ye 2017, arXiv:1705.02894, eq. 6); the generator's is `wasserstein_generator`."""
    return ops.mean(ops.relu(1 - real_logits)) + ops.mean(ops.relu(1 + fake_logits))
