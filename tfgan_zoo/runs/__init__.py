"""A run and its folder: started, resumed, finished; then sampled, evaluated, exported.

settings.json  report.md         settings and results
losses.csv, .png                 every term, after each epoch
metrics.csv, .png               every result, with its network, sample sizes and split
signals.csv, .png, .npz          the monitor's signals after each epoch
samples/epoch-0001.png ...       samples from the same noise after each epoch
pictures/                        of the finished game: see `pictures.kinds`
events/                          for TensorBoard
checkpoints/last.keras, best     the whole game; best by the metric that chooses; previous.keras is the one before last
saved_model/1                    the exported generator with its model card
"""

from tfgan_zoo.lazy import lazy_names

PLACES = {
    "Folder": "folder",
    "convert_generator": "use",
    "evaluate": "use",
    "export_run": "use",
    "find_source": "sources",
    "sample": "use",
    "write_generator_page": "use",
}
__getattr__ = lazy_names(__name__, PLACES)


def __dir__():
    return sorted([*globals(), *PLACES])
