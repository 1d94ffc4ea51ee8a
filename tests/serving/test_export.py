"""An exported generator answers outside Python with exactly what it answers inside."""

import io
import subprocess
import sys

import keras
import numpy as np
import PIL.Image
import pytest
import tensorflow as tf

from tests.helpers.cpp_process import run_in_cpp
from tests.helpers.full_disk import files_end_after
from tfgan_zoo import modalities, models, networks
from tfgan_zoo.latents import sampling_seed
from tfgan_zoo.serving import card, export

CARD = {
    "data": "noise",
    "license": "none needed",
    "steps": 3,
    "seeds": 7,
    "metrics": ["fid_768 1 (network n, split test)"],
}


def tiny_generator(shape=(8, 8, 3)):
    """Latents (4,) -> samples; batch normalization, so that training and inference differ."""
    latents = keras.Input((4,))
    hidden = keras.layers.BatchNormalization()(keras.layers.Dense(int(np.prod(shape)))(latents))
    return keras.Model(latents, keras.layers.Activation("tanh")(keras.layers.Reshape(shape)(hidden)))


def tiny_gan(shape=(8, 8, 3), **kwargs):
    keras.utils.set_random_seed(0)
    samples = keras.Input(shape)
    discriminator = keras.Model(samples, keras.layers.Dense(1)(keras.layers.Flatten()(samples)))
    return models.GAN(tiny_generator(shape), discriminator, **kwargs)


def decode(png):
    return np.asarray(PIL.Image.open(io.BytesIO(png)))


@pytest.fixture(scope="module")
def gan():
    return tiny_gan()


@pytest.fixture(scope="module")
def exported(gan, tmp_path_factory):
    return export.export_generator(gan, tmp_path_factory.mktemp("models") / "tiny", card=CARD)


def write_points(folder, **options):
    """Export a network of points, which has one signature: for tests of versions, whatever is in them."""
    latents = keras.Input((2,))
    return export.export_network(keras.Model(latents, keras.layers.Dense(2)(latents)), folder, ["latents"], **options)


def signature(saved_model, name):
    """A signature's function, which keeps alive the model it is part of."""
    model = tf.saved_model.load(str(saved_model))
    return lambda **inputs: {key: value.numpy() for key, value in model.signatures[name](**inputs).items()}


@pytest.mark.parametrize("num_samples", [1, 5])
def test_the_cpp_runtime_returns_the_images_of_predict(gan, exported, tmp_path, num_samples):
    latents = np.random.default_rng(0).normal(size=(num_samples, 4)).astype("float32")
    images = run_in_cpp(exported, "serving_default", tmp_path, latents=latents)["images"]
    assert images.dtype == np.float32
    np.testing.assert_allclose(images, gan.predict(latents, verbose=0), atol=1e-5)


def test_the_cpp_runtime_samples_each_seed_as_the_gan_does_alone(gan, exported, tmp_path):
    seeds = [3, 0, 2**31 - 1]
    images = run_in_cpp(exported, "sample", tmp_path, seed=seeds)["images"]
    expected = np.concatenate([gan.sample(1, seed=seed) for seed in seeds])
    np.testing.assert_allclose(images, expected, atol=1e-5)


def test_a_game_with_custom_latents_is_sampled_with_them(tmp_path):
    generator = tiny_generator()
    discriminator = networks.infogan_discriminator((8, 8, 3), num_codes=3, width=2)
    gan = models.InfoGAN(generator, discriminator, num_categories=2, num_continuous=1)
    images = run_in_cpp(export.export_generator(gan, tmp_path / "tiny"), "sample", tmp_path, seed=[3])["images"]
    np.testing.assert_allclose(images, gan.sample(1, seed=3), atol=1e-5)


def test_the_cpp_runtime_writes_png_files_of_the_samples(gan, exported, tmp_path):
    files = run_in_cpp(exported, "png", tmp_path, seed=[3, 4])["image_bytes"]
    pictures = np.stack([decode(file) for file in files])
    expected = np.concatenate([gan.sample(1, seed=3), gan.sample(1, seed=4)])
    assert pictures.dtype == np.uint8
    np.testing.assert_array_equal(pictures, np.rint((expected + 1) * 127.5).astype(np.uint8))


def test_png_clips_rather_than_wraps_values_out_of_range():
    images = np.array([-1.2, -1, 0, 1, 1.5], "float32").reshape(1, 1, 5, 1)
    (file,) = modalities.encode_png(images).numpy()
    np.testing.assert_array_equal(decode(file), [[0, 0, 128, 255, 255]])


def test_a_sample_does_not_depend_on_its_neighbors_in_the_batch(exported):
    sample = signature(exported, "sample")
    together = sample(seed=tf.constant([5, 6, 7]))["images"]
    alone = sample(seed=tf.constant([6]))["images"]
    np.testing.assert_allclose(together[1], alone[0], atol=1e-6)
    assert np.abs(together[0] - together[1]).max() > 0.01


def test_the_moving_average_is_exported(tmp_path):
    gan = tiny_gan(ema_momentum=0.9)
    gan.generator.layers[1].kernel.assign_add(keras.ops.ones((4, 192)))
    images = signature(export.export_generator(gan, tmp_path / "tiny"), "serving_default")(latents=tf.ones((2, 4)))[
        "images"
    ]
    np.testing.assert_allclose(images, gan.average_generator.predict(np.ones((2, 4)), verbose=0), atol=1e-6)
    assert np.abs(images - gan.generator.predict(np.ones((2, 4)), verbose=0)).max() > 0.01


@pytest.mark.parametrize("policy", ["mixed_bfloat16", "mixed_float16"])
def test_a_generator_in_half_precision_returns_float32(tmp_path, policy):
    keras.config.set_dtype_policy(policy)
    try:
        network = tiny_generator()
    finally:
        keras.config.set_dtype_policy("float32")
    assert network.output.dtype != "float32"
    saved_model = export.export_network(network, tmp_path / "tiny", ["latents"])
    images = signature(saved_model, "serving_default")(latents=tf.zeros((1, 4)))["images"]
    assert images.dtype == np.float32


@pytest.mark.parametrize(("shape", "name"), [((3,), "samples"), ((4, 4, 2), "images")])
def test_other_samples_than_images_have_no_png_and_points_are_not_called_images(tmp_path, shape, name):
    saved_model = export.export_generator(tiny_gan(shape), tmp_path / "tiny")
    assert [row[0] for row in card.signature_rows(saved_model)] == ["serving_default", "sample", "truncated"]
    assert signature(saved_model, "sample")(seed=tf.constant([1]))[name].shape == (1, *shape)


def test_a_translator_takes_images_of_any_size_and_returns_images_and_png_files(tmp_path):
    photographs = keras.Input((None, None, 1))
    translator = keras.Model(photographs, keras.layers.Conv2D(1, 3, padding="same", activation="tanh")(photographs))
    saved_model = export.export_network(translator, tmp_path / "translator")
    images = np.random.default_rng(0).uniform(-1, 1, (2, 5, 7, 1)).astype("float32")
    translated = run_in_cpp(saved_model, "serving_default", tmp_path, images=images)["images"]
    np.testing.assert_allclose(translated, translator.predict(images, verbose=0), atol=1e-5)
    (first, _) = run_in_cpp(saved_model, "png", tmp_path, images=images)["image_bytes"]
    assert decode(first).shape == (5, 7)


def labeled_gan(name="labels", num_classes=3):
    """A conditional generator: latents are drawn, labels asked for."""
    latents, labels = keras.Input((4,)), keras.Input((), dtype="int32", name=name)
    embedded = keras.layers.Embedding(3, 4)(labels)
    images = keras.layers.Reshape((2, 2, 1))(keras.layers.Multiply()([latents, embedded]))
    judged = keras.Input((2, 2, 1))
    discriminator = keras.Model(judged, keras.layers.Dense(1)(keras.layers.Flatten()(judged)))
    return models.GAN(keras.Model([latents, labels], images), discriminator, num_classes=num_classes)


@pytest.fixture(scope="module")
def labeled(tmp_path_factory):
    """A conditional game and its export."""
    gan = labeled_gan()
    return gan, export.export_generator(gan, tmp_path_factory.mktemp("models") / "labeled", card=CARD)


def test_labels_are_an_input_besides_the_latents_or_the_seed(labeled, tmp_path):
    gan, saved_model = labeled
    latents = np.concatenate([gan.draw_latents(1, sampling_seed(seed)) for seed in (8, 9)])
    expected = gan.sampler.predict([latents, np.array([0, 2])], verbose=0)
    seeds = {"seed": [8, 9], "labels": [0, 2]}
    images = run_in_cpp(saved_model, "sample", tmp_path, **seeds)["images"]
    np.testing.assert_allclose(images, expected, atol=1e-5)
    images = run_in_cpp(saved_model, "serving_default", tmp_path, latents=latents, labels=[0, 2])["images"]
    np.testing.assert_allclose(images, expected, atol=1e-5)
    pictures = [decode(file) for file in run_in_cpp(saved_model, "png", tmp_path, **seeds)["image_bytes"]]
    expected = np.rint((np.clip(expected, -1, 1) + 1) * 127.5)[..., 0]
    np.testing.assert_allclose(np.stack(pictures), expected, atol=1)


def test_labels_have_no_default_and_the_card_names_them(labeled):
    _, saved_model = labeled
    with pytest.raises(TypeError, match="labels"):
        signature(saved_model, "sample")(seed=tf.constant([1]))
    text = (saved_model / "README.md").read_text()
    assert "| `serving_default` | `labels` int32 (batch)<br>`latents` float32 (batch, 4) |" in text
    for name in ("sample", "png"):
        assert f"| `{name}` | `labels` int32 (batch)<br>`seed` int32 (batch) |" in text


@pytest.mark.parametrize("label", [3, -1])
def test_a_server_refuses_invalid_labels_instead_of_returning_another_class(labeled, label):
    _, saved_model = labeled
    with pytest.raises(
        tf.errors.InvalidArgumentError, match=rf"labels out of range.*\[{label}\].*expected 0 to.*\[2\]"
    ):
        signature(saved_model, "sample")(seed=tf.constant([1, 2]), labels=tf.constant([1, label]))


def test_labels_are_not_checked_if_the_number_of_classes_is_unknown(tmp_path):
    saved_model = export.export_generator(labeled_gan(num_classes=None), tmp_path / "labeled")
    assert signature(saved_model, "sample")(seed=tf.constant([1]), labels=tf.constant([2]))["images"].shape == (
        1,
        2,
        2,
        1,
    )


def test_an_input_without_a_name_is_refused(tmp_path):
    with pytest.raises(ValueError, match="without a name"):
        export.export_generator(labeled_gan(name=None), tmp_path / "labeled")


def test_names_that_do_not_match_the_network_are_refused(tmp_path):
    with pytest.raises(ValueError, match="has 1 inputs and 1 outputs"):
        export.export_network(tiny_generator(), tmp_path / "tiny", ["latents", "labels"])


def test_versions_count_on_from_the_highest(exported, tmp_path):
    folder = tmp_path / "tiny"
    assert write_points(folder, version=9) == folder / "9"
    assert write_points(folder) == folder / "10"
    assert exported.name == "1"


def test_a_version_that_exists_is_never_overwritten(gan, exported):
    before = {path: path.stat().st_mtime_ns for path in exported.rglob("*")}
    with pytest.raises(FileExistsError, match="never overwritten"):
        export.export_generator(gan, exported.parent, version=1)
    assert {path: path.stat().st_mtime_ns for path in exported.rglob("*")} == before


def test_an_existing_version_is_detected_before_anything_is_written(tmp_path):
    (tmp_path / "1").mkdir()
    with pytest.raises(FileExistsError), export.new_version(tmp_path, 1):
        pytest.fail("the block was entered")


def test_a_version_written_by_another_process_meanwhile_is_not_overwritten(tmp_path):
    with pytest.raises(FileExistsError, match="never overwritten"), export.new_version(tmp_path, 1) as temporary:
        temporary.mkdir()
        (tmp_path / "1").mkdir()
        (tmp_path / "1" / "saved_model.pb").write_text("theirs")
    assert [path.name for path in tmp_path.rglob("*")] == ["1", "saved_model.pb"]


@pytest.mark.parametrize("version", [0, -1, "2", 1.5, True])
def test_a_version_that_tf_serving_does_not_support_is_refused(gan, tmp_path, version):
    with pytest.raises(ValueError, match="an integer of at least 1"):
        export.export_generator(gan, tmp_path / "tiny", version=version)


def test_a_version_is_written_atomically(tmp_path):
    with export.new_version(tmp_path / "tiny") as temporary:
        temporary.mkdir()
        assert not (tmp_path / "tiny" / "1").exists()
        assert temporary.parent.name.startswith(".")  # so a server that watches the folder does not load it
    assert [path.name for path in (tmp_path / "tiny").iterdir()] == ["1"]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path):
    with files_end_after(1024), pytest.raises(OSError, match="tiny/1 cannot be written"):
        write_points(tmp_path / "tiny")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_version_does_not_affect_earlier_ones(tmp_path):
    path = write_points(tmp_path / "tiny")
    with pytest.raises(TypeError):
        write_points(tmp_path / "tiny", card={"no": "such entry"})
    assert list((tmp_path / "tiny").iterdir()) == [path]


def test_an_export_has_no_op_that_a_server_cannot_run(exported):
    assert export.forbidden_ops(exported) == []


@pytest.mark.parametrize(
    ("function", "op"),
    [
        (lambda x: tf.ensure_shape(tf.numpy_function(lambda y: y, [x], tf.float32), (None, 4)), "PyFunc"),
        (lambda x: x + tf.strings.to_number(tf.io.read_file("offset.txt")), "ReadFile"),
    ],
)
def test_python_and_files_in_the_graph_are_refused(tmp_path, function, op):
    latents = keras.Input((4,))
    network = keras.Model(latents, keras.layers.Lambda(function, output_shape=(4,))(latents), name="odd")
    with pytest.raises(ValueError, match=f"'odd' cannot be served: its graph contains .*{op}"):
        export.export_network(network, tmp_path / "odd", ["latents"])
    assert list(tmp_path.iterdir()) == []


def test_the_card_has_its_arguments_and_the_signatures(exported):
    card = (exported / "README.md").read_text()
    for row in (
        "# tiny\n",
        "| Data | noise |",
        "| License of the data | none needed |",
        "| Steps | 3 |",
        "| Seeds | 7 |",
        "| Input `latents` | 4 numbers, standard normal |",
        "| Input `truncation` | above 0, the largest magnitude of a number of the latents |",
        "| Metrics | fid_768 1 (network n, split test) |",
        "| `serving_default` | `latents` float32 (batch, 4) | `images` float32 (batch, 8, 8, 3) |",
        "| `sample` | `seed` int32 (batch) | `images` float32 (batch, 8, 8, 3) |",
        "| `png` | `seed` int32 (batch) | `image_bytes` string (batch) |",
    ):
        assert row in card


@pytest.mark.slow
def test_saved_model_cli_shows_the_signatures(exported):
    command = [sys.executable, "-m", "tensorflow.python.tools.saved_model_cli", "show", "--dir", exported, "--all"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in ("signature_def['serving_default']", "signature_def['sample']", "signature_def['png']"):
        assert line in shown
    assert "inputs['latents'] tensor_info:\n        dtype: DT_FLOAT\n        shape: (-1, 4)" in shown
    assert "outputs['image_bytes'] tensor_info:\n        dtype: DT_STRING\n        shape: (-1)" in shown


def test_the_card_says_what_labels_mean_and_shows_its_picture(tmp_path):
    (tmp_path / "made.png").write_bytes(b"picture")
    words = {
        "class_names": ["cat", "dog", "owl"],
        "picture": tmp_path / "made.png",
        "Command": "`train`",
        "Commit": None,
    }
    version = export.export_generator(labeled_gan(), tmp_path / "labeled", card={**CARD, **words})
    text = (version / "README.md").read_text()
    assert text.startswith("# labeled\n\n![Samples](samples.png)\n\n| | |")
    assert (version / "samples.png").read_bytes() == b"picture"
    assert "| Input `labels` | 0 to 2: 0 cat, 1 dog, 2 owl |" in text
    assert "| Command | `train` |" in text
    assert "Commit" not in text and "class_names" not in text


@pytest.mark.parametrize("names", [None, ["cat", "dog"]])
def test_names_that_are_not_those_of_the_classes_are_left_out(names):
    assert labeled_gan().describe_inputs(names)["labels"] == "0 to 2"
