"""What happens while `fit` runs: pictures of samples, tables and curves, TensorBoard events, checkpoints."""

from tfgan_zoo.callbacks.checkpoints import Checkpoints
from tfgan_zoo.callbacks.events import Events
from tfgan_zoo.callbacks.loss_table import LossTable
from tfgan_zoo.callbacks.measure_table import MeasureTable
from tfgan_zoo.callbacks.samples import Samples, draw_samples
from tfgan_zoo.callbacks.table import Table

__all__ = ["Checkpoints", "Events", "LossTable", "MeasureTable", "Samples", "Table", "draw_samples"]
