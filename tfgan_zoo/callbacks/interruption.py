"""Training that a signal ends within seconds, without losing a step."""

import signal
import threading

import keras

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Interrupted(KeyboardInterrupt):
    """A signal ended training, and the game was saved.

    Args:
        signal: its number.
        message: description of where training stopped.
    """

    def __init__(self, signal, message="stopped before a step was taken"):
        super().__init__(message)
        self.signal = signal


class Interruption(keras.callbacks.Callback):
    """Ends training at SIGTERM or Ctrl-C, even in the middle of an epoch or its evaluation, and lets it resume there.

    On a signal, the current execution is completed, the game is saved by `Checkpoints`, and `Interrupted` is raised. A
    second signal ends the process at once. Use it as a context manager around `fit`, which saves the game and restores
    the signal handlers; outside the main thread it does not handle signals.

    A game saved in the middle of an epoch stores the running means of its terms, and this callback restores them in the
    next `fit`. Pass that `fit` the batches starting at the game's step (`batches(..., skip=steps)`) and, for its first
    epoch, the remaining `steps_per_epoch`: the result is then bitwise identical to training that was never
    interrupted.

    Args:
        checkpoints: the `Checkpoints` callback, which is also passed to `fit`.

    Raises:
        Interrupted: a KeyboardInterrupt, after the game has been saved.

    Example:
        >>> checkpoints = callbacks.Checkpoints("checkpoints", "metrics.csv")
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
            # A signal that is ignored (for example by nohup) stays ignored.
            kept = {number: signal.getsignal(number) for number in SIGNALS}
            self.handlers = {number: handler for number, handler in kept.items() if handler != signal.SIG_IGN}
            for number in self.handlers:
                signal.signal(number, self.note)
        return self

    def note(self, number, frame):
        """Record a signal; the next one ends the process."""
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

        Checked at their beginning: a callback that hooks into their end makes Keras wait for the logs of each.
        """
        if self.noted is not None:
            raise Interrupted(self.noted)

    def on_train_batch_begin(self, batch, logs=None):
        self.trained = self.trained or batch > 0
        self.stop_if_noted()

    def on_test_batch_begin(self, batch, logs=None):
        self.stop_if_noted()

    # The running means of the epoch, which `fit` and `evaluate` reset when they begin

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
        """Store the running means of the epoch."""
        self.means = [keras.ops.convert_to_numpy(variable) for variable in self.model.metrics_variables]

    def put_means_back(self):
        """Restore the stored means of the epoch, once."""
        for variable, value in zip(self.model.metrics_variables, self.means or (), strict=False):
            variable.assign(value)
        self.means = None


def within_epoch(game):
    """Whether a game was saved in the middle of an epoch, or before its evaluation, rather than at its end."""
    return any(keras.ops.convert_to_numpy(variable) for variable in game.metrics_variables)
