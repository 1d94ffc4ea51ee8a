"""Datasets: the only access to disk and network, with float32 images in [-1, 1] as the result.

    load(name)                  points, digits, any TFDS name, or a folder of images
    load_pair(name)             two unpaired domains, for translation
    load_paired(name)           pairs of pictures: a source and its target
    load_sounds(name)           tones, or a folder of .wav files
    load_interactions(name)     tastes, or files of lines "user item rating"
    load_series(name)           sines, labeled_sines, or a csv
    from_arrays(images)         arrays in memory
    binarized(examples)         the same images in black and white
    captioned(examples)         gray digits in colors, with captions
    stacked(examples)           triples of gray images as colors: a thousand modes
    edges(examples)             pictures, and the edges of other pictures: two domains without pairs
    unpaired(first, second)     two of your datasets as a pair of domains
    paired(target, source)      two of your datasets as pairs, row by row
    label_maps(pairs, palette)  pairs whose colored label maps become one channel for each class
    degraded(target, what)      pictures, and what is left of them without a part, at a smaller size, or without color
    domains(examples)           labeled pictures, each class a domain to translate from and to
    tinted(examples)            gray pictures in four colors, which are their labels
    partly_labeled(examples)    few labels and many images, for semi-supervised games
    load_table(name)            rows of a table
    table(file)                 rows of a csv file, or of columns in memory: numbers, categories, missing values
    read_rows(file, modality)   new rows of a table whose columns are known
    encoded(examples)           rows of a table as vectors: modes of numbers, categories one-hot
    rows_by_category(examples)  encoded rows, drawn so that rare categories come more often
    with_gaps(examples)         rows of a table of which a share of the values is hidden
    series(file)                windows of the series in a csv
    forecasts(examples, steps)  series of which the first steps are given, and what follows is to be made
    text(file)                  lines of a file as sequences of tokens
    oracle_sequences(oracle)    sequences that a network writes, of which all is known
    interactions(path)          what users like, from lines "user item rating", as lists of items
    load_trajectories(name)     an expert with a habit, or a file of what one observed and did
    load_transitions(name)      what an environment does next, step by step
    hold_out(examples)          a part kept from training, to choose settings by
    fingerprint(examples)       by which other data under the same name are known
    mixture(name)               centers and deviation of the modes of the ring or the grid
    skipping_bad(limit)         whatever is loaded inside may skip so many damaged pictures
    decoding_on_demand()        large folders loaded inside are decoded when a batch needs them

Each gives `Examples` (or `Unpaired`, `Paired`, `LabelMaps`, `Degraded`, `Domains`, `PartlyLabeled`), whose `batches`
are for `model.fit`.
"""

from tfgan_zoo.data.arrays import from_arrays
from tfgan_zoo.data.augmentation import Augmentation
from tfgan_zoo.data.binarized import binarized
from tfgan_zoo.data.captioned import COLORS, captioned
from tfgan_zoo.data.damage import DamagedData, readable_damage, skipping_bad
from tfgan_zoo.data.degradations import CenterHole, FreeHole, Grayscale, Reduction
from tfgan_zoo.data.degraded import Degraded, degraded
from tfgan_zoo.data.domains import TINTS, Domains, domains, tinted
from tfgan_zoo.data.edges import edges
from tfgan_zoo.data.encoding import encoded
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.fingerprints import fingerprint, parts_of
from tfgan_zoo.data.forecasts import forecasts
from tfgan_zoo.data.gaps import with_gaps
from tfgan_zoo.data.held_out import HELD_OUT, hold_out
from tfgan_zoo.data.interactions import interactions
from tfgan_zoo.data.label_maps import FACADE_COLORS, LabelMaps, label_maps
from tfgan_zoo.data.load import load
from tfgan_zoo.data.load_interactions import load_interactions
from tfgan_zoo.data.load_pair import load_pair
from tfgan_zoo.data.load_paired import load_paired
from tfgan_zoo.data.load_series import load_series
from tfgan_zoo.data.load_sounds import load_sounds
from tfgan_zoo.data.load_table import load_table
from tfgan_zoo.data.load_trajectories import load_trajectories
from tfgan_zoo.data.load_transitions import load_transitions
from tfgan_zoo.data.on_demand import OnDemand, decoding_on_demand
from tfgan_zoo.data.oracle import oracle_sequences
from tfgan_zoo.data.pair import Unpaired, unpaired
from tfgan_zoo.data.paired import Paired, paired
from tfgan_zoo.data.partly_labeled import PartlyLabeled, partly_labeled
from tfgan_zoo.data.points import MIXTURES, mixture
from tfgan_zoo.data.rows_by_category import RowsByCategory, rows_by_category
from tfgan_zoo.data.scenes import SCENE_COLORS
from tfgan_zoo.data.series import series
from tfgan_zoo.data.sines import BANDS, labeled_sines, sines
from tfgan_zoo.data.stacked import stacked
from tfgan_zoo.data.table import read_rows, table
from tfgan_zoo.data.tastes import tastes
from tfgan_zoo.data.text import text
from tfgan_zoo.data.trajectories import leaning_cartpole, trajectories
from tfgan_zoo.data.transitions import gusty_cartpole, transitions, windows

__all__ = [
    "BANDS",
    "COLORS",
    "FACADE_COLORS",
    "HELD_OUT",
    "MIXTURES",
    "SCENE_COLORS",
    "TINTS",
    "Augmentation",
    "CenterHole",
    "DamagedData",
    "Degraded",
    "Domains",
    "Examples",
    "FreeHole",
    "Grayscale",
    "LabelMaps",
    "OnDemand",
    "Paired",
    "PartlyLabeled",
    "Reduction",
    "RowsByCategory",
    "Unpaired",
    "binarized",
    "captioned",
    "decoding_on_demand",
    "degraded",
    "domains",
    "edges",
    "encoded",
    "fingerprint",
    "forecasts",
    "from_arrays",
    "gusty_cartpole",
    "hold_out",
    "interactions",
    "label_maps",
    "labeled_sines",
    "load",
    "load_interactions",
    "load_pair",
    "load_paired",
    "load_series",
    "load_sounds",
    "load_table",
    "load_trajectories",
    "load_transitions",
    "leaning_cartpole",
    "mixture",
    "oracle_sequences",
    "paired",
    "partly_labeled",
    "parts_of",
    "read_rows",
    "readable_damage",
    "rows_by_category",
    "skipping_bad",
    "series",
    "sines",
    "stacked",
    "table",
    "tastes",
    "text",
    "tinted",
    "trajectories",
    "transitions",
    "unpaired",
    "windows",
    "with_gaps",
]
