"""A signal ends training between two steps; the next `fit` resumes bitwise."""

import os
import signal
import threading

import keras
import pytest

from tests.helpers import run_bits, tiny_gan, tiny_recipe
from tfgan_zoo import models
from tfgan_zoo.callbacks import Checkpoints, Interrupted, Interruption, within_epoch

STEPS = 6


class Signals(keras.callbacks.Callback):
    """Sends a signal after a step."""

    def __init__(self, step, number=signal.SIGTERM):
        super().__init__()
        self.step = step
        self.number = number

    def on_train_batch_end(self, batch, logs=None):
        if int(self.model.steps.numpy()) == self.step:
            os.kill(os.getpid(), self.number)


def fit(folder, game, *callbacks, measured=False, epochs=2):
    """Goes on with a game to the end of an epoch of 6 steps; then trains whole epochs."""
    checkpoints = Checkpoints(folder, folder / "metrics.csv")
    train, history = tiny_gan.dataset(), []
    with Interruption(checkpoints) as interruption:
        for epoch in range(int(game.steps.numpy()) // STEPS, epochs):
            steps = int(game.steps.numpy())
            fitted = game.fit(
                train.batches(16, skip=steps),
                initial_epoch=epoch,
                epochs=epoch + 1,
                steps_per_epoch=STEPS - steps % STEPS,
                callbacks=[interruption, *callbacks, checkpoints],
                validation_data=train.batches(16, shuffle=False, repeat=False) if measured else None,
                verbose=0,
            )
            history.append({name: value for (name, (value,)) in fitted.history.items()})
    return history


@pytest.fixture(autouse=True)
def signals_as_in_a_terminal():
    """A shell that starts the tests in the background has them ignore Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def game():
    game = tiny_recipe.model(tiny_recipe.dataset())
    game.evaluation_metrics = []
    return game


@pytest.mark.slow
def test_a_training_resumed_in_the_middle_of_an_epoch_has_bitwise_the_same_weights_and_logs(tmp_path):
    keras.utils.set_random_seed(1)
    logs = fit(tmp_path / "whole", tiny_gan.model(tiny_gan.dataset()))
    keras.utils.set_random_seed(1)
    with pytest.raises(Interrupted, match="stopped at step 9"):
        fit(tmp_path / "cut", tiny_gan.model(tiny_gan.dataset()), Signals(9))
    again = models.load(tmp_path / "cut" / "last.keras")
    assert within_epoch(again)
    assert fit(tmp_path / "cut", again) == logs[1:]
    for which in ("last", "previous"):
        name = f"{which}.keras"
        found = run_bits.weights(tmp_path / "cut" / name), run_bits.weights(tmp_path / "whole" / name)
        assert (found[0] == found[1]) is (which == "last")


def test_a_game_saved_at_the_end_of_an_epoch_starts_the_next_one_with_reset_means(tmp_path, game):
    fit(tmp_path, game, epochs=1)
    assert not within_epoch(models.load(tmp_path / "last.keras"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_signal_is_reported_and_the_handlers_are_restored(tmp_path, game, number):
    before = [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)]
    with pytest.raises(KeyboardInterrupt) as stop:
        fit(tmp_path, game, Signals(2, number))
    assert stop.value.signal == number
    assert [signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)] == before


def test_a_second_signal_ends_the_process_at_once(tmp_path, game):
    found = []

    class Looks(Signals):
        def on_train_batch_end(self, batch, logs=None):
            super().on_train_batch_end(batch, logs)
            found.append({signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)})

    with pytest.raises(Interrupted):
        fit(tmp_path, game, Looks(2))
    assert found[0] != {signal.SIG_DFL}
    assert found[1] == {signal.SIG_DFL}


def test_before_the_first_step_the_signal_ends_training_at_once_and_nothing_is_saved(tmp_path, game):
    class WhileTracing(keras.callbacks.Callback):
        def on_train_begin(self, logs=None):
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(Interrupted, match="before a step was taken"):
        fit(tmp_path / "run", game, WhileTracing())
    assert not (tmp_path / "run").exists()


def test_a_signal_after_the_last_step_is_not_lost(tmp_path, game):
    class AtTheEnd(keras.callbacks.Callback):
        def on_train_end(self, logs=None):
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(Interrupted, match="stopped at step 6"):
        fit(tmp_path, game, AtTheEnd(), epochs=1)


def test_another_error_propagates_and_the_handlers_are_restored(tmp_path, game):
    class Breaks(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            raise LookupError

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(LookupError):
        fit(tmp_path / "run", game, Breaks())
    assert signal.getsignal(signal.SIGTERM) == before
    assert not (tmp_path / "run").exists()


def test_an_ignored_signal_stays_ignored(tmp_path, game):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        fit(tmp_path, game, Signals(2, signal.SIGINT), epochs=1)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_signals_are_not_handled_in_other_threads(tmp_path, game):
    before, done = signal.getsignal(signal.SIGTERM), []
    thread = threading.Thread(target=lambda: done.append(fit(tmp_path, game, epochs=1)))
    thread.start()
    thread.join()
    assert done
    assert signal.getsignal(signal.SIGTERM) == before
