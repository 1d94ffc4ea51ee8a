"""Which pictures are translated, and where each translation is written."""

import dataclasses
import pathlib
from collections import Counter

from tfgan_zoo.data.listing import files_of
from tfgan_zoo.data.picture import SUFFIXES


@dataclasses.dataclass(frozen=True)
class Job:
    """One picture to translate.

    Args:
        path: of the picture.
        place: of the PNG to write.
        masks: path of its mask, or the same without an ending where any will do; None without a mask.
    """

    path: pathlib.Path
    place: pathlib.Path
    masks: pathlib.Path | None

    @property
    def mask(self):
        """Path of its mask; None without any.

        Raises:
            ValueError: if there is none of its name.
        """
        if self.masks is None or self.masks.is_file():
            return self.masks
        for suffix in SUFFIXES:
            if (found := self.masks.with_name(self.masks.name + suffix)).is_file():
                return found
        raise ValueError(f"{self.path} has no mask {self.masks}{SUFFIXES[0]}, or with another ending")


def jobs_of(pictures, out, masks):
    """What there is to do.

    Args:
        pictures: path of a folder of pictures, or of one.
        out: path of the folder to write to, or of one PNG.
        masks: path of a folder of masks with the names of their pictures, or of one mask; or None.

    Returns:
        list of `Job`, and a Counter of what else lies in the folder of the pictures.

    Raises:
        FileNotFoundError: if there are no pictures.
        ValueError: if two translations would have the same place, or that of a picture.
    """
    found, left_out = picture_files(pictures)
    check_places(pictures, out)
    root = pictures if pictures.is_dir() else pictures.parent
    jobs, taken = [], {}
    for path in found:
        name = path.relative_to(root)
        place = out if is_picture(out) else (out / name).with_suffix(".png")
        if place in taken:
            raise ValueError(f"{taken[place]} and {path} would both become {place}: rename one of them.")
        taken[place] = path
        mask = masks / name.with_suffix("") if masks is not None and masks.is_dir() else masks
        jobs.append(Job(path, place, mask))
    return jobs, left_out


def picture_files(path):
    """The pictures at a path, and a Counter of what else is there."""
    left_out = Counter()
    if not path.exists():
        raise FileNotFoundError(f"there is no {path}: give a folder of pictures, or one picture.")
    if not path.is_dir():
        return [path], left_out
    found = files_of(path, SUFFIXES, left_out)
    if not found:
        raise FileNotFoundError(f"{path} holds no pictures; expected files ending in {', '.join(SUFFIXES)}.")
    return found, left_out


def is_picture(out):
    """Whether a path to write to is that of one picture; else it is a folder."""
    return out.suffix.lower() == ".png" and not out.is_dir()


def check_places(pictures, out):
    """Refuse to write over the pictures, or among them."""
    if not pictures.is_dir():
        place = out if is_picture(out) else out / f"{pictures.stem}.png"
        if place.resolve() == pictures.resolve():
            raise ValueError(f"{pictures} would be replaced by its translation: give another --out.")
    elif is_picture(out):
        raise ValueError(f"{out} is one picture, but {pictures} is a folder: give a folder as --out.")
    elif out.resolve().is_relative_to(pictures.resolve()):
        raise ValueError(f"{out} lies in {pictures}, where its pictures would be translated too: give another --out.")
