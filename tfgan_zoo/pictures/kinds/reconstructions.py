"""Real samples and their reconstructions."""

from tfgan_zoo import plots
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, POINTS, NotApplicable, check_modality

np = LazyModule("numpy")

NAME = "reconstructions"
FILE = "reconstructions.png"
HELP = "real samples above their reconstructions"
TITLE = "Real samples and their reconstructions"
AT_END = {"num": 10}


def add_flags(parser):
    flags.add_source(parser, flags.GAME)
    flags.add_samples(parser, 10, "real samples")
    flags.add_data(parser)


def draw(path, subject, num):
    """Draw held-out samples, or training samples if there are no others, above their reconstructions.

    Args:
        path: the PNG to write.
        subject: `Subject` with data and a game that has an encoder.
        num: real samples.

    Returns:
        the mean squared error, in words.

    Raises:
        NotApplicable: if the game has no encoder, or its samples are neither images nor points.
    """
    game = subject.game
    if game.encoder is None:
        raise NotApplicable(f"{subject.name} has no encoder to reconstruct samples with.")
    check_modality(game.modality, subject.name, IMAGE, POINTS)
    samples = game.samples(subject.batch(num, held_out=True))
    both = {"real": game.target_of(samples), "reconstructed": game.reconstruct(samples)}
    both = {name: np.asarray(part, np.float32) for name, part in both.items()}
    title = f"Real samples and their reconstructions\n{subject.name}"
    if game.modality.name == IMAGE:
        plots.image_rows(path, np.stack(list(both.values())), list(both), title=title)
    else:
        plots.scatter_panels(path, {"": both}, title)
    return f"the mean squared error is {np.mean((both['real'] - both['reconstructed']) ** 2):.3g}"
