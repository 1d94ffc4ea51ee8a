"""From a name to examples: the sets of this package, a folder, or TensorFlow Datasets."""

from tfgan_zoo.data.digits import digits
from tfgan_zoo.data.folder import folder
from tfgan_zoo.data.outlined_digits import outlined_digits
from tfgan_zoo.data.pair import colored_digits, unpaired
from tfgan_zoo.data.paired_folder import paired_folder
from tfgan_zoo.data.points import gaussian, grid, ring, swiss_roll
from tfgan_zoo.data.scenes import scenes
from tfgan_zoo.data.sounds import sounds
from tfgan_zoo.data.tfds_images import tfds_images
from tfgan_zoo.data.tones import tones
from tfgan_zoo.dataset_names import BUILT_IN, is_folder

POINTS = {"ring": ring, "grid": grid, "swiss_roll": swiss_roll, "gaussian": gaussian}
PAIRED = {"outlined_digits": outlined_digits, "scenes": scenes}


def load(name, split="train", image_shape=None, data_dir=None, skip_bad=None):
    """Examples by name. Looked for in this order:

    - sets of this package, which need no network: "ring", "grid", "swiss_roll", "gaussian" (points), "digits" (images),
      "tones" (sounds), "colored_digits", which is a pair of domains and gives `Unpaired`, and "outlined_digits" and
      "scenes", which give `Paired`;
    - a folder of images: `folder` says how splits and labels are found ("./digits" is a folder, "digits" is not);
    - TensorFlow Datasets: "mnist", "fashion_mnist", "cifar10", "celeb_a", "cycle_gan/horse2zebra" (trainA, trainB) ...

    Args:
        name: Name, or path of a folder.
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
    if name in POINTS or name == "tones":
        if image_shape is not None:
            raise ValueError(f"{name} holds no images, so it has no image_shape={image_shape!r}; leave it out.")
        return {**POINTS, "tones": tones}[name](split)
    if name == "digits":
        return digits(split, image_shape)
    if name == "colored_digits":
        return colored_digits(split, image_shape)
    if name in PAIRED:
        return PAIRED[name](split, image_shape)
    if is_folder(name):
        return folder(name, split, image_shape, skip_bad)
    if not name:
        raise ValueError(f"The name is empty; give one of {', '.join(BUILT_IN)}, a folder, or a TFDS name.")
    return tfds_images(name, split, image_shape, data_dir, BUILT_IN, skip_bad)


def load_pair(name, split="train", image_shape=None, data_dir=None, skip_bad=None):
    """Two unpaired domains by name: "colored_digits", or a folder or TFDS set with splits trainA and trainB.

    Args:
        name: "colored_digits", a path, or a TFDS name such as "cycle_gan/horse2zebra".
        split: "train" or "test": the domains are its splits <split>A and <split>B.
        image_shape: (height, width, 1 or 3) of both domains; that of the first image of domain A when None.
        data_dir: Where TFDS keeps its data.
        skip_bad: Damaged pictures to skip in each domain, as for `load`.

    Returns:
        `Unpaired`; its true map is known for "colored_digits" only.

    Raises:
        ValueError, FileNotFoundError, ConnectionError: As `load`.

    Example:
        >>> load_pair("colored_digits").first.shape
        (28, 28, 3)
    """
    if name == "colored_digits":
        return colored_digits(split, image_shape)
    if str(name) in BUILT_IN:
        raise ValueError(
            f"{name} does not hold two unpaired domains; expected 'colored_digits', or data.unpaired(first, second)."
        )
    first = load(name, f"{split}A", image_shape, data_dir, skip_bad)
    return unpaired(first, load(name, f"{split}B", image_shape or first.shape, data_dir, skip_bad))


def load_paired(name, split="train", image_shape=None, source="A", label_map=False, skip_bad=None):
    """Pairs of pictures by name: "outlined_digits", "scenes", or a folder.

    Args:
        name: "outlined_digits", "scenes", or the path of a folder of pictures side by side, or of two subfolders A and
            B with files of the same names.
        split: "train", "test", or another that the folder has.
        image_shape: (height, width, 1 or 3) of both pictures of a pair, None in place of the channels to keep their
            own; that of the first pair when None.
        source: "A" (left half, subfolder A) or "B" (right half, subfolder B): which picture of a pair is given.
        label_map: Whether the source's colors are labels, which neither resizing nor augmentation may mix.
        skip_bad: Pairs of a folder to skip in which a picture is damaged, has no partner, or differs from it in size;
            as for `load`.

    Returns:
        `Paired`.

    Raises:
        ValueError, FileNotFoundError: As `load`.

    Example:
        >>> load_paired("outlined_digits").source_shape
        (32, 32, 1)
    """
    if name in PAIRED:
        if source != "A":
            raise ValueError(f"source={source!r}; {name} has its source in the first place: use source='A'.")
        return PAIRED[name](split, image_shape)
    if not is_folder(str(name)):
        raise ValueError(
            f"{name} is not a set of picture pairs; expected {', '.join(PAIRED)}, or a folder of pictures side by "
            "side or of subfolders A and B. For arrays use data.paired(target, source)."
        )
    return paired_folder(name, split, image_shape, source, label_map, skip_bad)


def load_sounds(name, split="train", length=None, rate=None, labels_from="folder", normalize=False, skip_bad=None):
    """Sounds by name: "tones", or a folder of .wav files.

    Args:
        name: "tones", or a path.
        split: "train", "test", or another that the folder has.
        length: Samples of each example; None takes 16 384, of "tones" 2 048.
        rate: Samples in a second; None takes that of the folder's first file, of "tones" 8 000.
        labels_from, normalize, skip_bad: As for `sounds`; "tones" needs none of them.

    Returns:
        `Examples` of int16 sounds (length, 1).

    Raises:
        ValueError, FileNotFoundError: As `sounds` and `tones`.

    Example:
        >>> load_sounds("tones", length=4096).shape
        (4096, 1)
    """
    chosen = {argument: value for argument, value in {"length": length, "rate": rate}.items() if value is not None}
    if name == "tones":
        return tones(split, **chosen)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no sounds; give 'tones', or a folder of .wav files.")
    return sounds(name, split, labels_from=labels_from, normalize=normalize, skip_bad=skip_bad, **chosen)
