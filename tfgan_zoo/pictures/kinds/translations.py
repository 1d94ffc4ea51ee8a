"""Pictures, their translations, and real pictures of the target domain."""

from tfgan_zoo import plots
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, NotApplicable, check_modality

np = LazyModule("numpy")

NAME = "translations"
FILE = "translations.png"
HELP = "pictures and their translations"
TITLE = "Translations of pictures"
AT_END = {"num": 8}


def add_flags(parser):
    flags.add_source(parser, flags.GAME)
    flags.add_samples(parser, 8, "pictures of each kind")
    flags.add_data(parser)


def draw(path, subject, num):
    """Draw a row for each input, one of translations, and one of real pictures of the target domain.

    Args:
        path: the PNG to write.
        subject: `Subject` with data and a game all of whose inputs are pictures.
        num: columns.

    Raises:
        NotApplicable: if the game draws an input, or takes other inputs than pictures.
    """
    game = subject.game
    if game.drawn_inputs:
        raise NotApplicable(f"{subject.name} draws {', '.join(game.drawn_inputs)}, and does not translate pictures.")
    check_modality(game.modality, subject.name, IMAGE)
    samples = game.samples(subject.batch(num, held_out=True))
    given = {name: np.asarray(value) for name, value in game.given_of(samples).items()}
    named = {"input": next(iter(given.values()))} if len(given) == 1 else given
    rows = {**named, "output": game.sample(num, seed=subject.seed, **given), "real": game.target_of(samples)}
    try:
        rows = {name: plots.pixels(images) for name, images in rows.items()}
    except ValueError as error:
        raise NotApplicable(f"{subject.name} takes other inputs than pictures: {error}") from error
    title = f"Pictures and their translations\n{subject.name}"
    plots.image_rows(path, np.stack(alike(list(rows.values()))), list(rows), title=title)


def alike(rows):
    """Rows of images of one size and number of channels; smaller ones are enlarged, gray ones become colors."""
    height, width, channels = np.max([images.shape[1:] for images in rows], axis=0)

    def enlarged(images):
        down = np.arange(height) * images.shape[1] // height
        across = np.arange(width) * images.shape[2] // width
        return np.broadcast_to(images[:, down][:, :, across], (len(images), height, width, channels))

    return [enlarged(images) for images in rows]
