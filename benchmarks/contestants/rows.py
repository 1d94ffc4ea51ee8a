"""What is trained: the networks, batch and optimizers that every contestant of a row shares."""

import dataclasses

LEARNING_RATE = 2e-4
BETA_1 = 0.5
PENALTY_WEIGHT = 10.0  # of WGAN-GP


@dataclasses.dataclass(frozen=True)
class Row:
    """One game.

    Attributes:
        title: what the table calls it.
        sample_shape: shape of a sample; of one axis for points, and the players are then dense networks.
        width: feature maps beside the image, or units of a dense layer.
        latent_size: size of z.
        critic_steps: of WGAN-GP, which is played where it is given.
        batch_size: samples of each step of either player.
        steps_per_execution: of this zoo's `fit`, as its recipes choose it for such networks.
    """

    title: str
    sample_shape: tuple
    width: int
    latent_size: int = 100
    critic_steps: int | None = None
    batch_size: int = 64
    steps_per_execution: int = 10

    @property
    def real_shape(self):
        """Shape of the real samples of one training step."""
        return (self.batch_size * (self.critic_steps or 1), *self.sample_shape)


ROWS = {
    "dcgan_28": Row("DCGAN, 28 x 28 x 1, width 32", (28, 28, 1), 32),
    "dcgan_32": Row("DCGAN, 32 x 32 x 1, width 32", (32, 32, 1), 32),
    "dcgan_32_wide": Row("DCGAN, 32 x 32 x 3, width 64", (32, 32, 3), 64),
    "wgan_gp": Row(
        "WGAN-GP, 32 x 32 x 1, width 16, 5 critic steps",
        (32, 32, 1),
        16,
        latent_size=128,
        critic_steps=5,
        steps_per_execution=1,
    ),
    "ring": Row("GAN of points, dense layers of 128", (2,), 128, latent_size=2, steps_per_execution=50),
}
