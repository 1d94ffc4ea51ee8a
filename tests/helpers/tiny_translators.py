"""Untrained games that make pictures of pictures, small enough for a test."""

from tfgan_zoo import models, networks

COLORS = ((0, 0, 255), (255, 0, 0), (0, 255, 0))


def srgan(scale=2, channels=3):
    """Enlarges; what it makes of a pixel depends on a few around it."""
    shape = (8, 8, channels)
    generator = perturbed(networks.srresnet(shape, scale, 4, 1))
    return models.SRGAN(generator, networks.sr_discriminator((8 * scale, 8 * scale, channels), 2, 1))


def pix2pix(dropout_rate=0.0):
    """A U-Net for multiples of 8, which normalizes by the whole picture."""
    return models.Pix2Pix(
        networks.unet_generator((8, 8, 3), width=2, dropout_rate=dropout_rate),
        networks.patchgan_discriminator((8, 8, 3), 2, 1, (8, 8, 3)),
    )


def cyclegan():
    """From gray pictures to colored ones and back."""
    gray, colored = (8, 8, 1), (8, 8, 3)
    return models.CycleGAN(
        networks.residual_translator(gray, 3, 2, 1),
        networks.residual_translator(colored, 1, 2, 1),
        networks.patchgan_discriminator(gray, 2, 1),
        networks.patchgan_discriminator(colored, 2, 1),
        identity_weight=0.0,
    )


def stargan():
    """Three domains."""
    critic = networks.star_discriminator((8, 8, 3), 3, width=2)
    return models.StarGAN(perturbed(networks.star_translator((8, 8, 3), 3, 2, 1)), critic, 3)


def gaugan(palette=COLORS):
    """Three classes."""
    return models.GauGAN(
        networks.spade_generator((8, 8, 3), width=2, depth=1, hidden=3),
        networks.multiscale_discriminator((8, 8, 3), (8, 8, 3), num_scales=1, width=2, depth=1),
        palette=palette,
    )


def styled_gaugan():
    """Three classes, and a style that is drawn; pictures of 8 x 8 pixels alone."""
    return models.GauGAN(
        perturbed(networks.spade_generator((8, 8, 3), width=2, depth=1, hidden=3, latent_size=4)),
        networks.multiscale_discriminator((8, 8, 3), (8, 8, 3), num_scales=1, width=2, depth=1),
        palette=COLORS,
    )


def context_encoder():
    """Pictures of 8 x 8 pixels alone."""
    return models.ContextEncoder(
        networks.context_encoder_generator((8, 8, 4), 2, 4), networks.context_encoder_discriminator((8, 8, 3), 2)
    )


def perturbed(network):
    """The network with weights that are large enough to see what it makes."""
    network.set_weights([10 * weight for weight in network.get_weights()])
    return network
