"""What `picture_step.py` trains: the sizes that both contestants of a row share."""

import dataclasses

ADAM = {"pix2pix_64": (2e-4, 0.5), "cyclegan_64": (2e-4, 0.5), "esrgan_96": (1e-4, 0.9), "stylegan2_32": (2.5e-3, 0.0)}
SCALE = 4  # of ESRGAN
R1_INTERVAL, PATH_LENGTH_INTERVAL = 16, 4  # steps of StyleGAN2
GAMMA, PATH_LENGTH_WEIGHT, MIXING, EMA_MOMENTUM = 0.01, 2.0, 0.9, 0.998


@dataclasses.dataclass(frozen=True)
class PictureRow:
    """One game.

    Attributes:
        title: what the table calls it.
        size: pixels a side of a sample, which has three channels.
        width: feature maps.
        batch_size: pairs or pictures of a step.
        num_blocks: residual blocks, or residual-in-residual ones, of a generator.
        depth: halvings of a discriminator.
        growth: of a dense block.
        max_width, latent_size, group_size: of StyleGAN2.
        multiple: steps after which the same kinds of steps return.
    """

    title: str
    size: int
    width: int
    batch_size: int
    num_blocks: int = 0
    depth: int = 3
    growth: int = 0
    max_width: int = 0
    latent_size: int = 0
    group_size: int = 4
    multiple: int = 1


ROWS = {
    "pix2pix_64": PictureRow("pix2pix, 64 x 64 x 3, width 32", 64, 32, 4),
    "cyclegan_64": PictureRow("CycleGAN, 64 x 64 x 3, width 32, 6 blocks", 64, 32, 1, num_blocks=6),
    "esrgan_96": PictureRow(
        "ESRGAN x4, crops of 96 x 96 x 3, width 32, 1 block", 96, 32, 4, num_blocks=1, depth=4, growth=16
    ),
    "stylegan2_32": PictureRow(
        "StyleGAN2, 32 x 32 x 3, width 16, at most 64", 32, 16, 16, max_width=64, latent_size=64, multiple=16
    ),
}
