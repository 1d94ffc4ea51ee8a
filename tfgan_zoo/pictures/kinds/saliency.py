"""Attributions of the discriminator's score to the pixels of real and generated images."""

from tfgan_zoo import explain, plots
from tfgan_zoo.conditions import conditions_of
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, NotApplicable, check_modality

np = LazyModule("numpy")

NAME = "saliency"
FILE = "saliency.png"
HELP = "attributions of the discriminator's score to pixels"
TITLE = "Attributions of the discriminator's score"
AT_END = {"num": 8}

BASELINES = {"black": -1.0, "gray": 0.0, "white": 1.0}


def add_flags(parser):
    flags.add_source(parser, flags.GAME)
    flags.add_samples(parser, 10, "images of each kind")
    flags.add_data(parser)
    parser.add_argument(
        "--baseline", choices=tuple(BASELINES), default="black", help="the image without information (default: black)"
    )


def draw(path, subject, num, baseline="black"):
    """Draw integrated gradients of the score of training images, and of samples under the same conditions.

    Args:
        path: the PNG to write.
        subject: `Subject` with a game and data.
        num: images of each kind.
        baseline: a name of `BASELINES`; see `explain.integrated_gradients`.

    Returns:
        the largest completeness error, in words.

    Raises:
        NotApplicable: if the game has no score of one image, or its samples are not images.
    """
    game = subject.game
    check_modality(game.modality, subject.name, IMAGE)
    samples = game.samples(subject.batch(num))
    scores = [score_of_row(game, samples, row) for row in range(num)]
    real = np.asarray(game.target_of(samples))
    fake = game.sample(num, seed=subject.seed, **game.given_of(samples))
    judged, errors = {}, []
    for kind, images in (("real", real), ("generated", fake)):
        shares, values, kind_errors = attributions(scores, images, BASELINES[baseline])
        judged[kind] = (images, shares, values)
        errors.append(kind_errors)
    plots.saliency(path, judged, f"Attributions of the discriminator's score\n{subject.name}")
    return f"the attributions sum to the scores' differences within {np.max(errors):.2g}"


def score_of_row(game, samples, row):
    """The score as a function of images, under the conditions of one row of samples."""
    conditions = {
        name: value[row : row + 1] for name, value in conditions_of(samples).items() if name in game.conditions
    }
    try:
        return explain.score_function(game, conditions)
    except ValueError as error:
        raise NotApplicable(str(error)) from error


def attributions(scores, images, baseline):
    """The attributions of each image's pixels in its score, the scores (n,) and their completeness errors (n,)."""
    shares, values, errors = [], [], []
    for row, score in enumerate(scores):
        image = images[row : row + 1]
        shares.append(explain.integrated_gradients(score, image, baseline))
        values.append(np.ravel(score(image)))
        errors.append(explain.completeness_error(shares[-1], score, image, baseline))
    return np.concatenate(shares), np.concatenate(values), np.concatenate(errors)
