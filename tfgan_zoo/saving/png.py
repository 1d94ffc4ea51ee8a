"""PNG files that are written some rows at a time, so that a picture may be larger than memory.

Reference: https://www.w3.org/TR/png-3/, sections 5, 9 and 11.
"""

import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}  # by the number of channels: gray, gray and alpha, RGB, RGBA
SUB = 1  # the filter: of each value the difference from the pixel to the left
LEVEL = 6  # of the compression


class PNGWriter:
    """A PNG that grows from its first row to its last.

    Args:
        file: binary file that is open for writing.
        size: (height, width).
        channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.
        bits: of a value, 8 or 16.

    Example:
        >>> with open("gray.png", "wb") as file:
        ...     writer = PNGWriter(file, (2, 3), channels=1, bits=8)
        ...     writer.write(np.zeros((2, 3, 1), "uint8"))
        ...     writer.close()
    """

    def __init__(self, file, size, channels, bits):
        self.file = file
        self.stored = np.dtype(f">u{bits // 8}")  # the higher byte first
        self.compressor = zlib.compressobj(LEVEL)
        file.write(SIGNATURE)
        self.chunk(b"IHDR", struct.pack(">IIBBBBB", size[1], size[0], bits, COLOR_TYPES[channels], 0, 0, 0))

    def write(self, rows):
        """Add rows of the picture: (rows, width, channels)."""
        count, width, channels = rows.shape
        step = channels * self.stored.itemsize  # bytes of a pixel
        values = np.ascontiguousarray(rows, self.stored).view(np.uint8).reshape(count, width * step)
        filtered = np.empty((count, 1 + width * step), np.uint8)
        filtered[:, 0] = SUB
        filtered[:, 1 : 1 + step] = values[:, :step]
        np.subtract(values[:, step:], values[:, :-step], out=filtered[:, 1 + step :])  # modulo 256
        self.chunk(b"IDAT", self.compressor.compress(filtered))

    def close(self):
        """Add the file's end."""
        self.chunk(b"IDAT", self.compressor.flush())
        self.chunk(b"IEND", b"")

    def chunk(self, name, data):
        """Write a chunk; one of pixels without bytes is left out."""
        if data or name == b"IEND":
            self.file.write(struct.pack(">I", len(data)) + name + data)
            self.file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(name))))
