"""Early stopping when a metric no longer improves."""

import keras

from tfgan_zoo.callbacks.best import judging_rows, since_best
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.checks import check_at_least_one


class Patience(keras.callbacks.Callback):
    """Ends `fit` when the metric that chooses has not improved for a number of evaluations.

    That is the game's first metric that says what is better; if none does, training does not end early.

    The results are read from the table, so that a resumed training has as much patience left as one that was never
    stopped. `keras.callbacks.EarlyStopping(monitor="val_<metric>", mode="min")` does the same within one `fit`.

    Args:
        patience: number of evaluations without a new best result.
        metrics: the CSV file that `MetricTable` writes. List that callback before this one.

    Raises:
        ValueError: if the patience is below 1.

    Example:
        >>> patient = [callbacks.MetricTable("metrics.csv"), Patience(5, "metrics.csv")]
        >>> history = gan.fit(
        ...     batches, steps_per_epoch=10, epochs=100, validation_data=test_batches, callbacks=patient
        ... )
    """

    def __init__(self, patience, metrics):
        super().__init__()
        check_at_least_one(self, patience=patience)
        self.patience = patience
        self.table = Table(metrics)

    def on_epoch_end(self, epoch, logs=None):
        if self.model.evaluation_metrics and exhausted(self.patience, self.table):
            self.model.stop_training = True


def exhausted(patience, table):
    """Whether the metric that chooses has not improved for `patience` evaluations.

    Args:
        patience: number of evaluations; None waits forever.
        table: `Table` of metrics.
    """
    rows, better = judging_rows(table.rows() if patience else [])
    return bool(rows) and since_best([float(row["value"]) for row in rows], better) >= patience
