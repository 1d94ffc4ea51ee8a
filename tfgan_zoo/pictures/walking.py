"""Walks through latents and back, as frames."""

from tfgan_zoo import plots
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures.applicability import IMAGE, check_modality

np = LazyModule("numpy")

STOPS = 4  # latents that every sample comes by


def walk_frames(subject, num, steps):
    """Samples that change all at once, each from one latent to the next and in the end back to its first.

    Args:
        subject: `Subject` with a generator of images.
        num: samples, which are drawn as a grid; what is given beside the latents, such as a class, stays.
        steps: frames from one latent to the next.

    Returns:
        list of uint8 arrays (height, width, 1 or 3).

    Raises:
        NotApplicable: if the subject draws no latents, or its samples are no images.
    """
    generator = subject.generator
    check_modality(generator.modality, generator.name, IMAGE)
    stops = np.split(generator.latents(STOPS * num, subject.seed), STOPS)
    weights = np.arange(steps) / steps
    parts = [generator.interpolate(stops[stop - 1], stops[stop], weights) for stop in range(STOPS)]
    fixed = generator.fixed(num, subject.seed)
    frames = []
    for part in parts:  # (num, steps, size)
        frames += list(np.swapaxes(generator.samples(part, fixed), 0, 1))
    return [plots.image_grid(frame) for frame in frames]
