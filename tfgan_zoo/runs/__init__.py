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

from tfgan_zoo.lazy import lazy_names

PLACES = {
    "Folder": "folder",
    "evaluate": "use",
    "export_run": "use",
    "find_source": "sources",
    "sample": "use",
}
__getattr__ = lazy_names(__name__, PLACES)


def __dir__():
    return sorted([*globals(), *PLACES])
