"""Five networks, five optimizers, three phases, and the losses by hand."""

import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import cpp_loader
from tests.helpers.checks import check_gan, state_of
from tfgan_zoo import losses, models, networks
from tfgan_zoo.modalities import Series
from tfgan_zoo.serving import export

SHAPE, WIDTH = (4, 2), 3
PARTS = {"generator", "discriminator", "embedder", "recovery", "supervisor"}


def dense(size, output_size, activation=None, name="inputs"):
    """A network on each step alone: the losses and turns are the same, without the time that a GRU takes."""
    inputs = keras.Input((SHAPE[0], size), name=name)
    return keras.Model(inputs, keras.layers.Dense(output_size, activation)(inputs))


def recurrent():
    """The paper's networks, as small as can be."""
    return {
        "generator": networks.timegan_generator(SHAPE, WIDTH, 1),
        "discriminator": networks.timegan_discriminator(SHAPE[0], WIDTH, 1),
        "embedder": networks.timegan_embedder(SHAPE, WIDTH, 1),
        "recovery": networks.timegan_recovery(SHAPE, WIDTH, 1),
        "supervisor": networks.timegan_supervisor(SHAPE[0], WIDTH, 1),
    }


def timegan(parts=None, **options):
    keras.utils.set_random_seed(0)
    options = {"embedding_steps": 1, "supervised_steps": 1, "modality": Series(["a", "b"], [0, 0], [1, 2]), **options}
    parts = parts or {
        "generator": dense(SHAPE[1], WIDTH, "sigmoid", "uniforms"),
        "discriminator": dense(WIDTH, 1),
        "embedder": dense(SHAPE[1], WIDTH, "sigmoid"),
        "recovery": dense(WIDTH, SHAPE[1], "tanh"),
        "supervisor": dense(WIDTH, WIDTH, "sigmoid"),
    }
    game = models.TimeGAN(**parts, **options)
    game.compile(*(keras.optimizers.Adam(1e-2) for _ in game.players), run_eagerly=True)
    return game


def in_the_joint_phase(game):
    game.steps.assign(2)
    return game


def windows(count=6, seed=0):
    return tf.constant(np.random.default_rng(seed).uniform(-1, 1, (count, *SHAPE)), tf.float32)


def weights_of(game):
    return {name: getattr(game, name).get_weights() for name in PARTS}


def moved(game, step):
    """Names of the networks whose weights a step changes."""
    before = weights_of(game)
    step()
    after = weights_of(game)
    return {name for name in PARTS if any(np.any(b != a) for b, a in zip(before[name], after[name], strict=True))}


def softplus(values):
    return np.logaddexp(0, values)


def array(tensor):
    return np.asarray(tensor, "float64")


@pytest.mark.slow
def test_it_learns_saves_and_samples(tmp_path):
    check_gan(timegan(recurrent()), tf.data.Dataset.from_tensors(windows(9)).repeat(), tmp_path)


def test_each_phase_moves_its_own_networks_by_optimizers_of_their_own():
    game = timegan()
    used = {player: optimizer.iterations for player, optimizer in game.optimizers.items()}
    assert list(used) == ["autoencoder", "supervisor", "generator", "embedder", "discriminator"]
    assert moved(game, lambda: game.train_step(windows())) == {"embedder", "recovery"}
    assert moved(game, lambda: game.train_step(windows())) == {"supervisor"}
    assert game.phase.name == "joint"
    assert moved(game, lambda: game.train_step(windows())) == PARTS
    assert {player: int(count) for player, count in used.items()} == {
        "autoencoder": 1, "supervisor": 1, "generator": 2, "embedder": 2, "discriminator": 1,
    }  # fmt: skip


def test_a_turn_moves_generator_and_supervisor_then_the_autoencoder_and_never_the_discriminator():
    game, updates = in_the_joint_phase(timegan()), []
    update = game.update
    game.update = lambda player, *rest: updates.append((player, moved(game, lambda: update(player, *rest)))) or rest[-1]
    game.joint_step(windows())
    turn = [("generator", {"generator", "supervisor"}), ("embedder", {"embedder", "recovery"})]
    assert updates == [*turn, *turn, ("discriminator", {"discriminator"})]


def test_every_turn_sees_another_batch_and_other_noise():
    game, seen = in_the_joint_phase(timegan()), []
    generator_loss, discriminator_loss = game.generator_loss, game.discriminator_loss
    game.generator_loss = lambda real, codes, drawn: (
        seen.append((real, drawn["uniforms"])) or generator_loss(real, codes, drawn)
    )
    game.discriminator_loss = lambda *codes: seen.append((codes[0], codes[2])) or discriminator_loss(*codes)
    real = windows()
    game.joint_step(real)
    np.testing.assert_array_equal(seen[0][0], real[0::3])
    np.testing.assert_array_equal(seen[1][0], real[1::3])
    np.testing.assert_allclose(seen[2][0], game.embed(real[2::3]), atol=1e-6)
    assert not np.array_equal(seen[0][1], seen[1][1])


@pytest.mark.parametrize(("threshold", "learns"), [(0.15, True), (100.0, False)])
def test_the_discriminator_learns_only_where_its_loss_is_above_the_threshold(threshold, learns):
    game = timegan(threshold=threshold)
    optimizer = game.optimizers["discriminator"]
    before = [variable.numpy() for variable in optimizer.variables]
    terms = game.discriminator_turn(windows(2))
    assert 0.15 < float(terms["discriminator"]) < 100
    assert moved(game, lambda: game.discriminator_turn(windows(2))) == ({"discriminator"} if learns else set())
    same = [np.array_equal(variable, value) for variable, value in zip(optimizer.variables, before, strict=True)]
    assert all(same) != learns
    assert int(optimizer.iterations) == (2 if learns else 0)


def test_the_threshold_is_compared_with_the_loss_of_this_batch():
    game = timegan()
    loss = float(game.discriminator_turn(windows(2))["discriminator"])
    for threshold, learns in ((loss - 1e-3, True), (loss + 1e-3, False)):
        fresh = timegan(threshold=threshold)
        assert (moved(fresh, lambda fresh=fresh: fresh.discriminator_turn(windows(2))) == {"discriminator"}) == learns


def test_the_losses_are_those_of_the_authors_by_hand():
    game = timegan(gamma=0.5)
    real, uniforms = windows(4), game.fresh_uniforms(4, SHAPE)
    codes = game.embed(real)
    generated = game.generator(uniforms)
    supervised, unit = game.supervisor(generated), (array(real) + 1) / 2
    fake = (array(game.recovery(supervised)) + 1) / 2
    predicted = array(game.supervisor(codes))
    error = np.square(array(codes)[:, 1:] - predicted[:, :-1]).mean()
    logits = {name: array(game.discriminator(of)) for name, of in
              {"real": codes, "supervised": supervised, "generated": generated}.items()}  # fmt: skip
    deviations = [np.sqrt(series.var(axis=0) + 1e-6) for series in (unit, fake)]
    moments = np.abs(deviations[0] - deviations[1]).mean() + np.abs(unit.mean(axis=0) - fake.mean(axis=0)).mean()
    terms = game.generator_loss(real, codes, {"uniforms": uniforms})
    assert {name: float(value) for name, value in terms.items()} == pytest.approx(
        {
            "generator": softplus(-logits["supervised"]).mean() + 0.5 * softplus(-logits["generated"]).mean(),
            "supervised": 100 * np.sqrt(error),
            "moments": 100 * moments,
        },
        rel=1e-4,
    )
    restored = (array(game.recovery(codes)) + 1) / 2
    terms = game.embedder_loss(real, codes)
    assert {name: float(value) for name, value in terms.items()} == pytest.approx(
        {"reconstruction": 10 * np.sqrt(np.square(unit - restored).mean()), "embedder_supervised": 0.1 * error},
        rel=1e-4,
    )
    judged = softplus(-logits["real"]).mean() + softplus(logits["supervised"]).mean()
    judged += 0.5 * softplus(logits["generated"]).mean()
    terms = game.discriminator_loss(codes, supervised, generated)
    assert float(terms["discriminator"]) == pytest.approx(judged, rel=1e-4)


def test_the_supervised_loss_is_a_step_ahead_so_the_identity_does_not_minimize_it():
    codes = tf.constant(np.random.default_rng(0).random((2, 5, 3)), tf.float32)
    ahead = tf.concat([codes[:, 1:], codes[:, :1]], axis=1)
    assert float(losses.one_step_ahead(codes, ahead)) == 0
    assert float(losses.one_step_ahead(codes, codes)) > 0.01


def test_moments_are_those_of_each_step_of_each_variable_over_the_batch():
    real = windows(50)
    assert float(losses.moment_distance(real, tf.random.experimental.stateless_shuffle(real, (0, 1)))) < 1e-5
    assert float(losses.moment_distance(real, real[:, ::-1])) > 0.05  # the same over time, other ones at each step


def test_it_is_drawn_from_uniform_numbers_as_wide_as_the_series_and_runs_through_the_supervisor():
    game = timegan()
    uniforms = game.draw(3000, (0, 0))["uniforms"]
    assert uniforms.shape == (3000, *SHAPE)
    assert 0 <= float(tf.reduce_min(uniforms)) < 0.001 and 0.999 < float(tf.reduce_max(uniforms)) < 1
    expected = game.recovery(game.supervisor(game.generator(uniforms[:2])))
    np.testing.assert_allclose(game.predict(uniforms[:2].numpy(), verbose=0), expected, atol=1e-6)
    assert np.abs(expected).max() <= 1


def test_without_steps_of_the_supervisor_there_are_two_phases():
    game = timegan(supervised_steps=0, supervised_weight=0.0, embedder_weight=0.0)
    assert [phase.name for phase in game.phases] == ["embedding", "joint"]
    game.train_step(windows())
    logs = game.train_step(windows())
    assert (float(logs["supervised"]), float(logs["embedder_supervised"])) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize("steps", [1, 3, 5])
def test_a_game_resumed_in_any_phase_goes_on_to_the_bit(tmp_path, steps):
    game = timegan(embedding_steps=2, supervised_steps=2)
    for number in range(steps):
        game.train_step(windows(seed=number))
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    assert again.phase.name == game.phase.name == ("embedding", "supervised", "joint")[steps // 2]
    for either in (game, again):
        for number in range(2):
            either.train_step(windows(seed=number))
    for mine, other in zip(state_of(game), state_of(again), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


@pytest.mark.slow
def test_its_series_are_served_in_the_cpp_runtime_and_scaled_back_as_csv(tmp_path):
    game = timegan(recurrent())
    folder = export.export_generator(game, tmp_path / "model")
    np.savez(tmp_path / "in.npz", seed=[3, 4])
    command = [sys.executable, cpp_loader.__file__, folder, "sample", tmp_path / "in.npz", tmp_path / "out.npz"]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    expected = np.concatenate([game.sample(1, seed=seed) for seed in (3, 4)])
    np.testing.assert_allclose(np.load(tmp_path / "out.npz")["series"], expected, atol=1e-5)
    text = tf.saved_model.load(folder).signatures["csv"](seed=tf.constant([3]))["csv"].numpy()[0].decode()
    rows = [list(map(float, line.split(","))) for line in text.split("\n")[1:-1]]
    np.testing.assert_allclose(rows, (expected[0] + 1) / 2 * [1, 2], rtol=1e-4)


@pytest.mark.parametrize(
    ("name", "network", "message"),
    [
        (
            "supervisor",
            lambda: networks.timegan_supervisor(4, 5, 1),
            r"codes of shape \(4, 3\), but the supervisor takes",
        ),
        ("embedder", lambda: networks.timegan_embedder(SHAPE, 5, 1), r"the embedder \(4, 5\)"),
        ("embedder", lambda: networks.timegan_embedder((4, 7), WIDTH, 1), "build both for the same series"),
    ],
)
def test_networks_that_do_not_fit_are_refused(name, network, message):
    parts = recurrent()
    with pytest.raises(ValueError, match=message):
        models.TimeGAN(**{**parts, name: network()})


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError, match="TimeGAN takes embedding_steps as an integer of at least 1, not 0"):
        timegan(embedding_steps=0)
    with pytest.raises(ValueError, match="TimeGAN takes threshold"):
        timegan(threshold=-1.0)
