"""Real and generated images or series in one plane: principal components, and t-SNE."""

from tfgan_zoo import plots
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, SERIES, check_modality
from tfgan_zoo.pictures.comparison import described, description, first_samples

NAME = "features"
FILE = "features.png"
HELP = "real and generated images or series in one plane (PCA and t-SNE)"
TITLE = "Real and generated samples in one plane"
AT_END = {"num": 200, "space": "features"}


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 500, "images of each kind")
    flags.add_data(parser)
    flags.add_space(parser)


def draw(path, subject, num, space):
    """Draw samples among held-out images, or among training images if there are no others.

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator and data.
        num: images of each kind, at most as many as there are real ones.
        space: "features" or "pixels"; None takes features if there is a network for them. Series are compared by their
            values.

    Returns:
        the explained variance of both principal components, in words.

    Raises:
        NotApplicable: if the samples are neither images nor series, or not new, or there is no feature network for
            images.
    """
    from tfgan_zoo.metrics.frechet_metric import identity_of

    check_modality(subject.modality, subject.name, IMAGE, SERIES)
    is_series = subject.modality.name == SERIES
    network = None if is_series else subject.network(space)
    real = first_samples(subject.held_out_data or subject.train_data, num)
    fake = subject.samples(len(real))
    if is_series:
        where, vectors = "values of all steps", [subject.modality.vectors(samples) for samples in (real, fake)]
    else:
        where = description(None, real.shape[1:]) if network is None else f"features of {identity_of(network)}"
        vectors = described(real, network), described(fake, network)
    shares = plots.embedding(path, *vectors, f"{subject.name}: {where}", subject.seed)
    real_share, fake_share = (f"{share.sum():.0%}" for share in shares)
    return f"both components explain {real_share} of the real and {fake_share} of the generated samples' variance"
