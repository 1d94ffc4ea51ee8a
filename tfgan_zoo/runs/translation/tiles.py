"""Pictures of any size through a network, whole or piece by piece."""

import math

import numpy as np

LARGEST_TILE = 512  # pixels a side, without what is seen around it; larger ones are not faster
PASSES = 3  # times a layer's inputs and outputs that a network holds at once, as measured: benchmarks/translate.py
GIB = 2**30


def tile_size(extent, size, memory):
    """Side of the tiles that a picture is translated in; None for the whole picture at once.

    Args:
        extent: `networks.Extent` of the network.
        size: (height, width) of the picture.
        memory: bytes that a pass of the network may take.

    Raises:
        ValueError: if the network needs the whole picture, and that more memory; or a tile needs more.
    """
    height, width = extent.padded(*size)
    pixels = memory / (PASSES * extent.pixel_bytes)
    if height * width <= pixels and (extent.reach is None or max(height, width) <= LARGEST_TILE):
        return None
    if extent.reach is None:
        smaller = math.sqrt(pixels / (height * width))
        needed = height * width * PASSES * extent.pixel_bytes / GIB
        near = [max(1, int(side * smaller) // extent.multiple) * extent.multiple for side in (width, height)]
        raise ValueError(
            f"it has {size[1]} x {size[0]} pixels, which the network must see at once, since each pixel of what it "
            f"makes depends on all of them; that takes about {needed:.1f} GiB: reduce it to {near[0]} x {near[1]}, or "
            f"allow more memory (--memory {math.ceil(10 * needed) / 10})"
        )
    side = int(math.sqrt(pixels)) - 2 * margin_of(extent)
    side = min(LARGEST_TILE, side) // extent.multiple * extent.multiple
    if side < max(extent.multiple, margin_of(extent) // 4):
        needed = PASSES * extent.pixel_bytes * (3 * margin_of(extent) + extent.multiple) ** 2 / GIB
        raise ValueError(
            f"a tile of it takes more memory than {memory / GIB:.2g} GiB: allow more (--memory {needed:.2g})"
        )
    return side


def margin_of(extent):
    """Pixels around a tile on which it depends, rounded up to what the network takes."""
    return -(-extent.reach // extent.multiple) * extent.multiple


def num_tiles(size, side):
    """Tiles of a picture of (height, width)."""
    return 1 if side is None else math.prod(-(-pixels // side) for pixels in size)


def strips(extent, size, side, window, network):
    """The translation of a picture, some rows at a time.

    Each tile is translated with all around it on which it depends, which is then cut off, so that the tiles are those
    of the whole picture. What lies beyond its edges, up to a size that the network takes, is cut off as well.

    Args:
        extent: `networks.Extent` of the network.
        size: (height, width) of the picture.
        side: of the tiles in pixels of the picture, as `tile_size` gives it; None for the whole.
        window: function (top, bottom, left, right) -> array of these pixels of the picture, also beyond its edges.
        network: function from such an array to its translation.

    Yields:
        arrays (rows, columns, channels), together the picture from top to bottom.
    """
    height, width = extent.padded(*size)
    rows, columns = translated_size(extent, size)
    side, margin = (max(height, width), 0) if side is None else (side, margin_of(extent))
    for top in range(0, size[0], side):
        row = []
        for left in range(0, size[1], side):
            spans = [
                (start, min(start + side, end), max(start - margin, 0), min(start + side + margin, end))
                for start, end in ((top, height), (left, width))
            ]
            translated = network(window(*(edge for span in spans for edge in span[2:])))
            cuts = [slice(int((a - seen) * extent.scale), int((b - seen) * extent.scale)) for a, b, seen, _ in spans]
            row.append(translated[cuts[0], cuts[1]])
        yield np.concatenate(row, axis=1)[: rows - int(top * extent.scale), :columns]


def translated_size(extent, size):
    """(height, width) of the translation of a picture."""
    return tuple(math.ceil(side * extent.scale) for side in size)
