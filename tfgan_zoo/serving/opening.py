"""Opening of exported generators: what cannot be read, or could do more than compute, is refused."""

import tensorflow as tf

from tfgan_zoo.serving.graph_ops import forbidden_ops

SIGNATURE = "serving_default"


def open_saved_model(folder):
    """Load a SavedModel after a look at its graph.

    Args:
        folder: path of a version.

    Returns:
        the object that `tf.saved_model.load` gives; its signatures work as long as it lives.

    Raises:
        ValueError: if it is damaged or incomplete, has no signature `serving_default`, or its graph has ops that touch
            files or run Python.

    Example:
        >>> model = open_saved_model(tfgan_zoo.serving.export_generator(gan, "saved_models/dcgan"))
        >>> "sample" in model.signatures
        True
    """
    try:
        found = forbidden_ops(folder)
    except Exception as error:  # protobuf's own, of many kinds
        raise unreadable(folder, error) from error
    if found:
        raise ValueError(f"{folder} is refused, since its graph touches files or runs code: {', '.join(found)}.")
    try:
        model = tf.saved_model.load(str(folder))
    except Exception as error:  # TensorFlow's own, likewise
        raise unreadable(folder, error) from error
    if SIGNATURE not in model.signatures:
        names = ", ".join(model.signatures) or "none"
        raise ValueError(f"{folder} has no signature {SIGNATURE}, only {names}: give a generator that was exported.")
    return model


def unreadable(folder, error):
    """The error for a SavedModel that cannot be loaded."""
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return ValueError(f"{folder} is no SavedModel that can be read: {reason}. Copy or export it again.")
