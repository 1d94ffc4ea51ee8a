"""The pictures that a run ends with: those that take little time, drawn anew whenever it ends."""

import functools

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

from tfgan_zoo.pictures import folder_pictures, game_pictures, latent_pictures
from tfgan_zoo.pictures.latent_generators import of_game
from tfgan_zoo.runs import setup

COMPARED = 5000  # training images at most among which neighbors are sought
IN_PLANE = 200  # images of each kind in the plane of features
ROWS = 5  # of an interpolation, and of neighbors
COLUMNS = 10  # samples within each threshold
JUDGED = 8  # images of each kind whose score is shared out

# In the report's order.
TITLES = {
    "samples.gif": "Samples over time",
    "interpolation.png": "From one latent to another",
    "traversal.png": "One latent number, or code, at a time",
    "truncation.png": "Latents within a threshold",
    "sensitivity.png": "What the noise moves",
    "neighbors.png": "Samples beside their nearest training images",
    "features.png": "Real and generated images in one plane",
    "saliency.png": "What the discriminator's score is made of",
    "gradients.png": "Gradients of the last step",
}


def write_pictures(folder, source, prepared, settings):
    """Draw into the run's folder whatever its game allows, and show it in TensorBoard.

    One that cannot be drawn is said in a line, and no reason to lose a run; an older one of its name goes. A trial of a
    search is judged by its figures, and not drawn.

    Args:
        folder: `Folder` of the run.
        source: `RecipeSource` of its recipe.
        prepared: `setup.Parts` of the run, with the game that is drawn.
        settings: its settings.
    """
    if settings["flags"].get("held_out"):
        return
    setup.announce("Drawing pictures")
    wanted = drawings(folder, prepared, settings["flags"], f"{source.title} on {settings['data']['name']}")
    for name in TITLES:
        path = folder.pictures / name
        try:
            if name in wanted:
                wanted[name](path)
        except Exception as error:  # whatever it is, the run is worth more than its picture
            setup.announce(f"{name} could not be drawn: {error}")
            path.unlink(missing_ok=True)
    show(folder, int(prepared.game.steps.numpy()))


def drawings(folder, prepared, flags, name):
    """Dict from the name of a picture to a function of its path, for all that the game and its data allow."""
    game = prepared.game
    batch = functools.partial(first_batch, prepared, flags)
    found = {
        "samples.gif": lambda path: folder_pictures.animation(path, folder),
        "gradients.png": lambda path: game_pictures.gradients(path, game, batch(), name),
    }
    if game.latents is None or game.given_inputs:
        return found
    generator, seed = of_game(game, name), flags["seed"]
    is_image = game.modality.name == "image"
    real = None if not game.modality.draws_real else prepared.real_data.first_samples(latent_pictures.NUM_POINTS)
    found["interpolation.png"] = lambda path: latent_pictures.interpolation(path, generator, ROWS, seed, real)
    found["traversal.png"] = lambda path: latent_pictures.traversal(path, generator, ROWS, seed, real)
    if generator.can_truncate:
        found["truncation.png"] = lambda path: latent_pictures.truncation(path, generator, COLUMNS, seed, real)
    found["sensitivity.png"] = lambda path: latent_pictures.sensitivity(path, generator, ROWS, seed, real)
    if is_image:
        found["neighbors.png"] = lambda path: draw_neighbors(path, prepared, seed)
        found["saliency.png"] = lambda path: draw_saliency(path, prepared, seed, name)
        if network := network_at_hand(game):
            found["features.png"] = lambda path: draw_features(path, prepared, network, seed, name)
    return found


def draw_neighbors(path, prepared, seed):
    """Samples beside their nearest training images, in pixels, which cost nothing."""
    train, real = prepared.train_data, prepared.real_data
    fake = prepared.game.sample(IN_PLANE, seed=seed)
    held_out = None if real.split == train.split else real
    game_pictures.neighbors(path, fake, train, held_out, num=ROWS, limit=COMPARED)


def draw_features(path, prepared, network, seed, name):
    """Real and generated images in the features that the run is measured in."""
    real = game_pictures.float_images(prepared.real_data, IN_PLANE)
    game_pictures.features(path, prepared.game.sample(len(real), seed=seed), real, network, seed, name)


def draw_saliency(path, prepared, seed, name):
    """What the score of the first training images, and of as many samples, is made of."""
    real = game_pictures.float_images(prepared.train_data, JUDGED)
    game_pictures.saliency(path, prepared.game, real, prepared.game.sample(len(real), seed=seed), name=name)


def first_batch(prepared, flags):
    """The batch with which training began."""
    size = flags["batch_size"] * prepared.game.batches_per_step
    return next(iter(prepared.train_data.batches(size, seed=flags["seed"], labels=prepared.game.labeled)))


def network_at_hand(game):
    """The network in whose features the game is measured, if a measure has one; else None."""
    networks = (getattr(metric, "network", None) for metric in game.evaluation_metrics)
    return next((found for found in networks if isinstance(found, keras.Model) and len(found.output_shape) == 2), None)


def show(folder, steps):
    """All pictures that do not move, in TensorBoard."""
    writer = tf.summary.create_file_writer(str(folder.events))
    with writer.as_default(steps):
        for path in sorted(folder.pictures.glob("*.png")):
            with Image.open(path) as picture:
                tf.summary.image(f"pictures/{path.stem}", np.asarray(picture.convert("RGB"))[None])
    writer.close()
