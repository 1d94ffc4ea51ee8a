"""f-GAN with linear networks, whose logits are known."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tfgan_zoo import losses, models

WEIGHTS = (0.6, -0.8)


def samples():
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    return (real, fake), (real @ WEIGHTS, fake @ WEIGHTS)


def test_the_players_optimize_the_bound_of_the_chosen_divergence():
    game = models.FGAN(*linear_players(WEIGHTS), losses.KullbackLeibler())
    given, (real, fake) = samples()
    expected = -(real.mean() - np.exp(fake - 1).mean())
    assert float(game.discriminator_loss(*given)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    assert float(game.generator_loss(*given)["generator"]) == pytest.approx(-np.exp(fake - 1).mean(), rel=1e-5)


def test_the_non_saturating_generator_maximizes_the_activation_of_its_logits():
    game = models.FGAN(*linear_players(WEIGHTS), losses.SquaredHellinger(), non_saturating=True)
    given, (_, fake) = samples()
    assert float(game.generator_loss(*given)["generator"]) == pytest.approx(-(1 - np.exp(-fake)).mean(), rel=1e-5)


def test_the_gan_divergence_gives_the_original_game():
    f_gan = models.FGAN(*linear_players(WEIGHTS), losses.OriginalGAN(), non_saturating=True)
    gan = models.GAN(*linear_players(WEIGHTS))
    given, _ = samples()
    for player in ("discriminator", "generator"):
        mine, plain = (float(getattr(game, f"{player}_loss")(*given)[player]) for game in (f_gan, gan))
        assert mine == pytest.approx(plain, rel=1e-5)


def test_the_divergence_and_the_choice_of_loss_are_saved(tmp_path):
    game = compiled(models.FGAN(*linear_players(WEIGHTS), losses.Pearson(), non_saturating=True))
    game.save(tmp_path / "game.keras")
    for loaded in (keras.saving.load_model(tmp_path / "game.keras"), models.load(tmp_path / "game.keras")):
        assert type(loaded.divergence) is losses.Pearson
        assert loaded.non_saturating is True


@pytest.mark.parametrize("divergence", [losses.Pearson, "pearson", None])
def test_anything_but_a_divergence_is_refused(divergence):
    with pytest.raises(ValueError, match="expected an instance such as tfgan_zoo.losses.KullbackLeibler()"):
        models.FGAN(*linear_players(WEIGHTS), divergence)
