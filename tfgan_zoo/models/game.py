"""What every adversarial game needs of Keras: optimizers for its players, named terms, owned randomness, saving."""

import inspect

import keras
import tensorflow as tf
from keras import ops

# Where the random state stands while the game is measured: far from any training step, so that a measurement always
# draws the same latents and leaves training as it was.
MEASURING_STATE = 2**62


class Game(keras.Model):
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
    """

    terms = ()
    labelled = False  # True where training takes (images, labels)

    def __init__(self, terms=(), seed=0, **kwargs):
        super().__init__(**kwargs)
        self.seed = seed
        self.steps = self.add_weight(name="steps", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.draws = self.add_weight(name="draws", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.trackers = [keras.metrics.Mean(name=name) for name in terms]
        self.measures = []
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

    def descend(self, objective, variables, optimizer):
        """One step of the optimizer down an objective.

        Args:
            objective: function without arguments that returns named terms; their sum is minimised.
            variables: the Keras variables that move.
            optimizer: the optimizer that was built for exactly these variables.

        Returns:
            the named terms, float32 scalars.
        """
        values = [variable.value for variable in variables]
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(values)
            terms = objective()
            # Gradients are summed over the replicas, so each contributes its share.
            loss = sum(terms.values()) / tf.distribute.get_strategy().num_replicas_in_sync
            loss = optimizer.scale_loss(loss)
        self.update(optimizer, tape.gradient(loss, values), variables)
        return terms

    def update(self, optimizer, gradients, variables):
        """Let the optimizer move the variables.

        Even where the rest of a step is not compiled by XLA, the update is: as one kernel it passes over the weights
        once, not a dozen times. With large dense layers on a CPU that is faster than all or none of a step under XLA.
        """
        if tf.executing_eagerly() or self.jit_compile or tf.distribute.has_strategy():
            optimizer.apply(gradients, variables)
        else:
            fused = tf.function(lambda *gradients: optimizer.apply(list(gradients), variables), jit_compile=True)
            fused(*gradients)

    def report(self, terms):
        """End a training step: return every term's mean over the epoch so far."""
        names = [tracker.name for tracker in self.trackers]
        if sorted(terms) != sorted(names):
            raise ValueError(
                f"{type(self).__name__} computed the terms {sorted(terms)} but declares {sorted(names)}: "
                "name every term in its class attribute `terms` (or its trick's)."
            )
        self.after_step()
        self.steps.assign_add(1)
        for tracker in self.trackers:
            tracker.update_state(terms[tracker.name])
        return {tracker.name: tracker.result() for tracker in self.trackers}

    def after_step(self):
        """What moves on once a training step, after both players."""

    @property
    def metrics(self):
        return list(self.trackers)

    def samples(self, data):
        """Real samples from a batch as Keras gives it: images, or (images, labels)."""
        images, labels, _ = keras.utils.unpack_x_y_sample_weight(data)
        if not images_of(images).dtype.is_floating:
            raise ValueError(
                f"real samples must be floats in [-1, 1], not {images_of(images).dtype.name}: "
                "take them from tfgan_zoo.data, or scale with images / 127.5 - 1."
            )
        return images if labels is None else (images, labels)

    def next_seed(self):
        """A fresh seed of shape (2,), different at every call and on every replica."""
        self.draws.assign_add(1)
        return ops.stack([self.draws.value, self.seed + 2**32 * ops.cast(replica(), "int64")])

    # Measuring

    def test_step(self, data):
        real = self.samples(data)
        fake = self.generate(real, training=False)
        for measure in self.measures:
            measure.update(real, fake)
        # The figures come at the end, from `evaluate`; Keras wants some log of every step.
        return {"batch_size": ops.shape(images_of(real))[0]}

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
        state = int(self.draws.numpy())
        self.draws.assign(MEASURING_STATE)
        try:
            super().evaluate(*args, return_dict=True, **kwargs)
        finally:
            self.draws.assign(state)
        self.figures = [measure.result() for measure in self.measures]
        logs = {figure.measure: figure.value for figure in self.figures}
        return logs if return_dict else list(logs.values())

    # Compiling and saving

    def compile(
        self, generator_optimizer="adam", discriminator_optimizer="adam", measures=(), jit_compile=False, **kwargs
    ):
        """Give each player its optimizer.

        Args:
            generator_optimizer, discriminator_optimizer: two Keras optimizers.
            measures: what `evaluate` and `fit(validation_data=...)` measure; from `tfgan_zoo.metrics`.
            jit_compile: whether XLA compiles the whole step, and not the optimizers' updates alone.
            **kwargs: `steps_per_execution`, `run_eagerly` and the like, as for `keras.Model.compile`.

        Raises:
            ValueError: if both players were given the same optimizer object.
        """
        if generator_optimizer is discriminator_optimizer and not isinstance(generator_optimizer, str):
            raise ValueError("both players were given the same optimizer object: give each its own.")
        self.execution = {"jit_compile": jit_compile, **kwargs}
        super().compile(optimizer=None, **self.execution)
        self.generator_optimizer = self.loss_scaled(generator_optimizer)
        self.discriminator_optimizer = self.loss_scaled(discriminator_optimizer)
        # Slot variables made now are made inside the strategy's scope, and are there when a saved model is loaded.
        self.generator_optimizer.build(self.generator_variables)
        self.discriminator_optimizer.build(self.discriminator_variables)
        self.measures = list(measures)

    def loss_scaled(self, optimizer):
        """The optimizer, wrapped once against underflow where the networks compute in float16."""
        optimizer = keras.optimizers.get(optimizer)
        half = any(network.compute_dtype == "float16" for network in self.layers)
        if half and not isinstance(optimizer, keras.optimizers.LossScaleOptimizer):
            return keras.optimizers.LossScaleOptimizer(optimizer)
        return optimizer

    def get_compile_config(self):
        optimizers = {
            "generator_optimizer": self.generator_optimizer,
            "discriminator_optimizer": self.discriminator_optimizer,
        }
        return {
            **{name: keras.saving.serialize_keras_object(value) for name, value in optimizers.items()},
            **self.execution,
        }

    def compile_from_config(self, config):
        self.compile(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})

    def get_config(self):
        values = {name: getattr(self, name) for name in constructor_arguments(type(self))}
        return {name: keras.saving.serialize_keras_object(value) for name, value in values.items()}

    @classmethod
    def from_config(cls, config):
        return cls(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})


def images_of(samples):
    """The images of samples, which are images alone or a tuple that begins with them."""
    return samples[0] if isinstance(samples, tuple) else samples


def replica():
    """Number of the replica that runs this, 0 where there is only one."""
    context = tf.distribute.get_replica_context()
    return 0 if context is None else context.replica_id_in_sync_group


def constructor_arguments(game):
    """Names of all arguments of a game's constructor, those included that it passes on to its parents."""
    names = {}
    for parent in game.__mro__[: game.__mro__.index(Game)]:
        parameters = inspect.signature(parent.__init__).parameters.values()
        names |= {p.name: None for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD and p.name != "self"}
    return list(names)
