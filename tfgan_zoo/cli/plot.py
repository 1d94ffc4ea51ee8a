"""`tfgan-zoo plot`."""

from tfgan_zoo.cli.loading import add_checkpoint, loaded
from tfgan_zoo.recipe.flags import positive

SAMPLED = "a run's folder, a .keras file, or a version of a SavedModel"
WHOLE = "a run's folder, or a .keras file"
BASELINES = ("black", "gray", "white")


def add(subparsers):
    parser = subparsers.add_parser(
        "plot",
        help="draw a picture of a run or a generator",
        description="Draw a picture of a run or a generator. `tfgan-zoo plot KIND --help` shows the flags of a kind.",
    )
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    for name, (text, draw, add_flags) in KINDS.items():
        kind = kinds.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        add_flags(kind)
        ending = "gif" if name == "gif" else "png"
        kind.add_argument(
            "--out", default=f"{name}.{ending}", metavar="FILE", help="the picture (default: %(default)s)"
        )
        kind.set_defaults(command=plot, draw=draw)


def add_run(parser):
    """A picture of what lies in a run's folder."""
    parser.add_argument("sample_source", metavar="RUN", help="a run's folder")


def add_origin(parser, sample_sources, num, text):
    """A picture that is drawn anew from noise."""
    parser.add_argument("sample_source", metavar="ORIGIN", help=sample_sources)
    parser.add_argument("--num", type=positive, default=num, metavar="N", help=f"{text} (default: {num})")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the noise (default: 0)")
    add_checkpoint(parser)


def add_data(parser):
    """A picture that needs real images."""
    parser.add_argument(
        "--dataset", metavar="NAME", help="name of a data set, or a folder of images (default: that of the run)"
    )
    parser.add_argument("--data-dir", metavar="FOLDER", help="where TensorFlow Datasets keeps its data")


def add_space(parser):
    """A picture in which images are compared."""
    parser.add_argument(
        "--space",
        choices=("features", "pixels"),
        default="features",
        help="where images are compared: in the features of a network (one is trained on the data's labels, unless a "
        "file is given), or pixel by pixel (default: features)",
    )
    parser.add_argument("--inception", metavar="FILE", help="file of the Inception's weights, to compare by")
    parser.add_argument(
        "--classifier",
        metavar="FILE",
        help="file of a classifier to compare by; where none is there, one is kept there",
    )


def add_interpolation(parser):
    add_origin(parser, SAMPLED, 6, "rows")


def add_traversal(parser):
    add_origin(parser, SAMPLED, 8, "latent numbers; of InfoGAN's category, rows")
    parser.add_argument(
        "--coordinates",
        type=int,
        nargs="+",
        metavar="N",
        help="which latent numbers, from 0 (default: the codes, or those that move the sample most)",
    )


def add_truncation(parser):
    add_origin(parser, SAMPLED, 10, "columns")
    parser.add_argument(
        "--thresholds",
        type=float,
        nargs="+",
        default=[4.0, 2.0, 1.0, 0.5, 0.25],
        metavar="X",
        help="largest magnitudes of the latent numbers, a row each (default: 4 2 1 0.5 0.25)",
    )


def add_sensitivity(parser):
    add_origin(parser, SAMPLED, 5, "principal directions")


def add_neighbors(parser):
    add_origin(parser, SAMPLED, 8, "samples that are shown")
    add_data(parser)
    add_space(parser)


def add_features(parser):
    add_origin(parser, SAMPLED, 500, "images of each kind")
    add_data(parser)
    add_space(parser)


def add_gradients(parser):
    parser.add_argument("sample_source", metavar="ORIGIN", help=WHOLE)
    add_checkpoint(parser)
    add_data(parser)


def add_saliency(parser):
    add_origin(parser, WHOLE, 10, "images of each kind")
    add_data(parser)
    parser.add_argument(
        "--baseline", choices=BASELINES, default="black", help="the image without information (default: black)"
    )


def plot(flags):
    loaded("pictures")
    from tfgan_zoo.pictures import plot as drawing

    names = ("num", "seed", "checkpoint", "dataset", "data_dir")
    given = {name: getattr(flags, name) for name in names if hasattr(flags, name)}
    told = flags.draw(drawing, drawing.Picture(flags.sample_source, flags.out, **given), flags)
    print(flags.out if told is None else f"{flags.out}: {told}")
    return 0


def space(drawing, flags):
    """Where images are compared: a function from the training data to a network."""
    return (
        drawing.in_pixels
        if flags.space == "pixels"
        else drawing.in_features(flags.inception, flags.classifier, flags.data_dir)
    )


KINDS = {
    "gif": ("the samples of a run over time", lambda drawing, picture, flags: drawing.gif(picture), add_run),
    "curves": ("losses and measures of a run", lambda drawing, picture, flags: drawing.curves(picture), add_run),
    "interpolation": (
        "rows of samples from one latent to another",
        lambda drawing, picture, flags: drawing.interpolation(picture),
        add_interpolation,
    ),
    "traversal": (
        "one latent number, or code of InfoGAN, at a time",
        lambda drawing, picture, flags: drawing.traversal(picture, flags.coordinates),
        add_traversal,
    ),
    "truncation": (
        "samples of latents within lower and lower thresholds",
        lambda drawing, picture, flags: drawing.truncation(picture, flags.thresholds),
        add_truncation,
    ),
    "neighbors": (
        "samples beside the training images nearest to them",
        lambda drawing, picture, flags: drawing.neighbors(picture, space(drawing, flags)),
        add_neighbors,
    ),
    "features": (
        "real and generated images in one plane (PCA and t-SNE)",
        lambda drawing, picture, flags: drawing.features(picture, space(drawing, flags)),
        add_features,
    ),
    "gradients": (
        "histograms of the gradients of one training step",
        lambda drawing, picture, flags: drawing.gradients(picture),
        add_gradients,
    ),
    "sensitivity": (
        "the directions of the noise that move a sample most",
        lambda drawing, picture, flags: drawing.sensitivity(picture),
        add_sensitivity,
    ),
    "saliency": (
        "what the discriminator's score is made of",
        lambda drawing, picture, flags: drawing.saliency(picture, drawing.BASELINES[flags.baseline]),
        add_saliency,
    ),
}
