"""How a game is compiled: an optimizer for each player, loss scaling where it is wanted, and what of it is saved."""

import keras
import tensorflow as tf

from tfgan_zoo.models.base.descent import loss_scaled


class Compiled(keras.Model):
    """A model with an optimizer for each of its two sides, built and saved with it.

    It names the variables of its sides (`generator_variables`, `discriminator_variables`), and says where they lie
    (`placed`, `on_device_of`).
    """

    def compile(
        self,
        generator_optimizer="adam",
        discriminator_optimizer="adam",
        metrics=(),
        jit_compile=False,
        skip_nonfinite=False,
        **kwargs,
    ):
        """Give each player its optimizer.

        Args:
            generator_optimizer, discriminator_optimizer: two Keras optimizers.
            measures: what `evaluate` and `fit(validation_data=...)` measure; from `tfgan_zoo.metrics`.
            jit_compile: whether XLA compiles the whole step, and not the optimizers' updates alone.
            skip_nonfinite: whether a player stays where it is when its gradient is not finite, and the epoch's means
                pass over such terms. It is done by loss scaling, as in float16, from a scale of 1.
            **kwargs: `steps_per_execution`, `run_eagerly` and the like, as for `keras.Model.compile`.

        Raises:
            ValueError: if both players were given the same optimizer object, or steps of several devices are to be
                compiled by XLA or fused.
        """
        if generator_optimizer is discriminator_optimizer and not isinstance(generator_optimizer, str):
            raise ValueError("both players were given the same optimizer object: give each its own.")
        several = tf.distribute.get_strategy().num_replicas_in_sync > 1
        if jit_compile and (self.placed or several):
            raise ValueError("XLA compiles a step of one device, not of several: compile with jit_compile=False.")
        if several and kwargs.get("steps_per_execution", 1) > 1:
            raise ValueError("TensorFlow cannot fuse steps of several devices: compile with steps_per_execution=1.")
        self.execution = {"jit_compile": jit_compile, **kwargs}
        self.skip_nonfinite = skip_nonfinite
        super().compile(optimizer=None, **self.execution)
        wanted, scale = self.in_float16 or skip_nonfinite, 2.0**15 if self.in_float16 else 1.0
        self.generator_optimizer = loss_scaled(generator_optimizer, wanted, scale)
        self.discriminator_optimizer = loss_scaled(discriminator_optimizer, wanted, scale)
        # Slot variables made now are made inside the strategy's scope, and are there when a saved model is loaded.
        for optimizer, variables in (
            (self.generator_optimizer, self.generator_variables),
            (self.discriminator_optimizer, self.discriminator_variables),
        ):
            if not optimizer.built:  # or else a loss-scaled one would make its variables again
                with self.on_device_of(variables):
                    optimizer.build(variables)
        self.evaluation_metrics = list(metrics)

    @property
    def in_float16(self):
        """Whether a network computes in half precision, whose small range wants loss scaling."""
        return any(network.compute_dtype == "float16" for network in self.layers)

    def get_compile_config(self):
        if not self.compiled:
            return None
        optimizers = {
            "generator_optimizer": self.generator_optimizer,
            "discriminator_optimizer": self.discriminator_optimizer,
        }
        return {
            **{name: keras.saving.serialize_keras_object(value) for name, value in optimizers.items()},
            "skip_nonfinite": self.skip_nonfinite,
            **self.execution,
        }

    def compile_from_config(self, config):
        self.compile(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})
