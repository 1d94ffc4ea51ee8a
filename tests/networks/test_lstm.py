"""An LSTM or GRU over tokens, used in three ways with the same weights; and the oracle."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import numpy_gru, numpy_lstm
from tfgan_zoo import networks
from tfgan_zoo.networks.lstm import oracle_shapes

VOCABULARY, LENGTH = 7, 5


def generator(stddev=1.0, **options):
    return networks.recurrent_generator(VOCABULARY, LENGTH, width=4, embedding_size=3, stddev=stddev, **options)


def tokens(count=6, seed=0):
    return np.random.default_rng(seed).integers(0, VOCABULARY, (count, LENGTH)).astype("int32")


def uniforms(count=6, seed=0):
    return np.random.default_rng(seed).uniform(size=(count, LENGTH)).astype("float32")


@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_teacher_forcing_gives_what_step_by_step_does(cell):
    network, sequences = generator(cell=cell), tokens()
    model = networks.language_model(network)
    token, state = np.zeros(6, "int32"), model.cell.get_initial_state(batch_size=6)
    steps = []
    for place in range(LENGTH):
        logits, state = model.step(token, state)
        steps.append(logits)
        token = sequences[:, place]
    np.testing.assert_allclose(np.stack(steps, axis=1), network(sequences), atol=1e-6)


@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_a_tokens_logits_depend_on_the_tokens_before_it_alone(cell):
    network, sequences = generator(cell=cell), tokens()
    changed = sequences.copy()
    changed[:, 2] = (changed[:, 2] + 1) % VOCABULARY
    before, after = network(sequences).numpy(), network(changed).numpy()
    np.testing.assert_array_equal(before[:, :3], after[:, :3])
    assert np.abs(before[:, 3:] - after[:, 3:]).max(axis=(1, 2)).min() > 1e-3


def test_the_start_token_is_read_before_the_first():
    network = generator(start_token=3)
    model = networks.language_model(network)
    logits, _ = model.step(np.array([3]), model.cell.get_initial_state(batch_size=1))
    np.testing.assert_allclose(network(tokens(1))[:, 0], logits, atol=1e-6)


@pytest.mark.parametrize("num_kept", range(LENGTH + 1))
def test_a_completed_sequence_keeps_its_first_tokens_and_looks_at_no_others(num_kept):
    model = networks.language_model(generator())
    sequences, numbers = tokens(200), uniforms(200)
    completed = model.complete(sequences, num_kept, numbers).numpy()
    np.testing.assert_array_equal(completed[:, :num_kept], sequences[:, :num_kept])
    others = sequences.copy()
    others[:, num_kept:] = 0
    np.testing.assert_array_equal(completed, model.complete(others, num_kept, numbers))


@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_a_sequence_that_is_completed_by_its_own_numbers_is_itself(cell):
    model = networks.language_model(generator(cell=cell))
    written = model.complete(np.zeros((50, LENGTH), "int32"), 0, uniforms(50)).numpy()
    assert len(np.unique(written, axis=0)) > 20
    for num_kept in range(LENGTH):
        np.testing.assert_array_equal(model.complete(written, num_kept, uniforms(50)), written)


@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_each_token_is_drawn_where_its_softmax_passes_the_number_at_its_place(cell):
    network, numbers = generator(cell=cell), uniforms(300)
    written = networks.token_sampler(network)(numbers).numpy()
    probabilities = keras.ops.softmax(network(written)).numpy().astype("float64")
    above = np.cumsum(probabilities, axis=-1)
    index = written[..., None]
    high = np.take_along_axis(above, index, -1)[..., 0]
    low = high - np.take_along_axis(probabilities, index, -1)[..., 0]
    assert (low - 1e-6 <= numbers).all()
    assert (numbers <= high + 1e-6).all()


def test_tokens_come_as_often_as_the_softmax_says():
    network, count = generator(), 20_000
    numbers = np.tile((np.arange(count)[:, None] + 0.5) / count, (1, LENGTH)).astype("float32")
    written = networks.token_sampler(network)(numbers).numpy()
    frequencies = np.bincount(written[:, 0], minlength=VOCABULARY) / count
    np.testing.assert_allclose(frequencies, keras.ops.softmax(network(written[:1]))[0, 0], atol=2 / count)


@pytest.mark.parametrize("temperature", [0.5, 2.0])
def test_at_a_temperature_tokens_come_as_often_as_the_softmax_of_divided_logits_says(temperature):
    network, count = generator(), 20_000
    numbers = np.tile((np.arange(count)[:, None] + 0.5) / count, (1, LENGTH)).astype("float32")
    written = networks.token_sampler(network, temperature)(numbers).numpy()
    frequencies = np.bincount(written[:, 0], minlength=VOCABULARY) / count
    expected = keras.ops.softmax(network(written[:1])[0, 0] / temperature)
    np.testing.assert_allclose(frequencies, expected, atol=2 / count)


@pytest.mark.parametrize("temperature", [0, -1.0, float("nan")])
def test_a_temperature_that_is_not_above_nothing_is_refused(temperature):
    with pytest.raises(ValueError, match="temperature as a number above 0"):
        networks.token_sampler(generator(), temperature)


def test_the_sampler_is_a_function_of_its_input_that_moves_with_the_generators_weights():
    network, numbers = generator(), uniforms(50)
    sampler = networks.token_sampler(network)
    written = sampler(numbers).numpy()
    assert written.dtype == "int32"
    np.testing.assert_array_equal(sampler(numbers), written)
    networks.language_model(network).bias.assign([9.0, *[0.0] * (VOCABULARY - 1)])
    assert (sampler(numbers).numpy() == 0).mean() > 0.9


@pytest.mark.parametrize(
    "make",
    [
        generator,
        lambda: generator(cell="gru"),
        lambda: generator(cell="attention"),
        lambda: networks.token_sampler(generator(), 0.3),
    ],
)
def test_a_saved_network_computes_the_same(make, tmp_path):
    network = make()
    network.save(tmp_path / "network.keras")
    loaded = keras.saving.load_model(tmp_path / "network.keras")
    inputs = uniforms() if network.input.dtype == "float32" else tokens()
    np.testing.assert_array_equal(loaded(inputs), network(inputs))


def test_the_gru_is_that_of_numpy():
    network = generator(cell="gru")
    model = networks.language_model(network)
    arrays = [model.embeddings, *model.cell.get_weights(), model.kernel, model.bias]
    np.testing.assert_allclose(network(tokens()), numpy_gru.logits_of(arrays, tokens()), atol=1e-5)


def test_a_cell_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="cell='rnn'; expected one of 'lstm', 'gru', 'attention'"):
        generator(cell="rnn")


def test_another_cell_fits_as_well():
    model = networks.LanguageModel(VOCABULARY, keras.layers.SimpleRNNCell(4), 3)
    assert model(tokens()).shape == (6, LENGTH, VOCABULARY)
    assert model.complete(tokens(), 2, uniforms()).shape == (6, LENGTH)
    loaded = networks.LanguageModel.from_config(model.get_config())
    assert isinstance(loaded.cell, keras.layers.SimpleRNNCell)


@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_all_initial_weights_are_normal_with_one_deviation(cell):
    network = networks.recurrent_generator(400, LENGTH, width=32, stddev=0.5, cell=cell)
    for variable in network.trainable_variables:
        size = np.prod(variable.shape)
        assert np.std(variable) == pytest.approx(0.5, abs=2 / np.sqrt(size))
        assert abs(np.mean(variable)) < 2.5 / np.sqrt(size)


def test_a_token_taken_twice_counts_once_in_the_norm_by_which_a_gradient_is_clipped():
    network = generator()
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(network(np.ones((2, LENGTH), "int32")) ** 2)
    variables = network.trainable_variables
    gradients = tape.gradient(loss, [variable.value for variable in variables])
    assert all(isinstance(gradient, tf.Tensor) for gradient in gradients)
    optimizer = keras.optimizers.SGD(1.0, global_clipnorm=0.5)
    before = [variable.numpy() for variable in variables]
    optimizer.apply(gradients, variables)
    moved = [variable.numpy() - value for variable, value in zip(variables, before, strict=True)]
    assert np.sqrt(sum((move**2).sum() for move in moved)) == pytest.approx(0.5, rel=1e-4)


def test_in_half_precision_logits_and_the_numbers_they_are_drawn_by_stay_whole():
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        network = networks.recurrent_generator(1000, 1, stddev=0.0)
        sampler = networks.token_sampler(network)
    finally:
        keras.config.set_dtype_policy("float32")
    assert networks.language_model(network).cell.compute_dtype == "bfloat16"
    assert network(np.zeros((2, 1), "int32")).dtype == "float32"
    numbers = (np.arange(1000, dtype="float32")[:, None] + 0.5) / 1000
    np.testing.assert_array_equal(sampler(numbers)[:, 0], np.arange(1000))


def test_the_oracle_is_the_authors_lstm():
    generator = np.random.default_rng(3)
    arrays = [generator.normal(size=shape) for shape in oracle_shapes(VOCABULARY, 4, 3)]
    oracle = networks.lstm_oracle(VOCABULARY, LENGTH, width=4, embedding_size=3, seed=3)
    np.testing.assert_allclose(oracle(tokens()), numpy_lstm.logits_of(arrays, tokens()), atol=1e-5)
    assert not oracle.trainable_variables


def test_the_oracles_arrays_may_come_from_a_file(tmp_path):
    generator = np.random.default_rng(3)
    arrays = [generator.normal(size=shape).astype("float32") for shape in oracle_shapes(VOCABULARY, 4, 3)]
    np.savez(tmp_path / "oracle.npz", **{f"p{number:02d}": array for number, array in enumerate(arrays)})
    sizes = {"width": 4, "embedding_size": 3}
    from_file = networks.lstm_oracle(VOCABULARY, LENGTH, **sizes, file=tmp_path / "oracle.npz")
    np.testing.assert_array_equal(
        from_file(tokens()), networks.lstm_oracle(VOCABULARY, LENGTH, **sizes, seed=3)(tokens())
    )
    with pytest.raises(ValueError, match="give its vocabulary_size, width and embedding_size"):
        networks.lstm_oracle(VOCABULARY + 1, LENGTH, **sizes, file=tmp_path / "oracle.npz")


def test_a_network_without_a_language_model_is_refused():
    with pytest.raises(ValueError, match="0 layers of the kind LanguageModel"):
        networks.token_sampler(networks.text_discriminator(VOCABULARY, LENGTH, share=0.01))


@pytest.mark.parametrize("start_token", [-1, VOCABULARY, 0.5])
def test_a_start_token_that_is_not_in_the_vocabulary_is_refused(start_token):
    with pytest.raises(ValueError, match="expected an integer from 0 to 6|start_token as an integer of at least 0"):
        generator(start_token=start_token)
