"""Whether what a run goes on with is what it began with: its data, its networks, and what measures it."""

import keras

from tfgan_zoo import callbacks
from tfgan_zoo.data.fingerprints import fingerprint
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.runs.settings import FINGERPRINTS, flags_checksum

ELSE = "to begin another run, give another --out."
MOST = 3  # differences that a message names


def new_fingerprint(source, flags, train, real):
    """By what a run that begins will know whether anything has changed.

    Args:
        source: `RecipeSource` of its recipe.
        flags: value of every flag.
        train, real: its data sets.

    Returns:
        dict of the form `settings.FINGERPRINT`.
    """
    return {
        "recipe": source.checksum if source.name == str(source.path) else None,  # the zoo's is settled by the version
        "flags": flags_checksum(flags),
        "data": fingerprint_of_data(train, real),
    }


def recipe_has_changed(settings, source):
    """Whether the file of a recipe of one's own is another than when the run began."""
    recorded = settings[FINGERPRINTS]["recipe"] if FINGERPRINTS in settings else None
    return recorded is not None and recorded != source.checksum


def fingerprint_of_data(train, real):
    """The fingerprint of a run's data: what it is trained on, then what it is measured on, where that is not the same.

    Args:
        train, real: data sets.
    """
    return fingerprint(train) + (fingerprint(real) if real.split != train.split else [])


def check_data(folder, settings, train, real, flags):
    """Refuse to go on with other data than the run began with.

    Fewer examples are no others where they were damaged since, and `--skip-bad` allows as many.

    Args:
        folder: `Folder` of the run.
        settings: its settings.
        train, real: the data sets that are there now.
        flags: value of every flag.

    Returns:
        a line on what is different and allowed; None where nothing is.

    Raises:
        ValueError: if they differ; says what was there, and what is.
    """
    if FINGERPRINTS not in settings:
        return None
    old, new = settings[FINGERPRINTS]["data"], fingerprint_of_data(train, real)
    if old == new:
        return None
    words = changes(old, new) or f"there were the splits {splits_of(old)}, there are {splits_of(new)}"
    if len(old) == len(new) and all(map(lambda *parts: is_rest(*parts, flags["skip_bad"]), old, new)):
        return f"Damaged examples are skipped since the run began: {words}. Results before and after differ for it."
    raise ValueError(
        f"the data of {folder.path} have changed since it began: {words}. Put the data back to go on with it; {ELSE}"
    )


def changes(old, new):
    """What is different of each set of examples, in words."""
    return "; ".join(
        f"{before['split']} was {described(before)}, is now {described(after)}"
        for before, after in zip(old, new, strict=False)
        if before != after
    )


def changes_of_split(settings, examples):
    """What is different of the data of one split since the run began, in words; nothing where the run had no such."""
    new = fingerprint(examples)
    old = settings[FINGERPRINTS]["data"] if FINGERPRINTS in settings else []
    recorded = [part for part in old if part["split"] in [part["split"] for part in new]]
    return changes(recorded, new) if len(recorded) == len(new) else ""


def is_rest(old, new, limit):
    """Whether one set of examples is the other, but for as many damaged ones as may be skipped."""
    if old == new:
        return True
    same = all(old[name] == new[name] for name in ("split", "shape", "modality"))
    return same and 0 < old["num_examples"] - new["num_examples"] <= limit


def splits_of(parts):
    """The names of splits."""
    return ", ".join(part["split"] for part in parts)


def described(part):
    """The fingerprint of one set of examples, in words."""
    shape = "x".join(map(str, part["shape"]))
    counts = part["labels"]
    listed = f"{', '.join(map(str, (counts or [])[:10]))}{', ...' * (len(counts or []) > 10)}"
    classes = f" in {len(counts)} classes ({listed})" if counts else ""
    return f"{part['num_examples']} examples of {shape}{classes}, checksum {part['checksum']}"


def with_networks_of(expected, game, folder):
    """A game, if its weights have the number and shapes of those that the recipe and the flags make.

    Args:
        expected: the recipe's game, untrained.
        game: that of the checkpoint.
        folder: `Folder` of the run.

    Raises:
        ValueError: if they differ in number or shape; names the first.
    """
    old, new = ([(weight.path, tuple(weight.shape)) for weight in one.weights] for one in (game, expected))
    differences = [
        f"{path} has the shape {shape}, expected {wanted}"
        for (path, shape), (_, wanted) in zip(old, new, strict=False)
        if shape != wanted
    ]
    if len(old) != len(new):
        differences.append(f"it has {len(old)} weights, expected {len(new)}")
    if differences:
        raise ValueError(
            f"the game in {folder.checkpoints} is not the one that its recipe and these flags make: "
            f"{'; '.join(differences[:MOST])}. Give the flags, and put back the recipe, that it began with; {ELSE}"
        )
    return game


def check_metrics(folder, game, metrics):
    """Refuse to add results in the features of one network to a table of another's.

    Args:
        folder: `Folder` of the run.
        game: that of the checkpoint, by whose own networks some metrics judge; those change.
        metrics: those that will measure it.

    Raises:
        ValueError: if the table has results of another network under the same name.
    """
    networks = {row["metric"]: row["network"] for row in callbacks.Table(folder.metrics).rows()}
    for metric in metrics:
        old, new = networks.get(metric.name, "").partition(",")[0], judge_of(metric, game)
        if "@" in old and new is not None and old != new:
            raise ValueError(
                f"{folder.metrics} has results of {metric.name} by the network {old}, and now they would be by {new}: "
                "another recipe, machine or version has trained it. Go on where the run began; or move that table "
                "away, and the results begin anew."
            )


def judge_of(metric, game):
    """The identity of the network by which a metric judges; None if it has none, or one of the game's own."""
    own = {id(weight) for weight in game.weights}
    for network in (getattr(metric, name, None) for name in ("network", "classifier")):
        if isinstance(network, keras.Model) and network.weights:
            return None if any(id(weight) in own for weight in network.weights) else identity_of(network)
    return None
