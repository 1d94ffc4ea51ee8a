"""Pictures of the same samples after each epoch."""

import pathlib

import keras
import numpy as np

from tfgan_zoo import plots


class Samples(keras.callbacks.Callback):
    """Draws samples from fixed noise into `<folder>/epoch-0001.png` and so on.

    Args:
        folder: where the pictures go.
        real: real samples to draw beside them: points are drawn below the samples, and a game that translates images
            translates these. Floats in [-1, 1].
        num_samples: how many.
        seed: of the noise.

    Example:
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[Samples("samples", real)])
    """

    def __init__(self, folder, real, num_samples=64, seed=0):
        super().__init__()
        self.folder = pathlib.Path(folder)
        self.real = real
        self.num_samples = num_samples
        self.seed = seed

    def on_epoch_end(self, epoch, logs=None):
        title = f"{int(self.model.steps.numpy())} steps"
        path = self.folder / f"epoch-{epoch + 1:04d}.png"
        draw_samples(path, self.model, self.real, self.num_samples, self.seed, title)


def draw_samples(path, game, real, num_samples, seed, title=""):
    """Draw a game's samples: a grid of images, points over real points, or inputs above their translations.

    Args:
        path: the PNG to write.
        game: any game of `tfgan_zoo.models`.
        real: real samples, floats in [-1, 1].
        num_samples: how many; of a translator, inputs and outputs together.
        seed: of the noise.
        title: printed above points.
    """
    if not hasattr(game, "sample"):  # it translates images
        inputs = np.asarray(real[: num_samples // 2], np.float32)
        outputs = game.predict(inputs, verbose=0)
        plots.save_png(path, translations(inputs, outputs))
        return
    samples = game.sample(num_samples, seed=seed)
    if samples.ndim == 2:
        plots.scatter(path, real, samples, title)
    else:
        plots.save_png(path, plots.image_grid(samples))


def translations(inputs, outputs, columns=8):
    """Rows of inputs, each above the row of their translations."""
    columns = min(columns, len(inputs))
    channels = max(inputs.shape[-1], outputs.shape[-1])  # gray is shown beside colors
    pairs = []
    for start in range(0, len(inputs) - columns + 1, columns):
        for images in (inputs, outputs):
            row = plots.pixels(images[start : start + columns])
            pairs.append(np.broadcast_to(row, (*row.shape[:-1], channels)))
    return plots.image_grid(np.concatenate(pairs), columns)
