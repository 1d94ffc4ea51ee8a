"""The base class of all games: one optimizer per player, named loss terms, reproducible randomness."""

import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.conditions import conditions_of, sample_of, with_conditions
from tfgan_zoo.distribution.replicas import num_replicas, replica_rows
from tfgan_zoo.environment import check_keras
from tfgan_zoo.layers.finite import keeping_finite
from tfgan_zoo.models.base import signals
from tfgan_zoo.models.base.compiling import Compiled
from tfgan_zoo.models.base.descent import all_finite, is_loss_scaled, summed_gradient_once
from tfgan_zoo.models.base.encoding import Encoded
from tfgan_zoo.models.base.evaluating import Evaluated
from tfgan_zoo.models.base.fitting import Fitted
from tfgan_zoo.models.base.inputs import arrange_inputs
from tfgan_zoo.models.base.phases import Phased
from tfgan_zoo.models.base.sampling import Sampled
from tfgan_zoo.models.base.saving import Saved
from tfgan_zoo.networks import batch_dependent_layers

# A player with at least this many weights has its update compiled. On a CPU, a game of 2.5 million weights was as fast
# either way, one of 13 million 7 % faster compiled (`benchmarks/fused_update.py`); nothing in between was tried.
MANY_WEIGHTS = 4_000_000


class Game(Saved, Fitted, Evaluated, Sampled, Encoded, Phased, Compiled):
    """Networks that learn together; each player's variables have an optimizer of their own.

    A game defines its `players`, its `sampler` and the distribution of its `latents`; it overrides `train_step`, which
    calls `descend` for each player and returns `report`. Its constructor keeps every argument as an attribute of the
    same name, from which it is saved.

    Args:
        terms: names of the terms that `train_step` reports.
        seed: seed of all the game's randomness, an integer from 0 to 2**31 - 1.
        modality: what it generates, an object of `tfgan_zoo.modalities`; None infers it from the sample's shape:
            images for (height, width, channels), points for (2,).
        num_classes: number of classes, if a condition is named "labels"; labels are then checked.

    Attributes:
        steps: number of training steps taken.
        seed_counter: number of seeds used.
        first_nonfinite: for each term, the first step at which it or its gradient was not finite; -1 if there was
            none.
        has_score: whether `score(samples)` rates how real samples are.
        samples_per_score: number of samples that share one score.
        scores_per_group: number of scores that a statistic of the batch compares; a smaller batch is one group.
    """

    terms = ()
    has_score = False
    samples_per_score = 1
    scores_per_group = 1

    def __init__(self, terms=(), seed=0, *, modality=None, num_classes=None, **kwargs):
        check_keras()
        super().__init__(**kwargs)
        check_numbers(self, seed=seed, num_classes=num_classes)
        self.seed = seed
        self.chosen_modality = modality
        self.num_classes = num_classes
        self.steps = self.add_weight(name="steps", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.seed_counter = self.add_weight(
            name="seed_counter", shape=(), dtype="int64", initializer="zeros", trainable=False
        )
        self.trackers = [keras.metrics.Mean(name=name) for name in terms]
        self.first_nonfinite = self.add_weight(
            name="first_nonfinite", shape=(len(terms),), dtype="int64", initializer=minus_one, trainable=False
        )
        self.built = True

    @classmethod
    def from_preset(cls, preset):
        """Load a game of this class that was saved, as `models.load` does: whole, to be trained or sampled.

        Args:
            preset: a `.keras` file; the folder of a run, whose last checkpoint is taken; or "hf://user/repository" with
                one `.keras` file in it.

        Returns:
            a game of this class.

        Raises:
            FileNotFoundError: if there is none.
            ValueError: if it is a game of another class, a generator alone, or damaged.

        Example:
            >>> gan.save("gan.keras")
            >>> tfgan_zoo.models.GAN.from_preset("gan.keras").sample(4).shape
            (4, 28, 28, 1)
        """
        from tfgan_zoo.models.base.presets import game_of  # which loads games, and so imports this class

        return game_of(preset, cls)

    @property
    def sampler_in_training(self):
        """The network that is trained, of which `sampler` may be the moving average."""
        return self.sampler

    def generate_fake(self, real, training=True):
        """As many generated samples as there are real ones, with the same conditions.

        Args:
            real: samples, as `samples` returns them.
            training: whether `sampler_in_training` generates, in training mode, or `sampler`, in inference mode.

        Returns:
            samples (batch, ...); or a dict of "sample" and the conditions by name.
        """
        network = self.sampler_in_training if training else self.sampler
        inputs = {**self.fresh_inputs(real), **self.given_of(real)}
        conditions = {name: conditions_of(real)[name] for name in self.conditions}
        return with_conditions(self.forward_pass(network, inputs, training), conditions)

    def fresh_inputs(self, real):
        """New random inputs, by name, for as many samples as there are real ones."""
        seed, count = self.next_seed(), ops.shape(sample_of(real))[0]
        return {
            name: replica_rows(lambda count, name=name: self.draw(count, seed)[name], count)
            for name in self.drawn_inputs
        }

    def next_seed(self):
        """A new seed of shape (2,) at every call, the same on every replica (`replica_rows`)."""
        self.seed_counter.assign_add(1)
        return ops.stack([self.seed_counter.value, ops.cast(self.seed, "int64")])

    def signals(self, real, held_out=None):
        """The game's signals on a batch of samples, for monitoring: see `models.base.signals`."""
        return signals.of_samples(self, real)

    # A training step

    def one_turn(self, data):
        """The updates whose gradients are shown: a training step; where it is thousands of updates, one of each player.

        Args:
            data: a batch as in `train_step`.
        """
        self.train_step(data)

    def tape(self, player):
        """A gradient tape that watches a player's variables."""
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch([variable.value for variable in self.players[player]])
        return tape

    def descend(self, objective, player, tape=None):
        """One step of gradient descent for a player.

        If the gradient is not finite, the step is still taken, unless the optimizer is loss-scaled, and the terms are
        returned as NaN, so that `report` records the step.

        Args:
            objective: function without arguments that returns named terms; their sum is minimized.
            player: name of the player whose variables are updated.
            tape: the player's tape, if it has already recorded part of the objective.

        Returns:
            the named terms, float32 scalars.
        """
        return self.update(player, *self.gradients(objective, player, tape))

    def gradients(self, objective, player, tape=None):
        """A player's gradients, without an update: in a simultaneous game all are computed before any is applied.

        Args:
            objective, player, tape: as in `descend`.

        Returns:
            the gradients, a list, and the named terms, for `update`.
        """
        tape = tape or self.tape(player)
        with tape:
            terms = objective()
            # Gradients are summed over the replicas, so each is divided by their number.
            loss = self.optimizers[player].scale_loss(sum(terms.values()) / num_replicas())
        return tape.gradient(loss, [variable.value for variable in self.players[player]]), terms

    def update(self, player, gradients, terms):
        """Apply a player's gradients; returns the terms, as NaN if a gradient was not finite."""
        variables, optimizer = self.players[player], self.optimizers[player]
        with self.on_device_of(variables):
            finite = self.apply_gradients(optimizer, gradients, variables)
        return {name: ops.where(finite, value, float("nan")) for name, value in terms.items()}

    def apply_gradients(self, optimizer, gradients, variables):
        """Update the variables; returns whether the gradients were finite or the optimizer is loss-scaled.

        XLA compiles the update of many weights even where it does not compile the step: one kernel reads the weights
        once, instead of a dozen operations. With few weights, launching it takes longer than it saves.
        """

        def apply(*gradients):
            optimizer.apply(summed_gradient_once(optimizer, list(gradients)), variables)
            return True if is_loss_scaled(optimizer) else all_finite(gradients)

        is_large = sum(math.prod(variable.shape) for variable in variables) >= MANY_WEIGHTS
        excluded = tf.executing_eagerly() or self.jit_compile or tf.distribute.has_strategy() or self.placed_elsewhere
        if is_large and not excluded:
            apply = tf.function(apply, jit_compile=True)
        return apply(*gradients)

    def forward_pass(self, network, inputs, training=True):
        """A network's outputs, computed on the device of its weights.

        Args:
            network: functional `keras.Model`.
            inputs: a tensor, or a dict of tensors by the names of its inputs.
            training: whether its layers run as in training.
        """
        with self.on_device_of(network.weights), keeping_finite(self.statistics_of(network) if training else ()):
            return network(arrange_inputs(network, inputs), training=training)

    def statistics_of(self, network):
        """State of a network that a step may change although its update is skipped, such as moving averages."""
        if not (self.in_float16 or self.skip_nonfinite):
            return []  # a step that is not finite ends the training, or shows in its terms
        return [
            variable
            for layer in batch_dependent_layers(network)
            for variable in layer.non_trainable_variables
            if variable.dtype.startswith(("float", "bfloat"))
        ]

    def report(self, terms):
        """End a training step: return every term's mean over the epoch so far.

        Args:
            terms: the step's terms by name; those that `after_step` returns are added.
        """
        terms = {**terms, **self.after_step(terms)}
        phase = self.phase
        declared = [tracker.name for tracker in self.trackers] if phase is None else phase.terms
        if sorted(terms) != sorted(declared):
            raise ValueError(
                f"{type(self).__name__} computed the terms {sorted(terms)} but declares {sorted(declared)}: "
                "name every term in its class attribute `terms` (or its trick's, or its phase's)."
            )
        self.record_nonfinite(terms)
        self.steps.assign_add(1)
        trackers = [tracker for tracker in self.trackers if tracker.name in terms]
        for tracker in trackers:
            value = terms[tracker.name]
            counts = ops.isfinite(value) if self.skip_nonfinite else None
            tracker.update_state(ops.nan_to_num(value) if self.skip_nonfinite else value, counts)
        return {tracker.name: self.log(tracker.result()) for tracker in trackers}

    def record_nonfinite(self, terms):
        """Record this step for each term that is not finite on a replica for the first time."""
        values = [terms.get(tracker.name, 0.0) for tracker in self.trackers]
        nonfinite = ops.logical_not(ops.isfinite(ops.stack(values)))
        if num_replicas() > 1:
            context = tf.distribute.get_replica_context()
            nonfinite = context.all_reduce(tf.distribute.ReduceOp.SUM, ops.cast(nonfinite, "int32")) > 0
        first = ops.logical_and(nonfinite, self.first_nonfinite < 0)
        self.first_nonfinite.assign(ops.where(first, self.steps.value, self.first_nonfinite.value))

    def log(self, value):
        """A scalar, as a vector of one with several workers, where Keras averages along an axis."""
        multi_worker = isinstance(tf.distribute.get_strategy(), tf.distribute.MultiWorkerMirroredStrategy)
        return ops.reshape(value, (1,)) if multi_worker else value

    def after_step(self, terms):
        """Update what changes once per training step, after all players.

        Args:
            terms: the step's terms by name.

        Returns:
            dict of further terms to report.
        """
        return {}

    @property
    def metrics(self):
        return list(self.trackers)


def minus_one(shape, dtype=None):
    """Initial value of a step that has not happened: -1."""
    return ops.full(shape, -1, dtype)
