"""Events for TensorBoard."""

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

from tfgan_zoo.saving.atomic import naming


class Events(keras.callbacks.Callback):
    """Writes every term, every metric and the newest picture of samples at the game's own training step.

    `keras.callbacks.TensorBoard` counts epochs, starts over when a run is resumed, and has no images.

    Args:
        folder: where the event files go.
        pictures: folder of the pictures that `Samples` draws, or None. List `Samples` before this callback.

    Example:
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[Events("events")])
    """

    def __init__(self, folder, pictures=None):
        super().__init__()
        self.folder = str(folder)
        self.pictures = pictures

    def on_train_begin(self, logs=None):
        with naming(self.folder):
            self.writer = tf.summary.create_file_writer(self.folder)

    def on_epoch_end(self, epoch, logs=None):
        step = int(self.model.steps.numpy())
        with naming(self.folder), self.writer.as_default(step):
            for name, value in (logs or {}).items():
                kind = "metrics" if name.startswith("val_") else "losses"
                tf.summary.scalar(f"{kind}/{name.removeprefix('val_')}", value)
            if self.pictures is not None:
                with Image.open(self.pictures / f"epoch-{epoch + 1:04d}.png") as picture:
                    tf.summary.image("samples", np.asarray(picture.convert("RGB"))[None])
            self.writer.flush()

    def on_train_end(self, logs=None):
        self.writer.close()
