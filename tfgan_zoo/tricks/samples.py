"""Samples as games hand them round: images alone, or a tuple that begins with them."""


def sample_of(samples):
    """The images of samples, which are images alone or a tuple that begins with them."""
    return samples[0] if isinstance(samples, tuple) else samples


def with_sample(samples, images):
    """The samples with other images in place of their own."""
    return (images, *samples[1:]) if isinstance(samples, tuple) else images


def score_at(game, samples):
    """The game's score as a function of images alone; labels and the like are those of the samples."""
    return lambda images: game.score(with_sample(samples, images))
