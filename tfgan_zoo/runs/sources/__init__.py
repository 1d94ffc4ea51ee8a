"""Sources of samples: a run, a saved game, an exported generator, a folder of images, a dataset by name.

Each source has a `name`, the `split` that its results state, the `shape` of one sample, `num_examples` (None where any
number can be drawn), `steps` of training (0 where unknown), and `batches(num, seed)`, float32 arrays of samples one
after the other, so that memory does not grow with their number. Those that generate have a `game` to draw with as well.
"""

from tfgan_zoo.runs.sources.dataset import DatasetSource as DatasetSource
from tfgan_zoo.runs.sources.finding import find as find
from tfgan_zoo.runs.sources.finding import game_source as game_source
from tfgan_zoo.runs.sources.finding import generator as generator
from tfgan_zoo.runs.sources.game import GameSource as GameSource
from tfgan_zoo.runs.sources.saved_model import SavedModelSource as SavedModelSource

find_source = find  # as `tfgan_zoo.runs` names it
