import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import layers, networks


def test_the_default_widths_are_the_authors():
    classifier = networks.improved_gan_discriminator((28, 28, 1))
    dense = [layer for layer in classifier.layers if isinstance(layer, keras.layers.Dense)]
    assert [layer.units for layer in dense] == [1000, 500, 250, 250, 250, 10]
    assert dense[-2].name == "features"
    noise = [layer.stddev for layer in classifier.layers if isinstance(layer, layers.GaussianNoise)]
    assert noise == [0.3] + [0.5] * 5
    generator = networks.improved_gan_generator((28, 28, 1))
    dense = [layer.units for layer in generator.layers if isinstance(layer, keras.layers.Dense)]
    assert dense == [500, 500, 784]


def test_every_hidden_units_kernel_keeps_its_norm_in_training():
    classifier = networks.improved_gan_discriminator((4, 4, 1), width=4)
    adam, images = keras.optimizers.Adam(0.1), np.random.default_rng(0).uniform(-1, 1, (8, 4, 4, 1))
    for _ in range(2):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(classifier(images, training=True) ** 2)
        adam.apply_gradients(
            zip(tape.gradient(loss, classifier.trainable_variables), classifier.trainable_variables, strict=True)
        )
    hidden = [layer for layer in classifier.layers if isinstance(layer, keras.layers.Dense)][:-1]
    for layer in hidden:
        np.testing.assert_allclose(np.linalg.norm(layer.kernel, axis=0), np.sqrt(2), rtol=1e-5)


def test_classification_in_inference_has_no_noise():
    classifier = networks.improved_gan_discriminator((4, 4, 1), width=4)
    images = np.random.default_rng(0).uniform(-1, 1, (8, 4, 4, 1))
    np.testing.assert_array_equal(classifier(images), classifier(images))
    assert np.abs(classifier(images, training=True) - classifier(images)).max() > 0.01
