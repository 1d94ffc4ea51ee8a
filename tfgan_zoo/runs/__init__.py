"""A run and its folder: begun, gone on with, finished; then sampled, measured, exported.

settings.json  report.md         what was run, and what came of it
losses.csv, .png                 every term, after each epoch
measures.csv, .png               every figure, with its network, sample sizes and split
health.csv, .png, .npz          what the doctor saw after each epoch
samples/epoch-0001.png ...       the same samples after each epoch
pictures/                        of the finished game: see `pictures.TITLES`
events/                          for TensorBoard
checkpoints/last.keras, best     the whole game; best by the first measure; previous.keras is the one before last
saved_model/1                    the exported generator with its model card
"""

from tfgan_zoo.runs.check import check, record
from tfgan_zoo.runs.diagnose import diagnose
from tfgan_zoo.runs.feature_networks import feature_network
from tfgan_zoo.runs.folder import Folder
from tfgan_zoo.runs.measure import common_number, measure
from tfgan_zoo.runs.origins import find as find_origin
from tfgan_zoo.runs.train import train
from tfgan_zoo.runs.use import evaluate, export_run, sample

__all__ = [
    "Folder",
    "check",
    "common_number",
    "diagnose",
    "evaluate",
    "export_run",
    "feature_network",
    "find_origin",
    "measure",
    "record",
    "sample",
    "train",
]
