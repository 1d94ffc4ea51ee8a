"""The stages of a pair of growing networks: the sizes that are trained, and the fading from each to the next."""

import dataclasses

import keras
from keras import ops

from tfgan_zoo.networks import fades_of, grown_discriminator, grown_generator


@dataclasses.dataclass(frozen=True)
class Stage:
    """A part of training, with the networks that are computed in it.

    Args:
        name: its name.
        num_steps: number of training steps; None for the last.
        level: how often the smallest size is doubled.
        fading: whether this level is being faded in.
        generator, discriminator: functional models of the complete networks' layers, for samples of the full size.
    """

    name: str
    num_steps: int | None
    level: int
    fading: bool
    generator: keras.Model
    discriminator: keras.Model


class Growth:
    """The stages of two networks, and where in them a training step is.

    Args:
        generator, discriminator: functional models, as of `networks.progan_generator`.
        settling_steps, fading_steps: number of training steps of a stage of either kind; 0 for no such stages.

    Attributes:
        top: level of the full size; 0 for networks that do not grow.
        stages: dict from a stage's name to the `Stage`, in their order.

    Raises:
        ValueError: if the networks have different numbers of levels, or one level although there are steps.
    """

    def __init__(self, generator, discriminator, settling_steps, fading_steps):
        self.generator, self.discriminator = generator, discriminator
        self.settling_steps, self.fading_steps = settling_steps, fading_steps
        self.top = len(fades_of(generator))
        self.check_levels(len(fades_of(discriminator)))
        self.stages = {stage.name: stage for stage in self.all_stages() if stage.num_steps != 0}

    def check_levels(self, of_discriminator):
        """Refuse networks that cannot grow together."""
        if self.top != of_discriminator:
            raise ValueError(
                f"the generator doubles its size {self.top} times, but the discriminator {of_discriminator} times: "
                "build both for the same size, by networks.progan_generator and networks.progan_discriminator."
            )
        if not self.top and (self.settling_steps or self.fading_steps):
            raise ValueError(
                f"received settling_steps={self.settling_steps} and fading_steps={self.fading_steps}, but the networks "
                "have no layers.FadeIn, so they cannot grow: build them by networks.progan_generator and "
                "networks.progan_discriminator, or leave the steps out."
            )

    def all_stages(self):
        """Every stage in its order, also those of no steps."""
        if self.settling_steps or self.fading_steps:
            for level in range(self.top):
                yield self.stage(level, self.settling_steps)
                yield self.stage(level + 1, self.fading_steps, fading=True)
        yield self.stage(self.top, None)

    def stage(self, level, num_steps, fading=False):
        """One stage, with its networks."""
        networks = self.generator, self.discriminator
        if self.top:
            grow = grown_generator, grown_discriminator
            networks = [part(network, level, fading) for part, network in zip(grow, networks, strict=True)]
        sides = (str(side >> (self.top - level)) for side in self.generator.output_shape[1:-1])
        return Stage(("fading in " if fading else "") + "x".join(sides), num_steps, level, fading, *networks)

    def share(self, level, step):
        """The share of a level in what is mixed of it and the one before: from 0 to 1, float32.

        Args:
            level: from 1 to `top`.
            step: number of training steps before this one, an integer tensor.
        """
        if not (self.settling_steps or self.fading_steps):
            return ops.ones(())
        begin = level * self.settling_steps + (level - 1) * self.fading_steps
        past = ops.cast(step - begin, "float32")
        return ops.clip(past / self.fading_steps, 0.0, 1.0) if self.fading_steps else ops.cast(past >= 0, "float32")

    def pictures(self, pictures, stage, share):
        """Real pictures as the networks make them in a stage: averaged to its size, mixed, enlarged again.

        Args:
            pictures: (batch, height, width, channels) of the full size.
            stage: `Stage`.
            share: of its level; used if it is fading in.
        """
        new = repeated(pictures, 2 ** (self.top - stage.level))
        if not stage.fading:
            return new
        return (1 - share) * repeated(pictures, 2 ** (self.top - stage.level + 1)) + share * new


def repeated(pictures, factor):
    """Pictures in which each square of pixels is its mean."""
    if factor == 1:
        return pictures
    means = ops.average_pool(pictures, factor)
    return ops.repeat(ops.repeat(means, factor, axis=1), factor, axis=2)
