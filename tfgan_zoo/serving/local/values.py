"""TF Serving's JSON: what a request says as arrays, and arrays as what an answer says.

Reference: https://www.tensorflow.org/tfx/serving/api_rest
"""

import base64
import binascii

import numpy as np
import tensorflow as tf

from tfgan_zoo.serving.warm_up import FILES

ROWS, COLUMNS = "instances", "inputs"  # the two formats of a request; a row is one example with all its inputs
ANSWERS = {ROWS: "predictions", COLUMNS: "outputs"}


class Refused(ValueError):
    """A request that cannot be answered; the message is for the client, and has nothing of the server's own."""


def read_request(body, signatures):
    """What a request asks for.

    Args:
        body: its JSON, as Python values.
        signatures: name -> the specs of its inputs, dicts of `tf.TensorSpec` by name.

    Returns:
        name of the signature, dict of arrays by name with a common number of rows, and the format of the answer.

    Raises:
        Refused: if it is not such a request.

    Example:
        >>> read_request({"instances": [0, 1]}, {"serving_default": {"seed": tf.TensorSpec((None,), tf.int32)}})
        ('serving_default', {'seed': array([0, 1], dtype=int32)}, 'instances')
    """
    if not isinstance(body, dict):
        raise Refused(f"received {kind_of(body)}; expected an object with {ROWS!r} or {COLUMNS!r}.")
    name = signature_of(body.get("signature_name", "serving_default"), signatures)
    formats = [key for key in (ROWS, COLUMNS) if key in body]
    if len(formats) != 1:
        raise Refused(f"received {' and '.join(formats) or 'neither'}; expected one of {ROWS!r} and {COLUMNS!r}.")
    (format,) = formats
    specs = signatures[name]
    columns = columns_of_rows(body[ROWS], specs) if format == ROWS else named(body[COLUMNS], specs)
    arrays = {key: read_array(key, columns[key], spec) for key, spec in specs.items()}
    check_arrays(arrays)
    return name, arrays, format


def signature_of(name, signatures):
    """The name of a signature that there is.

    Raises:
        Refused: if there is no such.
    """
    if not isinstance(name, str) or name not in signatures:
        raise Refused(f"there is no signature {shown(name)}; there are {', '.join(sorted(signatures))}.")
    return name


def check_arrays(arrays):
    """Refuse arrays by name that have not the same number of rows, or numbers that are not finite."""
    counts = {key: len(array) for key, array in arrays.items()}
    if len(set(counts.values())) > 1:
        received = ", ".join(f"{key} {count}" for key, count in sorted(counts.items()))
        raise Refused(f"inputs differ in their number of rows: {received}.")
    for key, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            raise Refused(f"{key} has numbers that are not finite as {array.dtype}.")


def columns_of_rows(rows, specs):
    """Whole columns by name, from rows."""
    if not isinstance(rows, list):
        raise Refused(f"{ROWS} is {kind_of(rows)}; expected a list, one element for each example.")
    rows = [named(row, specs) for row in rows]
    return {name: [row[name] for row in rows] for name in specs}


def named(value, specs):
    """Values by name; a signature of one input needs no name."""
    if isinstance(value, dict) and not is_bytes(value):
        if set(value) != set(specs):
            received = ", ".join(map(shown, value)) or "nothing"
            raise Refused(f"received {received}; expected exactly {', '.join(sorted(specs))}.")
        return value
    if len(specs) > 1:
        raise Refused(f"received {kind_of(value)}; expected an object with {', '.join(sorted(specs))}.")
    return dict.fromkeys(specs, value)


def read_array(name, value, spec):
    """An input as an array of its type and shape.

    Raises:
        Refused: if it is of another.
    """
    expected = f"expected {spec.dtype.name} of shape {described(spec.shape)}"
    value = decoded(value) if spec.dtype == tf.string else value
    try:
        array = np.asarray(value)
    except ValueError as error:  # lists of different lengths
        raise Refused(f"{name} has rows of different shapes; {expected}.") from error
    if not spec.shape.is_compatible_with(array.shape):
        raise Refused(f"{name} has the shape {array.shape}; {expected}.")
    if spec.dtype != tf.string and has_booleans(value):  # which NumPy reads as numbers, if there are others
        raise Refused(f"{name} has values that are {kind_of(True)}; {expected}.")
    kinds = {"string": "SO", "float": "if", "integer": "i"}
    kind = "string" if spec.dtype == tf.string else "integer" if spec.dtype.is_integer else "float"
    if array.size and array.dtype.kind not in kinds[kind]:
        raise Refused(f"{name} has values that are {kind_of(array.ravel().tolist()[0])}; {expected}.")
    if kind == "integer" and array.size and not spec.dtype.min <= array.min() <= array.max() <= spec.dtype.max:
        raise Refused(f"{name} has numbers from {array.min()} to {array.max()}, beyond {spec.dtype.name}.")
    with np.errstate(over="ignore"):  # what is beyond a type becomes infinite, and is refused
        return array.astype(object if kind == "string" else spec.dtype.as_numpy_dtype)


def has_booleans(value):
    """Whether a JSON value is, or holds at any depth of lists, true or false."""
    if not isinstance(value, list):
        return isinstance(value, bool)
    kinds = set(map(type, value))
    return bool in kinds or (list in kinds and any(map(has_booleans, value)))


def decoded(value):
    """Texts as bytes, also of {"b64": ...}, at any depth of lists."""
    if isinstance(value, list):
        return [decoded(part) for part in value]
    if is_bytes(value):
        try:
            return base64.b64decode(value["b64"], validate=True)
        except (binascii.Error, TypeError) as error:
            raise Refused(f"{shown(value['b64'])} is not base64.") from error
    return value.encode() if isinstance(value, str) else value


def is_bytes(value):
    """Whether a value stands for bytes."""
    return isinstance(value, dict) and set(value) == {"b64"}


def write_answer(outputs, format):
    """The answer's JSON value, of the outputs by name, arrays with a common number of rows."""
    values = {name: encoded(name, array) for name, array in outputs.items()}
    if len(values) == 1:
        (answer,) = values.values()
    elif format == ROWS:
        answer = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    else:
        answer = values
    return {ANSWERS[format]: answer}


def encoded(name, array):
    """An output as JSON: strings as text, but those of an output whose name ends in _bytes as {"b64": ...}."""
    if array.dtype == object and not name.endswith(FILES):
        return [value.decode(errors="replace") for value in array]
    if array.dtype == object:
        return [{"b64": base64.b64encode(value).decode()} for value in array]
    return array


def kind_of(value):
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "text", bytes: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def described(shape):
    """A shape in words, such as (batch, 64)."""
    return f"({', '.join(['batch', *('any' if size is None else str(size) for size in shape[1:])])})"


def shown(value, limit=60):
    """The beginning of a client's value, for an error message."""
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}..."
