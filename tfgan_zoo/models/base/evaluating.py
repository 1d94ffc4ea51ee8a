"""How a game is evaluated: on one device, and without leaving a trace in its training."""

import contextlib

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.labels import explained_labels

# Where the random state stands while the game is evaluated: far from any training step, so that an evaluation always
# draws the same latents and leaves training as it was.
EVALUATION_COUNTER = 2**62

ONE_DEVICE = tf.distribute.get_strategy()


class Evaluated(keras.Model):
    """A model whose `evaluate` compares what it generates with real samples, by the metrics given to `compile`.

    It counts its random draws in the weight `seed_counter`, and says how it generates (`generate_fake`) and what of a
    batch is a real sample (`samples`).

    Attributes:
        evaluation_metrics: of `tfgan_zoo.metrics`.
        results: what `evaluate` found last, a `metrics.Result` each.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.evaluation_metrics = []
        self.results = []
        self.alone = False

    def test_step(self, data):
        real = self.samples(data)
        fake = self.generate_fake(real, training=False)
        for metric in self.evaluation_metrics:
            metric.update(real, fake)
        # The results come at the end, from `evaluate`; Keras wants some log of every step.
        return {"batch_size": ops.shape(sample_of(real))[0]}

    @property
    def distribute_strategy(self):
        """The strategy the game was built under; none while one device evaluates or samples, whatever their number."""
        return ONE_DEVICE if self.alone else super().distribute_strategy

    @contextlib.contextmanager
    def on_one_device(self):
        """Leave the strategy for a while."""
        self.alone = True
        try:
            yield
        finally:
            self.alone = False

    @contextlib.contextmanager
    def preserving_randomness(self):
        """Draw from another place for a while, and be again where one was."""
        state = int(self.seed_counter.numpy())
        self.seed_counter.assign(EVALUATION_COUNTER)
        try:
            yield
        finally:
            self.seed_counter.assign(state)

    @contextlib.contextmanager
    def preserving_state(self):
        """Be again what one was, after whatever is computed in between: weights, means, optimizers, random state."""
        metrics = (variable for metric in self.metrics for variable in metric.variables)
        optimizers = self.optimizers.values() if self.compiled else ()
        slots = (variable for optimizer in optimizers for variable in optimizer.variables)
        variables = [*self.variables, *metrics, *slots]
        values = [tf.identity(variable.value) for variable in variables]
        try:
            yield
        finally:
            for variable, value in zip(variables, values, strict=True):
                variable.assign(value)

    def _maybe_symbolic_build(self, *args, **kwargs):
        """Nothing: a game is built from birth. Keras would draw a batch for it, and fails with several workers."""

    def evaluate(self, *args, return_dict=False, **kwargs):
        """Every metric given to `compile`, over real samples and as many generated ones.

        The results with their networks and sample sizes are left in `results`. Arguments are those of
        `keras.Model.evaluate`.

        Raises:
            ValueError: if the model was compiled without metrics.
        """
        if not self.evaluation_metrics:
            raise ValueError("there is nothing to evaluate: give compile(..., metrics=[...]) from tfgan_zoo.metrics.")
        for metric in self.evaluation_metrics:
            metric.reset()
        # `fit` passes validation data on as it spread them over the devices: they are to be taken as they were.
        kwargs.pop("_use_cached_eval_dataset", None)
        with self.on_one_device(), self.preserving_randomness(), explained_labels():
            super().evaluate(*args, return_dict=True, **kwargs)
        self.results = results_of(self.evaluation_metrics)
        logs = {result.metric: result.value for result in self.results}
        return logs if return_dict else list(logs.values())

    def predict(self, *args, **kwargs):
        with self.on_one_device():
            return super().predict(*args, **kwargs)


def results_of(metrics):
    """All results of some metrics, in one list: a metric's `result` is one of them, or a tuple."""
    results = [metric.result() for metric in metrics]
    return [result for result in results for result in (result if isinstance(result, tuple) else (result,))]
