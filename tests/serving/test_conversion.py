"""What is converted gives in its own runtime what the SavedModel gives; what cannot be is named, and not written."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.serving.test_export import tiny_gan
from tfgan_zoo import models, networks
from tfgan_zoo.serving import conversion, export

pytestmark = pytest.mark.slow

FORMATS = {"onnx": ".onnx", "litert": ".tflite"}

pytest.importorskip("onnxruntime", reason="of the extra convert")
pytest.importorskip("ai_edge_litert", reason="of the extra convert")


@pytest.fixture(params=FORMATS)
def format(request):
    return request.param


@pytest.fixture
def path(format, tmp_path):
    return tmp_path / f"generator{FORMATS[format]}"


def exported(network, folder, names):
    return export.export_network(network, folder / "model", names)


def test_a_generator_gives_the_same_pictures_in_batches_of_any_size(format, path, tmp_path):
    version = export.export_generator(tiny_gan(), tmp_path / "model")
    assert conversion.convert(version, path, format) < 1e-5
    assert path.stat().st_size > 1000


def test_labels_are_drawn_from_the_classes_there_are(format, path, tmp_path):
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, num_classes=3)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=3)
    version = export.export_generator(models.CGAN(generator, discriminator, num_classes=3), tmp_path / "model")
    signature = conversion.Signature(version)
    assert set(signature.inputs(100)["labels"]) == {0, 1, 2}
    assert conversion.convert(version, path, format) < 1e-5


def test_a_translator_whose_input_is_called_as_its_output_is_converted(format, path, tmp_path):
    translator = networks.residual_translator((8, 8, 1), width=2, num_blocks=1)
    assert conversion.convert(exported(translator, tmp_path, ["images"]), path, format) < 1e-5
    if format == "onnx":
        (output,) = conversion.installed("onnxruntime").InferenceSession(str(path)).get_outputs()
        assert output.name == "generated"


def test_a_file_whose_results_differ_is_not_written(format, path, tmp_path, monkeypatch):
    runner = f"run_{format}"
    run = getattr(conversion, runner)
    monkeypatch.setattr(conversion, runner, lambda *place: lambda inputs: run(*place)(inputs) + 1e-3)
    path.write_bytes(b"an older file")
    with pytest.raises(ValueError, match=f"the generator in {format} gives results that differ .* by up to 0.001"):
        conversion.convert(export.export_generator(tiny_gan(), tmp_path / "model"), path, format)
    assert path.read_bytes() == b"an older file"


@keras.saving.register_keras_serializable("tests")
class Dice(keras.layers.Layer):
    """Adds noise that is drawn in the graph."""

    def call(self, inputs):
        seed = tf.cast(tf.reshape(inputs, [-1])[:2], tf.int32)
        return inputs + tf.random.stateless_normal(tf.shape(inputs), seed)


def test_an_op_that_a_format_has_not_is_named(format, path, tmp_path):
    images = keras.Input((4,), name="images")
    version = exported(keras.Model(images, Dice()(images)), tmp_path, ["images"])
    with pytest.raises(ValueError, match="the generator has ops that .* has not: StatelessRandom"):
        conversion.convert(version, path, format)
    assert not path.exists()


def test_text_is_refused(format, path, tmp_path):
    captions = keras.Input((), dtype="string", name="captions")
    vectors = keras.layers.StringLookup(vocabulary=["red", "blue"], output_mode="one_hot")(captions)
    version = exported(keras.Model(captions, vectors), tmp_path, ["captions"])
    with pytest.raises(ValueError, match="the input 'captions' is text"):
        conversion.convert(version, path, format)


def test_a_missing_package_is_named_with_its_extra():
    with pytest.raises(ValueError, match=r"needs no_such_package, which is not installed.*tfgan-zoo\[convert\]"):
        conversion.installed("no_such_package.part")


def test_integers_are_classes_and_other_numbers_lie_between_minus_one_and_one(tmp_path):
    signature = conversion.Signature(export.export_generator(tiny_gan(), tmp_path / "model"))
    (latents,) = signature.inputs(50).values()
    assert latents.shape == (50, 4) and latents.dtype == np.float32 and 0.9 < np.abs(latents).max() <= 1
