"""Which metrics of a record are measured anew, and which of their results are compared."""

from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.runs import defaults, setup


def names_to_compare(by_name, metric):
    """The recorded results of which the first that can be measured is compared: that of a name, or all that say what
    is better.

    Raises:
        ValueError: if there is none of that name, or none says what is better.
    """
    judging = [name for name, result in by_name.items() if result["better"] is not None]
    if metric is not None and metric not in by_name:
        raise ValueError(f"the record has no {metric!r}; it has {', '.join(by_name)}.")
    if not judging or metric not in (None, *judging):
        raise ValueError(
            f"of {metric or ', '.join(by_name)} neither higher nor lower is better, so nothing can be called worse: "
            f"the record's results that say what is better are {', '.join(judging) or 'none'}."
        )
    return [metric] if metric else judging


def recorded_metrics(recorded, split, served):
    """The metrics of a record that a generator alone allows, and the real data.

    Where the recipe's own need the game, those that any generator of such samples has.

    Raises:
        ValueError: if all need the game.
    """
    source, flags = recipe_source.find(recorded["recipe"]), recorded["flags"]
    recipe = source.load()
    train, real = (setup.examples(recipe, source, flags, which) for which in ("train", split))
    try:
        found = setup.new_metrics(recipe, source, flags, (served, train, real))
        found = [metric for metric in found if not asks(metric, served)]
    except AttributeError:
        found = []
    if found := found or defaults.evaluation_metrics(served, train, real):
        return found, real
    raise ValueError(
        f"the metrics of {source.name} need the game, which a SavedModel does not have: use the run's folder."
    )


def asks(metric, served):
    """Whether a metric asks an exported generator for a score, which it does not give."""
    return any(value is served for value in vars(metric).values())  # `in` would compare tensors with it
