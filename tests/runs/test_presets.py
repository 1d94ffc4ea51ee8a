"""`tfgan_zoo.load` and `from_preset`: what a name, a place or an address gives, and what is refused."""

import shutil

import numpy as np
import pytest
import tensorflow as tf

import tfgan_zoo
from tests.helpers import tiny
from tests.helpers.canary import harmless
from tfgan_zoo import models, serving
from tfgan_zoo.saving import hub
from tfgan_zoo.serving import shipped


@pytest.fixture(scope="module")
def gan():
    return tiny.compiled(models.GAN(*tiny.players()))


@pytest.fixture(scope="module")
def exported(gan, tmp_path_factory):
    """A version, in a folder of versions."""
    card = {"data": "noise", "license": "none needed", "steps": 0, "seeds": 0, "metrics": "nothing"}
    return serving.export_generator(gan, tmp_path_factory.mktemp("saved_models") / "tiny", card=card)


@pytest.fixture
def as_shipped(exported, tmp_path, monkeypatch):
    """A copy of the version in the folder of an installed package, and in its index."""
    monkeypatch.setenv(shipped.HOME, str(tmp_path))
    monkeypatch.setattr(shipped, "index", lambda: {"tiny": shipped.fingerprint(exported)})
    shutil.copytree(exported.parent, tmp_path / "tiny")
    return tmp_path / "tiny" / "1"


@pytest.mark.parametrize("place", [lambda version: version, lambda version: version.parent], ids=["version", "folder"])
def test_a_generator_gives_what_its_game_gives(gan, exported, place):
    generator = tfgan_zoo.load(place(exported))
    expected = gan.sample(3, seed=np.arange(5, 8))
    np.testing.assert_allclose(generator.sample(3, seed=5), expected, atol=1e-6)
    np.testing.assert_allclose(generator.sample(3, seed=[5, 6, 7]), expected, atol=1e-6)
    assert generator.shape == expected.shape[1:] and "noise" in generator.card
    assert bytes(generator.run("png", seed=[0])[0][:4]) == b"\x89PNG"


def test_more_samples_than_a_batch_are_each_of_their_own_seed(exported):
    generator = tfgan_zoo.load(exported)
    np.testing.assert_allclose(generator.sample(70)[65], generator.sample(1, seed=65)[0], atol=1e-6)


def test_labels_are_cycled_through_given_and_counted(tmp_path):
    game = models.WGAN(*tiny.conditional_linear_players(), num_classes=2)
    generator = tfgan_zoo.load(serving.export_generator(game, tmp_path / "conditional"))
    np.testing.assert_allclose(generator.sample(4), generator.sample(labels=[0, 1, 0, 1]))
    refused = [({"labels": [0, 2]}, "0 to 1"), ({"class": [0]}, "must be given labels"), ({}, "a number of")]
    refused += [({"labels": [2**32]}, "from 4294967296 to 4294967296"), ({"labels": [2**70]}, "not numbers of 64 bits")]
    for wrong, words in refused:
        with pytest.raises(ValueError, match=words):
            generator.sample(**wrong)


def test_a_signature_that_is_not_there_and_inputs_that_are_not_its_own_are_named(exported):
    generator = tfgan_zoo.load(exported)
    with pytest.raises(ValueError, match="no signature 'encode', only serving_default, sample, png"):
        generator.run("encode", images=[0])
    with pytest.raises(ValueError, match="sample takes seed; received seeds"):
        generator.run("sample", seeds=[0])


def test_a_game_that_was_saved_is_a_game_again(gan, tmp_path):
    gan.save(tmp_path / "gan.keras")
    for loaded in (tfgan_zoo.load(tmp_path / "gan.keras"), models.GAN.from_preset(tmp_path / "gan.keras")):
        assert type(loaded) is models.GAN
        np.testing.assert_array_equal(loaded.sample(2), gan.sample(2))


def test_a_game_of_another_class_is_named(gan, tmp_path):
    gan.save(tmp_path / "gan.keras")
    with pytest.raises(ValueError, match=r"is a GAN, no WGANGP: use models.GAN.from_preset"):
        models.WGANGP.from_preset(tmp_path / "gan.keras")


def test_a_generator_alone_is_no_game(exported):
    with pytest.raises(ValueError, match="without the other networks of its game: use tfgan_zoo.load"):
        models.GAN.from_preset(exported.parent)
    with pytest.raises(FileNotFoundError, match=r"without their games: tfgan_zoo.load\('wgan_gp_digits'\)"):
        models.GAN.from_preset("wgan_gp_digits")


def test_a_run_gives_its_last_checkpoint(gan, tmp_path):
    (tmp_path / "checkpoints").mkdir()
    gan.save(tmp_path / "checkpoints" / "last.keras")
    gan.save(tmp_path / "checkpoints" / "best.keras")
    np.testing.assert_array_equal(models.GAN.from_preset(tmp_path).sample(2), gan.sample(2))


def test_a_shipped_generator_is_found_by_its_name(as_shipped, exported):
    np.testing.assert_array_equal(tfgan_zoo.load("tiny").sample(2), tfgan_zoo.load(exported).sample(2))


def changed(version):
    path = version / "variables" / "variables.data-00000-of-00001"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def longer(version):
    path = version / "saved_model.pb"
    path.write_bytes(path.read_bytes() + b"x")


DAMAGE = {
    "a bit of the weights": (changed, "has the SHA-256 .*; expected"),
    "a byte more": (longer, "bytes; expected"),
    "a file less": (lambda version: (version / "README.md").unlink(), "lacks README.md"),
    "a file more": (lambda version: (version / "saved_model.pbtxt").write_text("x"), "does not belong there"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_shipped_generator_that_was_changed_is_refused(as_shipped, damage):
    change, words = DAMAGE[damage]
    change(as_shipped)
    with pytest.raises(ValueError, match=words):
        tfgan_zoo.load("tiny")


SPOILED = {
    "no weights": lambda version: shutil.rmtree(version / "variables"),
    "half of the weights": lambda version: halve(version / "variables" / "variables.data-00000-of-00001"),
    "a bit of the weights": changed,
    "half of the graph": lambda version: halve(version / "saved_model.pb"),
    "no graph": lambda version: (version / "saved_model.pb").write_bytes(b""),
}


def halve(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("spoiled", SPOILED)
def test_an_export_that_cannot_be_read_is_refused_in_words(exported, tmp_path, spoiled):
    version = shutil.copytree(exported, tmp_path / "1")
    SPOILED[spoiled](version)
    with pytest.raises(ValueError, match="is no SavedModel that can be read: .*Copy or export it again"):
        tfgan_zoo.load(version)


def test_a_saved_model_of_something_else_is_no_generator(tmp_path):
    tf.saved_model.save(tf.Module(), str(tmp_path / "1"))
    with pytest.raises(ValueError, match="has no signature serving_default, only none"):
        tfgan_zoo.load(tmp_path)
    module = tf.Module()
    module.several = tf.function(lambda x: {"a": x, "b": x}, input_signature=[tf.TensorSpec((None,), tf.float32)])
    tf.saved_model.save(module, str(tmp_path / "2"), {"serving_default": module.several})
    with pytest.raises(ValueError, match="makes a, b; expected one output"):
        tfgan_zoo.load(tmp_path)


def test_no_samples_are_none_to_draw(exported):
    with pytest.raises(ValueError, match="received 0 samples to draw; expected at least one"):
        tfgan_zoo.load(exported).sample(0)


def test_an_unknown_name_is_refused_with_the_nearest(as_shipped):
    with pytest.raises(ValueError, match="no generator 'tinny'; similar: tiny"):
        tfgan_zoo.load("tinny")
    with pytest.raises(FileNotFoundError, match="there is no some/folder"):
        tfgan_zoo.load("some/folder")


def test_a_package_without_the_repository_says_where_its_generators_are(as_shipped, monkeypatch, tmp_path):
    monkeypatch.setenv(shipped.HOME, str(tmp_path / "elsewhere"))
    with pytest.raises(FileNotFoundError, match=f"saved_models/tiny to {tmp_path}/elsewhere/tiny"):
        tfgan_zoo.load("tiny")


def test_an_address_gives_the_generator_or_the_game_in_it(gan, exported, tmp_path, monkeypatch):
    places = {"hf://a/one": exported.parent, "hf://a/two": tmp_path}
    monkeypatch.setattr(hub, "download", places.get)
    assert isinstance(tfgan_zoo.load("hf://a/one"), serving.Generator)
    with pytest.raises(ValueError, match="one .keras file, but has nothing of the kind"):
        tfgan_zoo.load("hf://a/two")
    gan.save(tmp_path / "gan.keras")
    assert isinstance(tfgan_zoo.load("hf://a/two"), models.GAN)
    assert isinstance(models.Game.from_preset("hf://a/two"), models.GAN)
    gan.save(tmp_path / "other.keras")
    with pytest.raises(ValueError, match=r"but has gan.keras, other.keras"):
        tfgan_zoo.load("hf://a/two")


def test_a_downloaded_run_imports_no_recipe(gan, tmp_path, monkeypatch):
    gan.save(tmp_path / "gan.keras")
    (tmp_path / "settings.json").write_text('{"recipe": "evil.py"}')
    (tmp_path / "evil.py").write_text("raise SystemExit('run')")
    monkeypatch.setattr(hub, "download", lambda address: tmp_path)
    assert isinstance(tfgan_zoo.load("hf://user/run"), models.GAN)


def written(path):
    tf.io.write_file(path, "x")


def saved(path):
    tf.raw_ops.SaveV2(prefix=path, tensor_names=["x"], shape_and_slices=[""], tensors=[tf.zeros(1)])


@pytest.mark.parametrize(("touch", "op"), [(written, "WriteFile"), (saved, "SaveV2")])
@pytest.mark.parametrize("within", ["the graph", "a function that it calls"])
def test_a_graph_that_writes_files_is_refused_before_it_is_loaded(tmp_path, touch, op, within):
    module = tf.Module()
    target = str(tmp_path / "owned")
    touch = tf.function(touch) if within != "the graph" else touch

    @tf.function(input_signature=[tf.TensorSpec((None,), tf.int32, "seed")])
    def sample(seed):
        touch(target)
        return {"images": tf.zeros((tf.shape(seed)[0], 8, 8, 1))}

    module.sample = sample
    tf.saved_model.save(module, str(tmp_path / "hostile"), signatures={"sample": sample})
    with harmless(), pytest.raises(ValueError, match=f"touches files or runs code: {op}"):
        tfgan_zoo.load(tmp_path / "hostile")


def test_what_is_no_saved_model_is_refused(tmp_path):
    (tmp_path / "saved_model.pb").write_bytes(b"hello")
    with harmless(), pytest.raises(ValueError, match="no SavedModel that can be read"):
        tfgan_zoo.load(tmp_path)


def test_an_export_holds_each_weight_once(gan, exported):
    names = [name for name, shape in tf.train.list_variables(str(exported / "variables" / "variables")) if shape]
    assert len(names) == len([weight for weight in gan.sampler.weights if weight.shape])
