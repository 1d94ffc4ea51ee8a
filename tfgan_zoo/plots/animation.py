"""Animated GIFs."""

import pathlib

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tfgan_zoo.saving.atomic import atomic_write

LONGEST_SIDE = 360  # pixels
MAX_FRAMES = 40
COLORS = 64
STRIP = 26  # pixels above each frame, for its name
MILLISECONDS = 250  # duration of a frame, unless said otherwise
LAST = 2000  # of the last frame


def animation(path, frames, names=None, milliseconds=MILLISECONDS, last=LAST):
    """An animated GIF of images of the same size, that loops and pauses at the last.

    Images larger than 360 pixels a side are downsampled; of more than 40 frames, an even selection is kept.

    Args:
        path: the GIF to write.
        frames: PNG files, or uint8 arrays (height, width, 1 or 3), at least one.
        names: names printed above the frames, or None.
        milliseconds: duration of a frame.
        last: duration of the last frame, in milliseconds.

    Returns:
        the number of frames.

    Raises:
        ValueError: if there are no frames, they differ in size, or names are too few or too many.

    Example:
        >>> animation("all.gif", [np.zeros((40, 40, 1), "uint8"), np.full((40, 40, 1), 255, "uint8")])
        2
    """
    if not len(frames) or (names is not None and len(names) != len(frames)):
        raise ValueError(
            f"received {len(frames)} frames and {'no' if names is None else len(names)} names; expected at least one "
            "frame, and no names or one per frame."
        )
    chosen = np.unique(np.linspace(0, len(frames) - 1, min(len(frames), MAX_FRAMES)).round().astype(int))
    names = [str(names[number]) if names is not None else "" for number in chosen]
    pictures = [opened(frames[number]) for number in chosen]
    if len(sizes := {picture.size for picture in pictures}) > 1:
        raise ValueError(f"received frames of sizes {sorted(sizes)}; expected one size: use those of a single run.")
    scale = min(1.0, LONGEST_SIDE / max(pictures[0].size))
    size = tuple(max(1, round(side * scale)) for side in pictures[0].size)
    named = any(names)
    first, *others = (
        framed(picture.resize(size, Image.LANCZOS) if scale < 1 else picture, name, named)
        for picture, name in zip(pictures, names, strict=True)
    )
    durations = [milliseconds] * len(others) + [last]
    with atomic_write(path) as temporary:
        first.save(temporary, "GIF", save_all=True, append_images=others, duration=durations, loop=0, optimize=True)
    return len(chosen)


def opened(frame):
    """A frame as a Pillow image in RGB."""
    if isinstance(frame, str | pathlib.Path):
        with Image.open(frame) as picture:
            return picture.convert("RGB")
    return Image.fromarray(frame[..., 0] if frame.shape[-1] == 1 else frame).convert("RGB")


def framed(picture, name, named):
    """The image below its name, with few colors, for a small file."""
    if named:
        taller = Image.new("RGB", (picture.width, picture.height + STRIP), "white")
        taller.paste(picture, (0, STRIP))
        font = ImageFont.load_default(15)
        ImageDraw.Draw(taller).text((picture.width / 2, STRIP / 2), name, "black", font, anchor="mm")
        picture = taller
    return picture.quantize(COLORS, dither=Image.Dither.NONE)
