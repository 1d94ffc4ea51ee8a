"""A run's parts, made from its recipe and flags: data, device strategy, game, measures."""

import contextlib
import dataclasses

import keras
import tensorflow as tf

STRATEGIES = {
    "none": tf.distribute.get_strategy,
    "mirrored": tf.distribute.MirroredStrategy,
}


@dataclasses.dataclass(frozen=True)
class Parts:
    """What a run needs before its first step; `real_data` is what the game is measured on."""

    strategy: tf.distribute.Strategy
    game: keras.Model
    train_data: object
    real_data: object


def prepare(source, flags, folder=None):
    """Make every part of a run, the game anew or as the folder's last checkpoint has it.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value of every flag.
        folder: `Folder` of the run that goes on; None for a new one.

    Returns:
        `Parts`.

    Raises:
        ValueError: if the flags do not fit the data, or the checkpoint is damaged.
    """
    strategy = STRATEGIES[flags["strategy"]]()
    keras.config.set_dtype_policy(flags["precision"])
    keras.utils.set_random_seed(flags["seed"])
    recipe = source.load()
    keras.utils.set_random_seed(flags["seed"])  # again: importing what is not yet imported may have drawn
    train_data = examples(recipe, source, flags, "train")
    real_data = test_examples(recipe, source, flags) or train_data
    with strategy.scope():
        game = new_game(recipe, source, flags, train_data) if folder is None else restored_game(folder)
        training_batches(game, train_data, flags)  # refuses what does not fit before anything takes long
        game.measures = new_measures(recipe, source, flags, (game, train_data, real_data))
    return Parts(strategy, game, train_data, real_data)


def say(message):
    """One line on what takes long now."""
    print(message, flush=True)


def examples(recipe, source, flags, split):
    """The recipe's data of one split."""
    return recipe.dataset(flags["dataset"], split, data_dir=flags["data_dir"], **source.arguments("dataset", flags))


def test_examples(recipe, source, flags):
    """The recipe's test data; None, said in a line, where the set has none."""
    try:
        return examples(recipe, source, flags, "test")
    except (ValueError, FileNotFoundError) as error:
        say(f"Measuring on the training data: {error}")
        return None


def training_batches(game, examples, flags):
    """Endless batches from the game's step on, each holding fresh samples for every step of the discriminator."""
    return examples.batches(
        flags["batch_size"] * getattr(game, "discriminator_steps", 1),
        seed=flags["seed"],
        labels=game.labelled,
        skip=int(game.steps.numpy()),
    )


def measuring_batches(examples, batch_size, num_examples=None):
    """Every example once, in order; or the first few."""
    labelled = getattr(examples, "num_classes", None) is not None
    batches = examples.batches(batch_size, labels=labelled, shuffle=False, repeat=False)
    if num_examples is None:
        return batches
    if num_examples > examples.num_examples:
        raise ValueError(
            f"{examples.name} ({examples.split}) has {examples.num_examples} examples, fewer than {num_examples}: "
            "ask for fewer."
        )
    few = batches.unbatch().take(num_examples).batch(batch_size)
    return few.apply(tf.data.experimental.assert_cardinality(-(-num_examples // batch_size)))


def first_examples(examples, count):
    """The first samples, without labels, as float32 in [-1, 1]; of two domains, the first one's."""
    batch = next(iter(examples.batches(count, shuffle=False, repeat=False)))
    return (batch[0] if isinstance(batch, tuple) else batch).numpy()


def new_game(recipe, source, flags, train):
    """The recipe's game, untrained."""
    return recipe.model(train.shape, **source.arguments("model", flags), seed=flags["seed"])


def new_measures(recipe, source, flags, parts):
    """The recipe's measures of (game, train data, real data)."""
    say("Preparing the measures")
    return list(recipe.measures(*parts, **source.arguments("measures", flags)))


def load_game(path):
    """A saved game.

    Raises:
        FileNotFoundError: if there is none.
        ValueError: if it is damaged.
    """
    from tfgan_zoo import models, networks  # noqa: F401  their classes must be known

    if not path.is_file():
        raise FileNotFoundError(f"there is no checkpoint {path}: train first.")
    try:
        return keras.saving.load_model(path)
    except Exception as error:  # a damaged archive shows itself in many ways
        reason = str(error).strip().partition("\n")[0]
        raise ValueError(f"{path} cannot be read ({type(error).__name__}: {reason}).") from error


def restored_game(folder):
    """The game of a run's last checkpoint.

    Raises:
        ValueError: if it is damaged; says whether the best one can be read.
    """
    try:
        return load_game(folder.checkpoint("last"))
    except ValueError as error:
        remedy = "Nor can best.keras: delete the folder to begin again."
        with contextlib.suppress(FileNotFoundError, ValueError):
            steps = int(load_game(folder.checkpoint("best")).steps.numpy())
            remedy = f"best.keras can, and is of step {steps}: copy it over last.keras to go on from there."
        raise ValueError(f"{error} {remedy}") from error
