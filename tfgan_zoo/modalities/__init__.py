"""Kinds of samples: how they are stored, checked, drawn, written to files and encoded in a SavedModel.

The dataset defines the modality once, and it is saved with the game. No other code depends on a sample's rank.
"""

from tfgan_zoo.modalities.actions import Actions as Actions
from tfgan_zoo.modalities.columns import Column as Column
from tfgan_zoo.modalities.encoded_table import EncodedTable as EncodedTable
from tfgan_zoo.modalities.image import Image as Image
from tfgan_zoo.modalities.image import encode_png as encode_png
from tfgan_zoo.modalities.inference import modality_of_array as modality_of_array
from tfgan_zoo.modalities.inference import modality_of_shape as modality_of_shape
from tfgan_zoo.modalities.modality import Modality as Modality
from tfgan_zoo.modalities.observations import Observations as Observations
from tfgan_zoo.modalities.points import Points as Points
from tfgan_zoo.modalities.ranking import Ranking as Ranking
from tfgan_zoo.modalities.series import Series as Series
from tfgan_zoo.modalities.sound import Sound as Sound
from tfgan_zoo.modalities.table import Table as Table
from tfgan_zoo.modalities.text import Text as Text
from tfgan_zoo.modalities.vectors import Vectors as Vectors
