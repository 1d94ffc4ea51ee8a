"""Real and generated series in one plane are compared by their values."""

import numpy as np

from tests.pictures.subjects import GameSubject
from tfgan_zoo import data, models, networks, plots
from tfgan_zoo.pictures.kinds import features


def test_series_are_compared_by_the_values_of_all_their_steps(monkeypatch):
    waves, seen = data.load("sines", "test"), []
    players = networks.rcgan_generator(waves.shape, 4), networks.rcgan_discriminator(waves.shape, 4)
    game = models.RCGAN(*players, modality=waves.modality)

    def embedding(path, real, fake, title, seed):
        seen.append((real, fake, title))
        return np.array([0.5, 0.25]), np.array([0.25, 0.125])

    monkeypatch.setattr(plots, "embedding", embedding)
    subject = GameSubject(game, waves)
    said = features.draw("", subject, num=12, space="features")
    ((real, fake, title),) = seen
    np.testing.assert_allclose(real, waves.samples[:12].reshape(12, -1), atol=1e-6)
    np.testing.assert_allclose(fake, subject.samples(12).reshape(12, -1), atol=1e-5)
    assert title == "tiny: values of all steps"
    assert said == "both components explain 75% of the real and 38% of the generated samples' variance"
