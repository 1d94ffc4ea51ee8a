"""Disabling of tf.data's autotuning of threads and buffers."""

import tensorflow as tf


def without_autotune(dataset):
    """The dataset with a constant number of threads instead of AUTOTUNE.

    TensorFlow 2.21 tunes an iterator's threads while it runs, at intervals that double up to a minute, and when the
    iterator is released it may fail to wake its tuner: then the end of `fit` waits for the end of the interval. Batches
    from arrays in memory, with augmentation, and reading of TFDS records were as fast without it.
    """
    options = tf.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
