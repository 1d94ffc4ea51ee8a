"""What the monitor says of a run."""

from tfgan_zoo import callbacks, monitor
from tfgan_zoo.runs import setup
from tfgan_zoo.runs.opening import OpenRun
from tfgan_zoo.saving.checkpoints import LAST


def diagnose(folder, checkpoint=LAST):
    """What is wrong with a run, from what was seen while it trained; else from one look at a checkpoint.

    Args:
        folder: the run's folder, which stays as it is.
        checkpoint: "last", "previous" or "best", for a run that no monitor watched.

    Returns:
        (list of `monitor.Signals`, list of `monitor.Finding`).

    Raises:
        ValueError: if the folder holds no run, or a game that the monitor does not know.
    """
    run = OpenRun(folder)
    folder = run.folder
    history = callbacks.read_signals(callbacks.Table(folder.health))
    if history:
        return history, monitor.diagnose(history)
    game, train = run.game(checkpoint), run.train_data()
    real = train if run.settings["data"]["evaluated_on"] == train.split else run.real_data()
    shown = setup.examined(setup.RunSetup(game, train, real))
    if shown is None:
        raise ValueError(
            f"{folder.path} is a run of {type(game).__name__} with {train.num_examples} examples: a monitor "
            f"needs at least {monitor.MIN_EXAMPLES}, of a kind whose distances mean something."
        )
    setup.announce(f"No examination was written down while it trained; looking at {folder.checkpoint(checkpoint)}")
    history = [monitor.SignalCollector(game, *shown).collect()]
    return history, monitor.diagnose(history, patient=False)
