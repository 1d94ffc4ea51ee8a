"""What happens while `fit` runs: pictures of samples, tables and curves, TensorBoard events, checkpoints."""

from tfgan_zoo.callbacks.checkpoints import Checkpoints
from tfgan_zoo.callbacks.events import Events
from tfgan_zoo.callbacks.interruption import Interrupted, Interruption, within_epoch
from tfgan_zoo.callbacks.loss_table import LossTable
from tfgan_zoo.callbacks.measure_table import MeasureTable
from tfgan_zoo.callbacks.samples import Samples, draw_samples
from tfgan_zoo.callbacks.stop_on_nan import NotFinite, StopOnNaN
from tfgan_zoo.callbacks.table import Table

__all__ = [
    "Checkpoints",
    "Events",
    "Interrupted",
    "Interruption",
    "LossTable",
    "MeasureTable",
    "NotFinite",
    "Samples",
    "StopOnNaN",
    "Table",
    "draw_samples",
    "within_epoch",
]
