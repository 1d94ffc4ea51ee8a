"""What callbacks ask of a game, without the game."""

import types
import zipfile

import keras
import numpy as np

from tfgan_zoo.metrics import Result


class FakeGame:
    """Stands in for a game after some training steps."""

    def __init__(self, higher_is_better=False):
        self.evaluation_metrics = [types.SimpleNamespace(name="score", higher_is_better=higher_is_better)]
        self.weights = [keras.Variable([0.0, 0.0], name="kernel")]
        self.generator_optimizer = self.discriminator_optimizer = types.SimpleNamespace(variables=[])

    def at(self, steps, score=0.0):
        self.steps = types.SimpleNamespace(numpy=lambda: np.int64(steps))
        self.results = [Result("score", score, "none", 10, 10, "test")]
        return self

    def reset_metrics(self):
        pass

    def save(self, path):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("config.json", f"{int(self.steps.numpy())} steps")
            archive.writestr("metadata.json", "")
            archive.writestr("model.weights.h5", "")


def read(path):
    """What a fake game saved."""
    return zipfile.ZipFile(path).read("config.json").decode()


class FakePoints(FakeGame):
    """Samples points."""

    def sample(self, num_samples, seed=0):
        return np.random.default_rng(seed).normal(size=(num_samples, 2))


class FakeImages(FakeGame):
    """Samples images."""

    def sample(self, num_samples, seed=0):
        return np.random.default_rng(seed).uniform(-1, 1, (num_samples, 8, 8, 1))


class FakeTranslator(FakeGame):
    """Translates gray to blue."""

    def predict(self, images, verbose=0):
        assert images.shape[-1] == 1
        return np.tile(np.array([-1.0, -1.0, 1.0]), (*images.shape[:3], 1))


def end_epochs(callbacks, game, scores):
    """Ends an epoch of 10 steps for each score."""
    for callback in callbacks:
        callback.set_model(game)
        callback.on_train_begin()
    for epoch, score in enumerate(scores):
        game.at(10 * (epoch + 1), score)
        for callback in callbacks:
            callback.on_epoch_begin(epoch)
        for callback in callbacks:
            callback.on_epoch_end(epoch, {"generator": 0.5 + epoch, "val_score": score})
    for callback in callbacks:
        callback.on_train_end()
