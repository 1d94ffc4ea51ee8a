"""Gradients are those of a step, which does not change the game."""

import keras
import numpy as np
import pytest

from tests.helpers.checks import state_of
from tests.helpers.tiny import SHAPE, compiled, dataset, images, linear_players, players
from tfgan_zoo import explain, models, networks, plots, tricks


@pytest.fixture
def gan():
    generator, discriminator = players()
    return compiled(models.GAN(generator, discriminator, ema_momentum=0.9, tricks=[tricks.SamplePool(16)]))


def state(game):
    means = [variable for metric in game.metrics for variable in metric.variables]
    return [variable.numpy() for variable in [*state_of(game), *means]]


def test_every_variable_of_both_players_has_a_gradient_of_its_shape(gan):
    actual = explain.player_gradients(gan, images(10))
    for player, variables in gan.players.items():
        assert list(actual[player]) == [variable.path for variable in variables]
        assert [gradient.shape for gradient in actual[player].values()] == [tuple(v.shape) for v in variables]
        assert any(gradient.any() for gradient in actual[player].values())


def test_the_game_does_not_change_by_a_bit(gan):
    gan.fit(dataset(), steps_per_epoch=2, verbose=0)
    before = state(gan)
    explain.player_gradients(gan, images(10, seed=3))
    for value, old in zip(state(gan), before, strict=True):
        np.testing.assert_array_equal(value, old)
    assert "update" not in vars(gan)


def test_the_game_does_not_change_if_the_step_fails(gan):
    before = state(gan)
    with pytest.raises(ValueError, match="must be floats"):
        explain.player_gradients(gan, np.zeros((4, 8, 8, 1), "uint8"))
    for value, old in zip(state(gan), before, strict=True):
        np.testing.assert_array_equal(value, old)
    assert "update" not in vars(gan)


def test_the_gradient_of_a_linear_discriminator_is_exact():
    gan = compiled(models.WGAN(*linear_players(), discriminator_steps=1))
    gan.generator.set_weights([np.zeros((2, 2), "float32"), np.array([1.0, 2.0], "float32")])  # always (1, 2)
    real = np.array([[3.0, 0.0], [1.0, 4.0]], "float32")
    actual = explain.player_gradients(gan, real)["discriminator"]
    kernel, bias = actual.values()
    np.testing.assert_allclose(kernel[:, 0], np.array([1.0, 2.0]) - real.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(bias, 0.0, atol=1e-6)


def test_loss_scaling_is_undone():
    actual = []
    for skip_nonfinite in (False, True):
        keras.utils.set_random_seed(0)
        gan = compiled(models.GAN(*players()), skip_nonfinite=skip_nonfinite)
        if skip_nonfinite:
            for optimizer in (gan.generator_optimizer, gan.discriminator_optimizer):
                optimizer.dynamic_scale.assign(64.0)
        actual.append(explain.player_gradients(gan, images(10)))
    for player in actual[0]:
        for plain, scaled in zip(actual[0][player].values(), actual[1][player].values(), strict=True):
            np.testing.assert_allclose(scaled, plain, rtol=1e-4, atol=1e-7)


def test_a_game_of_four_networks_is_supported():
    forward, backward = (networks.residual_translator(SHAPE, width=2, num_blocks=1) for _ in range(2))
    judges = [networks.patchgan_discriminator(SHAPE, width=2, depth=1) for _ in range(2)]
    game = compiled(models.CycleGAN(forward, backward, *judges, pool_size=4))
    actual = explain.player_gradients(game, (images(2), images(2, seed=1)))
    assert len(actual["generator"]) == len(game.players["generator"])


def test_a_game_without_optimizers_is_refused():
    with pytest.raises(ValueError, match="compile it first"):
        explain.player_gradients(models.GAN(*players()), images(4))


def test_magnitudes_are_decimal_logarithms_and_the_fraction_of_zeros():
    logarithms, zeros = plots.log_magnitudes(np.array([[0.0, 100.0], [-0.001, 0.0]]))
    assert logarithms.tolist() == [2.0, -3.0]
    assert zeros == 0.5
