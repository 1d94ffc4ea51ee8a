"""Evaluation of a game every n epochs of `fit`."""

import keras

from tfgan_zoo.checks import check_at_least_one


class Evaluation(keras.callbacks.Callback):
    """Evaluates the generator, or its moving average if there is one, every n epochs.

    `fit(validation_data=...)` evaluates the metrics given to `compile`; this callback evaluates other metrics, on other
    data or less often, such as one that takes minutes. Results are added to the logs as `val_<metric>`, so they are in
    the `History` and visible to the callbacks after this one; those that monitor a value, such as
    `keras.callbacks.EarlyStopping`, ignore epochs without one. Training is the same with this callback and without.

    Args:
        metrics: list of metrics from `tfgan_zoo.metrics`.
        real: finite batches of real samples: `examples.batches(64, shuffle=False, repeat=False)`.
        every: number of epochs between evaluations; the last epoch of a `fit` is always evaluated.
        verbose: whether to print each result, with its network, sample sizes and split.

    Attributes:
        results: the newest results, a list of `metrics.Result`.

    Raises:
        ValueError: if there are no metrics, or `every` is below 1.

    Example:
        >>> distance = metrics.FrechetDistance(metrics.features_of(classifier))
        >>> evaluation = Evaluation([distance], test_batches, every=10)  # for fit(callbacks=[evaluation])
    """

    def __init__(self, metrics, real, every=1, verbose=1):
        super().__init__()
        self.metrics = list(metrics)
        self.real = real
        self.every = every
        self.verbose = verbose
        self.results = []
        self.test_function = None  # Keras' own is built for the game's metrics
        check_at_least_one(self, every=every)
        if not self.metrics:
            raise ValueError("received no metrics; expected at least one from tfgan_zoo.metrics.")

    def on_epoch_end(self, epoch, logs=None):
        if (epoch + 1) % self.every and epoch + 1 < self.params["epochs"]:
            return
        values = self.evaluate()
        if logs is not None:
            logs.update({f"val_{name}": value for name, value in values.items()})
        for result in self.results if self.verbose else ():
            print(f"\n{result}", flush=True)

    def evaluate(self):
        """The value of each metric by name; the game's own metrics and results do not change."""
        game = self.model
        own = game.evaluation_metrics, game.results, game.test_function
        game.evaluation_metrics, game.test_function = self.metrics, self.test_function
        try:
            values = game.evaluate(self.real, return_dict=True, verbose=0)
            self.results = game.results
            self.test_function = game.test_function
        finally:
            game.evaluation_metrics, game.results, game.test_function = own
        return values
