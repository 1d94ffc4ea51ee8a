"""A run and its folder: begun, gone on with, finished; then sampled, measured, exported.

settings.json  report.md         what was run, and what came of it
losses.csv, .png                 every term, after each epoch
metrics.csv, .png               every result, with its network, sample sizes and split
signals.csv, .png, .npz          what the monitor saw after each epoch
samples/epoch-0001.png ...       the same samples after each epoch
pictures/                        of the finished game: see `pictures.kinds`
events/                          for TensorBoard
checkpoints/last.keras, best     the whole game; best by the first metric; previous.keras is the one before last
saved_model/1                    the exported generator with its model card
"""

from tfgan_zoo.runs.folder import Folder
from tfgan_zoo.runs.sources import find as find_source
from tfgan_zoo.runs.use import evaluate, export_run, sample

__all__ = ["Folder", "evaluate", "export_run", "find_source", "sample"]
