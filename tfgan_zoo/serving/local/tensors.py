"""The tensors of a gRPC request as arrays."""

import math

import tensorflow as tf

from tfgan_zoo.serving.local.values import Refused, check_arrays, described, shown, signature_of

LARGEST_ELEMENT = 16  # bytes of one, whatever its type: complex128


def read_tensors(request, signatures, max_bytes):
    """What a PredictRequest asks for.

    Args:
        request: the message.
        signatures: name -> the specs of its inputs, dicts of `tf.TensorSpec` by name.
        max_bytes: of all arrays. A message can be far smaller: one value may stand for all of a tensor.

    Returns:
        name of the signature, and dict of arrays by name with a common number of rows.

    Raises:
        Refused: if it is not such a request.
    """
    name = signature_of(request.model_spec.signature_name or "serving_default", signatures)
    specs = signatures[name]
    if set(request.inputs) != set(specs):
        received = ", ".join(map(shown, sorted(request.inputs))) or "nothing"
        raise Refused(f"received {received}; expected exactly {', '.join(sorted(specs))}.")
    size = sum(size_of(tensor) for tensor in request.inputs.values())
    if size > max_bytes:
        raise Refused(f"the inputs are {size} bytes; expected at most {max_bytes}.")
    arrays = {key: read_tensor(key, request.inputs[key], spec) for key, spec in specs.items()}
    check_arrays(arrays)
    return name, arrays


def size_of(tensor):
    """Bytes of a tensor's array, in which the last value that is given stands for those that are not."""
    elements = math.prod(max(dimension.size, 0) for dimension in tensor.tensor_shape.dim)
    if tensor.dtype == tf.string.as_datatype_enum:
        sizes = [len(value) for value in tensor.string_val]
        return sum(sizes) + max(elements - len(sizes), 0) * max(sizes, default=0)
    return elements * LARGEST_ELEMENT


def read_tensor(name, tensor, spec):
    """An input as an array of its type and shape.

    Raises:
        Refused: if it is of another.
    """
    expected = f"expected {spec.dtype.name} of shape {described(spec.shape)}"
    if tensor.dtype != spec.dtype.as_datatype_enum:
        raise Refused(f"{name} has another type; {expected}.")
    shape = [dimension.size for dimension in tensor.tensor_shape.dim]
    if tensor.tensor_shape.unknown_rank or any(size < 0 for size in shape) or not spec.shape.is_compatible_with(shape):
        raise Refused(f"{name} has the shape {shown(tuple(shape))}; {expected}.")
    try:
        return tf.make_ndarray(tensor)
    except (ValueError, TypeError) as error:
        raise Refused(f"{name} has not as many values as its shape {shown(tuple(shape))} needs; {expected}.") from error
