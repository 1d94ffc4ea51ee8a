"""What callbacks ask of a game, without the game."""

import types
import zipfile

import keras
import numpy as np

from tfgan_zoo import modalities
from tfgan_zoo.metrics import Result
from tfgan_zoo.preferences import preference_of


class FakeGame:
    """Stands in for a game after some training steps."""

    def __init__(self, higher_is_better=False, best_value=None):
        self.judge = types.SimpleNamespace(name="score", higher_is_better=higher_is_better, best_value=best_value)
        self.evaluation_metrics = [self.judge]
        self.weights = [keras.Variable([0.0, 0.0], name="kernel")]
        self.optimizers = {"generator": types.SimpleNamespace(variables=[])}

    def at(self, steps, score=0.0):
        self.steps = types.SimpleNamespace(numpy=lambda: np.int64(steps))
        better = preference_of(self.judge)
        self.results = [Result("score", score, "none", 10, 10, "test", better=better)]
        return self

    def phase_at(self, step):
        return None

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


class FakeSampler(FakeGame):
    """Samples from a seed alone."""

    drawn_inputs, given_inputs, needs_examples = ("latents",), (), False

    def sampler_inputs(self, num_samples, seed=0, given=None, examples=None):
        return {"latents": np.random.default_rng(seed).uniform(-1, 1, (num_samples, 128))}


class FakePoints(FakeSampler):
    """Samples points."""

    modality = modalities.Points()

    def predict(self, inputs, verbose=0):
        return inputs["latents"][:, :2]


class FakeImages(FakeSampler):
    """Samples images."""

    modality = modalities.Image()

    def predict(self, inputs, verbose=0):
        return inputs["latents"][:, :64].reshape(-1, 8, 8, 1)


class FakeTranslator(FakeGame):
    """Translates gray to blue."""

    modality = modalities.Image()
    drawn_inputs, given_inputs, needs_examples = (), ("source",), True

    def sampler_inputs(self, num_samples, seed=0, given=None, examples=None):
        return {"source": examples.first_samples(num_samples)}

    def predict(self, inputs, verbose=0):
        images = inputs["source"]
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
