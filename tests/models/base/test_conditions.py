"""A condition is any vector: from the data through training, sampling and saving to a server and the command line."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, images
from tfgan_zoo import cli, data, models, networks
from tfgan_zoo.serving import export

COUNT = 12
DRAWS = np.random.default_rng(0)
# Name, shape of one, and those of the data.
CONDITIONS = {
    "labels": ((), np.arange(COUNT) % 3),
    "attributes": ((4,), DRAWS.integers(0, 2, (COUNT, 4)).astype(bool)),
    "angle": ((), DRAWS.uniform(0, 1, COUNT)),
    "embedding": ((2, 3), DRAWS.normal(size=(COUNT, 2, 3))),
}


def game_with(name):
    """A GAN whose two networks take a condition."""

    def condition():
        taken = keras.Input(CONDITIONS[name][0], name=name, dtype="int32" if name == "labels" else "float32")
        if name == "labels":
            return taken, keras.layers.Embedding(3, 2)(taken)
        return taken, keras.layers.Reshape((int(np.prod(taken.shape[1:])),))(taken)

    latents, (taken, vector) = keras.Input((3,), name="latents"), condition()
    made = keras.layers.Dense(64, activation="tanh")(networks.join_vector(latents, vector))
    generator = keras.Model([latents, taken], keras.layers.Reshape(SHAPE)(made))
    shown, (taken, vector) = keras.Input(SHAPE, name="images"), condition()
    hidden = keras.layers.Flatten()(networks.join_vector(shown, vector))
    discriminator = keras.Model([shown, taken], keras.layers.Dense(1)(hidden))
    return compiled(models.GAN(generator, discriminator, num_classes=3 if name == "labels" else None))


def examples_with(name):
    values = CONDITIONS[name][1]
    if name == "labels":
        return data.from_arrays(images(COUNT), values)
    return data.from_arrays(images(COUNT)).with_conditions(**{name: values})


@pytest.fixture(scope="module")
def attributed():
    return game_with("attributes")


# The whole way


@pytest.mark.parametrize(
    "name", ["attributes", *(pytest.param(name, marks=pytest.mark.slow) for name in CONDITIONS if name != "attributes")]
)
def test_a_condition_of_any_kind_goes_the_whole_way(name, tmp_path):
    game, examples = game_with(name), examples_with(name)
    logs = game.fit(examples.batches(4, labels=game.labeled), steps_per_epoch=2, verbose=0).history
    assert all(np.isfinite(values).all() for values in logs.values())

    values = CONDITIONS[name][1]
    given = {name: np.asarray(values[:2], "int32" if name == "labels" else "float32")}
    expected = game.sample(seed=5, **given)
    assert np.abs(expected - game.sample(seed=5, **{name: given[name][::-1].copy()})).max() > 0

    game.save(tmp_path / "game.keras")
    np.testing.assert_allclose(models.load(tmp_path / "game.keras").sample(seed=5, **given), expected, atol=1e-6)

    signatures = tf.saved_model.load(export.export_generator(game, tmp_path / "served")).signatures
    first = {name: tf.constant(given[name][:1])}
    (served,) = signatures["sample"](seed=tf.constant([5]), **first).values()
    np.testing.assert_allclose(served, game.sample(seed=5, **{name: given[name][:1]}), atol=1e-6)

    row = ",".join(str(number) for number in np.ravel(given[name][0]).tolist())
    for place in ("game.keras", "served"):
        out = str(tmp_path / f"{place}.png")
        flags = ["sample", str(tmp_path / place), "--condition", f"{name}={row}", "--num", "3", "--out", out]
        assert cli.main(flags) == 0


# Data


def test_batches_hold_the_conditions_of_their_own_examples():
    numbers = np.arange(COUNT)
    whole = np.broadcast_to(numbers[:, None, None, None], (COUNT, *SHAPE)).astype("uint8")
    examples = data.from_arrays(whole, numbers % 2).with_conditions(angle=numbers * 1.0)
    left, held = data.hold_out(examples, 0.25)
    for part in (left, held, examples.for_worker(1, 2)):
        batch = next(iter(part.batches(2, labels=True)))
        found = np.round((batch["sample"][:, 0, 0, 0].numpy() + 1) * 127.5)
        np.testing.assert_array_equal(batch["angle"], found)
        np.testing.assert_array_equal(batch["labels"], found % 2)
    assert set(held.conditions["angle"]) | set(left.conditions["angle"]) == set(numbers)


def test_other_conditions_are_other_data():
    checksums = {
        data.fingerprint(data.from_arrays(images(4)).with_conditions(angle=angle))[0]["checksum"]
        for angle in (np.zeros(4), np.ones(4))
    }
    assert len(checksums | {data.fingerprint(data.from_arrays(images(4)))[0]["checksum"]}) == 3


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"angle": np.zeros(3)}, r"angle of arrays have shape \(3,\); expected \(12, \.\.\.\), one per example"),
        ({"angle": [0.0] * 11 + [np.nan]}, "angle of arrays are NaN or infinite in 1 examples"),
        (
            {"day": np.array(["2020-01-01"] * 12, "M8")},
            "day of arrays have type datetime64.*; expected numbers, or",
        ),
        ({"labels": np.zeros(12)}, "named 'labels', which is taken"),
    ],
)
def test_conditions_of_data_that_cannot_be_meant_are_refused(conditions, message):
    with pytest.raises(ValueError, match=message):
        data.from_arrays(images(COUNT)).with_conditions(**conditions)


# Games

BAD = {
    "shorter": (np.zeros((2, 3)), r"attributes of shape \(2, 3\); expected"),
    "flat": (np.zeros(2), r"attributes of shape \(2,\); expected"),
    "not a number": (np.full((2, 4), np.nan), "attributes with values that are NaN or infinite"),
    "words": (np.full((2, 4), "red"), "attributes of type string; expected numbers"),
}


@pytest.mark.parametrize("kind", BAD)
def test_attributes_that_cannot_be_meant_are_refused_in_training_and_in_sampling(attributed, kind):
    values, message = BAD[kind]
    with pytest.raises(ValueError, match=message):
        attributed.sample(attributes=values)
    with pytest.raises(ValueError, match=message):
        attributed.fit({"sample": tf.constant(images(2)), "attributes": tf.constant(values)}, batch_size=2, verbose=0)


def test_numbers_between_integers_are_refused_where_integers_are_taken():
    latents, size = keras.Input((3,), name="latents"), keras.Input((), name="size", dtype="int32")
    made = networks.join_vector(latents, keras.layers.Embedding(5, 2)(size))
    points, taken = keras.Input((2,), name="points"), keras.Input((), name="size", dtype="int32")
    hidden = networks.join_vector(points, keras.layers.Embedding(5, 2)(taken))
    generator = keras.Model([latents, size], keras.layers.Dense(2)(made))
    game = compiled(models.GAN(generator, keras.Model([points, taken], keras.layers.Dense(1)(hidden))))
    with pytest.raises(ValueError, match="received size of type float64; expected integers"):
        game.sample(size=np.array([1.5, 2.0]))
    one_hot = {"sample": tf.constant(images(2, (2,))), "size": tf.one_hot([1, 2], 5)}
    with pytest.raises(ValueError, match=r"received size of shape \(2, 5\); expected .*take the argmax of one-hot"):
        game.fit(one_hot, batch_size=2, verbose=0)


def test_networks_for_conditions_of_different_shapes_are_refused():
    attributes = keras.Input((5,), name="attributes")
    shown = keras.Input(SHAPE, name="images")
    logits = keras.layers.Dense(1)(keras.layers.Flatten()(networks.join_vector(shown, attributes)))
    generator = game_with("attributes").generator
    with pytest.raises(ValueError, match=r"takes a attributes of shape \(4,\), but the discriminator one of shape"):
        models.GAN(generator, keras.Model([shown, attributes], logits))


# The command line


@pytest.fixture(scope="module")
def saved(attributed, tmp_path_factory):
    path = tmp_path_factory.mktemp("attributed") / "game.keras"
    attributed.save(path)
    np.save(path.parent / "rows.npy", np.eye(4))
    return path


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("attributes=1,0", "received 2 numbers as attributes; expected 4 a sample"),
        ("attributes=1,0,nan,0", "attributes with values that are NaN or infinite"),
        ("height=1", "is given only attributes to sample from, not height"),
        ("attributes=none.npy", "none.npy cannot be read as an .npy file"),
    ],
)
def test_conditions_that_cannot_be_sampled_are_named_in_one_line(saved, capsys, condition, message):
    flags = ["sample", str(saved), "--condition", condition, "--out", str(saved.parent / "samples.png")]
    assert cli.main(flags) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error


def test_rows_of_a_file_are_sampled_in_turn(saved, tmp_path, attributed):
    flags = ["--condition", f"attributes={saved.parent / 'rows.npy'}", "--num", "5", "--out", str(tmp_path / "out")]
    assert cli.main(["sample", str(saved), *flags]) == 0
    assert len(list((tmp_path / "out").iterdir())) == 5
