"""The only door to disk and network: tf.data in, float32 images in [-1, 1] out.

    load(name)                  points, digits, any TFDS name, or a folder of images
    load_pair(name)             two unpaired domains, for translation
    from_arrays(images)         what you already hold in memory
    unpaired(first, second)     two sets of your own as a pair of domains
    skipping_bad(limit)         whatever is loaded inside may skip so many damaged pictures

Each gives `Examples` (or `Unpaired`), whose `batches` is what `model.fit` takes.
"""

from tfgan_zoo.data.augmentation import Augmentation
from tfgan_zoo.data.damage import DamagedData, skipping_bad
from tfgan_zoo.data.examples import Examples, from_arrays
from tfgan_zoo.data.load import load, load_pair
from tfgan_zoo.data.pair import Unpaired, unpaired

__all__ = [
    "Augmentation",
    "DamagedData",
    "Examples",
    "Unpaired",
    "from_arrays",
    "load",
    "load_pair",
    "skipping_bad",
    "unpaired",
]
