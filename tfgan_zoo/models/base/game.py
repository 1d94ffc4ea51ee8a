"""What every adversarial game needs of Keras: players that descend, named terms, owned randomness."""

import contextlib
import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import num_replicas
from tfgan_zoo.models.base.compiling import Compiled
from tfgan_zoo.models.base.descent import all_finite, is_loss_scaled, summed_gradient_once
from tfgan_zoo.models.base.evaluating import Evaluated
from tfgan_zoo.models.base.saving import Saved
from tfgan_zoo.tricks.samples import sample_of

# Weights of a player from which on its update is compiled. On a CPU, a game of 2.5 million weights was as fast either
# way, one of 13 million 7 % faster compiled (`benchmarks/fused_update.py`); between them nothing was tried.
MANY_WEIGHTS = 4_000_000


class Game(Saved, Evaluated, Compiled):
    """Several networks that learn against each other, moved by a generator's and a discriminator's optimizer.

    A game overrides `train_step`, which it writes with `descend` and ends with `report`; `generate`, its answer to a
    batch of real samples; and names the variables of its two sides. Its constructor keeps every argument as an
    attribute of the same name, from which it is saved.

    Args:
        terms: names of the terms that `train_step` reports.
        seed: seed of every draw the game makes.

    Attributes:
        steps: number of training steps taken.
        draws: number of seeds drawn.
        unsound: for each term, the first step at which it or its gradient was not finite; -1 while there was none.
    """

    terms = ()
    labeled = False  # True where training takes (images, labels)

    def __init__(self, terms=(), seed=0, **kwargs):
        super().__init__(**kwargs)
        self.seed = seed
        self.steps = self.add_weight(name="steps", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.seed_counter = self.add_weight(
            name="seed_counter", shape=(), dtype="int64", initializer="zeros", trainable=False
        )
        self.trackers = [keras.metrics.Mean(name=name) for name in terms]
        self.first_nonfinite = self.add_weight(
            name="first_nonfinite", shape=(len(terms),), dtype="int64", initializer=never, trainable=False
        )
        self.built = True

    @property
    def generator_variables(self):
        """What the generator's optimizer moves."""
        return self.generator.trainable_variables

    @property
    def discriminator_variables(self):
        """What the discriminator's optimizer moves."""
        return self.discriminator.trainable_variables

    def generate(self, real, training=True):
        """As many generated samples as there are real ones."""
        raise NotImplementedError(f"{type(self).__name__} does not say how it generates: override `generate`.")

    # Playing

    def tape(self, variables):
        """A tape that records what is computed from these variables."""
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch([variable.value for variable in variables])
        return tape

    def descend(self, objective, variables, optimizer, tape=None):
        """One step of the optimizer down an objective.

        Where the gradient is not finite the step is still taken, unless the optimizer is loss-scaled, and the terms
        are returned as NaN, so that `report` notes the step.

        Args:
            objective: function without arguments that returns named terms; their sum is minimized.
            variables: the Keras variables that move.
            optimizer: the optimizer that was built for exactly these variables.
            tape: the variables' own, if it has recorded part of the objective already.

        Returns:
            the named terms, float32 scalars.
        """
        tape = tape or self.tape(variables)
        with tape:
            terms = objective()
            # Gradients are summed over the replicas, so each contributes its share.
            loss = optimizer.scale_loss(sum(terms.values()) / num_replicas())
        gradients = tape.gradient(loss, [variable.value for variable in variables])
        with self.on_device_of(variables):
            sound = self.update(optimizer, gradients, variables)
        return {name: ops.where(sound, value, float("nan")) for name, value in terms.items()}

    def update(self, optimizer, gradients, variables):
        """Let the optimizer move the variables; returns whether it got finite gradients or can do without.

        Where many weights move, XLA compiles the update even if not the rest of a step: one kernel passes over the
        weights once, a dozen operations as often. Few weights move sooner without, for starting it takes longer.
        """

        def apply(*gradients):
            optimizer.apply(summed_gradient_once(optimizer, list(gradients)), variables)
            return True if is_loss_scaled(optimizer) else all_finite(gradients)

        many = sum(math.prod(variable.shape) for variable in variables) >= MANY_WEIGHTS
        if many and not (tf.executing_eagerly() or self.jit_compile or tf.distribute.has_strategy() or self.placed):
            apply = tf.function(apply, jit_compile=True)
        return apply(*gradients)

    def forward_pass(self, network, inputs, training=True):
        """What a network makes of inputs, computed on the device that holds its weights."""
        with self.on_device_of(network.weights):
            return network(inputs, training=training)

    def on_device_of(self, variables):
        """Place computations with these variables: on their device, if the networks were built on a chosen one."""
        return tf.device(variables[0].value.device) if self.placed else contextlib.nullcontext()

    @property
    def placed(self):
        """Whether the networks were built elsewhere than on the device that TensorFlow takes by itself."""
        with tf.init_scope():
            default = tf.zeros(()).device
        devices = {variable.value.device for variable in self.generator_variables + self.discriminator_variables}
        return bool(devices - {default}) and not tf.distribute.has_strategy()

    def report(self, terms):
        """End a training step: return every term's mean over the epoch so far."""
        names = [tracker.name for tracker in self.trackers]
        if sorted(terms) != sorted(names):
            raise ValueError(
                f"{type(self).__name__} computed the terms {sorted(terms)} but declares {sorted(names)}: "
                "name every term in its class attribute `terms` (or its trick's)."
            )
        values = [terms[name] for name in names]
        self.record_nonfinite(values)
        self.after_step()
        self.steps.assign_add(1)
        for tracker, value in zip(self.trackers, values, strict=True):
            counts = ops.isfinite(value) if self.skip_nonfinite else None
            tracker.update_state(ops.nan_to_num(value) if self.skip_nonfinite else value, counts)
        return {tracker.name: self.log(tracker.result()) for tracker in self.trackers}

    def record_nonfinite(self, values):
        """Note this step for each term that is not finite on one of the replicas and always was before."""
        first_nonfinite = ops.logical_not(ops.isfinite(ops.stack(values)))
        if num_replicas() > 1:
            context = tf.distribute.get_replica_context()
            first_nonfinite = context.all_reduce(tf.distribute.ReduceOp.SUM, ops.cast(first_nonfinite, "int32")) > 0
        first = ops.logical_and(first_nonfinite, self.first_nonfinite < 0)
        self.first_nonfinite.assign(ops.where(first, self.steps.value, self.first_nonfinite.value))

    def log(self, value):
        """A scalar in the form in which Keras can average it over several workers, which it does along an axis."""
        multi_worker = isinstance(tf.distribute.get_strategy(), tf.distribute.MultiWorkerMirroredStrategy)
        return ops.reshape(value, (1,)) if multi_worker else value

    def after_step(self):
        """What moves on once a training step, after both players."""

    @property
    def metrics(self):
        return list(self.trackers)

    def samples(self, data):
        """Real samples from a batch as Keras gives it: images, or (images, labels)."""
        images, labels, _ = keras.utils.unpack_x_y_sample_weight(data)
        if not sample_of(images).dtype.is_floating:
            raise ValueError(
                f"real samples must be floats in [-1, 1], not {sample_of(images).dtype.name}: "
                "take them from tfgan_zoo.data, or scale with images / 127.5 - 1."
            )
        return images if labels is None else (images, labels)

    def next_seed(self):
        """A fresh seed of shape (2,), different at every call, the same on every replica (`replica_rows`)."""
        self.seed_counter.assign_add(1)
        return ops.stack([self.seed_counter.value, ops.cast(self.seed, "int64")])


def never(shape, dtype=None):
    """Initial value of a step that has not come: -1."""
    return ops.full(shape, -1, dtype)
