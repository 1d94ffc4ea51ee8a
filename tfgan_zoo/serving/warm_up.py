"""Requests that TF Serving answers when it loads a version, so that no client waits for the first call.

The file is a TFRecord of PredictionLog messages, one for each signature. They are a few nested fields, which are
written here as they are on the wire, so that an export needs no package for them.

Reference: https://www.tensorflow.org/tfx/serving/saved_model_warmup
"""

import pathlib

import tensorflow as tf

from tfgan_zoo.models.base.truncating import TRUNCATION

FILES = "_bytes"  # ending of the name of an input of files
WARM_UP = "assets.extra/tf_serving_warmup_requests"  # where TF Serving looks for it
SIDE = 8  # of a picture that may have any size
# Numbers of fields: PredictionLog.predict_log, PredictLog.request; PredictRequest.model_spec and .inputs;
# ModelSpec.name and .signature_name; key and value of a map.
PREDICT_LOG, REQUEST = 6, 1
MODEL_SPEC, INPUTS = 1, 2
NAME, SIGNATURE_NAME = 1, 3
KEY, VALUE = 1, 2


def write_warm_up(saved_model, model, examples):
    """Write a request for each signature of a version, and leave out what the version itself does not answer.

    Args:
        saved_model: a version's folder.
        model: name of the model.
        examples: name -> array (1, ...), for inputs of which zeros are no example.

    Returns:
        list of the signatures that have a request.

    Example:
        >>> path = serving.export_generator(gan, "saved_models/dcgan_digits")
        >>> write_warm_up(path, "dcgan_digits", {})
        ['png', 'sample', 'serving_default', 'truncated', 'truncated_png']
    """
    loaded = tf.saved_model.load(str(saved_model))
    path = pathlib.Path(saved_model) / WARM_UP
    path.parent.mkdir(exist_ok=True)
    written = []
    with tf.io.TFRecordWriter(str(path)) as writer:
        for name, function in sorted(loaded.signatures.items()):
            specs = function.structured_input_signature[1]
            inputs = {key: tf.constant(examples.get(key, example_of(key, spec))) for key, spec in specs.items()}
            try:
                function(**inputs)
            except tf.errors.OpError:  # what is given must be of a kind that nothing here says
                continue
            writer.write(prediction_log(model, name, inputs))
            written.append(name)
    return written


def example_of(name, spec):
    """An input of one example: zeros, but truncation that is allowed, and a picture's file."""
    if spec.dtype == tf.string:
        black = tf.zeros((SIDE, SIDE, 1), tf.uint8)
        return tf.reshape(tf.io.encode_png(black) if name.endswith(FILES) else tf.constant(""), [1])
    shape = [1, *(size or SIDE for size in spec.shape[1:])]
    return tf.ones(shape, spec.dtype) if name == TRUNCATION else tf.zeros(shape, spec.dtype)


def prediction_log(model, signature, inputs):
    """A PredictionLog message of a request for a signature, as bytes; inputs are tensors by name."""
    spec = field(NAME, model.encode()) + field(SIGNATURE_NAME, signature.encode())
    entries = b"".join(
        field(INPUTS, field(KEY, name.encode()) + field(VALUE, tf.make_tensor_proto(tensor).SerializeToString()))
        for name, tensor in inputs.items()
    )
    return field(PREDICT_LOG, field(REQUEST, field(MODEL_SPEC, spec) + entries))


def field(number, content):
    """A field of a message that holds bytes: a text, or another message."""
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(number):
    """A number in groups of seven bits, the lowest first."""
    low, high = number & 127, number >> 7
    return bytes([low | 128]) + varint(high) if high else bytes([low])
