"""A term that is no number any more ends training within the execution, by name."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import ops

from tests.helpers.tiny import compiled, dataset, players
from tfgan_zoo import metrics, models
from tfgan_zoo.callbacks import NotFinite, StopOnNaN


class Breaking(models.GAN):
    """The generator's term is `value` at one step."""

    def __init__(self, *args, value=float("nan"), at=3, **kwargs):
        super().__init__(*args, **kwargs)
        self.value = value
        self.at = at

    def generator_loss(self, real, fake):
        (loss,) = super().generator_loss(real, fake).values()
        return {"generator": loss * ops.where(self.steps.value == self.at, self.value, 1.0)}


def fit(gan, steps=8, **options):
    return gan.fit(dataset(), steps_per_epoch=steps, verbose=0, callbacks=[StopOnNaN()], **options)


def values(gan):
    return [variable.numpy() for variable in gan.weights]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_the_term_and_its_step_are_named(value):
    gan = compiled(Breaking(*players(), value=value))
    with pytest.raises(NotFinite, match="^Training step 4: 'generator', or the gradient, became NaN or infinite"):
        fit(gan)
    assert int(gan.steps.numpy()) == 4


def test_a_game_that_is_not_finite_is_not_measured():
    class Watching(metrics.PairedL1):
        def update(self, real, fake):
            raise AssertionError("measured")

    gan = compiled(Breaking(*players(), at=3))
    gan.evaluation_metrics = [Watching()]
    with pytest.raises(NotFinite, match="Training step 4"):
        fit(gan, 4, validation_data=dataset(), validation_steps=1)


def test_it_is_detected_within_one_execution_of_several_steps():
    gan = compiled(Breaking(*players()), steps_per_execution=4)
    with pytest.raises(NotFinite, match="step 4: 'generator'"):
        fit(gan, 12)
    assert int(gan.steps.numpy()) == 4


def test_a_nan_gradient_of_a_finite_term_is_detected():
    class Rooted(models.GAN):
        def discriminator_loss(self, real, fake):
            score = ops.sum(self.score(real))
            at_zero = ops.where(self.steps.value == 1, 0.0, 1.0)
            # The square root's derivative at 0 is infinite, and 0 times it NaN.
            return {"discriminator": ops.sqrt(at_zero * ops.square(score))}

    with pytest.raises(NotFinite, match="step 2: 'discriminator'"):
        fit(compiled(Rooted(*players())))


def test_steps_with_nonfinite_gradients_are_skipped_on_request():
    gan, whole = (compiled(Breaking(*players(), at=at), skip_nonfinite=True) for at in (3, -1))
    for game in (gan, whole):
        keras.utils.set_random_seed(0)
        history = fit(game).history
        assert np.isfinite(history["generator"]).all()
    assert all(np.isfinite(value).all() for value in values(gan))
    assert gan.first_nonfinite.numpy().tolist() == [-1, 3]
    assert int(gan.generator_optimizer.iterations.numpy()) == 7
    assert int(gan.discriminator_optimizer.iterations.numpy()) == 8


@pytest.mark.slow
def test_skipped_terms_are_not_part_of_the_mean():
    class Counting(Breaking):
        def generator_loss(self, real, fake):
            (loss,) = super().generator_loss(real, fake).values()
            return {"generator": 0.0 * loss + ops.cast(self.steps.value, "float32")}

    gan = compiled(Counting(*players(), at=2), skip_nonfinite=True)
    assert fit(gan, 4).history["generator"] == [pytest.approx((0 + 1 + 3) / 3)]


def test_skipping_forever_ends_the_run():
    class Broken(Breaking):
        def generator_loss(self, real, fake):
            return {"generator": float("nan") * tf.reduce_sum(fake)}

    with pytest.raises(NotFinite, match="No step could be taken since then"):
        fit(compiled(Broken(*players()), skip_nonfinite=True), 60)


def test_skipping_survives_saving(tmp_path):
    gan = compiled(models.GAN(*players()), skip_nonfinite=True)
    fit(gan, 1)
    gan.save(tmp_path / "game.keras")
    again = keras.saving.load_model(tmp_path / "game.keras")
    assert again.skip_nonfinite
    assert float(again.generator_optimizer.dynamic_scale.numpy()) == 1.0


@pytest.mark.slow
def test_half_precision_begins_with_a_scaled_loss_and_the_advice_knows_of_it():
    keras.config.set_dtype_policy("mixed_float16")
    try:
        gan = compiled(Breaking(*players()))
    finally:
        keras.config.set_dtype_policy("float32")
    assert [float(optimizer.dynamic_scale.numpy()) for optimizer in gan.optimizers.values()] == [2.0**15] * 2
    with pytest.raises(NotFinite, match="mixed_bfloat16"):
        fit(gan)
