"""What `tfgan-zoo plot` draws, one function a kind: from what is asked for to a picture, and words on what it shows."""

import dataclasses
import functools
import pathlib

import numpy as np

from tfgan_zoo import data
from tfgan_zoo.evaluation import feature_networks
from tfgan_zoo.pictures import folder_pictures, game_pictures, latent_pictures
from tfgan_zoo.pictures.latent_generators import latent_generator
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.runs import setup, sources
from tfgan_zoo.runs.folder import Folder

BASELINES = {"black": -1.0, "gray": 0.0, "white": 1.0}
BATCH_SIZE = 64  # where no run says it


@dataclasses.dataclass(frozen=True)
class Picture:
    """A picture that is asked for, and where what it needs is found.

    Args:
        origin: a run's folder, a `.keras` file, or a version of a SavedModel.
        path: the picture to write.
        num: how many of what it shows.
        seed: of the noise.
        checkpoint: "last", "previous" or "best", for a run.
        dataset: name of a data set, for an origin that comes without; None takes the run's.
        data_dir: where TensorFlow Datasets keeps its data.
    """

    sample_source: str
    path: str
    num: int = 8
    seed: int = 0
    checkpoint: str = "last"
    dataset: str | None = None
    data_dir: str | None = None

    @functools.cached_property
    def found(self):
        """The origin, which generates."""
        return sources.generator(self.sample_source, self.checkpoint)

    @functools.cached_property
    def generator(self):
        """Its generator, as a function of latents."""
        return latent_generator(self.found)

    @functools.cached_property
    def folder(self):
        """The run's folder."""
        if is_saved_model(self.sample_source) or str(self.sample_source).endswith(".keras"):
            raise ValueError(f"{self.sample_source} is no run, whose folder this picture is of: give that.")
        folder = Folder(self.sample_source)
        folder.settings()
        return folder

    @functools.cached_property
    def game(self):
        """The whole game, its discriminator included."""
        if is_saved_model(self.sample_source):
            raise ValueError(
                f"{self.sample_source} is a generator alone; this picture needs the discriminator: give a run's folder "
                "or a .keras file."
            )
        if str(self.sample_source).endswith(".keras"):
            return setup.load_game(pathlib.Path(self.sample_source))
        return setup.load_game(self.folder.checkpoint(self.checkpoint))

    @functools.cached_property
    def run(self):
        """Settings, recipe and source of the run, whose data the picture needs."""
        if is_saved_model(self.sample_source) or str(self.sample_source).endswith(".keras"):
            raise ValueError(f"{self.sample_source} comes without data: give --dataset NAME, or its run's folder.")
        settings = self.folder.settings()
        source = recipe_source.find(settings["recipe"])
        return settings, source.load(), source

    def examples(self, split, shape):
        """The data of a split, brought to the shape of a sample where a data set was named."""
        if self.dataset is not None:
            return data.load(self.dataset, split, shape if len(shape) == 3 else None, self.data_dir)
        settings, recipe, source = self.run
        return setup.examples(recipe, source, settings["flags"], split)

    def held_out(self, shape):
        """Data that was not trained on; None, where the set has none."""
        split = "test" if self.dataset is not None else self.run[0]["data"]["evaluated_on"]
        if split == "train":
            return None
        try:
            return self.examples(split, shape)
        except data.DamagedData:
            raise
        except (ValueError, FileNotFoundError):
            return None

    @property
    def real_points(self):
        """Real points to draw below generated ones; None for images, and where there are none at hand."""
        return self.found.real(latent_pictures.NUM_POINTS)

    def samples(self, num):
        """So many samples."""
        return np.concatenate(list(self.found.batches(num, self.seed)))


def gif(picture):
    """The samples of a run after each epoch, as an animation."""
    return f"{folder_pictures.animation(picture.path, picture.folder)} frames"


def curves(picture):
    """Losses and measures of a run."""
    folder_pictures.curves(picture.path, picture.folder)


def interpolation(picture):
    """Ways between latents."""
    generator, real = picture.generator, picture.real_points
    latent_pictures.interpolation(picture.path, generator, picture.num, picture.seed, real)


def traversal(picture, coordinates=None):
    """One latent number, or code, at a time."""
    generator, real = picture.generator, picture.real_points
    latent_pictures.traversal(picture.path, generator, picture.num, picture.seed, real, coordinates)


def truncation(picture, thresholds=latent_pictures.THRESHOLDS):
    """Latents within lower and lower thresholds."""
    generator, real = picture.generator, picture.real_points
    latent_pictures.truncation(picture.path, generator, picture.num, picture.seed, real, thresholds)


def sensitivity(picture):
    """The principal directions of a sample's noise."""
    generator, real = picture.generator, picture.real_points
    gains = latent_pictures.sensitivity(picture.path, generator, picture.num, picture.seed, real)
    share = np.square(gains[: picture.num]).sum() / np.square(gains).sum()
    first = ", ".join(f"{gain:.3g}" for gain in gains[: picture.num])
    return f"gains {first}: {share:.0%} of the squares of all {len(gains)}"


def neighbors(picture, network):
    """Samples beside their nearest training images.

    Args:
        picture: `Picture`.
        network: function from the training data to the network in whose features images are compared, or to None for
            pixels.
    """
    shape = image_shape(picture)
    train = picture.examples("train", shape)
    fake = picture.samples(max(game_pictures.CHECKED, picture.num))
    held_out = picture.held_out(shape)
    return game_pictures.neighbors(picture.path, fake, train, held_out, network(train), picture.num)


def features(picture, network):
    """Principal components and t-SNE of real and generated images; arguments as those of `neighbors`."""
    shape = image_shape(picture)
    train = picture.examples("train", shape)
    against = picture.held_out(shape) or train
    real = game_pictures.float_images(against, picture.num)
    shares = game_pictures.features(
        picture.path, picture.samples(picture.num), real, network(train), picture.seed, str(picture.sample_source)
    )
    real_share, fake_share = (f"{share.sum():.0%}" for share in shares)
    return f"both components hold {real_share} of the real and {fake_share} of the generated images' variance"


def gradients(picture):
    """Histograms of the gradients of one training step."""
    game = picture.game
    if picture.dataset is None:
        batches = setup.training_batches(game, picture.examples("train", ()), picture.run[0]["flags"])
    else:
        shape = tuple(game.sampler.output_shape[1:])
        size = BATCH_SIZE * game.batches_per_step
        batches = picture.examples("train", shape).batches(size, picture.seed, labels=game.labeled)
    game_pictures.gradients(picture.path, game, next(iter(batches)), str(picture.sample_source))


def saliency(picture, baseline=BASELINES["black"]):
    """What the discriminator's score is made of, over real and generated images."""
    game = picture.game
    if not game.has_score:
        raise ValueError(f"{picture.sample_source} translates images, and has no one discriminator to look into.")
    shape = tuple(game.sampler.output_shape[1:])
    real = game_pictures.float_images(picture.examples("train", shape), picture.num)
    fake = game.sample(len(real), seed=picture.seed)
    error = game_pictures.saliency(picture.path, game, real, fake, baseline, str(picture.sample_source))
    return f"the shares sum to the scores' differences within {error:.2g}"


def in_pixels(train):
    """No network: images are compared by their pixels."""
    return


def in_features(inception=None, classifier=None, data_dir=None):
    """The network in whose features images are compared, as a function of the training data.

    Args:
        inception, classifier: files of weights, as for `feature_networks.feature_network`; without them a classifier is
            trained on the labels.
        data_dir: where TensorFlow Datasets keeps its data.
    """

    def network(train):
        files = {"inception": inception, "features": 2048, "classifier": classifier}
        found = feature_networks.feature_network(sources.DatasetSource(train), files, data_dir)
        if found is None:
            raise ValueError(
                f"{train.name} has no labels to train a feature network on: give --space pixels, or the weights of a "
                "network (--inception FILE, --classifier FILE)."
            )
        return found.features

    return network


def image_shape(picture):
    """The shape of an image that the origin makes."""
    if picture.found.needs_examples:
        raise ValueError(
            f"{picture.sample_source} translates images: its samples are not new ones to compare with data."
        )
    shape = picture.found.shape
    game_pictures.refuse_points(np.zeros((1, *shape)))
    return shape


def is_saved_model(sample_source):
    """Whether this is a version of a SavedModel."""
    return (pathlib.Path(sample_source) / "saved_model.pb").is_file()
