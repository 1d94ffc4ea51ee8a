"""Everything that must be equal, to the bit, in an interrupted run and in one that never was."""

import io
import zipfile

import h5py

from tfgan_zoo.callbacks import Table


def bits(folder):
    """What a run left, as a dict from a name to bytes or text."""
    found = {}
    for which in ("last", "best"):
        path = folder / "checkpoints" / f"{which}.keras"
        found |= {f"{which}: {name}": value for name, value in weights(path).items()}
    for row in Table(folder / "losses.csv").rows():
        found |= {f"losses of epoch {row['epoch']}: {name}": row[name] for name in row if name != "seconds"}
    found["metrics"] = (folder / "metrics.csv").read_text()
    pictures = sorted((folder / "samples").iterdir())
    return found | {path.name: path.read_bytes() for path in pictures}


def weights(path):
    """Every variable of a saved game as bytes: networks, optimizers, pools, random state, means."""
    found = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset):
            found[name] = item[()].tobytes()

    with h5py.File(io.BytesIO(zipfile.ZipFile(path).read("model.weights.h5"))) as file:
        file.visititems(keep)
    return found


def differences(folder, whole):
    """Names of what differs between two runs."""
    mine, others = bits(folder), bits(whole)
    return sorted(name for name in {*mine, *others} if mine.get(name) != others.get(name))
