"""Each loss against float64 NumPy on hand-chosen logits, and against TF-GAN's."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses, metrics

REAL = np.array([[2.0], [-1.0], [0.5]])
FAKE = np.array([[-3.0], [1.0], [0.25]])


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


WANTED = {
    "minimax_discriminator": -np.log(sigmoid(REAL)).mean() - np.log(1 - sigmoid(FAKE)).mean(),
    "minimax_generator": np.log(1 - sigmoid(FAKE)).mean(),
    "non_saturating_generator": -np.log(sigmoid(FAKE)).mean(),
    "least_squares_discriminator": 0.5 * ((REAL - 1) ** 2).mean() + 0.5 * (FAKE**2).mean(),
    "least_squares_generator": 0.5 * ((FAKE - 1) ** 2).mean(),
    "wasserstein_discriminator": FAKE.mean() - REAL.mean(),
    "wasserstein_generator": -FAKE.mean(),
    "hinge_discriminator": np.maximum(0, 1 - REAL).mean() + np.maximum(0, 1 + FAKE).mean(),
}


def value_of(name):
    real, fake = tf.constant(REAL, tf.float32), tf.constant(FAKE, tf.float32)
    function = getattr(losses, name)
    return float(function(real, fake) if name.endswith("discriminator") else function(fake))


@pytest.mark.parametrize("name", WANTED)
def test_a_loss_is_its_formula(name):
    assert value_of(name) == pytest.approx(WANTED[name], rel=1e-6)


def test_every_loss_is_checked():
    public = {name for name, value in vars(losses).items() if callable(value) and value.__module__ == losses.__name__}
    assert public == set(WANTED)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("minimax_discriminator", "minimax_discriminator_loss"),
        ("non_saturating_generator", "modified_generator_loss"),
        ("least_squares_discriminator", "least_squares_discriminator_loss"),
        ("least_squares_generator", "least_squares_generator_loss"),
        ("wasserstein_discriminator", "wasserstein_discriminator_loss"),
        ("wasserstein_generator", "wasserstein_generator_loss"),
    ],
)
def test_a_loss_is_the_one_of_tf_gan(ours, theirs):
    pytest.importorskip("tensorflow_probability", reason="TF-GAN needs TensorFlow Probability")
    function = getattr(metrics.tensorflow_gan().losses.wargs, theirs)
    real, fake = tf.constant(REAL, tf.float32), tf.constant(FAKE, tf.float32)
    options = {"label_smoothing": 0.0} if theirs in ("minimax_discriminator_loss", "modified_generator_loss") else {}
    wanted = function(real, fake, **options) if ours.endswith("discriminator") else function(fake, **options)
    assert value_of(ours) == pytest.approx(float(wanted), rel=1e-6)


def test_only_the_minimax_generator_stands_still_against_a_confident_discriminator():
    fake = tf.constant([[-30.0]])
    gradients = {}
    for name in ("minimax_generator", "non_saturating_generator"):
        with tf.GradientTape() as tape:
            tape.watch(fake)
            loss = getattr(losses, name)(fake)
        gradients[name] = abs(float(tape.gradient(loss, fake)[0, 0]))
    assert gradients["minimax_generator"] < 1e-12
    assert gradients["non_saturating_generator"] == pytest.approx(1.0)
