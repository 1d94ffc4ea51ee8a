"""The monitor's findings about a run."""

from tfgan_zoo import callbacks, monitor
from tfgan_zoo.runs import setup
from tfgan_zoo.runs.opening import OpenRun
from tfgan_zoo.saving.checkpoints import LAST


def diagnose(folder, checkpoint=LAST):
    """Problems of a run, from the signals that its monitor recorded, otherwise from a single check of a checkpoint.

    Args:
        folder: the run's folder, which is not changed.
        checkpoint: "last", "previous" or "best", for a run without a monitor.

    Returns:
        (list of `monitor.Signals`, list of `monitor.Finding`).

    Raises:
        ValueError: if the folder has no run, or the monitor does not support its game.
    """
    run = OpenRun(folder)
    folder = run.folder
    history = callbacks.read_signals(callbacks.Table(folder.health))
    if history:
        return history, monitor.diagnose(history)
    game, train = run.game(checkpoint), run.train_data()
    real = train if run.settings["data"]["evaluated_on"] == train.split else run.real_data()
    shown = setup.monitor_samples(setup.RunSetup(game, train, real))
    if shown is None:
        raise ValueError(
            f"{folder.path} is a run of {type(game).__name__} with {train.num_examples} examples: a monitor "
            f"needs at least {monitor.MIN_EXAMPLES}, of a modality with meaningful distances."
        )
    setup.announce(f"The run has no recorded signals; checking {folder.checkpoint(checkpoint)}")
    history = [monitor.SignalCollector(game, *shown).collect()]
    return history, monitor.diagnose(history, patient=False)
