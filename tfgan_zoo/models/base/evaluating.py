"""Evaluating a game: on one device, and with no effect on its training."""

import contextlib
import dataclasses

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.models.base.inputs import strings_as_tensors
from tfgan_zoo.models.base.judges import check_judges
from tfgan_zoo.preferences import preference_of

# The seed counter during evaluation: far from that of any training step, so that an evaluation always draws the same
# latents and does not change training.
EVALUATION_COUNTER = 2**62

ONE_DEVICE = tf.distribute.get_strategy()


class Evaluated(keras.Model):
    """A model whose `evaluate` compares generated with real samples, using the metrics given to `compile`.

    Its weight `seed_counter` counts the seeds it uses; subclasses define how it generates (`generate_fake`) and how a
    batch becomes real samples (`samples`).

    Attributes:
        evaluation_metrics: the metrics, of `tfgan_zoo.metrics`; those by one of its `teachers` are refused.
        teachers: networks, not trained, in whose features the game learns to be right.
        results: list of `metrics.Result`, from the latest `evaluate`.
    """

    teachers = ()

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.evaluation_metrics = []
        self.results = []
        self.uses_one_device = False

    @property
    def evaluation_metrics(self):
        return self.chosen_metrics

    @evaluation_metrics.setter
    def evaluation_metrics(self, metrics):
        if metrics:  # a game under construction has none, and no teachers yet
            check_judges(metrics, self.teachers)
        self.chosen_metrics = metrics

    def test_step(self, data):
        real = self.samples(data)
        fake = self.generate_fake(real, training=False)
        for metric in self.evaluation_metrics:
            metric.update(real, fake)
        # The results come at the end, from `evaluate`; Keras needs a log of every step.
        return {"batch_size": ops.shape(sample_of(real))[0]}

    @property
    def distribute_strategy(self):
        """The strategy the game was built in; the default one while the game evaluates or samples, on one device."""
        return ONE_DEVICE if self.uses_one_device else super().distribute_strategy

    @contextlib.contextmanager
    def on_one_device(self):
        """Leave the strategy's scope in this context."""
        self.uses_one_device = True
        try:
            yield
        finally:
            self.uses_one_device = False

    @contextlib.contextmanager
    def preserving_randomness(self):
        """Use the evaluation's seeds in this context, and restore the seed counter afterward."""
        state = int(self.seed_counter.numpy())
        self.seed_counter.assign(EVALUATION_COUNTER)
        try:
            yield
        finally:
            self.seed_counter.assign(state)

    @contextlib.contextmanager
    def preserving_state(self):
        """Restore the weights, running means, optimizers and random state at the end of this context."""
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
        """Do nothing: a game is built by its constructor. Keras would take a batch, and fails with several workers."""

    def evaluate(self, *args, return_dict=False, **kwargs):
        """Compute every metric given to `compile`, on real samples and as many generated ones.

        The results, with their networks and sample sizes, are stored in `results`. Arguments are those of
        `keras.Model.evaluate`.

        Raises:
            ValueError: if the model was compiled without metrics.
        """
        if not self.evaluation_metrics:
            raise ValueError("there are no metrics to evaluate: compile(..., metrics=[...]) from tfgan_zoo.metrics.")
        for metric in self.evaluation_metrics:
            metric.reset()
        # `fit` passes validation data already distributed over the devices; evaluation needs the original data.
        kwargs.pop("_use_cached_eval_dataset", None)
        with self.on_one_device(), self.preserving_randomness(), readable_errors():
            super().evaluate(*args, return_dict=True, **kwargs)
        self.results = results_of(self.evaluation_metrics)
        logs = {result.metric: result.value for result in self.results}
        return logs if return_dict else list(logs.values())

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        """As `evaluate`, on one batch."""
        batch_size = len(keras.tree.flatten(x)[0])
        return self.evaluate(x, y, batch_size=batch_size, verbose=0, return_dict=return_dict)

    def predict(self, x, *args, **kwargs):
        with self.on_one_device():
            return super().predict(strings_as_tensors(x), *args, **kwargs)


def results_of(metrics):
    """The results of all metrics as one list, each with what is better; a metric's `result` is one or a tuple."""
    return [result for metric in metrics for result in judged_results(metric)]


def judged_results(metric):
    """The results of one metric: the first says what is better, the others where `all_results_judge`."""
    found = metric.result()
    first, *others = found if isinstance(found, tuple) else (found,)
    better = preference_of(metric)
    of_others = better if getattr(metric, "all_results_judge", False) else None
    marked = [(first, better), *((result, of_others) for result in others)]
    return [dataclasses.replace(result, better=preference) for result, preference in marked]
