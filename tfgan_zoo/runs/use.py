"""Use of a finished run: samples, results, exports."""

import pathlib

from tfgan_zoo.runs import setup, sources
from tfgan_zoo.runs.exporting import export_game
from tfgan_zoo.runs.given_pictures import given_pictures
from tfgan_zoo.runs.given_rows import given_rows
from tfgan_zoo.runs.opening import OpenRun
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.lock import locked_if_inside


def sample(sample_source, path, num_samples, seed=0, checkpoint=LAST, given=None, inputs=None):
    """Draw samples of a run, a saved game or an exported generator.

    Args:
        sample_source: a run's folder, a `.keras` file, or a version of a SavedModel.
        path: the PNG to write; a path with another ending is a folder, to which each sample is written as a file.
        num_samples: number of samples.
        seed: seed of the noise.
        checkpoint: "last", "previous" or "best", for a run.
        given: dict of given inputs by name, such as {"labels": [3, 7]}, whose rows are sampled in turn; a row may be a
            vector for any shape of as many numbers, or the path of an `.npy` file of rows.
        inputs: a folder of pictures to sample from; the first `num_samples` are used.

    Raises:
        ValueError: if the source is none of these, or cannot sample from the given inputs.
        FileNotFoundError: if there is no such folder, or it has no pictures.
    """
    generator = sources.generator(sample_source, checkpoint)
    if inputs is not None:
        pictures = given_pictures(generator, inputs, num_samples)
        num_samples = len(next(iter(pictures.values())))
        given = {name: value[:num_samples] for name, value in {**(given or {}), **pictures}.items()}
    given = given and given_rows(generator, given, num_samples)
    show = generator.draw if pathlib.Path(path).suffix.lower() == ".png" else generator.write
    show(path, num_samples, seed, given)


def evaluate(folder, split=None, num_examples=None, checkpoint=LAST):
    """Evaluate a run's game with its recipe's metrics. The run's folder is not changed.

    Args:
        folder: the run's folder.
        split: split of the data; None uses that of the run.
        num_examples: number of real and of generated samples; None uses all.
        checkpoint: "last", "previous" or "best".

    Returns:
        list of `metrics.Result`.

    Raises:
        ValueError: if the recipe has no metrics.
    """
    game, batches = prepare_evaluation(folder, split, num_examples, checkpoint)[:2]
    game.evaluate(batches, verbose=0)
    return game.results


def prepare_evaluation(folder, split=None, num_examples=None, checkpoint=LAST):
    """A run's game with its recipe's metrics, the batches to evaluate it on, and their dataset.

    Arguments and errors are those of `evaluate`.
    """
    run = OpenRun(folder)
    game, train = run.game(checkpoint), run.train_data()
    real = train if (split or run.settings["data"]["evaluated_on"]) == train.split else run.real_data(split)
    game.evaluation_metrics = setup.new_metrics(run.recipe, run.source, run.flags, (game, train, real))
    if not game.evaluation_metrics:
        raise ValueError(f"the recipe {run.source.name} has no metrics.")
    setup.announce(f"Measuring on {real.name} ({real.split})")
    return game, setup.evaluation_batches(real, run.flags["batch_size"], num_examples), real


def export_run(folder, out, checkpoint=LAST, license=None):
    """Export a run's generator as the next version in a folder, with its model card.

    Returns:
        the version's path.

    Raises:
        ValueError: if the folder is inside that of the run, which another process is writing.
    """
    run = OpenRun(folder)
    with locked_if_inside(out, run.folder.path):
        game = run.game(checkpoint)
        examples = run.real_data() if game.needs_examples else None
        return export_game(game, out, run.folder, (run.source, run.settings), examples, license)
