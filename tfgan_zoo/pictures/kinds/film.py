"""Samples that change along a walk through the latents, as a film."""

from tfgan_zoo import plots
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.walking import walk_frames

NAME = "film"
FILE = "walk.mp4"
HELP = "samples along a walk through the latents, as a film (MP4)"
TITLE = "A film of a walk through the latents"
AT_END = None
STEPS = 60  # from one latent to the next: two seconds


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 16, "samples")


def draw(path, subject, num):
    """Film samples along a walk from latents to latents and back to the first.

    Args:
        path: the MP4 to write.
        subject: `Subject` with a generator.
        num: samples side by side.

    Raises:
        NotApplicable: if the subject draws no latents, or its samples are not images.
        ValueError: if imageio-ffmpeg is not installed.
    """
    frames = walk_frames(subject, num, STEPS)
    plots.film(path, frames)
    return f"{len(frames)} frames"
