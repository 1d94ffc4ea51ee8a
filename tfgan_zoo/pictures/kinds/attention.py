"""Four places of images beside what they attend to, where a network has self-attention."""

from tfgan_zoo import explain, plots
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, NotApplicable, check_modality

np = LazyModule("numpy")

NAME = "attention"
FILE = "attention.png"
HELP = "four places of images, and where each attends to (SAGAN)"
TITLE = "Attention of four places"
AT_END = {"num": 3}

PLACES = ((0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75))  # vertical, horizontal


def add_flags(parser):
    flags.add_source(parser, flags.GAME)
    flags.add_samples(parser, 4, "images of each network")
    flags.add_data(parser)


def draw(path, subject, num):
    """Draw generated images with their generator's attention, and real ones with that of a discriminator.

    Args:
        path: the PNG to write.
        subject: `Subject` with a game; with data, if a network that takes samples has attention.
        num: images of each network.

    Returns:
        gamma, by which each network's attention is multiplied, in words.

    Raises:
        NotApplicable: if no network has self-attention, or the samples are not images.
    """
    game = subject.game
    check_modality(game.modality, subject.name, IMAGE)
    parts = [*generated(subject, num), *judged(subject, num)]
    if not parts:
        raise NotApplicable(f"no network of {subject.name} has a layers.SelfAttention: build it with attention=True.")
    images = np.concatenate([images for images, _, _ in parts])
    maps = np.concatenate([of_places(explain.attention_maps(network, inputs)) for _, network, inputs in parts])
    names = [f"{network.name} {row}" for images, network, _ in parts for row in range(1, len(images) + 1)]
    plots.attention(path, images, maps, PLACES, names, f"Where four places attend to\n{subject.name}")
    gammas = {network.name: float(explain.attention_layer(network).gamma) for _, network, _ in parts}
    return ", ".join(f"gamma of {name} is {gamma:.3g}" for name, gamma in gammas.items())


def generated(subject, num):
    """Samples with the sampler and its inputs, if it attends."""
    game = subject.game
    if explain.attention_layer(game.sampler) is not None:
        inputs = game.sampler_inputs(num, subject.seed, examples=subject.source.needed_examples())
        given = {name: np.asarray(inputs[name]) for name in game.given_inputs}
        yield game.sample(num, subject.seed, **given), game.sampler, inputs


def judged(subject, num):
    """Real samples with each network that takes samples and attends, and its inputs."""
    from tfgan_zoo.models.base.inputs import inputs_of

    game = subject.game
    networks = explain.attending_networks(game.layers, game.sampler.output_shape)
    if networks:
        samples = game.samples(subject.batch(num))
        for network in networks:
            yield np.asarray(game.target_of(samples)), network, inputs_of(network, samples)


def of_places(maps):
    """The maps of the query places alone, (n, places, rows, columns)."""
    height, width = maps.shape[1:3]
    return np.stack([maps[:, int(down * height), int(across * width)] for down, across in PLACES], axis=1)
