"""Histograms of the players' gradients for TensorBoard."""

import keras
import tensorflow as tf

from tfgan_zoo import explain, plots
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.saving.atomic import naming


class GradientHistograms(keras.callbacks.Callback):
    """Writes a histogram of each variable's gradient after every n epochs: decimal logarithms of its magnitudes.

    The gradients are those of one step on the same batch each time, which is then undone: the game, its random states
    and its optimizers do not change by a bit, so training is the same with this callback and without. The cost is one
    uncompiled step per epoch.

    Args:
        folder: where the event files go, as for `Events`.
        batch: a batch as in `fit`: images (batch, ...), or (images, labels), or a pair of domains.
        every: number of epochs between histograms.

    Raises:
        ValueError: if `every` is below 1.

    Example:
        >>> batch = next(iter(batches))
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[GradientHistograms("events", batch)])
    """

    def __init__(self, folder, batch, every=1):
        super().__init__()
        check_at_least_one(self, every=every)
        self.folder = str(folder)
        self.batch = batch
        self.every = every

    def on_train_begin(self, logs=None):
        with naming(self.folder):
            self.writer = tf.summary.create_file_writer(self.folder)

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % self.every:
            return
        gradients = explain.player_gradients(self.model, self.batch)
        with naming(self.folder), self.writer.as_default(int(self.model.steps.numpy())):
            for player, found in gradients.items():
                for path, gradient in found.items():
                    logarithms, zeros = plots.log_magnitudes(gradient)
                    tf.summary.histogram(f"gradients/{player}/{path}", logarithms)
                    tf.summary.scalar(f"zero_gradients/{player}/{path}", zeros)
            self.writer.flush()

    def on_train_end(self, logs=None):
        self.writer.close()
