"""Datasets: the only access to disk and network, with float32 images in [-1, 1] as the result.

    load(name)                  points, digits, any TFDS name, or a folder of images
    load_pair(name)             two unpaired domains, for translation
    load_paired(name)           pairs of pictures: a source and its target
    load_sounds(name)           tones, or a folder of .wav files
    from_arrays(images)         arrays in memory
    binarized(examples)         the same images in black and white
    captioned(examples)         gray digits in colors, with captions
    stacked(examples)           triples of gray images as colors: a thousand modes
    unpaired(first, second)     two of your datasets as a pair of domains
    paired(target, source)      two of your datasets as pairs, row by row
    label_maps(pairs, palette)  pairs whose colored label maps become one channel for each class
    degraded(target, what)      pictures, and what is left of them without a part, at a smaller size, or without color
    domains(examples)           labeled pictures, each class a domain to translate from and to
    tinted(examples)            gray pictures in four colors, which are their labels
    partly_labeled(examples)    few labels and many images, for semi-supervised games
    text(file)                  lines of a file as sequences of tokens
    oracle_sequences(oracle)    sequences that a network writes, of which all is known
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
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.fingerprints import fingerprint, parts_of
from tfgan_zoo.data.held_out import HELD_OUT, hold_out
from tfgan_zoo.data.label_maps import LabelMaps, label_maps
from tfgan_zoo.data.load import load, load_pair, load_paired, load_sounds
from tfgan_zoo.data.on_demand import OnDemand, decoding_on_demand
from tfgan_zoo.data.oracle import oracle_sequences
from tfgan_zoo.data.pair import Unpaired, unpaired
from tfgan_zoo.data.paired import Paired, paired
from tfgan_zoo.data.partly_labeled import PartlyLabeled, partly_labeled
from tfgan_zoo.data.points import MIXTURES, mixture
from tfgan_zoo.data.scenes import SCENE_COLORS
from tfgan_zoo.data.stacked import stacked
from tfgan_zoo.data.text import text

__all__ = [
    "COLORS",
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
    "Unpaired",
    "binarized",
    "captioned",
    "decoding_on_demand",
    "degraded",
    "domains",
    "fingerprint",
    "from_arrays",
    "hold_out",
    "label_maps",
    "load",
    "load_pair",
    "load_paired",
    "load_sounds",
    "mixture",
    "oracle_sequences",
    "paired",
    "partly_labeled",
    "parts_of",
    "readable_damage",
    "skipping_bad",
    "stacked",
    "text",
    "tinted",
    "unpaired",
]
