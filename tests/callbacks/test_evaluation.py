"""Evaluation every n epochs of a plain `fit`, and early stopping."""

import keras
import numpy as np
import pytest

from tfgan_zoo import callbacks, data, metrics, models, networks

POINTS = data.load("ring")
TEST = data.load("ring", "test").batches(500, shuffle=False, repeat=False)


class Score:
    """How often it was measured, counted down and up again: 3, 2, 1, 2, 3 ..."""

    higher_is_better = False

    def __init__(self, name="score"):
        self.name = name
        self.measured = 0
        self.seen = []

    def reset(self):
        pass

    def update(self, real, fake):
        self.seen.append((len(real), len(fake)))

    def result(self):
        self.measured += 1
        return metrics.Result(self.name, float(abs(self.measured - 3) + 1), "none", 1, 1, "test")


def game(metrics=(), ema_momentum=None):
    keras.utils.set_random_seed(0)
    gan = models.GAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((2,), 4), ema_momentum=ema_momentum)
    gan.compile(keras.optimizers.Adam(1e-2), keras.optimizers.Adam(1e-2), metrics=metrics, run_eagerly=True)
    return gan


def fit(gan, epochs, *watchers, **options):
    batches = POINTS.batches(16)
    return gan.fit(batches, steps_per_epoch=1, epochs=epochs, callbacks=list(watchers), verbose=0, **options).history


def test_every_nth_epoch_and_the_last_are_evaluated():
    score, gan = Score(), game()
    history = fit(gan, 5, callbacks.Evaluation([score], TEST, every=2))
    assert history["val_score"] == [3.0, 2.0, 1.0]
    assert len(history["generator"]) == 5


def test_results_are_printed_with_their_network_sizes_and_split(capsys):
    evaluation = callbacks.Evaluation([Score()], TEST)
    fit(game(), 1, evaluation)
    assert "score 3 (network none, n_real 1, n_fake 1, split test)" in capsys.readouterr().out
    assert [result.value for result in evaluation.results] == [3.0]
    fit(game(), 1, callbacks.Evaluation([Score()], TEST, verbose=0))
    assert "score" not in capsys.readouterr().out


def test_training_is_the_same_with_and_without_it():
    alone, measured = game(ema_momentum=0.9), game(ema_momentum=0.9)
    first = fit(alone, 3)
    second = fit(measured, 3, callbacks.Evaluation([Score()], TEST, every=2))
    assert first["generator"] == second["generator"]
    for one, other in zip(alone.weights, measured.weights, strict=True):
        np.testing.assert_array_equal(one, other, err_msg=one.path)


def test_the_games_own_metrics_are_not_affected():
    own, others = Score("own"), Score("other")
    gan = game([own])
    history = fit(gan, 2, callbacks.Evaluation([others], TEST), validation_data=TEST)
    assert history["val_own"] == history["val_other"] == [3.0, 2.0]
    assert gan.evaluation_metrics == [own]
    assert [result.metric for result in gan.results] == ["own"]
    assert len(own.seen) == len(others.seen)


def test_the_moving_average_is_evaluated():
    gan = game(ema_momentum=0.9)
    gan.average_generator.set_weights([np.zeros_like(weight) for weight in gan.average_generator.get_weights()])

    class Largest(Score):
        def update(self, real, fake):
            self.seen.append(float(np.abs(fake).max()))

    largest = Largest()
    evaluation = callbacks.Evaluation([largest], TEST, verbose=0)
    evaluation.set_model(gan)
    evaluation.evaluate()
    assert set(largest.seen) == {0.0}
    assert np.abs(gan.generator(gan.draw_latents(4, (0, 0)))).max() > 0


@pytest.mark.slow
@pytest.mark.parametrize("measured_by", ["validation_data", "Evaluation"])
def test_keras_stops_early_on_a_metric_and_restores_the_best_weights(measured_by):
    score, kept = Score(), []
    gan = game([score] if measured_by == "validation_data" else ())
    stopping = keras.callbacks.EarlyStopping("val_score", mode="min", patience=2, restore_best_weights=True)
    keep = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: kept.append(gan.get_weights()))
    if measured_by == "validation_data":
        history = fit(gan, 20, keep, stopping, validation_data=TEST, validation_freq=1)
    else:
        history = fit(gan, 20, callbacks.Evaluation([score], TEST, verbose=0), keep, stopping)
    assert history["val_score"] == [3.0, 2.0, 1.0, 2.0, 3.0]
    assert len(history["generator"]) == 5
    for weight, best in zip(gan.get_weights(), kept[2], strict=True):
        np.testing.assert_array_equal(weight, best)


@pytest.mark.filterwarnings("ignore:Early stopping conditioned")
def test_keras_counts_only_evaluated_epochs():
    stopping = keras.callbacks.EarlyStopping("val_score", mode="min", patience=2)
    history = fit(game([Score()]), 30, stopping, validation_data=TEST, validation_freq=2)
    assert len(history["generator"]) == 10  # five measurements


def test_a_table_has_a_row_for_every_evaluation_and_patience_ends_training(tmp_path):
    table = tmp_path / "metrics.csv"
    watchers = (callbacks.MetricTable(table), callbacks.Patience(2, table))
    history = fit(game([Score()]), 30, *watchers, validation_data=TEST, validation_freq=2)
    assert len(history["generator"]) == 10
    assert [row["epoch"] for row in callbacks.Table(table).rows()] == ["2", "4", "6", "8", "10"]


def test_an_empty_list_of_metrics_is_refused():
    with pytest.raises(ValueError, match="expected at least one"):
        callbacks.Evaluation([], TEST)
    for every in (0, 1.5):
        with pytest.raises(ValueError, match=f"takes every as an integer of at least 1, not {every}"):
            callbacks.Evaluation([Score()], TEST, every)
