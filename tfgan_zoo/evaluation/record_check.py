"""Recording of a generator's results over several draws, and later comparison with the record."""

import pathlib

import keras
import numpy as np

from tfgan_zoo import data
from tfgan_zoo.conditions import LABELS, SAMPLE, conditions_of, sample_of, with_conditions
from tfgan_zoo.evaluation.record_file import DRAWS, FALSE_ALARMS, check_new, read_record, write_record
from tfgan_zoo.evaluation.record_metrics import names_to_compare, recorded_metrics
from tfgan_zoo.evaluation.significance import compare_draws
from tfgan_zoo.models.base.evaluating import results_of
from tfgan_zoo.runs import setup
from tfgan_zoo.runs.folder import Folder, versions
from tfgan_zoo.runs.settings import check_recipe
from tfgan_zoo.runs.use import prepare_evaluation
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.lock import locked_if_inside
from tfgan_zoo.saving.versions import exported_version
from tfgan_zoo.serving.generator import Generator

FAR = 2**40  # random draws between two evaluations: more than any of them uses
SAME = ("network", "split", "n_real", "n_fake")


class OtherNoise(keras.callbacks.Callback):
    """Makes an evaluation use other random numbers.

    Args:
        place: number of the random stream; 0 is the default of every evaluation.
    """

    def __init__(self, place):
        super().__init__()
        self.place = place

    def on_test_begin(self, logs=None):
        self.model.seed_counter.assign_add(self.place * FAR)


def record(run, path, draws=DRAWS, split=None, num_examples=None, checkpoint=LAST):
    """Evaluate a run several times, each time with different noise, and write the results to a file.

    Args:
        run: the run's folder.
        path: the JSON file to write.
        draws: number of evaluations, at least 2.
        split: split of the data; None uses that of the run.
        num_examples: number of real and of generated samples; None uses all.
        checkpoint: "last", "previous" or "best".

    Returns:
        dict as from `record_file.read_record`.

    Raises:
        ValueError: if the recipe has no metrics, a result is not finite, there is a record already, or another process
            writes the run.

    Example:
        >>> recorded = record("runs/dcgan", "record.json")  # doctest: +SKIP
    """
    if draws < 2:
        raise ValueError(f"draws={draws}: the noise of a result can be estimated from 2 draws or more.")
    check_new(path)
    settings = Folder(run).settings()
    with locked_if_inside(path, run):
        return write_new_record(path, settings, run, draws, (split, num_examples, checkpoint))


def write_new_record(path, settings, run, draws, measured):
    """As `record`, which has checked its arguments; `measured` are the split, the number and the checkpoint."""
    split, num_examples, checkpoint = measured
    game, batches, real = prepare_evaluation(run, split, num_examples, checkpoint)
    results = summaries([of_game(game, batches, place) for place in range(draws)])
    recorded = {
        "recipe": settings["recipe"],
        "flags": settings["flags"],
        "steps": int(game.steps.numpy()),
        "data": identity_of_data(real),
        "num_examples": num_examples,
        "results": results,
        "versions": versions(),
    }
    write_record(path, recorded)
    return recorded


def check(sample_source, path, metric=None, false_alarms=FALSE_ALARMS, checkpoint=LAST):
    """Evaluate a generator as in a record, and compare the results.

    Args:
        sample_source: a run's folder, or a version of a SavedModel, evaluated with the record's data and metrics.
        path: the record.
        metric: name of the result to compare; None uses the record's first that says what is better, and that a
            generator alone allows.
        false_alarms: probability that an equally good generator is reported as worse.
        checkpoint: "last", "previous" or "best", for a run.

    Returns:
        the recorded result, a dict, and a `significance.Comparison` with it.

    Raises:
        ValueError: if the record is damaged or has no such result, or cannot be compared because the data, the network,
            the split or the number of samples differ.
        FileNotFoundError: if there is no record.

    Example:
        >>> result, comparison = check("runs/dcgan", "record.json")  # doctest: +SKIP
        >>> comparison.is_worse  # doctest: +SKIP
        False
    """
    recorded = read_record(path)
    by_name = {result["metric"]: result for result in recorded["results"]}
    judging = names_to_compare(by_name, metric)
    first = by_name[judging[0]]
    split, num, draws = first["split"], recorded["num_examples"], len(first["values"])
    if version := exported_version(sample_source):
        check_recipe(recorded["recipe"], pathlib.Path(path).resolve().parent)
        served = Generator(version)
        metrics, real = recorded_metrics(recorded, split, served)
        check_data(real, recorded)
        batches = setup.evaluation_batches(real, recorded["flags"]["batch_size"], num)
        step = max(result["n_fake"] for result in by_name.values())  # so that no draw has another's seeds
        repeated = [of_served(served, metrics, batches, step * place) for place in range(draws)]
    else:
        game, batches, real = prepare_evaluation(sample_source, split, num, checkpoint)
        check_data(real, recorded)
        repeated = [of_game(game, batches, place) for place in range(draws)]
    new = {result["metric"]: result for result in summaries(repeated)}
    name = next((name for name in judging if name in new), judging[0])  # a SavedModel has not all that a game has
    old = by_name[name]
    check_comparable(old, new.get(name))
    return old, compare_draws(old["values"], new[name]["values"], old["better"], false_alarms)


def margins(results, false_alarms=FALSE_ALARMS):
    """(name, `Comparison` with itself) of each recorded result that says what is better: what a check would allow."""
    for result in results:
        if result["better"] is not None:
            values = result["values"]
            yield result["metric"], compare_draws(values, values, result["better"], false_alarms)


def of_game(game, batches, place):
    """The results of a game, with different noise for each place."""
    setup.announce(f"Evaluating with noise {place + 1}")
    game.evaluate(batches, verbose=0, callbacks=[OtherNoise(place)])
    return game.results


def of_served(served, metrics, batches, seed):
    """The results of an exported generator, from samples of consecutive seeds with what the data give it."""
    setup.announce(f"Evaluating with seeds from {seed}")
    for metric in metrics:
        metric.reset()
    for batch in batches:
        real = real_samples(batch)
        sample, conditions = sample_of(real), conditions_of(real)
        given = {name: conditions.get(name, sample) for name in served.given_inputs}  # of two domains, the sample
        fake = with_conditions(served.sample(len(sample), seed, **given), given)
        seed += len(sample)
        for metric in metrics:
            metric.update(real, fake)
    return results_of(metrics)


def real_samples(batch):
    """The samples of a batch with their conditions by name; of two domains, the first."""
    sample, labels, _ = keras.utils.unpack_x_y_sample_weight(batch)
    named = dict(sample) if isinstance(sample, dict) else {SAMPLE: sample}
    if labels is not None and labels.dtype.is_integer:
        named[LABELS] = labels
    return named if len(named) > 1 else sample


def summaries(repeated):
    """Each result with its values over the draws, their mean and their standard deviation."""
    summary = []
    for results in zip(*repeated, strict=True):
        first, values = results[0], [result.value for result in results]
        if not np.isfinite(values).all():
            raise ValueError(f"{first.metric} is not finite in every draw: {values}. It cannot be compared.")
        summary.append(
            {
                "metric": first.metric,
                **{name: getattr(first, name) for name in SAME},
                "better": first.better,
                "values": values,
                "mean": float(np.mean(values)),
                "spread": float(np.std(values, ddof=1)),
            }
        )
    return summary


def identity_of_data(real):
    """The dataset's name and the checksums of its parts, by which other data under the same name are known."""
    return f"{real.name}@{'-'.join(part['checksum'] for part in data.fingerprint(real))}"


def check_data(real, recorded):
    """Refuse data that differs from the record's, before anything slow.

    Raises:
        ValueError: if the data differ.
    """
    if (identity := identity_of_data(real)) != recorded["data"]:
        raise ValueError(
            f"the record was made on the data {recorded['data']}, but this generator is evaluated on {identity}: they "
            "cannot be compared. Make another record with --record."
        )


def check_comparable(old, new):
    """Refuse results that were computed differently.

    Raises:
        ValueError: if a setting differs, or the result is missing.
    """
    if new is None:
        raise ValueError(f"this generator's recipe does not have the record's metric {old['metric']}.")
    differences = [f"{name} was {old[name]}, is now {new[name]}" for name in SAME if old[name] != new[name]]
    if differences:
        raise ValueError(
            f"{old['metric']} cannot be compared with the record: {'; '.join(differences)}. Make another record "
            "with --record."
        )
