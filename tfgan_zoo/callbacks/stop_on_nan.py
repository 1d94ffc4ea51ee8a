"""Training ends, with a reason, where a term stops being a number."""

import keras

SMALLEST_SCALE = 2.0**-30  # of loss scaling: no number of overflows in good health halves it so often


class NotFinite(FloatingPointError):
    """A term of a game, or its gradient, became NaN or infinite."""


class StopOnNaN(keras.callbacks.Callback):
    """Raises `NotFinite` after the execution in which a term or its gradient became NaN or infinite.

    It is noticed before anything more is trained, measured or written; for this, one small variable is read after each
    execution (one step, or as many as `steps_per_execution`). The error names the terms and the step, and checkpoints
    stay as they are. `keras.callbacks.TerminateOnNaN` looks at `logs["loss"]` only, which a game does not have. A game
    compiled with `skip_nonfinite=True` is stopped only when it can take no step any more. Give this callback before the
    others.

    Raises:
        NotFinite: with the terms, their first step, and what to try.

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
        """Raise `NotFinite` where there is reason to."""
        if not self.model.skip_nonfinite and (self.model.first_nonfinite.numpy() >= 0).any():
            raise NotFinite(f"{findings(self.model)} {advice(self.model)}")
        if self.model.skip_nonfinite and lost(self.model):
            raise NotFinite(f"{findings(self.model)} Since then no step could be taken. {advice(self.model)}")


def findings(game):
    """Which terms are not finite, since when."""
    steps = game.first_nonfinite.numpy()
    found = {tracker.name: int(step) for tracker, step in zip(game.metrics, steps, strict=True) if step >= 0}
    first = min(found.values())
    names = " and ".join(repr(name) for name, step in found.items() if step == first)
    return f"Training step {first + 1}: {names}, or the gradient, became NaN or infinite."


def lost(game):
    """Whether loss scaling has been halved until nothing is left of the gradients."""
    return any(float(optimizer.dynamic_scale.numpy()) < SMALLEST_SCALE for optimizer in game.optimizers.values())


def advice(game):
    """What most often helps."""
    precision = "mixed_bfloat16 in place of mixed_float16; " if game.in_float16 else ""
    return (
        f"Try {precision}a smaller learning rate; gradients clipped by the optimizers (global_clipnorm=1.0); data "
        "checked for values outside [-1, 1]. The last checkpoint is from before."
    )
