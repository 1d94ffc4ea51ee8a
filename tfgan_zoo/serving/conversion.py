"""An exported generator as one file for other runtimes: ONNX (servers, browsers) and LiteRT (phones, boards).

Both are made from the signature `serving_default`, which takes latents and whatever is given: seeds are drawn by ops
that neither format has. What is written was opened by its own runtime, run, and compared with the SavedModel.
"""

import contextlib
import importlib
import logging
import pathlib
import re

import numpy as np
import tensorflow as tf

from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.serving.card import read_num_classes
from tfgan_zoo.serving.opening import SIGNATURE, open_saved_model

OPSET = 18  # of ONNX; the newest that tf2onnx writes right
TOLERANCE = 1e-4  # of the largest difference from the SavedModel
BATCH_SIZES = (1, 3)
SIZE = 32  # of a dimension that may have any
NUM_CLASSES = 2  # from which labels are drawn where a SavedModel does not say how many there are


def convert(saved_model, path, format):
    """Convert an exported generator, and compare what the result gives with what the SavedModel gives.

    Inputs and output have the names that they have in the SavedModel; but in ONNX, an output that has the name of an
    input is called "generated".

    Args:
        saved_model: a version's folder.
        path: the file to write, `.onnx` or `.tflite`.
        format: "onnx" or "litert".

    Returns:
        the largest absolute difference from the SavedModel, over random inputs.

    Raises:
        ValueError: if the format has no such op or type (named), or the results differ by more than 1e-4; nothing is
            written then. Or if the packages of the extra `convert` are not installed.
        OSError: if the file cannot be written.

    Example:
        >>> import onnxruntime
        >>> difference = convert(serving.export_generator(gan, "saved_models/dcgan"), "dcgan.onnx", "onnx")
        >>> session = onnxruntime.InferenceSession("dcgan.onnx")
        >>> (images,) = session.run(["images"], {"latents": np.zeros((16, 100), "float32")})
    """
    write, run = {"onnx": (write_onnx, run_onnx), "litert": (write_litert, run_litert)}[format]
    network = Signature(saved_model)
    with atomic_write(pathlib.Path(path)) as temporary:
        write(network, temporary)
        difference = largest_difference(network, run(network, temporary))
        if not difference <= TOLERANCE:
            raise ValueError(
                f"the generator in {format} gives results that differ from the SavedModel's by up to {difference:.2g}; "
                f"expected at most {TOLERANCE:g}: serve the SavedModel itself."
            )
    return difference


class Signature:
    """The signature that is converted, with inputs to try it on.

    Args:
        folder: path of a SavedModel's version.

    Attributes:
        specs: name -> `tf.TensorSpec` of each input.
        output: name of the output.

    Raises:
        ValueError: if an input is text, which neither format takes.
    """

    def __init__(self, folder):
        self.folder = folder
        self.model = open_saved_model(folder)  # whose variables live as long as this
        self.function = self.model.signatures[SIGNATURE]
        self.specs = dict(self.function.structured_input_signature[1])
        texts = [name for name, spec in self.specs.items() if spec.dtype == tf.string]
        if texts:
            raise ValueError(f"the input {texts[0]!r} is text, which other runtimes do not take: serve the SavedModel.")
        (self.output,) = self.function.structured_outputs
        self.num_classes = read_num_classes(folder) or NUM_CLASSES

    @property
    def onnx_output(self):
        """Name of the output in ONNX, where an input and an output of one name would be a cycle."""
        return "generated" if self.output in self.specs else self.output

    def __call__(self, inputs):
        """The output for inputs by name."""
        return self.function(**inputs)[self.output]

    def inputs(self, batch_size):
        """Random inputs by name."""
        random = np.random.default_rng(batch_size)
        return {name: self.drawn(random, spec, batch_size) for name, spec in self.specs.items()}

    def drawn(self, random, spec, batch_size):
        """A random array for an input: integers that are classes, numbers from -1 to 1."""
        shape = (batch_size, *(size or SIZE for size in spec.shape[1:]))
        if spec.dtype.is_integer:
            return random.integers(self.num_classes, size=shape).astype(spec.dtype.as_numpy_dtype)
        return random.uniform(-1, 1, shape).astype(spec.dtype.as_numpy_dtype)


def largest_difference(network, run):
    """The largest absolute difference of a converted network, a function of inputs by name, from the original."""
    differences = []
    for batch_size in BATCH_SIZES:
        inputs = network.inputs(batch_size)
        expected = network({name: tf.constant(value) for name, value in inputs.items()}).numpy()
        found = run(inputs)
        differences.append(
            np.abs(found.astype(np.float64) - expected).max() if found.shape == expected.shape else np.inf
        )
    return float(max(differences))


def write_onnx(network, path):
    """Write an ONNX file, whose batch may have any size."""
    convert_module, onnx = installed("tf2onnx.convert"), installed("onnx")
    specs = list(network.specs.values())
    name = network.onnx_output
    function = tf.function(lambda *inputs: {name: network(dict(zip(network.specs, inputs, strict=True)))})
    with silenced("tf2onnx"):
        # It logs what it cannot convert, and writes the file all the same.
        model, _ = convert_module.from_function(function, specs, opset=OPSET)
    unknown = {node.op_type for node in model.graph.node if not onnx.defs.has(node.op_type, node.domain)}
    if unknown:
        raise no_such_ops("ONNX", unknown)
    onnx.save(model, str(path))


def run_onnx(network, path):
    """A function from inputs by name to the output of an ONNX file."""
    session = installed("onnxruntime").InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda inputs: session.run([network.onnx_output], inputs)[0]


def write_litert(network, path):
    """Write a LiteRT file, whose batch may have any size."""
    installed("ai_edge_litert.interpreter")
    converter = tf.lite.TFLiteConverter.from_saved_model(str(network.folder), signature_keys=[SIGNATURE])
    with silenced("absl"):
        try:
            content = converter.convert()
        except Exception as error:  # an error of MLIR's, of a class that TensorFlow does not export
            ops = re.findall(r"(?<=tf\.)[A-Z]\w+", str(error))
            if not ops:
                raise
            raise no_such_ops("LiteRT", ops) from error
    path.write_bytes(content)


def run_litert(network, path):
    """A function from inputs by name to the output of a LiteRT file."""
    interpreter = installed("ai_edge_litert.interpreter").Interpreter(model_path=str(path))
    run = interpreter.get_signature_runner()
    return lambda inputs: run(**inputs)[network.output]


def installed(name):
    """A module of the extra `convert`.

    Raises:
        ValueError: if it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        raise ValueError(f"this needs {package}, which is not installed: pip install 'tfgan-zoo[convert]'.") from error


def no_such_ops(title, ops):
    """The error of ops that a format has not."""
    return ValueError(
        f"the generator has ops that {title} has not: {', '.join(sorted(set(ops)))}. Write those layers with others, "
        "or serve the SavedModel itself."
    )


@contextlib.contextmanager
def silenced(name):
    """Keep a library's logger from all but errors."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
