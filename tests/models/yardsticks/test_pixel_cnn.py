"""What a pixel of PixelCNN sees, exactly; and all images of 3 x 3 pixels."""

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, models, networks

EVERY_IMAGE = 2 * np.array(list(itertools.product((0, 1), repeat=9)), "float32").reshape(-1, 3, 3, 1) - 1


def network_of(shape, scale=0.5, **options):
    keras.utils.set_random_seed(0)
    network = networks.pixel_cnn(shape, **{"width": 4, "depth": 2, **options})
    generator = np.random.default_rng(0)
    network.set_weights([generator.normal(scale=scale, size=weight.shape) for weight in network.get_weights()])
    return network


def test_a_pixel_sees_every_earlier_one_in_reach_and_no_later_one():
    """Two layers of kernel 3 after one of 5 reach four rows up, and to the right as well: there is no blind spot."""
    size = 5
    network = network_of((size, size, 1), first_kernel_size=5)
    images = tf.constant(np.random.default_rng(1).uniform(-1, 1, (1, size, size, 1)).astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(images)
        logits = network(images)
    seen = np.abs(tape.jacobian(logits, images).numpy()).reshape(size**2, size**2)  # logit by pixel
    earlier = np.tril(np.ones((size**2, size**2)), -1).astype(bool)
    assert (seen[~earlier] == 0).all()
    rows, columns = np.divmod(np.arange(size**2), size)
    in_reach = earlier & (np.abs(columns[:, None] - columns) <= 3)
    assert (seen[in_reach] > 0).all()
    assert in_reach.sum() > 200


def test_the_probabilities_of_all_images_sum_to_one():
    model = models.PixelCNN(network_of((3, 3, 1)))
    probabilities = np.exp(model.log_likelihoods(EVERY_IMAGE, (0, 1)).numpy().astype("float64"))
    assert probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert probabilities.max() > 3 * probabilities.mean()


def test_images_are_drawn_by_their_probabilities():
    model = models.PixelCNN(network_of((3, 3, 1)))
    probabilities = np.exp(model.log_likelihoods(EVERY_IMAGE, (0, 1)).numpy())
    count = 40_000
    images = model.sampler(model.draw(count, (3, 4))["uniforms"]).numpy().reshape(count, 9)
    numbers = ((images > 0) @ (2 ** np.arange(8, -1, -1))).astype(int)
    counts = np.bincount(numbers, minlength=512)
    deviations = (counts - count * probabilities) / np.sqrt(count * probabilities)
    assert set(np.unique(images)) == {-1.0, 1.0}
    common = count * probabilities > 5
    assert common.sum() > 50
    assert np.mean(deviations[common] ** 2) == pytest.approx(1, abs=0.5)  # chi-squared


def test_a_pixel_is_a_function_of_its_number_and_those_before_it():
    model = models.PixelCNN(network_of((3, 3, 1)))
    uniforms = model.draw(64, (0, 1))["uniforms"].numpy()
    other = uniforms.copy()
    other[:, 1, 1] = 1 - other[:, 1, 1]
    first, second = (model.sampler(each).numpy().reshape(64, 9) for each in (uniforms, other))
    np.testing.assert_array_equal(first[:, :4], second[:, :4])
    assert (first[:, 4] != second[:, 4]).any()
    assert (first[:, 5:] != second[:, 5:]).any()


def test_the_loss_is_the_cross_entropy_of_an_image_in_nats():
    network, images = network_of((3, 3, 1)), EVERY_IMAGE[[3, 100]]
    loss = models.PixelCNN(network).likelihood_loss(images, (0, 1))["nll"]
    pixel = keras.losses.binary_crossentropy((images + 1) / 2, network(images), from_logits=True)
    assert float(loss) == pytest.approx(float(tf.reduce_sum(pixel)) / 2, rel=1e-5)


@pytest.mark.slow
def test_it_learns_and_loads_with_the_same_samples(tmp_path):
    examples = data.binarized(data.load("digits", image_shape=(8, 8, 1)))
    model = models.PixelCNN(networks.pixel_cnn(examples.shape, width=4, depth=1))
    model.compile(optimizer=keras.optimizers.Adam(1e-2))
    losses = model.fit(examples.batches(64), epochs=3, steps_per_epoch=10, verbose=0, shuffle=False).history["nll"]
    assert losses[-1] < losses[0] - 3
    model.save(tmp_path / "game.keras")
    np.testing.assert_array_equal(models.load(tmp_path / "game.keras").sample(3), model.sample(3))


def test_networks_of_other_shapes_and_kernels_are_refused():
    with pytest.raises(ValueError, match="for images of one channel"):
        networks.pixel_cnn((4, 4, 3))
    with pytest.raises(ValueError, match="the sizes 7 and 4; expected odd ones"):
        networks.pixel_cnn((4, 4, 1), kernel_size=4)
    with pytest.raises(ValueError, match="expected one for each value, as of networks.pixel_cnn"):
        models.PixelCNN(networks.mlp_discriminator((4, 4, 1)))
