"""Pictures of samples from the same noise after each epoch."""

import pathlib

import keras
import numpy as np


class Samples(keras.callbacks.Callback):
    """Draws samples from fixed noise as `<folder>/epoch-0001.png` and so on.

    Args:
        folder: where the pictures go.
        examples: a dataset from `tfgan_zoo.data`, whose first samples are drawn with the generated ones where that
            helps, and are the input of games that translate; or None.
        num_samples: number of samples; None uses the number that the game's modality shows.
        seed: seed of the noise.

    Example:
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[Samples("samples", examples)])
    """

    def __init__(self, folder, examples=None, num_samples=None, seed=0):
        super().__init__()
        self.folder = pathlib.Path(folder)
        self.examples = examples
        self.num_samples = num_samples
        self.seed = seed

    def on_epoch_end(self, epoch, logs=None):
        title = f"{int(self.model.steps.numpy())} steps"
        path = self.folder / f"epoch-{epoch + 1:04d}.png"
        draw_samples(path, self.model, self.examples, self.num_samples, self.seed, title)


def draw_samples(path, game, examples=None, num_samples=None, seed=0, title="", given=None):
    """Draw a game's samples with its modality.

    Args:
        path: the PNG to write.
        game: any game of `tfgan_zoo.models`.
        examples: a dataset, as for `Samples`.
        num_samples: maximum number of samples; None uses the number that the modality shows.
        seed: seed of the noise; or an array of one for each sample, which says how many there are.
        title: title, for plots that have one.
        given: dict of given inputs; None cycles through the classes, or uses the first examples.
    """
    num_samples = len(seed) if np.ndim(seed) else num_samples or game.modality.num_shown
    if not np.ndim(seed) and game.needs_examples and given is None and examples is not None:
        shown = num_samples if game.drawn_inputs else max(1, num_samples // 2)  # else the given inputs are drawn too
        num_samples = min(shown, examples.num_examples)
    real = None
    if examples is not None and game.modality.draws_real:
        real = examples.first_samples(num_samples)
    samples, inputs = samples_with_inputs(game, num_samples, seed, given, examples)
    given = {name: inputs[name] for name in game.given_inputs}
    game.modality.draw(path, samples, real=real, given=given, title=title)


def write_samples(folder, game, examples=None, num_samples=None, seed=0, given=None):
    """Write samples of a game to files in a folder, with its modality; arguments as for `draw_samples`.

    Returns:
        list of paths.
    """
    num_samples = num_samples or game.modality.num_shown
    if not np.ndim(seed) and game.needs_examples and given is None and examples is not None:
        num_samples = min(num_samples, examples.num_examples)
    samples, _ = samples_with_inputs(game, num_samples, seed, given, examples)
    return game.modality.write(folder, samples)


def samples_with_inputs(game, num_samples, seed, given, examples):
    """Samples (num_samples, ...), and all inputs that they were generated from: a dict of arrays by name."""
    inputs = game.sampler_inputs(num_samples, seed, given, examples)
    inputs = {name: np.asarray(value) for name, value in inputs.items()}
    return game.predict(inputs, verbose=0), inputs
