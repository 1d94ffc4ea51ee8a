"""Relativistic losses: how much more realistic real samples are than fake ones, and the reverse for the generator.

C is the discriminator without its sigmoid. Paired losses (RGAN) compare the i-th real sample with the i-th generated
one; average losses (RaGAN) compare each sample with the mean of the other kind over the batch of all replicas. The
generator's losses are the discriminator's with real and fake swapped: unlike other losses they depend on the real
samples too, and training the generator with a non-relativistic loss is a different method.

Reference:
    Jolicoeur-Martineau 2018, arXiv:1807.00734, sections 4.1 (RSGAN), 4.2 (RGANs), 4.3 (RaGANs).
"""

from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.checks import checked_pair


def relativistic_discriminator(real_logits, fake_logits):
    """-log sigmoid(C(x_r) - C(x_f)): RSGAN (arXiv:1807.00734, section 4.1)."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.softplus(fake - real))


def relativistic_generator(real_logits, fake_logits):
    """-log sigmoid(C(x_f) - C(x_r)): RSGAN (arXiv:1807.00734, section 4.1)."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.softplus(real - fake))


def relativistic_least_squares_discriminator(real_logits, fake_logits):
    """(C(x_r) - C(x_f) - 1)^2: RLSGAN (arXiv:1807.00734, section 4.2); without LSGAN's half."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.square(real - fake - 1))


def relativistic_least_squares_generator(real_logits, fake_logits):
    """(C(x_f) - C(x_r) - 1)^2: RLSGAN (arXiv:1807.00734, section 4.2); without LSGAN's half."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.square(fake - real - 1))


def relativistic_hinge_discriminator(real_logits, fake_logits):
    """max(0, 1 - (C(x_r) - C(x_f))): RHingeGAN (arXiv:1807.00734, section 4.2)."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.relu(1 - (real - fake)))


def relativistic_hinge_generator(real_logits, fake_logits):
    """max(0, 1 - (C(x_f) - C(x_r))): RHingeGAN (arXiv:1807.00734, section 4.2)."""
    real, fake = checked_pair(real_logits, fake_logits)
    return ops.mean(ops.relu(1 - (fake - real)))


def relativistic_average_discriminator(real_logits, fake_logits):
    """Cross-entropy with the logits C minus the other kind's mean: RaSGAN (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.softplus(-real)) + ops.mean(ops.softplus(fake))


def relativistic_average_generator(real_logits, fake_logits):
    """RaSGAN's cross-entropy with real and fake swapped (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.softplus(-fake)) + ops.mean(ops.softplus(real))


def relativistic_average_least_squares_discriminator(real_logits, fake_logits):
    """Squared distances of C minus the other kind's mean to 1 and -1: RaLSGAN (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.square(real - 1)) + ops.mean(ops.square(fake + 1))


def relativistic_average_least_squares_generator(real_logits, fake_logits):
    """RaLSGAN's squared distances with real and fake swapped (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.square(fake - 1)) + ops.mean(ops.square(real + 1))


def relativistic_average_hinge_discriminator(real_logits, fake_logits):
    """Hinge loss of C minus the other kind's mean: RaHingeGAN (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.relu(1 - real)) + ops.mean(ops.relu(1 + fake))


def relativistic_average_hinge_generator(real_logits, fake_logits):
    """RaHingeGAN's hinge loss with real and fake swapped (arXiv:1807.00734, section 4.3)."""
    real, fake = relative_to_average(real_logits, fake_logits)
    return ops.mean(ops.relu(1 - fake)) + ops.mean(ops.relu(1 + real))


def relative_to_average(real_logits, fake_logits):
    """Each logit minus the mean of the other kind's, which also receives gradients."""
    real, fake = checked_pair(real_logits, fake_logits)
    return real - ops.mean(gather_rows(fake)), fake - ops.mean(gather_rows(real))
