"""Every term and every metric of a run over its training steps."""

from tfgan_zoo import callbacks, plots
from tfgan_zoo.pictures import flags

NAME = "curves"
FILE = "curves.png"
HELP = "losses and metrics of a run"
TITLE = "Losses and metrics"
AT_END = None  # the report shows the curves that are drawn after each epoch


def add_flags(parser):
    flags.add_run(parser)


def draw(path, subject):
    """Draw the tables of a run as curves, a panel for the terms and one for each metric.

    Args:
        path: the PNG to write.
        subject: `Subject` with the folder of a run.

    Raises:
        ValueError: if no epoch has ended.
    """
    from tfgan_zoo.callbacks.loss_table import loss_lines
    from tfgan_zoo.callbacks.metric_table import metric_panels

    folder = subject.folder
    losses, metrics = (callbacks.Table(table).rows() for table in (folder.losses, folder.metrics))
    if not losses:
        raise ValueError(f"{folder.losses} has no complete epoch: train first.")
    steps = sorted({int(row["steps"]) for row in [*losses, *metrics]})
    panels = {"loss": loss_lines(losses, steps), **metric_panels(metrics, steps)}
    plots.curves(path, steps, panels, folder.path.name)
