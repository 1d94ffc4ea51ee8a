"""Import of TF-GAN on current TensorFlow.

TF-GAN 2.1.0, its last release, needs `tf.estimator`, which TensorFlow 2.16 removed. A stub during the import is enough:
its losses and its metrics need no estimator. The following then works eagerly, on tensors: `losses.wargs.*`,
`eval.*_from_activations`, `eval.*_from_logits`, sliced Wasserstein. Its training does not.
"""

import importlib
import sys
import types

import keras
import tensorflow as tf

from tfgan_zoo.metrics.inception import INCEPTION_NAME, InceptionInput

_ESTIMATOR = "tensorflow_gan.python.estimator"


def tensorflow_gan():
    """Import TF-GAN, and remove the stub again.

    Returns:
        The module `tensorflow_gan`.

    Raises:
        ImportError: if it is not installed.

    Example:
        >>> tfgan = tensorflow_gan()
        >>> distance = tfgan.eval.frechet_classifier_distance_from_activations
    """
    if "tensorflow_gan" in sys.modules:
        return sys.modules["tensorflow_gan"]
    missing = not hasattr(tf, "estimator")
    sys.modules[_ESTIMATOR] = types.ModuleType(_ESTIMATOR)
    if missing:
        tf.estimator = types.SimpleNamespace(SessionRunHook=tf.compat.v1.train.SessionRunHook)
    try:
        return importlib.import_module("tensorflow_gan")
    except ImportError as error:
        raise ImportError(f"TF-GAN could not be imported ({error}). Install it: pip install tensorflow-gan") from error
    finally:
        sys.modules.pop(_ESTIMATOR, None)
        if missing:
            del tf.estimator


def inception_from_hub(module=None):
    """The 2048 features of the same Inception from TF-GAN's TF-Hub module, as an alternative copy.

    Args:
        module: handle or folder of the TF-Hub module; None for TF-GAN's own URL (needs a network the first time).

    Returns:
        `keras.Model` named "inception-2015-12-05-2048", from float32 images in [-1, 1] of any size to (batch, 2048).

    Raises:
        ImportError: if TF-GAN is not installed.
        OSError: if the module cannot be downloaded.
    """
    evaluation = tensorflow_gan().eval
    import tensorflow_hub  # comes with TF-GAN

    loaded = tensorflow_hub.load(module or evaluation.INCEPTION_TFHUB)
    images = keras.Input((None, None, None), name="images")
    features = _HubFeatures(loaded, evaluation.INCEPTION_FINAL_POOL, dtype="float32", name="pool_3")
    return keras.Model(images, features(InceptionInput(dtype="float32")(images)), name=f"{INCEPTION_NAME}-2048")


class _HubFeatures(keras.layers.Layer):
    """One output of a loaded TF-Hub module, flattened."""

    def __init__(self, module, output, **kwargs):
        super().__init__(trainable=False, **kwargs)
        self.module = module
        self.output_name = output

    def call(self, images):
        outputs = self.module(images)[self.output_name]
        return tf.reshape(outputs, [tf.shape(outputs)[0], 2048])

    def compute_output_shape(self, input_shape):
        return (input_shape[0], 2048)
