"""Samples that change along a walk through the latents, as an animation."""

from tfgan_zoo import plots
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.walking import walk_frames

NAME = "walk"
FILE = "walk.gif"
HELP = "samples along a walk through the latents, as an animation"
TITLE = "A walk through the latents"
AT_END = None
STEPS = 10  # from one latent to the next; a GIF holds forty frames
MILLISECONDS = 100  # duration of a frame


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 16, "samples")


def draw(path, subject, num):
    """Animate samples along a walk from latents to latents and back to the first.

    Args:
        path: the GIF to write.
        subject: `Subject` with a generator.
        num: samples side by side.

    Raises:
        NotApplicable: if the subject draws no latents, or its samples are not images.
    """
    frames = walk_frames(subject, num, STEPS)
    return f"{plots.animation(path, frames, milliseconds=MILLISECONDS, last=MILLISECONDS)} frames"
