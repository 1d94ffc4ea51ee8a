"""A signal ends training within seconds, and nothing is lost."""

import signal
import threading

import keras

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Interrupted(KeyboardInterrupt):
    """Training was ended by a signal, and the game was saved.

    Args:
        signal: its number.
        message: where training stopped.
    """

    def __init__(self, signal, message="stopped before a step was taken"):
        super().__init__(message)
        self.signal = signal


class Interruption(keras.callbacks.Callback):
    """Ends training at SIGTERM or Ctrl-C, in the middle of an epoch or of its measurement, and lets it go on there.

    The signal is noted, the running execution ended, the game saved by `Checkpoints`, and `Interrupted` raised. A
    second signal ends the process at once. Wrap `fit` in it, for only then is the game saved and are the signals given
    back; in any thread but the main one it leaves signals alone.

    A game that was saved in the middle of an epoch remembers the means of its terms, and this callback sees to it that
    the next `fit` goes on with them. Give that `fit` the batches from the game's step on (`batches(..., skip=steps)`)
    and, for its first epoch, the `steps_per_epoch` that are left of it: then every bit is that of a training that was
    never interrupted.

    Args:
        checkpoints: the `Checkpoints` that are given to `fit` as well.

    Raises:
        Interrupted: a KeyboardInterrupt, after the game was saved.

    Example:
        >>> checkpoints = Checkpoints("checkpoints", "metrics.csv")
        >>> with Interruption(checkpoints) as interruption:
        ...     history = gan.fit(batches, steps_per_epoch=10, callbacks=[checkpoints, interruption])
    """

    def __init__(self, checkpoints):
        super().__init__()
        self.checkpoints = checkpoints
        self.handlers = {}
        self.noted = None
        self.trained = False  # whether there may be anything to save
        self.means = None

    # Signals

    def __enter__(self):
        self.noted, self.trained = None, False
        if threading.current_thread() is threading.main_thread():
            # One that is ignored (by nohup, say) stays ignored.
            kept = {number: signal.getsignal(number) for number in SIGNALS}
            self.handlers = {number: handler for number, handler in kept.items() if handler != signal.SIG_IGN}
            for number in self.handlers:
                signal.signal(number, self.note)
        return self

    def note(self, number, frame):
        """Note a signal; the next one ends the process."""
        for other in self.handlers:
            signal.signal(other, signal.SIG_DFL)
        self.noted = number
        if not self.trained:
            raise Interrupted(number)  # tracing and compiling the first step may take minutes

    def __exit__(self, kind, error, trace):
        try:
            if self.noted is not None and self.trained and (kind is None or issubclass(kind, Interrupted)):
                self.put_means_back()
                self.checkpoints.save()
                raise Interrupted(self.noted, f"stopped at step {int(self.model.steps.numpy())}") from None
        finally:
            for number, handler in self.handlers.items():
                signal.signal(number, handler or signal.SIG_DFL)

    def stop_if_noted(self):
        """Leave `fit` between two executions.

        Asked at their begin: a callback that wants to know their end makes Keras wait for the logs of each.
        """
        if self.noted is not None:
            raise Interrupted(self.noted)

    def on_train_batch_begin(self, batch, logs=None):
        self.trained = self.trained or batch > 0
        self.stop_if_noted()

    def on_test_batch_begin(self, batch, logs=None):
        self.stop_if_noted()

    # The means of the epoch so far, which `fit` clears when it begins, and `evaluate` too

    def on_train_begin(self, logs=None):
        self.keep_means()

    def on_epoch_begin(self, epoch, logs=None):
        self.put_means_back()

    def on_test_begin(self, logs=None):
        self.trained = True
        self.keep_means()

    def on_epoch_end(self, epoch, logs=None):
        self.trained = True
        self.means = None

    def keep_means(self):
        """Remember the means of the epoch so far."""
        self.means = [keras.ops.convert_to_numpy(variable) for variable in self.model.metrics_variables]

    def put_means_back(self):
        """Give the epoch the means that were kept, once."""
        for variable, value in zip(self.model.metrics_variables, self.means or (), strict=False):
            variable.assign(value)
        self.means = None


def within_epoch(game):
    """Whether a game was saved between two steps of an epoch, or before its measurement, rather than at its end."""
    return any(keras.ops.convert_to_numpy(variable) for variable in game.metrics_variables)
