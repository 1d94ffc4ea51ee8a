"""TensorFlow's tuning of threads and buffers, which the pipelines here go without."""

import tensorflow as tf


def without_autotune(dataset):
    """The dataset with the number of threads it begins with, where it says AUTOTUNE, to its end.

    TensorFlow 2.21 tunes an iterator's threads while it runs, at intervals that double up to a minute, and when the
    iterator is let go of it may fail to wake its tuner: then the end of `fit` waits for the interval's. Batches made
    from arrays in memory, with augmentation, and the reading of TFDS' records were as fast without.
    """
    options = tf.data.Options()
    options.autotune.enabled = False
    return dataset.with_options(options)
