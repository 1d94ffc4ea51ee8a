"""From a name to examples: the sets of this package, a csv file, a folder, or TensorFlow Datasets.

Each kind of sample has a door of its own beside it, with the arguments of that kind: `load_sounds`, `load_table` ...
"""

from tfgan_zoo.data.digits import digits
from tfgan_zoo.data.folder import folder
from tfgan_zoo.data.isoluminant_digits import isoluminant_digits
from tfgan_zoo.data.load_paired import PAIRED
from tfgan_zoo.data.load_series import SERIES
from tfgan_zoo.data.load_table import TABLES
from tfgan_zoo.data.pair import colored_digits
from tfgan_zoo.data.points import gaussian, grid, ring, swiss_roll
from tfgan_zoo.data.table import table
from tfgan_zoo.data.tastes import NAME as TASTES
from tfgan_zoo.data.tastes import tastes
from tfgan_zoo.data.tfds_images import tfds_images
from tfgan_zoo.data.tones import tones
from tfgan_zoo.data.trajectories import NAME as LEANING
from tfgan_zoo.data.trajectories import leaning_cartpole
from tfgan_zoo.data.transitions import NAME as GUSTY
from tfgan_zoo.data.transitions import gusty_cartpole
from tfgan_zoo.dataset_names import BUILT_IN, is_folder, is_table

POINTS = {"ring": ring, "grid": grid, "swiss_roll": swiss_roll, "gaussian": gaussian}
DECISIONS = {TASTES: tastes, LEANING: leaning_cartpole, GUSTY: gusty_cartpole}
NO_IMAGES = {**POINTS, **SERIES, **TABLES, **DECISIONS, "tones": tones}
IMAGES = {
    "digits": digits,
    "isoluminant_digits": isoluminant_digits,
    "colored_digits": colored_digits,
    **PAIRED,
}


def load(name, split="train", image_shape=None, data_dir=None, skip_bad=None):
    """Examples by name. Looked for in this order:

    - sets of this package, which need no network: "ring", "grid", "swiss_roll", "gaussian" (points), "digits" and
      "isoluminant_digits" (images), "tones" (sounds), "sines" and "labeled_sines" (series), "tastes" (rankings),
      "leaning_cartpole" (actions), "gusty_cartpole" (what is observed next), "breast_cancer" and "mixed_columns"
      (tables), "colored_digits", which is a pair of domains and gives `Unpaired`, and "outlined_digits" and "scenes",
      which give `Paired`;
    - a csv file: `table` says how its columns are read;
    - a folder of images: `folder` says how splits and labels are found ("./digits" is a folder, "digits" is not);
    - TensorFlow Datasets: "mnist", "fashion_mnist", "cifar10", "celeb_a", "cycle_gan/horse2zebra" (trainA, trainB) ...

    Args:
        name: Name, or path of a folder or a csv file.
        split: "train", "test", or another that the set has.
        image_shape: (height, width, 1 or 3) to bring the images to, with None in place of the channels to keep them;
            their own shape when None.
        data_dir: Where TFDS keeps its data; only sets by a TFDS name use it.
        skip_bad: Damaged pictures of a folder or a TFDS set to skip, each named in a warning; None takes that of
            the surrounding `skipping_bad`, else 0.

    Returns:
        `Examples` (`Unpaired` for "colored_digits", `Paired` for "outlined_digits" and "scenes").

    Raises:
        ValueError: For an unknown name or split, a wrong image shape, or more damaged pictures (named) than may be
            skipped.
        FileNotFoundError: For a folder, or a split of one, that does not exist.
        ConnectionError: For a TFDS set that is not prepared when the network cannot be reached.

    Example:
        >>> load("digits").batches(64).element_spec.shape
        TensorShape([64, 28, 28, 1])
    """
    name = str(name)
    if name in NO_IMAGES or is_table(name):
        if image_shape is not None:
            raise ValueError(f"{name} holds no images, so it has no image_shape={image_shape!r}; leave it out.")
        return table(name, split) if is_table(name) else NO_IMAGES[name](split)
    if name in IMAGES:
        return IMAGES[name](split, image_shape)
    if is_folder(name):
        return folder(name, split, image_shape, skip_bad)
    if not name:
        raise ValueError(f"The name is empty; give one of {', '.join(BUILT_IN)}, a folder, a csv file, or a TFDS name.")
    return tfds_images(name, split, image_shape, data_dir, BUILT_IN, skip_bad)
