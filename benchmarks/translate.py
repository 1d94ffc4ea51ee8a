"""Memory and time of translating a large picture in tiles, in a process of its own.

    python benchmarks/translate.py
    python benchmarks/translate.py --source saved_models/srgan_outlined_digits

A picture of noise is enlarged by `networks.srresnet` (untrained, since neither memory nor time depends on the weights),
or by what `--source` names, through `tfgan-zoo translate`. Prints the peak of that process's resident memory, with
Python and TensorFlow, its time by the clock and by the processor. Reads /proc, so it needs Linux.
"""

import argparse
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np
from PIL import Image

from tfgan_zoo import models, networks

KIB, MIB = 2**10, 2**20
CHILD = """
import pathlib, sys
from tfgan_zoo import cli
code = cli.main(["translate", *sys.argv[1:]])
print(pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(code)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", nargs=2, type=int, default=(4000, 3000), metavar=("COLUMNS", "ROWS"))
    parser.add_argument("--source", help="a run, a saved game or an exported generator, in place of an untrained one")
    parser.add_argument("--scale", type=int, default=4, help="of the untrained network")
    parser.add_argument("--width", type=int, default=16, help="feature maps")
    parser.add_argument("--blocks", type=int, default=4)
    parser.add_argument("--memory", default="1.0", help="GiB, as of tfgan-zoo translate")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        picture, large = folder / "picture.png", folder / "large.png"
        write_noise(picture, *arguments.size)
        source = arguments.source or untrained(folder / "srgan.keras", arguments)
        paths = [str(source), str(picture), "--out", str(large)]
        command = [sys.executable, "-c", CHILD, *paths, "--memory", arguments.memory]
        start = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds = time.monotonic() - start
        size, (columns, rows) = large.stat().st_size, size_of(large)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = int(done.stdout.split()[-1]) * KIB / MIB
    network = arguments.source or f"srresnet of width {arguments.width} with {arguments.blocks} blocks"
    print(
        f"{arguments.size[0]} x {arguments.size[1]} to {columns} x {rows}, {network}, --memory {arguments.memory}: "
        f"peak {peak:.0f} MiB, {seconds:.0f} s, of the processor {used.ru_utime + used.ru_stime:.0f} s, a file "
        f"of {size / MIB:.0f} MiB"
    )


def write_noise(path, columns, rows):
    """Write the picture."""
    values = np.random.default_rng(0).integers(0, 256, (rows, columns, 3), "uint8")
    Image.fromarray(values).save(path, compress_level=1)


def untrained(path, arguments):
    """The path to which an untrained game is saved."""
    scale = arguments.scale
    generator = networks.srresnet((8, 8, 3), scale, arguments.width, arguments.blocks)
    game = models.SRGAN(generator, networks.sr_discriminator((8 * scale, 8 * scale, 3), width=2, depth=1))
    game.save(path)
    return path


def size_of(path):
    """(columns, rows) of a picture, of which only the header is read."""
    Image.MAX_IMAGE_PIXELS = None  # Pillow takes as many pixels as these for an attack
    with Image.open(path) as picture:
        return picture.size


if __name__ == "__main__":
    main()
