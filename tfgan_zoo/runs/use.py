"""What is done with a finished run: samples, figures, exports."""

import pathlib

import tensorflow as tf

from tfgan_zoo import callbacks, plots, recipe_source
from tfgan_zoo.runs import parts
from tfgan_zoo.runs.exporting import export_game
from tfgan_zoo.runs.folder import Folder


def sample(origin, path, num_samples=16, seed=0, checkpoint="last"):
    """Draw samples of a run, a saved game or an exported generator.

    Args:
        origin: a run's folder, a `.keras` file, or a version of a SavedModel.
        path: the PNG to write.
        num_samples: how many.
        seed: of the noise.
        checkpoint: "last", "previous" or "best", for a run.

    Raises:
        ValueError: if the origin is none of these, or cannot sample without images.
    """
    origin = pathlib.Path(origin)
    if (origin / "saved_model.pb").is_file():
        samples = served_samples(origin, num_samples, seed)
        if samples.ndim == 2:
            plots.scatter(path, None, samples)
        else:
            plots.save_png(path, plots.image_grid(samples))
        return
    if origin.suffix == ".keras":
        game, real = parts.load_game(origin), None
        if not hasattr(game, "sample"):
            raise ValueError(f"{origin} translates images: give its run's folder, whose data it then translates.")
    else:
        game, real = game_and_examples(Folder(origin), num_samples, checkpoint)
    callbacks.draw_samples(path, game, real, num_samples, seed)


def served_samples(folder, num_samples, seed):
    """Samples of a SavedModel's signature `sample`, one for each seed from the first on."""
    signatures = tf.saved_model.load(str(folder)).signatures
    if "sample" not in signatures:
        raise ValueError(f"{folder} has no signature 'sample', only {', '.join(signatures)}: it needs inputs.")
    seeds = tf.range(seed, seed + num_samples, dtype=tf.int32)
    (samples,) = signatures["sample"](seed=seeds).values()
    return samples.numpy()


def game_and_examples(folder, count, checkpoint):
    """A run's game, and real samples where it, or a picture of it, needs them."""
    settings = folder.settings()
    game = parts.load_game(folder.checkpoint(checkpoint))
    if hasattr(game, "sample") and len(settings["data"]["shape"]) > 1:
        return game, None
    source, flags = recipe_source.find(settings["recipe"]), settings["flags"]
    recipe = source.load()
    return game, parts.first_examples(parts.examples(recipe, source, flags, settings["data"]["measured_on"]), count)


def evaluate(folder, split=None, num_examples=None, checkpoint="last"):
    """Measure a run's game with its recipe's measures. The run's folder stays as it is.

    Args:
        folder: the run's folder.
        split: which part of the data; None takes that of the run.
        num_examples: how many real samples, and as many generated ones; None takes all.
        checkpoint: "last", "previous" or "best".

    Returns:
        list of `metrics.Figure`.

    Raises:
        ValueError: if the recipe has no measures.
    """
    folder = Folder(folder)
    settings = folder.settings()
    source, flags = recipe_source.find(settings["recipe"]), settings["flags"]
    game = parts.load_game(folder.checkpoint(checkpoint))
    recipe = source.load()
    train = parts.examples(recipe, source, flags, "train")
    split = split or settings["data"]["measured_on"]
    real = train if split == train.split else parts.examples(recipe, source, flags, split)
    game.measures = parts.new_measures(recipe, source, flags, (game, train, real))
    if not game.measures:
        raise ValueError(f"the recipe {source.name} has no measures.")
    parts.say(f"Measuring on {real.name} ({real.split})")
    game.evaluate(parts.measuring_batches(real, flags["batch_size"], num_examples), verbose=0)
    return game.figures


def export_run(folder, out, checkpoint="last", licence=None):
    """Export a run's generator as the next version in a folder, with its model card.

    Returns:
        the version's path.
    """
    folder = Folder(folder)
    settings = folder.settings()
    source = recipe_source.find(settings["recipe"])
    game = parts.load_game(folder.checkpoint(checkpoint))
    return export_game(game, out, folder, source, settings, licence)
