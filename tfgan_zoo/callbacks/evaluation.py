"""Measures of a game while `fit` runs, every so many epochs."""

import keras

from tfgan_zoo.checks import check_at_least_one


class Evaluation(keras.callbacks.Callback):
    """Measures the generator that samples, its moving average where there is one, every so many epochs.

    `fit(validation_data=...)` evaluates the metrics given to `compile`; this takes other metrics, on other data or less
    often, such as one that takes minutes. Results stand in the logs as `val_<metric>`, and so in the `History` and in
    front of the callbacks that come after this one; those that follow a value, such as
    `keras.callbacks.EarlyStopping`, pass over the epochs without. Training is left as it would be without.

    Args:
        metrics: of `tfgan_zoo.metrics`.
        real: batches of real samples, not endless: `examples.batches(64, shuffle=False, repeat=False)`.
        every: epochs from one measurement to the next; the last epoch of a `fit` is always evaluated.
        verbose: whether to print each result, with its network, sample sizes and split.

    Attributes:
        results: what was measured last, a `metrics.Result` each.

    Raises:
        ValueError: without metrics, or if `every` is not at least 1.

    Example:
        >>> distance = metrics.FrechetDistance(metrics.inception())
        >>> test = data.load("cifar10", "test").batches(64, shuffle=False, repeat=False)
        >>> evaluation = callbacks.Evaluation([distance], test, every=10)
        >>> history = gan.fit(batches, steps_per_epoch=1000, epochs=100, callbacks=[evaluation])
    """

    def __init__(self, metrics, real, every=1, verbose=1):
        super().__init__()
        self.metrics = list(metrics)
        self.real = real
        self.every = every
        self.verbose = verbose
        self.results = []
        self.test_function = None  # Keras' own has the game's metrics in it
        check_at_least_one(self, every=every)
        if not self.metrics:
            raise ValueError("received no metrics; expected at least one of tfgan_zoo.metrics.")

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % self.every and epoch + 1 < self.params["epochs"]:
            return
        found = self.evaluate()
        if logs is not None:
            logs.update({f"val_{name}": value for name, value in found.items()})
        for result in self.results if self.verbose else ():
            print(f"\n{result}", flush=True)

    def evaluate(self):
        """The value of each metric by name, with the game's own measures and results as they were."""
        game = self.model
        own = game.evaluation_metrics, game.results, game.test_function
        game.evaluation_metrics, game.test_function = self.metrics, self.test_function
        try:
            found = game.evaluate(self.real, return_dict=True, verbose=0)
            self.results = game.results
            self.test_function = game.test_function
        finally:
            game.evaluation_metrics, game.results, game.test_function = own
        return found
