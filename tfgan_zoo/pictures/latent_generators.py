"""A generator as pictures of its latents need it: what it draws, from which distribution, and what it makes of it."""

import dataclasses
from collections.abc import Callable

import numpy as np
import tensorflow as tf

from tfgan_zoo import latents
from tfgan_zoo.runs.sources import SavedModelSource

BATCH_SIZE = 64
TRUNCATED = {latents.normal: latents.truncated_normal, latents.uniform: latents.truncated_uniform}
RECOGNIZED = 4  # samples by which a SavedModel's distribution is recognized
TOLERANCE = 0.01  # between a sample by its seed and by its latents, as a share of what lies between samples


@dataclasses.dataclass(frozen=True)
class LatentGenerator:
    """Samples from latents, of a game or of a SavedModel.

    Args:
        name: what to call it.
        shape: of one sample.
        generate: function from latents (batch, size) to float32 samples (batch, ...), which can be differentiated.
        draw: function (num_samples, seed of shape (2,)) that draws latents (num_samples, size).
        distribution: what the noise in them is drawn from, such as `latents.normal`.
        num_categories, num_continuous: how many of the last latent numbers are InfoGAN's codes: a category's one-hot
            ones, then continuous ones.
    """

    name: str
    shape: tuple[int, ...]
    generate: Callable
    draw: Callable
    distribution: Callable
    num_categories: int = 0
    num_continuous: int = 0

    def latents(self, num_samples, seed):
        """So many latents, (num_samples, size), the same for the same seed."""
        return np.asarray(self.draw(num_samples, (seed, 0)), np.float32)

    def samples(self, rows):
        """The samples of latents (..., size), as a float32 array (..., *shape)."""
        rows = np.asarray(rows, np.float32)
        flat = rows.reshape(-1, rows.shape[-1])
        starts = range(0, len(flat), BATCH_SIZE)
        made = [np.asarray(self.generate(tf.constant(flat[start : start + BATCH_SIZE]))) for start in starts]
        return np.concatenate(made).reshape(*rows.shape[:-1], *made[0].shape[1:])

    @property
    def way(self):
        """How to go from one of its latents to another: round where they are normal, else straight."""
        return latents.slerp if self.distribution is latents.normal and not self.num_codes else latents.lerp

    @property
    def num_codes(self):
        """How many of the last latent numbers are codes."""
        return self.num_categories + self.num_continuous

    @property
    def can_truncate(self):
        """Whether it is known how to truncate their distribution."""
        return self.distribution in TRUNCATED

    def truncated(self, num_samples, seed, threshold):
        """Latents whose noise lies within a threshold; codes are as they are.

        Raises:
            ValueError: if it is not known how to truncate their distribution.
        """
        if not self.can_truncate:
            raise ValueError(
                f"the latents of {self.name} are neither normal nor uniform: nothing says how to truncate."
            )
        drawn = self.latents(num_samples, seed)
        noise_size = drawn.shape[1] - self.num_codes
        noise = TRUNCATED[self.distribution]((num_samples, noise_size), (seed, 0), threshold)
        return np.concatenate([noise, drawn[:, noise_size:]], axis=1)


def latent_generator(sample_source):
    """The generator of an origin.

    Args:
        origin: what `origins.generator` finds.

    Returns:
        `LatentGenerator`.

    Raises:
        ValueError: if it draws no latents, or a SavedModel does not show which.
    """
    return (
        of_saved_model(sample_source)
        if isinstance(sample_source, SavedModelSource)
        else of_game(sample_source.game, sample_source.name)
    )


def of_game(game, name):
    """The generator that a game samples with."""
    if game.latents is None:
        raise ValueError(f"{name} translates images and draws no latents: `tfgan-zoo sample` shows what it makes.")
    if len(game.latent_shape) != 1:
        raise ValueError(f"the latents of {name} have the shape {game.latent_shape}; expected one vector a sample.")
    codes = {
        kind: value
        for kind, value in (("num_categories", game.num_categories), ("num_continuous", game.num_continuous))
    }

    def generate(rows):
        return tf.cast(game.forward_pass(game.sampler, rows, training=False), tf.float32)

    shape = tuple(game.sampler.output_shape[1:])
    return LatentGenerator(name, shape, generate, game.draw_latents, game.latents, **codes)


def of_saved_model(served):
    """The generator of a SavedModel, whose latents' distribution is recognized by its own signature `sample`.

    A seed's sample must be that of the latents that this seed draws from the distribution: so nothing is guessed.
    """
    signature = served.model.signatures["serving_default"]
    (spec,) = signature.structured_input_signature[1].values()
    if spec.name != "latents" or len(spec.shape) != 2:
        raise ValueError(f"{served.name} takes {spec.name} of shape {spec.shape}; expected latents (batch, size).")

    def generate(rows):
        (samples,) = signature(latents=rows).values()
        return samples

    expected = served.sample(RECOGNIZED)
    allowed = TOLERANCE * np.abs(expected - expected.mean(axis=0)).max()
    for distribution in TRUNCATED:

        def draw(num_samples, seed, distribution=distribution):
            return distribution((num_samples, spec.shape[1]), seed)

        made = [generate(draw(1, (seed, 0))) for seed in range(RECOGNIZED)]
        if np.abs(np.concatenate(made) - expected).max() < allowed:
            return LatentGenerator(served.name, served.shape, generate, draw, distribution)
    raise ValueError(
        f"{served.name} draws its latents neither from a normal nor from a uniform distribution alone (InfoGAN has "
        "codes beside them), or draws noise inside: give its run's folder or its .keras file."
    )
