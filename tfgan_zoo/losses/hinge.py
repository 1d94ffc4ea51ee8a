"""The hinge loss, which separates real and generated samples by a margin."""

from keras import ops

from tfgan_zoo.losses.checks import checked_pair


def hinge_discriminator(real_logits, fake_logits):
    """Margin loss (Lim & Ye 2017, arXiv:1705.02894, eq. 6); the generator's is `wasserstein_generator`."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.relu(1 - real)) + ops.mean(ops.relu(1 + fake))
