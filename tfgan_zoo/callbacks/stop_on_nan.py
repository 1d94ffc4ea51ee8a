"""Training that ends, with an explanation, when a term becomes NaN or infinite."""

import keras

SMALLEST_SCALE = 2.0**-30  # of loss scaling: a healthy run never has so many overflows that it is halved to this


class NotFinite(FloatingPointError):
    """A term of a game, or its gradient, became NaN or infinite."""


class StopOnNaN(keras.callbacks.Callback):
    """Raises `NotFinite` after the execution in which a term or its gradient became NaN or infinite.

    It is detected before anything else is trained, evaluated or written; for this, one small variable is read after
    each execution (of `steps_per_execution` steps). The error names the terms and the step, and checkpoints do not
    change. `keras.callbacks.TerminateOnNaN` only checks `logs["loss"]`, which a game does not have. A game compiled
    with `skip_nonfinite=True` is stopped only when it can no longer take any step. List this callback before the
    others.

    Raises:
        NotFinite: with the terms, the first step at which they were not finite, and what to try.

    Example:
        >>> history = gan.fit(batches, steps_per_epoch=10, callbacks=[StopOnNaN()])
    """

    def on_train_batch_begin(self, batch, logs=None):
        self.check()

    def on_test_begin(self, logs=None):
        self.check()

    def on_epoch_end(self, epoch, logs=None):
        self.check()

    def check(self):
        """Raise `NotFinite` if a term is not finite."""
        if not self.model.skip_nonfinite and (self.model.first_nonfinite.numpy() >= 0).any():
            raise NotFinite(f"{findings(self.model)} {advice(self.model)}")
        if self.model.skip_nonfinite and lost(self.model):
            raise NotFinite(f"{findings(self.model)} No step could be taken since then. {advice(self.model)}")


def findings(game):
    """Which terms are not finite, and since when."""
    steps = game.first_nonfinite.numpy()
    found = {tracker.name: int(step) for tracker, step in zip(game.metrics, steps, strict=True) if step >= 0}
    first = min(found.values())
    names = " and ".join(repr(name) for name, step in found.items() if step == first)
    return f"Training step {first + 1}: {names}, or the gradient, became NaN or infinite."


def lost(game):
    """Whether loss scaling has been halved until the gradients underflow."""
    return any(float(optimizer.dynamic_scale.numpy()) < SMALLEST_SCALE for optimizer in game.optimizers.values())


def advice(game):
    """The most common remedies."""
    precision = "mixed_bfloat16 instead of mixed_float16; " if game.in_float16 else ""
    return (
        f"Try {precision}a smaller learning rate; gradient clipping in the optimizers (global_clipnorm=1.0); checking "
        "the data for values outside [-1, 1]. The last checkpoint is from before this step."
    )
