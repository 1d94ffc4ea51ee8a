"""Use of a finished run: samples, results, exports."""

import contextlib
import pathlib
import tempfile

from tfgan_zoo.dataset_names import is_table
from tfgan_zoo.runs import setup, sources
from tfgan_zoo.runs.exporting import export_game
from tfgan_zoo.runs.given_inputs import NUM_SAMPLES, given_inputs, number_of_samples
from tfgan_zoo.runs.given_rows import given_rows
from tfgan_zoo.runs.opening import OpenRun, load_game
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.lock import locked_if_inside
from tfgan_zoo.saving.versions import exported_version
from tfgan_zoo.serving.conversion import convert
from tfgan_zoo.serving.export import export_generator
from tfgan_zoo.serving.page import write_page


def sample(sample_source, path, num_samples=None, seed=0, checkpoint=LAST, given=None, inputs=None):
    """Draw samples of a run, a saved game or an exported generator.

    Args:
        sample_source: a run's folder, a `.keras` file, or a version of a SavedModel.
        path: the PNG to write, or the csv file, of rows of a table; a path with another ending is a folder, to which
            each sample is written as a file.
        num_samples: number of samples; None takes all rows of a csv file of `inputs`, and otherwise 16, or fewer where
            there are fewer pictures in `inputs`, or fewer examples in the data of a run that samples from them.
        seed: seed of the noise.
        checkpoint: "last", "previous" or "best", for a run.
        given: dict of given inputs by name, such as {"labels": [3, 7]}, whose rows are sampled in turn; a row may be a
            vector for any shape of as many numbers, or the path of an `.npy` file of rows.
        inputs: a folder of pictures to sample from, or a csv file whose gaps are filled; the first `num_samples` of
            its pictures or rows are used.

    Raises:
        ValueError: if the source is none of these, or cannot sample from the given inputs, or there are fewer than
            `num_samples` of them.
        FileNotFoundError: if there is no such folder, or it has no pictures.
    """
    generator = sources.generator(sample_source, checkpoint)
    if is_table(str(path)) and not generator.modality.in_one_file:
        raise ValueError(f"{path} is a csv file, but {generator.name} makes {generator.modality.name}: give a folder.")
    if inputs is not None:
        read = given_inputs(generator, inputs, num_samples)
        num_samples = len(next(iter(read.values())))
        given = {name: value[:num_samples] for name, value in {**(given or {}), **read}.items()}
    elif generator.num_examples is not None and not given:
        num_samples = number_of_samples(num_samples, generator.num_examples, "examples of the run's data")
    num_samples = num_samples or NUM_SAMPLES
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


def convert_generator(sample_source, path, format, checkpoint=LAST):
    """Write a generator as a file for another runtime.

    Args:
        sample_source: a run's folder, a `.keras` file, or an exported generator (its folder of versions, or a version).
        path: the file to write.
        format: "onnx" or "litert".
        checkpoint: "last", "previous" or "best", for a run.

    Returns:
        the largest absolute difference from the generator's own results.

    Raises:
        ValueError, OSError: as `serving.convert`.
    """
    with exported(sample_source, checkpoint) as version:
        return convert(version, path, format)


def write_generator_page(sample_source, folder, runtime, checkpoint=LAST):
    """Write a folder of static files that run a generator in a browser.

    Args:
        sample_source, checkpoint: as for `convert_generator`.
        folder: the folder to write, which does not exist yet.
        runtime: the folder `dist` of the npm package onnxruntime-web.

    Returns:
        the largest absolute difference from the generator's own results.

    Raises:
        ValueError, OSError: as `serving.write_page`.
    """
    with exported(sample_source, checkpoint) as version:
        return write_page(version, folder, pathlib.Path(folder).resolve().name, runtime)


@contextlib.contextmanager
def exported(sample_source, checkpoint):
    """A version's folder of a generator, for the time of the block; arguments as those of `convert_generator`."""
    if version := exported_version(sample_source):
        yield version
        return
    if pathlib.Path(sample_source).suffix == ".keras":
        game = load_game(sample_source)
    else:
        game = OpenRun(sample_source).game(checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        yield export_generator(game, folder)
