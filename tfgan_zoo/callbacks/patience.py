"""Training ends where the measure gets no better."""

import keras

from tfgan_zoo.callbacks.best import since_best
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.checks import check_at_least_one


class Patience(keras.callbacks.Callback):
    """Ends `fit` when a game's first measure has not improved for so many measurements.

    What was measured is read from the table, so that a resumed training has as much patience left as one that was never
    stopped. `keras.callbacks.EarlyStopping(monitor="val_<measure>", mode="min")` does the same within one `fit`.

    Args:
        patience: measurements without a new best one.
        measures: the CSV file that `MeasureTable` writes. Give that callback before this one.

    Raises:
        ValueError: if the patience is not at least 1.

    Example:
        >>> callbacks = [MeasureTable("measures.csv"), Patience(5, "measures.csv")]
        >>> history = gan.fit(batches, steps_per_epoch=10, epochs=100, validation_data=test, callbacks=callbacks)
    """

    def __init__(self, patience, measures):
        super().__init__()
        check_at_least_one(self, patience=patience)
        self.patience = patience
        self.table = Table(measures)

    def on_epoch_end(self, epoch, logs=None):
        if self.model.measures and exhausted(self.patience, self.table, higher_names(self.model.measures)):
            self.model.stop_training = True


def exhausted(patience, table, higher_is_better):
    """Whether the first measure in a table has not improved for so many measurements.

    Args:
        patience: how many; None has no end.
        table: `Table` of measures.
        higher_is_better: names of the measures of which the highest is the best.
    """
    rows = table.rows() if patience else []
    values = [float(row["value"]) for row in rows if row["measure"] == rows[0]["measure"]]
    return bool(values) and since_best(values, rows[0]["measure"] in higher_is_better) >= patience


def higher_names(measures):
    """Names of the measures of which the highest is the best."""
    return [measure.name for measure in measures if getattr(measure, "higher_is_better", False)]
