"""Runs signatures of SavedModels in TensorFlow's C++ runtime, without importing tensorflow.

    python tests/helpers/cpp_loader.py SAVED_MODEL SIGNATURE inputs.npz outputs.npz
    python tests/helpers/cpp_loader.py    # the same four, as a list in JSON, in each line of its input

`TF_LoadSessionFromSavedModel` in the wheel's libtensorflow_cc.so.2 is the C door to the loader that TF Serving calls
(tensorflow::LoadSavedModel). So a SavedModel that runs here needs no Python; that is less than "ModelServer answered".
"""

import ctypes
import functools
import importlib.util
import json
import pathlib
import sys

import numpy as np

STRING = 7
STRING_SIZE = 24  # bytes of a TF_TString
DTYPES = {1: np.float32, 3: np.int32, 4: np.uint8, 9: np.int64}  # tensorflow/core/framework/types.proto
HANDLE, SIZE = ctypes.c_void_p, ctypes.c_size_t


class Buffer(ctypes.Structure):
    """TF_Buffer."""

    _fields_ = [("data", HANDLE), ("length", SIZE), ("deallocator", HANDLE)]


class Output(ctypes.Structure):
    """TF_Output: one output of an operation."""

    _fields_ = [("operation", HANDLE), ("index", ctypes.c_int)]


@functools.cache
def load_library():
    """The wheel's C API; its folder is found without importing the package."""
    folder = pathlib.Path(importlib.util.find_spec("tensorflow").submodule_search_locations[0])
    library = ctypes.CDLL(str(folder / "libtensorflow_cc.so.2"))
    for name in ("NewStatus", "NewGraph", "NewSessionOptions", "LoadSessionFromSavedModel", "GraphOperationByName"):
        getattr(library, f"TF_{name}").restype = HANDLE
    for name in ("AllocateTensor", "TensorData", "StringGetDataPointer"):
        getattr(library, f"TF_{name}").restype = HANDLE
    library.TF_NewBuffer.restype = ctypes.POINTER(Buffer)
    library.TF_Message.restype = ctypes.c_char_p
    library.TF_StringGetSize.restype = SIZE
    library.TF_Dim.restype = ctypes.c_int64
    return library


def fields(message):
    """(field number, value) of each field of a protocol buffer in wire format: integers and bytes."""

    def varint():
        nonlocal position
        value = shift = 0
        while True:
            byte = message[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    position = 0
    while position < len(message):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        length = {1: 8, 2: None, 5: 4}[key & 7] or varint()
        yield key >> 3, message[position : position + length]
        position += length


def read_signature(meta_graph, name):
    """({input name: (tensor name, dtype)}, {output name: ...}) from a serialized MetaGraphDef."""
    signatures = {}
    for entry in (value for number, value in fields(meta_graph) if number == 5):  # MetaGraphDef.signature_def
        key_and_value = dict(fields(entry))
        signatures[key_and_value[1].decode()] = key_and_value[2]
    if name not in signatures:
        raise ValueError(f"no signature {name!r}; there are {sorted(signatures)}")
    tensors = ({}, {})
    for number, entry in fields(signatures[name]):
        if number in (1, 2):  # SignatureDef.inputs, .outputs
            key_and_value = dict(fields(entry))
            info = dict(fields(key_and_value[2]))
            tensors[number - 1][key_and_value[1].decode()] = (info[1].decode(), info[2])
    return tensors


class SavedModel:
    """A session on a SavedModel, opened by the C API."""

    def __init__(self, path):
        self.runtime = load_library()
        self.status = HANDLE(self.runtime.TF_NewStatus())
        self.graph = HANDLE(self.runtime.TF_NewGraph())
        meta_graph = self.runtime.TF_NewBuffer()
        options = HANDLE(self.runtime.TF_NewSessionOptions())
        tags = (ctypes.c_char_p * 1)(b"serve")
        self.session = HANDLE(
            self.runtime.TF_LoadSessionFromSavedModel(
                options, None, str(path).encode(), tags, 1, self.graph, meta_graph, self.status
            )
        )
        self.check()
        self.meta_graph = ctypes.string_at(meta_graph.contents.data, meta_graph.contents.length)

    def check(self):
        """Raise the error of the last call, if any."""
        if self.runtime.TF_GetCode(self.status):
            raise RuntimeError(self.runtime.TF_Message(self.status).decode())

    def run(self, signature, arrays):
        """Runs a signature on {input name: array}; returns {output name: array, or list of bytes}."""
        inputs, outputs = read_signature(self.meta_graph, signature)
        if sorted(arrays) != sorted(inputs):
            raise ValueError(f"{signature} takes {sorted(inputs)}, got {sorted(arrays)}")
        feeds = [self.feed(arrays[key], dtype) for key, (_, dtype) in inputs.items()]
        results = (HANDLE * len(outputs))()
        self.runtime.TF_SessionRun(
            self.session, None,
            self.points(inputs), (HANDLE * len(feeds))(*feeds), len(feeds),
            self.points(outputs), results, len(outputs),
            None, 0, None, self.status,
        )  # fmt: skip
        self.check()
        return {key: self.array(result) for key, result in zip(outputs, results, strict=True)}

    def points(self, tensors):
        """TF_Output of each tensor name, "operation:index"."""
        points = []
        for name, _ in tensors.values():
            operation, index = name.split(":")
            points.append(Output(self.runtime.TF_GraphOperationByName(self.graph, operation.encode()), int(index)))
        return (Output * len(points))(*points)

    def feed(self, array, dtype):
        """A TF_Tensor of an input."""
        return self.strings(array) if dtype == STRING else self.tensor(np.asarray(array, DTYPES[dtype]), dtype)

    def strings(self, array):
        """A TF_Tensor with copies of byte strings (batch,)."""
        shape = (ctypes.c_int64 * 1)(len(array))
        tensor = self.runtime.TF_AllocateTensor(STRING, shape, 1, SIZE(STRING_SIZE * len(array)))
        data = self.runtime.TF_TensorData(HANDLE(tensor))
        for index, string in enumerate(map(bytes, array)):
            place = HANDLE(data + STRING_SIZE * index)
            self.runtime.TF_StringInit(place)
            self.runtime.TF_StringCopy(place, string, SIZE(len(string)))
        return tensor

    def tensor(self, array, dtype):
        """A TF_Tensor with a copy of the array."""
        array = np.ascontiguousarray(array)
        shape = (ctypes.c_int64 * array.ndim)(*array.shape)
        tensor = self.runtime.TF_AllocateTensor(dtype, shape, array.ndim, SIZE(array.nbytes))
        ctypes.memmove(self.runtime.TF_TensorData(HANDLE(tensor)), array.ctypes.data, array.nbytes)
        return tensor

    def array(self, tensor):
        """The array in a TF_Tensor; strings (TF_TString) become a list of bytes."""
        tensor = HANDLE(tensor)
        shape = [self.runtime.TF_Dim(tensor, axis) for axis in range(self.runtime.TF_NumDims(tensor))]
        data, count = self.runtime.TF_TensorData(tensor), int(np.prod(shape))
        dtype = self.runtime.TF_TensorType(tensor)
        if dtype == STRING:
            strings = [HANDLE(data + STRING_SIZE * index) for index in range(count)]
            pointers = [self.runtime.TF_StringGetDataPointer(string) for string in strings]
            sizes = [self.runtime.TF_StringGetSize(string) for string in strings]
            return [ctypes.string_at(pointer, size) for pointer, size in zip(pointers, sizes, strict=True)]
        values = ctypes.string_at(data, count * np.dtype(DTYPES[dtype]).itemsize)
        return np.frombuffer(values, DTYPES[dtype]).reshape(shape)


def main(saved_model, signature, inputs, outputs):
    """Runs the signature and proves that tensorflow was not imported."""
    results = SavedModel(saved_model).run(signature, dict(np.load(inputs)))
    # npz keeps byte strings only without their trailing zeros; a PNG file ends in 0x82.
    np.savez(outputs, **{key: np.array(value) for key, value in results.items()})
    if imported := sorted(name for name in sys.modules if name.split(".")[0] in ("tensorflow", "keras")):
        raise RuntimeError(f"imported {imported}")
    print("tensorflow imported: no")


def answer_lines():
    """Answers each line in one: that tensorflow was not imported, or the error."""
    for line in sys.stdin:
        try:
            main(*json.loads(line))
        except Exception as error:
            print(repr(error))
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:]) if sys.argv[1:] else answer_lines()
