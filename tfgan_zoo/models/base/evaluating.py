"""How a game is measured and sampled: on one device, and without leaving a trace in its training."""

import contextlib

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.tricks.samples import images_of

# Where the random state stands while the game is measured: far from any training step, so that a measurement always
# draws the same latents and leaves training as it was.
MEASURING_STATE = 2**62

ONE_DEVICE = tf.distribute.get_strategy()


class Measured(keras.Model):
    """A model whose `evaluate` compares what it generates with real samples, by the measures given to `compile`.

    It counts its random draws in the weight `draws`, and says how it generates (`generate`) and what of a batch is a
    real sample (`samples`).

    Attributes:
        measures: of `tfgan_zoo.metrics`.
        figures: what `evaluate` found last, a `metrics.Figure` each.
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.measures = []
        self.alone = False

    def test_step(self, data):
        real = self.samples(data)
        fake = self.generate(real, training=False)
        for measure in self.measures:
            measure.update(real, fake)
        # The figures come at the end, from `evaluate`; Keras wants some log of every step.
        return {"batch_size": ops.shape(images_of(real))[0]}

    @property
    def distribute_strategy(self):
        """The strategy the game was built under; none while one device measures or samples, whatever their number."""
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
    def untouched(self):
        """Draw from another place for a while, and be again where one was."""
        state = int(self.draws.numpy())
        self.draws.assign(MEASURING_STATE)
        try:
            yield
        finally:
            self.draws.assign(state)

    @contextlib.contextmanager
    def unmoved(self):
        """Be again what one was, after whatever is computed in between: weights, means, optimizers, random state."""
        metrics = (variable for metric in self.metrics for variable in metric.variables)
        optimizers = (self.generator_optimizer, self.discriminator_optimizer)
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
        """Every measure given to `compile`, over real samples and as many generated ones.

        The figures with their networks and sample sizes are left in `figures`. Arguments are those of
        `keras.Model.evaluate`.

        Raises:
            ValueError: if the model was compiled without measures.
        """
        if not self.measures:
            raise ValueError("there is nothing to evaluate: give compile(..., measures=[...]) from tfgan_zoo.metrics.")
        for measure in self.measures:
            measure.reset()
        # `fit` passes validation data on as it spread them over the devices: they are to be taken as they were.
        kwargs.pop("_use_cached_eval_dataset", None)
        with self.on_one_device(), self.untouched():
            super().evaluate(*args, return_dict=True, **kwargs)
        self.figures = figures_of(self.measures)
        logs = {figure.measure: figure.value for figure in self.figures}
        return logs if return_dict else list(logs.values())

    def predict(self, *args, **kwargs):
        with self.on_one_device():
            return super().predict(*args, **kwargs)


def figures_of(measures):
    """All figures of all measures, in one list: a measure's `result` is one figure, or a tuple of them."""
    results = [measure.result() for measure in measures]
    return [figure for result in results for figure in (result if isinstance(result, tuple) else (result,))]
