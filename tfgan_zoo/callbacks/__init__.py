"""What happens while `fit` runs: pictures of samples, tables and curves, TensorBoard events, checkpoints, a monitor."""

from tfgan_zoo.callbacks.best import best_row, since_best
from tfgan_zoo.callbacks.checkpoints import Checkpoints
from tfgan_zoo.callbacks.evaluation import Evaluation
from tfgan_zoo.callbacks.events import Events
from tfgan_zoo.callbacks.gradient_histograms import GradientHistograms
from tfgan_zoo.callbacks.interruption import Interrupted, Interruption, within_epoch
from tfgan_zoo.callbacks.loss_table import LossTable
from tfgan_zoo.callbacks.metric_table import MetricTable, columns_of
from tfgan_zoo.callbacks.monitor import Monitor, draw_signals, read_signals
from tfgan_zoo.callbacks.patience import Patience, exhausted
from tfgan_zoo.callbacks.samples import Samples, draw_samples, write_samples
from tfgan_zoo.callbacks.stop_on_nan import NotFinite, StopOnNaN
from tfgan_zoo.callbacks.table import Table

__all__ = [
    "Checkpoints",
    "Monitor",
    "Events",
    "GradientHistograms",
    "Interrupted",
    "Interruption",
    "LossTable",
    "MetricTable",
    "Evaluation",
    "NotFinite",
    "Patience",
    "Samples",
    "StopOnNaN",
    "Table",
    "best_row",
    "columns_of",
    "draw_samples",
    "draw_signals",
    "exhausted",
    "read_signals",
    "since_best",
    "within_epoch",
    "write_samples",
]
