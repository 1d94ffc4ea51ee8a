import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tests.helpers.tiny_autoencoder import autoencoding_players, differences
from tfgan_zoo import models


def began(**options):
    return compiled(models.BEGAN(*autoencoding_players(), **options))


def step(game, data, generator):
    """The terms reported by a step with these errors."""
    return game.report({"data": np.float32(data), "samples": np.float32(0), "generator": np.float32(generator)})


def test_the_balance_weights_the_error_on_samples():
    game = began()
    game.balance.assign(0.25)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    energy, fake_energy = (np.abs(differences(points)).mean() for points in (real, fake))
    terms = game.discriminator_loss(real, fake)
    assert float(terms["data"]) == pytest.approx(energy, rel=1e-5)
    assert float(terms["samples"]) == pytest.approx(-0.25 * fake_energy, rel=1e-4)
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(fake_energy, rel=1e-5)


def test_the_balance_is_updated_once_per_step_toward_the_ratio_gamma():
    game = began(gamma=0.5, balance_rate=0.1)
    assert float(game.balance) == 0
    logs = step(game, data=2.0, generator=0.5)
    assert float(game.balance) == pytest.approx(0.1 * (0.5 * 2.0 - 0.5))
    assert float(logs["balance"]) == pytest.approx(0.05)
    assert float(logs["convergence"]) == pytest.approx(2.0 + 0.5)
    step(game, data=2.0, generator=1.0)
    assert float(game.balance) == pytest.approx(0.05)
    step(game, data=2.0, generator=9.0)
    assert float(game.balance) == 0


def test_a_skipped_step_does_not_change_the_balance():
    game = began(balance_rate=0.1)
    step(game, data=2.0, generator=0.5)
    step(game, data=np.nan, generator=0.5)
    assert float(game.balance) == pytest.approx(0.05)


def test_invalid_arguments_are_refused_at_construction():
    for gamma in (0.0, 1.0, -0.5, float("nan")):
        with pytest.raises(ValueError, match=r"must be in \(0, 1\)"):
            began(gamma=gamma)
    for balance_rate in (0.0, float("nan")):
        with pytest.raises(ValueError, match="takes balance_rate as a number above 0"):
            began(balance_rate=balance_rate)
    with pytest.raises(ValueError, match="must be an autoencoder"):
        models.BEGAN(*linear_players())
