"""Everything that must be bit-identical in an interrupted and an uninterrupted run."""

import io
import zipfile

import h5py

from tfgan_zoo.callbacks import Table


def bits(folder):
    """The output of a run, as a dict from a name to bytes or text."""
    outputs = {}
    for which in ("last", "best"):
        path = folder / "checkpoints" / f"{which}.keras"
        outputs |= {f"{which}: {name}": value for name, value in weights(path).items()}
    for row in Table(folder / "losses.csv").rows():
        outputs |= {f"losses of epoch {row['epoch']}: {name}": row[name] for name in row if name != "seconds"}
    outputs["metrics"] = (folder / "metrics.csv").read_text()
    samples = sorted((folder / "samples").iterdir())
    return outputs | {path.name: path.read_bytes() for path in samples}


def weights(path):
    """Every variable of a saved game as bytes: networks, optimizers, pools, random state, means."""
    values = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset):
            values[name] = item[()].tobytes()

    with h5py.File(io.BytesIO(zipfile.ZipFile(path).read("model.weights.h5"))) as file:
        file.visititems(keep)
    return values


def differences(folder, uninterrupted):
    """Names of the outputs that differ between two runs."""
    mine, others = bits(folder), bits(uninterrupted)
    return sorted(name for name in {*mine, *others} if mine.get(name) != others.get(name))
