"""The game of growing networks: its loss, what each phase computes, moves and resets, and what is kept of it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan, state_of
from tests.helpers.tiny import images, linear_players, players
from tfgan_zoo import models, networks, penalties
from tfgan_zoo.serving import export

SHAPE = (8, 8, 1)
SETTLING, FADING = 2, 4
PHASES = ["4x4", "fading in 8x8", "8x8"]


def progan(shape=SHAPE, settling_steps=SETTLING, fading_steps=FADING, **options):
    keras.utils.set_random_seed(0)
    pair = networks.progan_generator(shape, 2, 4, 5), networks.progan_discriminator(shape, 2, 4, group_size=2)
    return models.ProGAN(*pair, settling_steps=settling_steps, fading_steps=fading_steps, **options)


def compiled(game, run_eagerly=True, **execution):
    """Compiled without a graph, which would take seconds for each phase, unless asked for."""
    game.compile(
        *(keras.optimizers.Adam(1e-2, 0.0, 0.99, epsilon=1e-8) for _ in range(2)), run_eagerly=run_eagerly, **execution
    )
    return game


def by_descent(game, **execution):
    """Compiled with a graph and plain gradient descent, by which different rounding stays small."""
    game.compile(*(keras.optimizers.SGD(1e-2) for _ in range(2)), **execution)
    return game


def fit(game, steps):
    batches = tf.data.Dataset.from_tensors(images(4, game.generator.output_shape[1:])).repeat()
    return game.fit(batches, steps_per_epoch=1, epochs=steps, verbose=0, shuffle=False).history


def at_step(step, **options):
    game = compiled(progan(**options))
    game.steps.assign(step)
    game.set_shares()
    return game


def shares(game):
    nets = (game.generator, game.discriminator, game.average_generator)
    return [[float(fade.share) for fade in networks.fades_of(network)] for network in nets]


def values(variables):
    return [variable.numpy() for variable in variables]


@pytest.mark.slow
def test_it_learns_saves_and_samples(tmp_path):
    game = compiled(progan())
    check_gan(game, tf.data.Dataset.from_tensors(images(4)).repeat(), tmp_path)
    assert game.sample(3).shape == (3, *SHAPE)


@pytest.mark.slow
def test_the_loss_is_wasserstein_with_the_gradient_penalty_and_the_drift_of_real_scores():
    weights = np.array([3.0, 4.0])
    game = models.ProGAN(*linear_players(weights), penalty_weight=10.0, drift_weight=0.5)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    terms = game.discriminator_loss(real, fake)
    assert float(terms["critic"]) == pytest.approx((fake @ weights).mean() - (real @ weights).mean(), rel=1e-4)
    assert float(terms["gradient_penalty"]) == pytest.approx(10 * (5 - 1) ** 2, rel=1e-5)
    assert float(terms["drift"]) == pytest.approx(0.5 * ((real @ weights) ** 2).mean(), rel=1e-5)
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(-(fake @ weights).mean(), rel=1e-4)
    assert (progan().drift_weight, progan().discriminator_steps, progan().ema_momentum) == (1e-3, 1, 0.999)


def test_each_size_settles_before_the_next_is_faded_in_and_the_last_has_no_end():
    game = progan((16, 16, 1), settling_steps=3, fading_steps=2)
    names = ["4x4"] * 3 + ["fading in 8x8"] * 2 + ["8x8"] * 3 + ["fading in 16x16"] * 2 + ["16x16"] * 3
    assert [game.phase_at(step).name for step in range(13)] == names
    begun = [float(game.growth.share(1, step)) for step in range(8)]
    np.testing.assert_allclose(begun, [0, 0, 0, 0, 0.5, 1, 1, 1])
    np.testing.assert_allclose([float(game.growth.share(2, step)) for step in range(7, 12)], [0, 0, 0.5, 1, 1])


@pytest.mark.parametrize(
    "options, names, found",
    [
        ({"settling_steps": 0}, PHASES[1:], [0, 0.25, 0.5, 0.75, 1]),
        ({"fading_steps": 0}, [PHASES[0], PHASES[2]], [0, 0, 1, 1, 1]),
        ({"settling_steps": 0, "fading_steps": 0}, PHASES[2:], [1, 1, 1, 1, 1]),
    ],
)
def test_either_kind_of_phase_may_be_left_out(options, names, found):
    game = progan(**options)
    assert [phase.name for phase in game.phases] == names
    np.testing.assert_allclose([float(game.growth.share(1, step)) for step in range(5)], found)


@pytest.mark.slow
def test_all_networks_have_the_share_of_the_step_that_is_taken():
    game = compiled(progan())
    assert shares(game) == [[0.0]] * 3
    for step, share in enumerate([0, 0, 0, 0.25, 0.5, 0.75, 1, 1]):
        fit(game, 1)
        assert shares(game) == [[share]] * 3, step


@pytest.mark.slow
@pytest.mark.parametrize("begin, name", [(SETTLING, PHASES[1]), (SETTLING + FADING, PHASES[2])])
def test_pictures_scores_and_penalty_are_the_same_before_and_after_a_fade_begins_and_ends(begin, name):
    """At its end the last step has a share of (n - 1) / n, of which the limit is compared."""
    game = at_step(begin - 1)
    if name == PHASES[2]:
        for network in (game.generator, game.discriminator):
            networks.fades_of(network)[0].share.assign(1.0)
    before = measured(game)
    game.steps.assign(begin)
    game.set_shares()
    assert game.phase.name == name
    for one, other in zip(before, measured(game), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


def measured(game):
    """Pictures, their scores, those of real pictures, and the gradient's norm, as a training step computes them."""
    fake = game.forward_pass(game.generator, game.draw(4, (0, 1)))
    real = game.grown(tf.constant(images(4)))
    return fake, game.score(fake), game.score(real), penalties.gradient_norm(game.score, fake)


@pytest.mark.slow
def test_real_pictures_are_mixed_with_their_own_averages_and_enlarged():
    real = images(3)
    means = real.reshape(3, 4, 2, 4, 2, 1).mean(axis=(2, 4))
    enlarged = means.repeat(2, axis=1).repeat(2, axis=2)
    np.testing.assert_allclose(at_step(0).grown(tf.constant(real)), enlarged, atol=1e-6)
    fading = at_step(SETTLING + 1)
    np.testing.assert_allclose(fading.grown(tf.constant(real)), 0.75 * enlarged + 0.25 * real, atol=1e-6)
    np.testing.assert_array_equal(at_step(SETTLING + FADING).grown(tf.constant(real)), real)


@pytest.mark.slow
def test_only_the_weights_of_the_current_levels_move():
    game = compiled(progan((16, 16, 1)))
    nets = {"generator": "to_picture", "discriminator": "from_picture"}
    expected = [(1, [0]), (1, [0]), *[(2, [0, 1])] * FADING, *[(2, [1])] * SETTLING, (3, [1, 2]), (3, [1, 2])]
    for step, (num_blocks, pictured) in enumerate(expected):
        before = {name: [values(layer.variables) for layer in getattr(game, name).layers] for name in nets}
        fit(game, 1)
        if step == 2 or step == 2 * SETTLING + FADING:
            continue  # a share of 0: the new layers have no gradient yet
        for name, entrance in nets.items():
            pairs = zip(getattr(game, name).layers, before[name], strict=True)
            moved = {
                layer.name for layer, old in pairs if any(map(np.any, map(np.subtract, values(layer.variables), old)))
            }
            blocks = {f"block_{level}" for level in range(num_blocks)} | {f"{entrance}_{level}" for level in pictured}
            assert {part for part in moved if "fade" not in part and part != "scores"} == blocks, (step, name)


@pytest.mark.slow
def test_both_optimizers_begin_anew_at_the_begin_and_end_of_a_fade_and_not_otherwise():
    game = compiled(progan())
    for step in range(SETTLING + FADING + 3):
        fit(game, 1)
        since = step - max(begin for begin in (0, SETTLING, SETTLING + FADING) if begin <= step)
        assert {int(optimizer.iterations) for optimizer in game.optimizers.values()} == {since + 1}, step


@pytest.mark.slow
def test_an_optimizer_that_begins_anew_has_its_first_moments_and_keeps_its_rate():
    game = at_step(SETTLING + FADING - 1)
    fit(game, 1)
    for optimizer in game.optimizers.values():
        optimizer.learning_rate.assign(0.5)
        assert any(np.any(slot) for slot in optimizer.variables[2:])
    game.begin_phase()
    for optimizer in game.optimizers.values():
        assert float(optimizer.learning_rate) == 0.5
        assert not any(np.any(slot) for slot in [optimizer.iterations, *optimizer.variables[2:]])


@pytest.mark.slow
def test_the_average_is_of_the_generator_before_its_step():
    game = compiled(progan(ema_momentum=0.75))
    fit(game, SETTLING + FADING)  # so that both are apart, and all layers move
    means, weights = values(game.average_generator.weights), values(game.generator.weights)
    fit(game, 1)
    for found, mean, weight, variable in zip(
        game.average_generator.weights, means, weights, game.generator.weights, strict=True
    ):
        expected = 0.75 * mean + 0.25 * weight if variable.trainable else variable
        np.testing.assert_allclose(found, expected, atol=1e-6, err_msg=found.path)
    assert any(np.any(variable - weight) for variable, weight in zip(game.generator.weights, weights, strict=True))


@pytest.mark.slow
def test_the_sampler_is_the_average_at_its_current_growth():
    game = at_step(SETTLING - 1)
    assert game.sampler is game.average_generator
    small = game.sample(4).reshape(4, 4, 2, 4, 2, 1)
    np.testing.assert_array_equal(small, np.broadcast_to(small[:, :, :1, :, :1], small.shape))
    fit(game, 1 + FADING // 2 + 1)
    assert shares(game)[2] == [0.5]
    found = []
    for share in (0.0, 0.5, 1.0):
        game.average_generator.get_layer("fade_1").share.assign(share)
        found.append(game.sample(4))
    in_range = np.max(np.abs(found), axis=0) < 1
    old, between, new = (pictures[in_range] for pictures in found)
    np.testing.assert_allclose(between, (old + new) / 2, atol=1e-5)
    assert np.abs(old - new).max() > 0.01


def fit_and_stop(compiled_game, stop, file):
    """A game of four steps, and one that was saved after some of them, loaded and trained to the end."""
    uninterrupted, stopped = (compiled_game(progan(settling_steps=1, fading_steps=2)) for _ in range(2))
    fit(uninterrupted, 4)
    fit(stopped, stop)
    stopped.save(file)
    loaded = models.load(file)
    fit(loaded, 4 - stop)
    return uninterrupted, loaded


@pytest.mark.parametrize("stop", [pytest.param(1, marks=pytest.mark.slow), 2, pytest.param(3, marks=pytest.mark.slow)])
def test_a_game_that_was_stopped_resumes_to_the_bit(stop, tmp_path):
    """Where a fade begins, inside it, and where it ends."""
    uninterrupted, loaded = fit_and_stop(compiled, stop, tmp_path / "game.keras")
    for mine, other in zip(state_of(uninterrupted), state_of(loaded), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)
    np.testing.assert_array_equal(uninterrupted.sample(3), loaded.sample(3))


@pytest.mark.slow
@pytest.mark.parametrize("stop", [1, 2, 3])
def test_a_game_that_was_stopped_resumes_in_graphs(stop, tmp_path):
    """To the rounding of two graphs, which Adam would make a whole step of where a gradient is zero but for it."""
    uninterrupted, loaded = fit_and_stop(by_descent, stop, tmp_path / "game.keras")
    for mine, other in zip(state_of(uninterrupted), state_of(loaded), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-5, err_msg=mine.path)


@pytest.mark.slow
def test_its_saved_model_makes_the_pictures_of_its_growth(tmp_path):
    game = at_step(SETTLING + 1)
    folder = export.export_generator(game, tmp_path / "model")
    z = game.draw_latents(2, (0, 1)).numpy()
    served = tf.saved_model.load(folder).signatures["serving_default"](latents=tf.constant(z))["images"]
    np.testing.assert_allclose(served, game.predict(z, verbose=0), atol=1e-6)


@pytest.mark.slow
def test_fused_steps_train_as_single_ones():
    single, fused = (by_descent(progan(), steps_per_execution=count) for count in (1, 2))
    batches = tf.data.Dataset.from_tensors(images(4)).repeat()
    for game in (single, fused):
        game.fit(batches, steps_per_epoch=SETTLING + FADING + 2, verbose=0)
    for mine, other in zip(state_of(single), state_of(fused), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-5, err_msg=mine.path)


def test_networks_that_do_not_grow_together_are_refused():
    pair = networks.progan_generator((8, 8, 1), 2), networks.progan_discriminator((8, 8, 1), 2)
    still = players(normalization=None)
    with pytest.raises(ValueError, match="generator doubles its size 1 times, but the discriminator 0 times"):
        models.ProGAN(pair[0], still[1])
    with pytest.raises(ValueError, match="settling_steps=2 and fading_steps=0, but the networks have no layers.FadeIn"):
        models.ProGAN(*still, settling_steps=2)
    with pytest.raises(ValueError, match="ProGAN takes fading_steps as an integer of at least 0, not -1"):
        models.ProGAN(*pair, fading_steps=-1)
    with pytest.raises(ValueError, match="mixes the examples"):
        models.ProGAN(still[0], networks.infogan_discriminator(SHAPE, width=4))
