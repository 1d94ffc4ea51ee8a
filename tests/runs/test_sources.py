"""Samples come from games, SavedModels, datasets and folders, a batch at a time, the same for the same seed."""

import numpy as np
import pytest
from PIL import Image

from tests.helpers import tiny_cyclegan, tiny_recipe
from tests.helpers.tiny import conditional_linear_players
from tfgan_zoo import data, models
from tfgan_zoo.runs import sources
from tfgan_zoo.runs.sources import finding
from tfgan_zoo.runs.sources.batches import BATCH_SIZE
from tfgan_zoo.serving import export


def all_samples(sample_source, num, seed=0):
    batches = list(sample_source.batches(num, seed))
    assert max(map(len, batches)) <= BATCH_SIZE
    return np.concatenate(batches)


@pytest.fixture(scope="module")
def game(tmp_path_factory):
    """A game of points, and its file."""
    game = tiny_recipe.model(tiny_recipe.dataset(), ema_momentum=0.9)
    game.steps.assign(7)
    game.average_generator.set_weights([3 * weight + 0.1 for weight in game.generator.get_weights()])
    path = tmp_path_factory.mktemp("game") / "game.keras"
    game.save(path)
    return game, path


def test_a_saved_game_samples_with_its_moving_average(game):
    game, path = game
    sample_source = sources.find(path)
    expected = game.sample(70, seed=np.arange(5, 75))
    np.testing.assert_allclose(all_samples(sample_source, 70, 5), expected, rtol=1e-5, atol=1e-6)
    assert (sample_source.split, sample_source.shape, sample_source.num_examples, sample_source.steps) == (
        "generated",
        (2,),
        None,
        7,
    )


def test_a_saved_model_gives_one_sample_for_each_seed(game, tmp_path):
    game, _ = game
    sample_source = sources.find(export.export_generator(game, tmp_path / "served"))
    samples = all_samples(sample_source, 70, 5)
    np.testing.assert_allclose(samples[[0, 69]], np.concatenate([game.sample(1, 5), game.sample(1, 74)]), rtol=1e-5)
    np.testing.assert_array_equal(sample_source.sample(70, 5), samples)
    assert (sample_source.split, sample_source.shape, sample_source.num_examples) == ("generated", (2,), None)


def test_a_seed_gives_the_same_samples_from_a_game_and_from_its_export(game, tmp_path):
    game, path = game
    exported = sources.find(export.export_generator(game, tmp_path / "served"))
    saved = sources.find(path)
    for seed in (0, 5, 2**31 - 2):  # after which seeds begin at 0 again
        np.testing.assert_allclose(all_samples(saved, 4, seed), all_samples(exported, 4, seed), rtol=1e-5, atol=1e-6)
    for name, source in (("saved", saved), ("exported", exported)):
        source.write(tmp_path / name, 3, 7)
    written = [[path.read_bytes() for path in sorted((tmp_path / name).iterdir())] for name in ("saved", "exported")]
    assert written[0] == written[1] and written[0]


@pytest.fixture(scope="module")
def labeled(tmp_path_factory):
    """A conditional game of points, and its export as found again."""
    game = models.CGAN(*conditional_linear_players(), num_classes=2)
    return game, sources.find(export.export_generator(game, tmp_path_factory.mktemp("labeled") / "served"))


def test_a_saved_model_samples_the_labels_that_it_is_given(labeled):
    game, sample_source = labeled
    labels = np.arange(70, dtype="int32") % 2
    samples = sample_source.sample(70, 5, {"labels": labels})
    assert sample_source.given_inputs == ("labels",)
    np.testing.assert_allclose(samples[-1:], game.sample(1, 74, labels=labels[-1:]), rtol=1e-5)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "samples from seeds with labels, but received nothing.*--labels 3,7"),
        ({"labels": [0, 1], "styles": [0, 1]}, "but received labels and styles"),
        ({"labels": [0]}, r"labels of shape \(1,\); expected \(2,\)"),
        ({"labels": [0, 2]}, "from 0 to 2; expected 0 to 1"),
        ({"labels": [0.0, 1.0]}, "expected integers"),
    ],
)
def test_a_saved_model_explains_what_is_wrong_with_its_inputs(labeled, given, message):
    with pytest.raises(ValueError, match=message):
        labeled[1].sample(2, 0, given)


def test_a_saved_model_without_labels_refuses_them(game, tmp_path):
    sample_source = sources.find(export.export_generator(game[0], tmp_path / "served"))
    with pytest.raises(ValueError, match="samples from seeds alone, but received labels"):
        sample_source.sample(1, 0, {"labels": [0]})


def test_a_saved_model_that_needs_images_is_refused(tmp_path):
    path = export.export_network(tiny_cyclegan.network((8, 8, 3), 2, filters=3, name="translator"), tmp_path / "served")
    with pytest.raises(ValueError, match="has no signature 'sample'"):
        sources.find(path)


@pytest.mark.parametrize(
    ("text", "name", "split"),
    [
        ("digits", "digits", None),
        ("digits:test", "digits", "test"),
        ("mnist:3.0.1", "mnist:3.0.1", None),
        ("mnist:3.0.1:test", "mnist:3.0.1", "test"),
        ("cifar10:train[:5000]", "cifar10", "train[:5000]"),
        ("cycle_gan/horse2zebra:trainB", "cycle_gan/horse2zebra", "trainB"),
    ],
)
def test_a_dataset_is_named_with_its_version_and_split(text, name, split):
    assert finding.NAME.fullmatch(text).group("name", "split") == (name, split)


def test_examples_are_a_random_choice_determined_by_the_seed():
    held = sources.find("digits:test")
    whole = data.load("digits", "test").arrays()[0]
    everything = all_samples(held, 300)
    assert (held.split, held.shape, held.num_examples) == ("test", (28, 28, 1), 300)
    assert sorted(map(bytes, np.rint((everything + 1) * 127.5).astype("uint8"))) == sorted(map(bytes, whole))
    np.testing.assert_array_equal(all_samples(held, 70, 1), all_samples(held, 70, 1))
    assert np.abs(all_samples(held, 70, 1) - all_samples(held, 70, 2)).max() > 0


def test_a_folder_is_read_with_its_split_and_in_the_requested_shape(tmp_path):
    for name in ("train", "test"):
        (tmp_path / "cats: mine" / name).mkdir(parents=True)
        Image.fromarray(np.zeros((8, 8), "uint8")).save(tmp_path / "cats: mine" / name / "cat.png")
    folder = tmp_path / "cats: mine"
    assert sources.find(folder).name.endswith("cats: mine (train)")
    (tmp_path / "cats").symlink_to(folder)
    held = sources.find(f"{tmp_path}/cats:test", image_shape=(4, 4, 3))
    assert (held.split, held.shape) == ("test", (4, 4, 3))


def test_an_invalid_source_is_refused(tmp_path):
    for sample_source, error, message in [
        (tmp_path, FileNotFoundError, "holds no images"),
        (tmp_path / "missing", FileNotFoundError, "There is no folder"),
        ("colored_digits", ValueError, "pair of domains"),
        ("ring:tset", ValueError, "no split 'tset'"),
        (tmp_path / "missing.keras", FileNotFoundError, "no checkpoint"),
    ]:
        with pytest.raises(error, match=message):
            sources.find(sample_source)


def test_a_game_that_translates_needs_its_run(tmp_path):
    game = tiny_cyclegan.model(tiny_cyclegan.dataset())
    game.save(tmp_path / "game.keras")
    with pytest.raises(ValueError, match="samples from .* use its run's folder"):
        all_samples(sources.find(tmp_path / "game.keras"), 2)
    black = data.from_arrays(np.zeros((3, 8, 8, 3), "uint8"))
    translated = sources.GameSource("run", game, lambda: data.unpaired(black, black))
    np.testing.assert_allclose(
        all_samples(translated, 2), game.predict(np.full((2, 8, 8, 3), -1.0), verbose=0), rtol=1e-4, atol=1e-5
    )
    assert translated.num_examples == 3
