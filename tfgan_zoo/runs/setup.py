"""The parts of a run, created from its recipe and flags: data, game, metrics."""

import contextlib
import dataclasses
import math
import os

import keras
import tensorflow as tf

from tfgan_zoo import data, models, networks
from tfgan_zoo.distribution import strategies, workers
from tfgan_zoo.distribution.strategies import MULTI_WORKER
from tfgan_zoo.monitor import MIN_EXAMPLES
from tfgan_zoo.recipe.flags import SKIP
from tfgan_zoo.runs import defaults, resuming
from tfgan_zoo.runs.memory import within_memory
from tfgan_zoo.saving.checkpoints import BEST, LAST, PREVIOUS

NUM_MONITORED = 128  # real samples for the monitor; the cost of each check grows with it


@dataclasses.dataclass(frozen=True)
class RunSetup:
    """The parts that a run needs before its first step; the game is evaluated on `real_data`."""

    game: keras.Model
    train_data: object
    real_data: object


def prepare(source, flags, strategy, folder=None):
    """Create the parts of a run, with a new game or the one from the folder's last checkpoint.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag.
        strategy: `tf.distribute.Strategy` under which the game trains.
        folder: `Folder` of the run to resume; None for a new one.

    Returns:
        `RunSetup`.

    Raises:
        ValueError: if the flags do not fit the data, the game could not be loaded from its checkpoints, the checkpoint
            is damaged, or the data, the networks or what measures them are others than the run began with.
    """
    strategies.check_batch_size(strategy, flags["batch_size"])
    keras.config.set_dtype_policy(flags["precision"])
    keras.utils.set_random_seed(flags["seed"])
    recipe = source.load()
    keras.utils.set_random_seed(flags["seed"])  # again: imports may have drawn random numbers
    train_data = examples(recipe, source, flags, "train")
    real_data = test_examples(recipe, source, flags) or train_data
    if folder is not None:
        announce_changes(folder, source, flags, (train_data, real_data))
    with strategy.scope():
        game = new_game(recipe, source, flags, train_data)
        training_batches(game, train_data, flags)  # refuses what will not do before anything is long
        if folder is not None:
            game = resuming.with_networks_of(game, restored_game(folder), folder)
    if folder is None:
        models.check_reloads(game, train_data)
    keras.utils.set_random_seed(flags["seed"])  # games have drawn: one that begins, or two that go on
    # One device measures, whatever the strategy.
    game.evaluation_metrics = new_metrics(recipe, source, flags, (game, train_data, real_data))
    if folder is not None:
        resuming.check_metrics(folder, game, game.evaluation_metrics)
    return RunSetup(game, train_data, real_data)


def announce_changes(folder, source, flags, data_sets):
    """Say in a line what has changed since a run began, and may.

    Raises:
        ValueError: if the data have changed otherwise.
    """
    settings = folder.settings()
    if resuming.recipe_has_changed(settings, source):
        announce(f"The recipe {source.name} has changed since {folder.path} began.")
    if allowed := resuming.check_data(folder, settings, *data_sets, flags):
        announce(allowed)


def announce(message):
    """Print one line about a slow operation that starts now."""
    print(message, flush=True)


def examples(recipe, source, flags, split):
    """The recipe's data of one split. In a trial of a search, "train" excludes the held-out part."""
    share = flags.get("held_out") if split in ("train", data.HELD_OUT) else None
    shared = data.decoding_on_demand(flags.get("strategy") == MULTI_WORKER)
    with shared, data.skipping_bad(flags.get("skip_bad", 0)):  # runs from before there was this flag have none
        dataset = getattr(recipe, "dataset", defaults.dataset)(
            flags["dataset"],
            "train" if share else split,
            data_dir=flags["data_dir"],
            **source.arguments("dataset", flags),
        )
    if not share:
        return dataset
    left, held_out = data.hold_out(dataset, share)
    return left if split == "train" else held_out


def test_examples(recipe, source, flags):
    """The recipe's test data; None, announced in one line, if there is none. In a trial, the data for its score."""
    if chosen := flags.get("evaluated_on"):
        return examples(recipe, source, flags, chosen)
    try:
        return examples(recipe, source, flags, "test")
    except data.DamagedData:
        raise
    except (ValueError, FileNotFoundError) as error:
        announce(f"Evaluating on the training data: {error}")
        return None


def training_batches(game, examples, flags):
    """Infinite batches starting at the game's step, each with new samples for every step of the discriminator."""
    return examples.batches(
        flags["batch_size"] * game.batches_per_step,
        seed=flags["seed"],
        labels=game.labeled,
        skip=int(game.steps.numpy()),
    )


def worker_batches(game, examples, flags):
    """`training_batches` for `fit`, of which each of several workers reads its own rows alone."""
    strategy = game.distribute_strategy
    if workers.is_single_worker(strategy):
        return training_batches(game, examples, flags)

    def of_worker(context):
        own = examples.for_worker(context.input_pipeline_id, context.num_input_pipelines)
        size = flags["batch_size"] * game.batches_per_step // context.num_replicas_in_sync
        return training_batches(game, own, flags).rebatch(size)  # its replicas share them

    return strategy.distribute_datasets_from_function(of_worker)


def evaluation_batches(examples, batch_size, num_examples=None):
    """Batches of all examples once, in order, or of the first `num_examples`."""
    labeled = examples.num_classes is not None
    batches = examples.batches(batch_size, labels=labeled, shuffle=False, repeat=False)
    if num_examples is None:
        return batches
    if num_examples > examples.num_examples:
        raise ValueError(
            f"{examples.name} ({examples.split}) has {examples.num_examples} examples, fewer than {num_examples}: "
            "use a smaller number."
        )
    few = batches.unbatch().take(num_examples).batch(batch_size)
    return few.apply(tf.data.experimental.assert_cardinality(-(-num_examples // batch_size)))


def monitor_samples(setup):
    """Samples for the monitor: a batch of the training data, and one of held-out data.

    Args:
        setup: `RunSetup` of a run.

    Returns:
        (real, held_out or None) for `callbacks.Monitor`; None if it does not support the game or the data.
    """
    game, sets = setup.game, [setup.train_data]
    if setup.real_data.split != setup.train_data.split:
        sets.append(setup.real_data)
    count = min(NUM_MONITORED, *(part.num_examples for part in sets))
    count -= count % math.lcm(MIN_EXAMPLES, game.samples_per_score)
    if not game.modality.has_distances or not count:
        return None
    real, *held_out = (next(iter(part.batches(count, labels=game.labeled))) for part in sets)
    return real, held_out[0] if held_out else None


def new_game(recipe, source, flags, train):
    """The recipe's game, untrained."""
    arguments = source.arguments("model", flags)
    with within_memory({**arguments, "batch_size": flags["batch_size"]}):
        game = recipe.model(train, **arguments, seed=flags["seed"])
    execution = {name: flags[name] for name in ("jit_compile", "steps_per_execution") if flags[name] is not None}
    if execution or flags["on_nan"] == SKIP:
        execution = {**game.execution, **execution, "skip_nonfinite": flags["on_nan"] == SKIP}
        game.compile(*game.optimizers.values(), **execution)
    if flags["synchronized_batch_norm"]:
        for network in game.layers:
            networks.synchronize_batch_norm(network)
    return game


def new_metrics(recipe, source, flags, parts):
    """The recipe's metrics for (game, training data, real data)."""
    announce("Preparing the metrics")
    evaluation_metrics = getattr(recipe, "evaluation_metrics", defaults.evaluation_metrics)
    return list(evaluation_metrics(*parts, **source.arguments("evaluation_metrics", flags)))


def load_game(path):
    """A saved game.

    Raises:
        FileNotFoundError: if there is none.
        models.DamagedFile: a ValueError; if it is damaged, or not a saved game.
    """

    if not path.is_file():
        raise FileNotFoundError(f"there is no checkpoint {path}: train first.")
    return models.load(path)


def restored_game(folder):
    """The game of a run's last checkpoint; if that is damaged, of the previous one, announced in one line.

    The damaged one is renamed to `damaged.keras`; otherwise it would become the next previous one.

    Raises:
        ValueError: if both are damaged; says whether the best one can be read.
    """
    last = folder.checkpoint(LAST)
    try:
        return load_game(last)
    except FileNotFoundError:
        damage = ValueError(f"{last} is missing.")  # killed between two renames
    except models.DamagedFile as error:
        damage = error
    try:
        game = load_game(folder.checkpoint(PREVIOUS))
    except (FileNotFoundError, ValueError):
        raise ValueError(f"{damage} {remedy(folder)}") from damage
    announce(f"{damage} Resuming from the one before it, of step {int(game.steps.numpy())}.")
    with contextlib.suppress(FileNotFoundError):
        os.replace(last, folder.checkpoint("damaged"))
    return game


def remedy(folder):
    """Advice if neither of the newest checkpoints can be read."""
    with contextlib.suppress(FileNotFoundError, ValueError):
        steps = int(load_game(folder.checkpoint(BEST)).steps.numpy())
        return f"best.keras can, and is of step {steps}: copy it over last.keras to resume from there."
    return "Nor can best.keras: delete the folder to start over."
