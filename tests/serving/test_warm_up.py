"""TF Serving's own messages read the warm-up requests, and the SavedModel answers each."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny_translators import pix2pix
from tests.serving.test_export import tiny_gan
from tfgan_zoo import models, networks
from tfgan_zoo.serving import export
from tfgan_zoo.serving.warm_up import WARM_UP, example_of, varint

logs = pytest.importorskip("tensorflow_serving.apis.prediction_log_pb2", reason="of the extra serve")


def labeled(folder):
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, num_classes=3)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=3)
    return export.export_generator(models.CGAN(generator, discriminator, num_classes=3), folder)


def captioned(folder):
    encoder = networks.caption_encoder(["blue", "red"], 4, 4)
    generator = networks.text_to_image_generator((8, 8, 1), 4, 2, 4)
    discriminator = networks.text_to_image_discriminator((8, 8, 1), 4, 2)
    return export.export_generator(models.TextToImageGAN(generator, discriminator, encoder), folder)


EXPORTED = {
    "of pictures": (lambda folder: export.export_generator(tiny_gan(), folder), 5),
    "of labels": (labeled, 5),
    "of captions": (captioned, 5),
    "of picture files": (lambda folder: export.export_generator(pix2pix(), folder), 3),
}


@pytest.mark.parametrize("kind", EXPORTED)
def test_each_signature_is_warmed_by_a_request_that_it_answers(kind, tmp_path):
    write, count = EXPORTED[kind]
    version = write(tmp_path / "generator")
    model = tf.saved_model.load(str(version))
    warmed = []
    for record in tf.data.TFRecordDataset(str(version / WARM_UP)):
        log = logs.PredictionLog.FromString(record.numpy())
        assert log.WhichOneof("log_type") == "predict_log"
        request = log.predict_log.request
        assert request.model_spec.name == "generator"
        inputs = {name: tf.constant(tf.make_ndarray(tensor)) for name, tensor in request.inputs.items()}
        assert {tensor.shape[0] for tensor in inputs.values()} == {1}
        (output,) = model.signatures[request.model_spec.signature_name](**inputs).values()
        assert output.shape[0] == 1
        warmed.append(request.model_spec.signature_name)
    assert sorted(warmed) == sorted(model.signatures)
    assert len(warmed) == count


@keras.saving.register_keras_serializable("tests")
class Choosy(keras.layers.Layer):
    """Takes positive numbers only."""

    def call(self, inputs):
        with tf.control_dependencies([tf.debugging.assert_positive(inputs)]):
            return tf.identity(inputs)


def test_what_a_signature_refuses_is_left_out(tmp_path):
    numbers = keras.Input((2,))
    version = export.export_network(keras.Model(numbers, Choosy()(numbers)), tmp_path / "choosy", ["numbers"])
    assert list(tf.data.TFRecordDataset(str(version / WARM_UP))) == []


def test_an_example_is_one_row_whatever_the_size():
    assert example_of("truncation", tf.TensorSpec((None,), tf.float32)).numpy().tolist() == [1]
    assert example_of("images", tf.TensorSpec((None, None, None, 3), tf.float32)).shape == (1, 8, 8, 3)
    (file,) = example_of("source_bytes", tf.TensorSpec((None,), tf.string)).numpy()
    assert tf.io.decode_png(file).shape == (8, 8, 1)


def test_numbers_are_written_as_protocol_buffers_have_them():
    assert varint(1) == b"\x01" and varint(300) == b"\xac\x02"
    assert np.frombuffer(varint(2**14), "uint8").tolist() == [128, 128, 1]
