"""What the critic scores, what is asked for and learned from it, and what comes out as a table."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import cpp_loader
from tests.helpers.checks import check_gan
from tests.helpers.tiny import compiled
from tfgan_zoo import models, networks, penalties, serving, tricks
from tfgan_zoo.modalities import Column, EncodedTable, Points

COLUMNS = [
    Column("kind", 0, 2, categories=("a", "b", "c")),
    Column("age", 0, 80),
    Column("flag", 0, 1, categories=("no", "yes")),
]
ENCODINGS = [{"counts": [70, 25, 5]}, {"means": [-0.5, 0.5], "stddevs": [0.1, 0.2]}, {"counts": [60, 40]}]
MODALITY = EncodedTable(COLUMNS, ENCODINGS)
ROW, CONDITION = 8, 5
KIND, MODES, FLAG = slice(0, 3), slice(4, 6), slice(6, 8)
PACK = 2


def ctgan(dropout=0.0, **options):
    critic = networks.ctgan_discriminator(ROW, CONDITION, PACK, 4, 2, dropout)
    players = networks.ctgan_generator(ROW, CONDITION, 4), critic
    return models.CTGAN(*players, modality=MODALITY, pack_size=PACK, **options)


def batch(count=6, seed=0):
    draws = np.random.default_rng(seed)
    parts = [np.eye(3)[draws.integers(3, size=count)], draws.uniform(-1, 1, (count, 1))]
    parts += [np.eye(2)[draws.integers(2, size=count)] for _ in range(2)]
    rows, condition = np.concatenate(parts, axis=1), np.zeros((count, CONDITION))
    condition[::2, :3], condition[1::2, 3:] = rows[::2, KIND], rows[1::2, FLAG]
    return {"sample": tf.constant(rows, tf.float32), "condition": tf.constant(condition, tf.float32)}


@pytest.mark.slow
def test_it_is_a_game_that_draws_all_it_samples_from(tmp_path):
    game = compiled(ctgan(dropout=0.5))
    assert (game.drawn_inputs, game.given_inputs) == (("latents", "noise", "condition"), ())
    check_gan(game, tf.data.Dataset.from_tensors(batch()).repeat(), tmp_path)


@pytest.mark.slow
def test_a_loaded_game_goes_on_to_the_bit(tmp_path):
    data = tf.data.Dataset.from_tensors(batch()).repeat()
    game = compiled(ctgan(dropout=0.5))
    game.fit(data, steps_per_epoch=2, verbose=0)
    game.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    for each in (game, loaded):
        each.fit(data, steps_per_epoch=2, verbose=0)
    for mine, other in zip(game.weights, loaded.weights, strict=True):
        np.testing.assert_array_equal(mine, other)


def test_the_critic_scores_packs_of_rows_each_beside_what_it_was_asked_for():
    game, real = ctgan(), batch()
    joined = np.concatenate([real["sample"], real["condition"]], axis=1)
    packs = joined.reshape(3, PACK * (ROW + CONDITION))
    np.testing.assert_array_equal(game.discriminator_inputs(real), packs)
    np.testing.assert_allclose(game.score(real), game.discriminator(tf.constant(packs)), rtol=1e-5)


def test_in_training_a_row_is_asked_for_what_the_real_one_was_drawn_for():
    game, real = ctgan(), batch()
    fake = game.generate_fake(real)
    np.testing.assert_array_equal(fake["condition"], real["condition"])
    rows, logits = fake["sample"].numpy(), fake["logits"].numpy()
    np.testing.assert_allclose(rows[:, 3], np.tanh(logits[:, 3]), rtol=1e-5)
    for block in (KIND, MODES, FLAG):
        np.testing.assert_allclose(rows[:, block].sum(axis=1), 1, rtol=1e-5)
    measured = game.generate_fake(real, training=False)
    assert tf.is_tensor(measured)  # asked for what is drawn by counts, and not for what the real rows have


def test_the_generator_learns_the_cross_entropy_of_the_column_that_was_asked_for_alone():
    game, real = ctgan(), batch()
    fake = game.generate_fake(real)
    logits = fake["logits"].numpy().astype("float64")

    def log_softmax(part):
        return part - np.log(np.exp(part).sum(axis=1, keepdims=True))

    probabilities = np.concatenate([log_softmax(logits[:, KIND]), log_softmax(logits[:, FLAG])], axis=1)
    terms = game.generator_loss(real, fake)
    expected = -(real["condition"].numpy() * probabilities).sum(axis=1).mean()
    assert float(terms["condition"]) == pytest.approx(expected, rel=1e-5)
    assert float(terms["generator"]) == pytest.approx(-float(tf.reduce_mean(game.score(fake))), rel=1e-5)
    changed = tf.tensor_scatter_nd_add(fake["logits"], [[0, 3], [0, 4], [0, 6]], [9.0, 9.0, 9.0])  # not those of row 0
    again = game.generator_loss(real, {**fake, "logits": changed})["condition"]
    assert float(again) == pytest.approx(expected, rel=1e-5)


def test_the_penalty_has_one_place_a_pack_and_the_gradient_of_all_its_rows_but_not_of_their_conditions(monkeypatch):
    game, real = ctgan(penalty_weight=3.0), batch()
    for layer in game.discriminator.layers:
        if isinstance(layer, keras.layers.LeakyReLU):
            layer.negative_slope = 1.0  # linear: its gradient is the same everywhere
    between = []
    interpolate = penalties.interpolate
    monkeypatch.setattr(penalties, "interpolate", lambda *a: between.append(interpolate(*a)) or between[-1])
    fake = game.generate_fake(real)
    penalty = float(game.discriminator_loss(real, fake)["gradient_penalty"])
    kernels = [layer.kernel.numpy() for layer in game.discriminator.layers if isinstance(layer, keras.layers.Dense)]
    gradient = np.linalg.multi_dot(kernels)[:, 0].reshape(PACK, ROW + CONDITION)[:, :ROW]
    assert penalty == pytest.approx(3 * (np.linalg.norm(gradient) - 1) ** 2, rel=1e-4)
    way, gone = (
        (part - fake["sample"]).numpy().reshape(3, PACK * ROW).astype("float64")
        for part in (real["sample"], between[0])
    )
    shares = (way * gone).sum(axis=1, keepdims=True) / np.square(way).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(gone, shares * way, atol=1e-5)
    assert len(np.unique(shares.round(4))) == 3


def test_sampling_asks_for_categories_by_their_counts():
    condition = ctgan().draw(20_000, (0, 1))["condition"].numpy()
    shares = condition.mean(axis=0)
    np.testing.assert_allclose(shares, np.array([0.7, 0.25, 0.05, 0.6, 0.4]) / 2, atol=0.01)


def obedient():
    """A game whose generator makes of each column what is asked for, and else nothing of either."""
    game = ctgan()
    for layer in game.generator.layers:
        if isinstance(layer, keras.layers.Dense):
            layer.set_weights([np.zeros_like(weight) for weight in layer.get_weights()])
    last = game.generator.layers[-1]
    kernel = last.kernel.numpy()
    kernel[-CONDITION:][range(CONDITION), [0, 1, 2, 6, 7]] = 100  # the condition is what it is joined to last
    last.kernel.assign(kernel)
    return game


def test_a_rare_category_that_is_asked_for_is_what_comes_out():
    game = obedient()
    kinds = MODALITY.to_table(game.sample(300, kind="c"))[:, 0]
    assert (kinds == 2).mean() >= 0.99
    flags = MODALITY.to_table(game.sample(6, flag=["yes", "no", "no"]))[:, 2]
    np.testing.assert_array_equal(flags, [1, 0, 0] * 2)
    alone = game.sample(1, seed=5, kind="c")
    np.testing.assert_allclose(game.sample(2, seed=[4, 5], kind="c")[1:], alone, atol=1e-6)


def test_modes_and_categories_are_draws_from_their_softmax_also_in_sampling():
    rows = MODALITY.to_table(obedient().sample(3000, flag="no"))
    shares = np.bincount(rows[:, 0].astype(int), minlength=3) / 3000
    np.testing.assert_allclose(shares, 1 / 3, atol=0.03)
    assert 0.45 < (rows[:, 1] > 40).mean() < 0.55  # both modes of the age


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "d"}, "column 'kind' has no category 'd'; expected one of 'a', 'b', 'c'"),
        ({"age": "20"}, "column 'age' has numbers; only categories can be asked for, of kind, flag"),
        ({"kind": "a", "flag": "no"}, "received categories of kind and flag; expected those of one column"),
        ({"color": "red"}, "CTGAN is given nothing to sample from, not color"),
    ],
)
def test_what_cannot_be_asked_for_is_named(asked, message):
    with pytest.raises(ValueError, match=message):
        ctgan().sample(3, **asked)


@pytest.mark.slow
def test_a_server_gives_the_lines_of_rows_for_seeds(tmp_path):
    game = ctgan()
    served = cpp_loader.SavedModel(serving.export_generator(game, tmp_path / "served"))
    expected = game.sample(4, seed=[0, 1, 2, 3])
    seeds = {"seed": np.arange(4)}
    np.testing.assert_allclose(served.run("sample", seeds)["rows"], expected, atol=1e-5)
    assert [line.decode() for line in served.run("csv", seeds)["csv"]] == MODALITY.lines(expected)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ctgan(temperature=0.0), "CTGAN takes temperature as a number above 0"),
        (
            lambda: models.CTGAN(networks.ctgan_generator(8, 5), networks.ctgan_discriminator(8, 5), Points()),
            "expected an EncodedTable with a column of categories",
        ),
        (
            lambda: models.CTGAN(networks.ctgan_generator(8, 4), networks.ctgan_discriminator(8, 5), MODALITY),
            r"expected latents and a condition of 5 numbers, and rows of 8: networks.ctgan_generator\(8, 5\)",
        ),
        (
            lambda: models.CTGAN(networks.ctgan_generator(8, 5), networks.ctgan_discriminator(8, 5, 4), MODALITY),
            "expected 10 rows of 8 numbers, each with 5 of its condition",
        ),
    ],
)
def test_what_does_not_fit_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    "trick",
    [
        tricks.InstanceNoise(0.1, 10),
        tricks.R1(1.0),
        tricks.LeCam(),
        tricks.FeatureMatching(0.1),
        tricks.WeightClipping(0.1),
    ],
    ids=lambda trick: type(trick).__name__,
)
def test_a_trick_that_makes_sense_takes_a_step(trick):
    logs = compiled(ctgan(tricks=[trick]), run_eagerly=True).train_on_batch(batch(), return_dict=True)
    assert np.isfinite(list(logs.values())).all()


@pytest.mark.parametrize(
    ("trick", "message"),
    [
        (tricks.GradientPenalty(1.0), "adds the term 'gradient_penalty' to a CTGAN that has one already"),
        (tricks.SamplePool(8), "replaces samples by older ones"),
        (tricks.LabelSmoothing(), "does not learn by cross-entropy"),
    ],
    ids=lambda trick: type(trick).__name__,
)
def test_a_trick_that_makes_none_is_refused(trick, message):
    with pytest.raises(ValueError, match=message):
        ctgan(tricks=[trick])


def test_a_batch_that_is_not_whole_packs_is_refused():
    game = compiled(ctgan())
    with pytest.raises(ValueError, match="packs of 2"):
        game.fit(tf.data.Dataset.from_tensors(batch(5)), verbose=0)
