import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan, state_of
from tests.helpers.tiny import compiled, dataset, images, linear_players, players
from tfgan_zoo import latents, metrics, models, tricks


def test_a_gan_learns_saves_and_samples(tmp_path):
    check_gan(compiled(models.GAN(*players())), dataset(), tmp_path)


@pytest.mark.slow
def test_a_gan_with_every_option_learns_saves_and_samples(tmp_path):
    gan = models.GAN(
        *players(),
        latents=latents.uniform,
        discriminator_steps=2,
        ema_momentum=0.5,
        tricks=[tricks.InstanceNoise(0.1, 10), tricks.SamplePool(5)],
        seed=3,
    )
    check_gan(compiled(gan), dataset(), tmp_path)


def test_the_losses_of_a_step_are_those_of_the_paper():
    generator, discriminator = linear_players()
    gan = compiled(models.GAN(generator, discriminator), learning_rate=0.0)
    logs = gan.fit(images(10, (2,)), batch_size=10, verbose=0).history
    real_logits = images(10, (2,)) @ np.array([[3.0], [4.0]])
    # next_seed was called once, for both players: (count, seed)
    fake_logits = np.asarray(generator(latents.normal((10, 2), (1, 0)))) @ np.array([[3.0], [4.0]])
    expected = np.log1p(np.exp(-real_logits)).mean() + np.log1p(np.exp(fake_logits)).mean()
    assert logs["discriminator"][0] == pytest.approx(expected, rel=1e-5)
    assert logs["generator"][0] == pytest.approx(np.log1p(np.exp(-fake_logits)).mean(), rel=1e-5)


def test_each_discriminator_step_sees_new_samples():
    seen = []

    class Watcher(models.GAN):
        def discriminator_loss(self, real, fake):
            seen.append((real.numpy(), fake.numpy()))
            return super().discriminator_loss(real, fake)

    gan = compiled(Watcher(*players(), discriminator_steps=5), run_eagerly=True)
    samples = images(20)
    gan.fit(tf.data.Dataset.from_tensors(samples), verbose=0)
    np.testing.assert_array_equal(np.stack([real for real, _ in seen], axis=1).reshape(samples.shape), samples)
    assert len({fake.tobytes() for _, fake in seen}) == 5


def test_a_batch_that_cannot_be_split_is_refused():
    gan = compiled(models.GAN(*players(), discriminator_steps=3))
    with pytest.raises(ValueError, match="batch of 10 cannot be split into 3"):
        gan.fit(dataset(), steps_per_epoch=1, verbose=0)


def test_logs_are_means_over_the_epoch():
    values = iter([1.0, 3.0])

    class Counting(models.GAN):
        def generator_loss(self, real, fake):
            return {"generator": 0.0 * tf.reduce_sum(fake) + next(values)}

    gan = compiled(Counting(*players()), run_eagerly=True)
    assert gan.fit(dataset(), steps_per_epoch=2, verbose=0).history["generator"] == [2.0]


def test_the_moving_average_is_updated_and_used_for_sampling():
    gan = compiled(models.GAN(*players(), ema_momentum=0.75), learning_rate=0.1)
    before = [weight.numpy() for weight in gan.generator.weights]
    gan.fit(dataset(), steps_per_epoch=1, verbose=0)
    for old, new, average in zip(before, gan.generator.weights, gan.average_generator.weights, strict=True):
        expected = 0.75 * old + 0.25 * new.numpy() if new.trainable else new.numpy()
        np.testing.assert_allclose(average.numpy(), expected, rtol=1e-5, atol=1e-7)
    inputs = gan.draw_latents(4, (0, 0))
    np.testing.assert_array_equal(gan.predict(inputs, verbose=0), gan.average_generator.predict(inputs, verbose=0))
    assert not np.allclose(gan.predict(inputs, verbose=0), gan.generator.predict(inputs, verbose=0))


def test_samples_are_a_function_of_the_seed():
    gan = models.GAN(*players())
    np.testing.assert_array_equal(gan.sample(4, seed=1), gan.sample(4, seed=1))
    assert not np.array_equal(gan.sample(4, seed=1), gan.sample(4, seed=2))


def test_no_sample_for_a_user_is_one_that_training_has_drawn():
    gan = models.GAN(*linear_players(), seed=0)
    trained_on = [gan.fresh_inputs(images(5, (2,)))[name].numpy() for name in gan.drawn_inputs for _ in range(4)]
    for seed in range(6):
        (sampled,) = gan.sampler_inputs(5, seed).values()
        assert not any(np.isin(sampled, drawn).any() for drawn in trained_on)
    with gan.preserving_randomness():
        evaluated_on = gan.fresh_inputs(images(5, (2,)))[gan.drawn_inputs[0]].numpy()
    assert not any(np.array_equal(evaluated_on, gan.sampler_inputs(5, seed).popitem()[1]) for seed in range(3))


def test_a_run_depends_on_the_seed():
    def run(seed):
        keras.utils.set_random_seed(0)
        gan = compiled(models.GAN(*players(), seed=seed))
        gan.fit(dataset(), steps_per_epoch=3, verbose=0)
        return [variable.numpy() for variable in gan.discriminator.weights]

    first, loaded, other = run(0), run(0), run(1)
    assert all(np.array_equal(*pair) for pair in zip(first, loaded, strict=True))
    assert not all(np.array_equal(*pair) for pair in zip(first, other, strict=True))


def test_training_resumes_exactly_from_a_saved_game(tmp_path):
    def fit(gan, steps):
        gan.fit(tf.data.Dataset.from_tensors(images()).repeat(), steps_per_epoch=steps, verbose=0)
        return gan

    options = {"ema_momentum": 0.9, "tricks": [tricks.InstanceNoise(0.1, 10), tricks.SamplePool(30)]}
    keras.utils.set_random_seed(0)
    uninterrupted = fit(compiled(models.GAN(*players(), **options)), 6)
    keras.utils.set_random_seed(0)
    options = {"ema_momentum": 0.9, "tricks": [tricks.InstanceNoise(0.1, 10), tricks.SamplePool(30)]}
    fit(compiled(models.GAN(*players(), **options)), 2).save(tmp_path / "half.keras")
    resumed = fit(keras.saving.load_model(tmp_path / "half.keras"), 4)
    for mine, other in zip(state_of(uninterrupted), state_of(resumed), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


def test_steps_per_execution_does_not_change_the_weights():
    def run(steps_per_execution):
        keras.utils.set_random_seed(0)
        gan = compiled(models.GAN(*players()), steps_per_execution=steps_per_execution)
        gan.fit(dataset(), steps_per_epoch=4, verbose=0)
        return gan

    for mine, other in zip(state_of(run(1)), state_of(run(4)), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-6, err_msg=mine.path)


def test_the_fused_update_equals_the_optimizers_update():
    def run(**execution):
        keras.utils.set_random_seed(0)
        gan = compiled(models.GAN(*players()), **execution)
        gan.fit(dataset(), steps_per_epoch=3, verbose=0)
        return gan

    for mine, other in zip(state_of(run(run_eagerly=False)), state_of(run(run_eagerly=True)), strict=True):
        np.testing.assert_allclose(mine, other, atol=2e-5, err_msg=mine.path)


def test_evaluate_computes_metrics_and_does_not_change_training():
    class MeanDistance:
        name = "mean_distance"

        def __init__(self):
            self.total = tf.Variable(0.0)

        def reset(self):
            self.total.assign(0.0)

        def update(self, real, fake):
            self.total.assign_add(tf.abs(tf.reduce_mean(real) - tf.reduce_mean(fake)))

        def result(self):
            return metrics.Result(self.name, float(self.total.numpy()), "pixels", 20, 20, "test")

    gan = compiled(models.GAN(*players()))
    gan.evaluation_metrics = [MeanDistance()]
    before = [variable.numpy() for variable in state_of(gan)]
    first = gan.evaluate(images(), batch_size=10, verbose=0, return_dict=True)
    assert first == gan.evaluate(images(), batch_size=10, verbose=0, return_dict=True)
    assert gan.results[0].n_real == 20
    for old, variable in zip(before, state_of(gan), strict=True):
        np.testing.assert_array_equal(old, variable.numpy())
    history = gan.fit(dataset(), steps_per_epoch=1, validation_data=dataset(), validation_steps=2, verbose=0).history
    assert "val_mean_distance" in history


def test_evaluate_without_metrics_is_refused():
    with pytest.raises(ValueError, match="metrics="):
        compiled(models.GAN(*players())).evaluate(images(), verbose=0)


def test_an_undeclared_term_is_refused():
    class Forgetful(models.GAN):
        def generator_loss(self, real, fake):
            return {**super().generator_loss(real, fake), "extra": tf.reduce_mean(fake)}

    with pytest.raises(ValueError, match="declares"):
        compiled(Forgetful(*players())).fit(dataset(), steps_per_epoch=1, verbose=0)


def test_unscaled_images_are_refused():
    gan = compiled(models.GAN(*players()))
    with pytest.raises(ValueError, match="floats in \\[-1, 1\\]"):
        gan.fit(np.zeros((10, 8, 8, 1), "uint8"), verbose=0)


def test_networks_that_do_not_fit_are_refused():
    generator, _ = players()
    _, discriminator = linear_players()
    with pytest.raises(ValueError, match="the same sample shape"):
        models.GAN(generator, discriminator)


@pytest.mark.parametrize("options", [{"discriminator_steps": 0}, {"discriminator_steps": 1.5}, {"ema_momentum": 1.0}])
def test_numbers_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        models.GAN(*players(), **options)


def test_numpy_integers_are_accepted(tmp_path):
    models.GAN(*players(), discriminator_steps=np.int64(2)).save(tmp_path / "gan.keras")
    assert models.load(tmp_path / "gan.keras").discriminator_steps == 2


def test_an_uncompiled_game_can_be_saved(tmp_path):
    gan = models.GAN(*players())
    gan.save(tmp_path / "gan.keras")
    loaded = models.load(tmp_path / "gan.keras")
    np.testing.assert_array_equal(loaded.sample(2), gan.sample(2))
    assert not loaded.compiled


def test_an_unregistered_function_is_not_saved(tmp_path):
    def own(shape, seed):
        return latents.normal(shape, seed)

    gan = compiled(models.GAN(*players(), latents=own))
    with pytest.raises(ValueError, match="latents=own cannot be saved"):
        gan.save(tmp_path / "game.keras")


def test_one_optimizer_for_both_players_is_refused():
    adam = keras.optimizers.Adam()
    with pytest.raises(ValueError, match="its own"):
        models.GAN(*players()).compile(adam, adam)


def test_features_are_the_output_of_the_layer_named_features():
    gan = models.GAN(*players())
    features = gan.features(images())
    weights, bias = gan.discriminator.layers[-1].get_weights()
    np.testing.assert_allclose(features @ weights + bias, gan.score(images()), atol=1e-5)


def test_mixed_float16_scales_both_losses_also_after_loading(tmp_path):
    keras.config.set_dtype_policy("mixed_float16")
    try:
        gan = compiled(models.GAN(*players()))
        gan.fit(dataset(), steps_per_epoch=1, verbose=0)
        gan.save(tmp_path / "half.keras")
    finally:
        keras.config.set_dtype_policy("float32")
    loaded = keras.saving.load_model(tmp_path / "half.keras")
    for game in (gan, loaded):
        for optimizer in (game.generator_optimizer, game.discriminator_optimizer):
            assert isinstance(optimizer, keras.optimizers.LossScaleOptimizer)
            assert not isinstance(optimizer.inner_optimizer, keras.optimizers.LossScaleOptimizer)
    for mine, other in zip(state_of(gan), state_of(loaded), strict=True):
        np.testing.assert_array_equal(mine, other)
    assert gan.sample(2).dtype == np.float32


def test_a_batch_by_name_without_its_sample_is_refused():
    gan = models.GAN(*linear_players())
    with pytest.raises(ValueError, match="learns from samples with their sample, but a batch has only target"):
        gan.samples({"target": tf.zeros((2, 2))})


def game_of_labels_and_attributes():
    latents, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
    attributes, place = keras.Input((2,), name="attributes"), keras.Input((2,), name="place")
    points = keras.Input((2,), name="points")
    shifted = keras.layers.Add()([latents, keras.layers.Embedding(3, 2)(labels), attributes, place])
    generator = keras.Model([latents, labels, attributes, place], shifted)
    return models.GAN(generator, keras.Model(points, keras.layers.Dense(1)(points)), num_classes=3)


class LabeledExamples:
    """Four examples whose attributes tell their labels."""

    LABELS = (2, 2, 0, 1)

    def batches(self, batch_size, **options):
        labels = np.array(self.LABELS, "int32")
        attributes = np.stack([labels, 10 * labels], axis=1).astype("float32")
        batch = {"sample": np.zeros((4, 2), "float32"), "labels": labels, "attributes": attributes, "place": attributes}
        return tf.data.Dataset.from_tensor_slices(batch).batch(batch_size)


def test_what_is_given_by_examples_is_all_of_the_same_examples():
    inputs = game_of_labels_and_attributes().sampler_inputs(4, examples=LabeledExamples())
    np.testing.assert_array_equal(inputs["labels"], LabeledExamples.LABELS)
    np.testing.assert_array_equal(inputs["attributes"][:, 0], LabeledExamples.LABELS)


def test_a_part_of_what_belongs_together_is_not_completed_from_examples():
    game = game_of_labels_and_attributes()
    two = game.sampler_inputs(4, given={"labels": [0, 0, 0, 0]}, examples=LabeledExamples())
    np.testing.assert_array_equal(two["labels"], [0, 0, 0, 0])  # a label is chosen freely
    with pytest.raises(ValueError, match="received attributes without the place of the same samples"):
        game.sampler_inputs(4, given={"attributes": np.zeros((4, 2))}, examples=LabeledExamples())
