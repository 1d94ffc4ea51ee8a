"""Who minimizes what over which values, what is seen of a row, and what is left as it was."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import cpp_loader
from tests.helpers.checks import check_gan
from tests.helpers.tiny import compiled
from tfgan_zoo import data, losses, models, networks, serving
from tfgan_zoo.modalities import Column, Table

COLUMNS = 5
MODALITY = Table([Column(f"c{number}", -2.0, 3.0, decimals=2) for number in range(COLUMNS)])


def gain(**options):
    players = networks.gain_generator(COLUMNS, 4), networks.gain_discriminator(COLUMNS, 4)
    return models.GAIN(*players, modality=MODALITY, **options)


def batch(count=6, seed=0):
    draws = np.random.default_rng(seed)
    rows = draws.uniform(-1, 1, (count, COLUMNS)).astype("float32")
    mask = (draws.random(rows.shape) < 0.7).astype("float32")
    return {"sample": tf.constant(rows), "source": tf.constant(rows * mask), "mask": tf.constant(mask)}


def cross_entropy(targets, logits):
    """Mean over all values, in float64."""
    return (targets * np.logaddexp(0, -logits) + (1 - targets) * np.logaddexp(0, logits)).mean()


@pytest.mark.slow
def test_it_is_a_game_that_draws_noise_and_is_given_rows_with_their_masks(tmp_path):
    game = compiled(gain())
    assert (game.drawn_inputs, game.given_inputs) == (("latents",), ("source", "mask"))
    check_gan(game, tf.data.Dataset.from_tensors(batch()).repeat(), tmp_path)


def test_the_discriminator_learns_from_all_values_and_the_generator_from_the_missing_and_the_observed_each():
    game = gain(reconstruction_weight=7.0, adversarial_weight=3.0)
    real, generated = batch(), tf.constant(batch(seed=1)["sample"])
    hint = game.draw_hint(real)
    source, mask, made = (np.asarray(values, "float64") for values in (real["source"], real["mask"], generated))
    filled = np.where(mask == 1, source, made).astype("float32")
    logits = np.asarray(game.discriminator([tf.constant(filled), hint]), "float64")
    terms = game.discriminator_terms(real, generated, hint)
    assert float(terms["discriminator"]) == pytest.approx(cross_entropy(mask, logits), rel=1e-5)
    terms = game.generator_terms(real, generated, hint)
    adversarial = ((1 - mask) * np.logaddexp(0, -logits)).mean()
    assert float(terms["generator"]) == pytest.approx(3 * adversarial, rel=1e-5)
    squares = ((source - made) / 2)[mask == 1] ** 2  # of columns in [0, 1]
    assert float(terms["reconstruction"]) == pytest.approx(7 * squares.mean(), rel=1e-5)


def test_a_hint_names_a_share_of_the_observed_values_and_none_of_the_missing():
    real = batch(4000)
    hint, mask = gain(hint_share=0.9).draw_hint(real).numpy(), real["mask"].numpy()
    assert set(np.unique(hint)) == {0, 1}
    assert hint[mask == 0].max() == 0
    assert hint[mask == 1].mean() == pytest.approx(0.9, abs=0.01)
    assert gain(hint_share=0.0).draw_hint(real).numpy().max() == 0
    np.testing.assert_array_equal(gain(hint_share=1.0).draw_hint(real), mask)


def test_the_discriminator_moves_first_and_the_generator_learns_from_it_by_the_same_rows_and_hint():
    game = compiled(gain(), run_eagerly=True)
    seen = []
    logits, update = game.logits, game.update

    def recorded_logits(real, generated, hint):
        seen.append((generated.numpy(), hint.numpy()))
        return logits(real, generated, hint)

    def recorded_update(player, gradients, terms):
        seen.append(player)
        return update(player, gradients, terms)

    game.logits, game.update = recorded_logits, recorded_update
    game.train_on_batch(batch())
    (rows, hint), first, (rows_again, hint_again), second = seen
    assert (first, second) == ("discriminator", "generator")
    np.testing.assert_array_equal(rows, rows_again)
    np.testing.assert_array_equal(hint, hint_again)


@pytest.mark.slow
def test_observed_values_leave_as_they_came_and_what_is_missing_is_filled_from_what_is_known_alone():
    game = compiled(gain())
    real = batch()
    game.fit(tf.data.Dataset.from_tensors(real).repeat(), steps_per_epoch=2, verbose=0)
    made = game.sample(source=real["source"], mask=real["mask"])
    observed = real["mask"].numpy() == 1
    np.testing.assert_array_equal(made[observed], real["source"].numpy()[observed])
    garbage = tf.where(observed, real["source"], 0.7)
    np.testing.assert_array_equal(game.sample(source=garbage, mask=real["mask"]), made)
    assert np.abs(game.sample(source=real["source"], mask=real["mask"], seed=1) - made)[~observed].max() > 0


@pytest.mark.slow
@pytest.mark.parametrize("truth", [0.3, np.nan])
def test_a_step_never_looks_at_what_is_missing(truth):
    first, second = compiled(gain()), compiled(gain())
    second.set_weights(first.get_weights())
    real = batch()
    hidden = tf.where(real["mask"] == 1, real["sample"], truth)
    logs = [game.train_on_batch(given, return_dict=True) for game, given in
            ((first, real), (second, {**real, "sample": hidden}))]  # fmt: skip
    assert logs[0] == logs[1]
    assert np.isfinite(list(logs[1].values())).all()
    for mine, other in zip(first.weights, second.weights, strict=True):
        np.testing.assert_array_equal(mine, other)


@pytest.mark.slow
def test_a_batch_in_which_nothing_is_missing_or_nothing_known_leaves_the_terms_finite():
    game = compiled(gain())
    for known in (1.0, 0.0):
        real = batch()
        mask = tf.fill(real["mask"].shape, known)
        logs = game.train_on_batch({**real, "source": real["sample"] * mask, "mask": mask}, return_dict=True)
        assert np.isfinite(list(logs.values())).all()
        assert (logs["generator"] == 0) == (known == 1)


def test_the_noise_in_the_gaps_is_as_small_as_the_authors():
    latents, source, mask = tf.ones((1, 2)), tf.zeros((1, 2)), tf.zeros((1, 2))
    generator = networks.gain_generator(2, depth=1)
    hidden = next(layer for layer in generator.layers if isinstance(layer, keras.layers.Dense))
    kernel = np.zeros((4, 2), "float32")
    kernel[0, 0], kernel[3, 1] = 1, 1  # the first value, and the mask of the second
    hidden.set_weights([kernel, np.zeros(2, "float32")])
    inside = keras.Model(generator.inputs, hidden.output)
    np.testing.assert_allclose(inside([latents, source, mask]), [[0.01, 0]], rtol=1e-6)
    np.testing.assert_allclose(inside([latents, source, 1 - mask]), [[0.5, 1]])


@pytest.mark.slow
def test_a_server_fills_rows_and_gives_them_as_lines_of_csv(tmp_path):
    game, real = gain(), batch(3)
    path = serving.export_generator(game, tmp_path / "served")
    given = {"source": real["source"].numpy(), "mask": real["mask"].numpy()}
    expected = game.sample(3, seed=[5, 6, 7], **given)
    served = cpp_loader.SavedModel(path)
    inputs = {"seed": np.array([5, 6, 7], "int32"), **given}
    np.testing.assert_allclose(served.run("sample", inputs)["rows"], expected, atol=1e-6)
    lines = [line.decode() for line in served.run("csv", inputs)["csv"]]
    assert lines == MODALITY.lines(expected)
    values = served.run("values", inputs)["values"]
    np.testing.assert_allclose(values, MODALITY.to_stored(expected), atol=1e-6)


@pytest.mark.slow
def test_it_learns_what_columns_say_of_each_other():
    first = np.random.default_rng(0).uniform(size=1000)
    rows = data.with_gaps(data.table({number: first if number % 2 else 1 - first for number in range(10)}), 0.3)
    keras.utils.set_random_seed(0)
    players = networks.gain_generator(10, 4), networks.gain_discriminator(10, 4)
    game = models.GAIN(*players, modality=rows.modality)
    game.compile(keras.optimizers.Adam(3e-3), keras.optimizers.Adam(3e-3), steps_per_execution=50)
    game.fit(rows.batches(64), steps_per_epoch=500, verbose=0)
    given = {name: rows.conditions[name] for name in ("source", "mask")}
    error = (game.sample(**given) - rows.modality.to_model(rows.samples).numpy())[given["mask"] == 0] / 2
    assert np.sqrt(np.square(error).mean()) < 0.5 * np.std(first)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: gain(hint_share=1.1), r"GAIN takes hint_share as a number in \[0, 1\], not 1.1"),
        (lambda: gain(reconstruction_weight=-1.0), "reconstruction_weight as a number of at least 0"),
        (
            lambda: models.GAIN(networks.gain_generator(5), networks.gain_discriminator(4)),
            "'gain_discriminator' takes rows .4,., hint .4,. .* expected all of shape .5,.",
        ),
        (
            lambda: models.GAIN(networks.mlp_generator((5,), latent_size=5), networks.gain_discriminator(5)),
            "the inputs named latents and source and mask",
        ),
    ],
)
def test_what_does_not_fit_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_gaps_that_are_not_a_number_are_refused_where_they_are_given():
    real = batch()
    source = np.where(real["mask"] == 1, real["source"], np.nan)
    with pytest.raises(ValueError, match="received source with values that are NaN or infinite"):
        gain().sample(source=source, mask=real["mask"])
    with pytest.raises(ValueError, match="with their source and mask, but a batch has only sample"):
        compiled(gain()).fit(real["sample"].numpy(), verbose=0)


def test_its_discriminator_takes_the_losses_of_the_paper():
    """The discriminator's loss is least for D = m, and the generator's for what passes as observed."""
    mask = np.array([[1.0, 0.0]], "float32")
    assert float(losses.imputation_discriminator(100 * (2 * mask - 1), mask)) < 1e-6
    assert float(losses.imputation_generator(np.full((1, 2), 100.0, "float32"), mask)) < 1e-6
