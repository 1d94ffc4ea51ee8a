import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers
from tfgan_zoo.layers.phase_shuffle import shifted

RAMP = np.arange(8, dtype="float32")


def ramps(count, channels=1):
    return tf.constant(np.broadcast_to(RAMP[None, :, None], (count, 8, channels)))


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (-2, [2, 3, 4, 5, 6, 7, 6, 5]),
        (-1, [1, 2, 3, 4, 5, 6, 7, 6]),
        (0, [0, 1, 2, 3, 4, 5, 6, 7]),
        (1, [1, 0, 1, 2, 3, 4, 5, 6]),
        (2, [2, 1, 0, 1, 2, 3, 4, 5]),
        (7, [7, 6, 5, 4, 3, 2, 1, 0]),
    ],
)
def test_a_shift_moves_a_sound_and_reflects_its_end_without_repeating_the_edge(shift, expected):
    actual = shifted(ramps(1, channels=2), tf.constant(shift))
    np.testing.assert_array_equal(actual[0], np.stack([expected] * 2, axis=-1))


def test_shifts_are_those_of_the_authors_code():
    """https://github.com/chrisdonahue/wavegan, `apply_phaseshuffle`, in NumPy, with its one shift drawn by hand."""
    sounds = np.random.default_rng(0).normal(size=(3, 16, 2)).astype("float32")
    for phase in range(-3, 4):
        before, behind = max(phase, 0), max(-phase, 0)
        padded = np.pad(sounds, [(0, 0), (before, behind), (0, 0)], mode="reflect")
        expected = padded[:, behind : behind + 16]
        np.testing.assert_array_equal(shifted(tf.constant(sounds), phase), expected)


def shifts_of(outputs):
    """The shift of each ramp, read where no reflection reaches."""
    return (4 - outputs[:, 4, 0]).numpy().astype(int)


def shifts_drawn(layer, count, num_ramps=1):
    """The shifts of so many calls, (calls, ramps)."""
    call = tf.function(lambda sounds: layer(sounds, training=True))
    return np.stack([shifts_of(call(ramps(num_ramps))) for _ in range(count)])


def test_every_shift_within_n_is_drawn_as_often_and_no_other():
    values, counts = np.unique(shifts_drawn(layers.PhaseShuffle(2, seed=0), 500), return_counts=True)
    assert values.tolist() == [-2, -1, 0, 1, 2]
    np.testing.assert_allclose(counts / 500, 0.2, atol=0.06)


def test_every_call_has_one_shift_of_its_own_for_the_whole_batch():
    drawn = shifts_drawn(layers.PhaseShuffle(2, seed=0), 10, num_ramps=20)
    np.testing.assert_array_equal(drawn, np.repeat(drawn[:, :1], 20, axis=1))
    assert len(set(drawn[:, 0])) > 2


def test_the_layers_of_a_critic_shift_independently():
    drawn = [shifts_drawn(layers.PhaseShuffle(2, seed=seed), 20)[:, 0].tolist() for seed in range(2)]
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize(("max_shift", "training"), [(0, True), (2, False)])
def test_nothing_is_shifted_without_a_reach_or_out_of_training(max_shift, training):
    sounds = ramps(20)
    np.testing.assert_array_equal(layers.PhaseShuffle(max_shift)(sounds, training=training), sounds)


def test_the_length_stays_known_in_a_graph():
    inputs = keras.Input((8, 1))
    network = keras.Model(inputs, layers.PhaseShuffle(2)(inputs))
    function = tf.function(lambda sounds: network(sounds, training=True))
    specification = tf.TensorSpec((None, 8, 1), tf.float32)
    assert function.get_concrete_function(specification).output_shapes.as_list() == [None, 8, 1]


def test_second_gradients_pass_it():
    """A gradient penalty through a shuffle: the score is quadratic, so the gradient's square has the gradient 8 x."""
    sounds = tf.Variable(tf.random.stateless_normal((4, 8, 1), (0, 1), alg="philox"))
    layer = layers.PhaseShuffle(2, seed=0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            score = tf.reduce_sum(tf.square(layer(sounds, training=True)))
        gradient = inner.gradient(score, sounds)
        penalty = tf.reduce_sum(tf.square(gradient))
    times = gradient / (2 * sounds)  # how often each sample is heard: 0, 1 or 2, by the shift
    np.testing.assert_allclose(outer.gradient(penalty, sounds), 8 * times**2 * sounds, rtol=1e-4)


def test_two_replicas_share_the_shift_of_one_device():
    def drawn(strategy, count):
        layer = layers.PhaseShuffle(2, seed=0)
        parts = strategy.experimental_local_results(strategy.run(lambda: layer(ramps(count), training=True)))
        return np.concatenate(parts)

    shared = games.two_replicas()
    with shared.scope():
        actual = drawn(shared, 6)
    np.testing.assert_array_equal(actual, drawn(tf.distribute.get_strategy(), 12))


@pytest.mark.parametrize("max_shift", [-1, 1.5, True])
def test_a_reach_that_is_not_a_count_is_refused(max_shift):
    with pytest.raises(ValueError, match="max_shift as an integer of at least 0"):
        layers.PhaseShuffle(max_shift)


@pytest.mark.parametrize("shape", [(4, 3, 1), (4, None, 1)])
def test_a_sound_no_longer_than_the_reach_is_refused(shape):
    with pytest.raises(ValueError, match="reflects up to 3 steps.*a longer sound or a smaller max_shift"):
        layers.PhaseShuffle(3).build(shape)


def test_what_is_not_a_batch_of_sounds_is_refused():
    with pytest.raises(ValueError, match="3 axes.*give sounds"):
        layers.PhaseShuffle()(tf.zeros((4, 8)))
