"""Compiling a game: an optimizer for each player, optional loss scaling, and the saved compile configuration."""

import contextlib

import keras
import tensorflow as tf

from tfgan_zoo.models.base.descent import check_optimizer, loss_scaled
from tfgan_zoo.models.base.network_checks import check_trainable
from tfgan_zoo.models.base.player_optimizers import PlayerOptimizers


class Compiled(keras.Model):
    """A model with an optimizer for each of its players, built and saved with it.

    Attributes:
        players: dict from a player's name to the variables that its optimizer updates, in the order of their updates.
    """

    @property
    def players(self):
        """Dict from a player's name to the variables that its optimizer updates."""
        raise NotImplementedError(f"{type(self).__name__} does not define its players: override `players`.")

    @property
    def all_players(self):
        """As `players`, with the variables of every phase: those that each optimizer keeps state for."""
        return self.players

    @property
    def optimizers(self):
        """Dict from a player's name to its optimizer."""
        return {player: getattr(self, f"{player}_optimizer") for player in self.all_players}

    def compile(self, *optimizers, metrics=(), jit_compile=False, skip_nonfinite=False, **kwargs):
        """Set each player's optimizer.

        Args:
            *optimizers: Keras optimizers in the order of `players`; "adam" by default. By name:
                `generator_optimizer=...`, or just `optimizer=...` for a single player.
            metrics: metrics of `tfgan_zoo.metrics`, which `evaluate` and `fit(validation_data=...)` compute.
            jit_compile: whether XLA compiles the whole step, rather than only the optimizers' updates.
            skip_nonfinite: whether a player skips its update when its gradient is not finite, and the epoch's means
                ignore such terms. This uses loss scaling, as in float16, with an initial scale of 1.
            **kwargs: `steps_per_execution`, `run_eagerly` and the like, as for `keras.Model.compile`.

        Raises:
            ValueError: if a player is frozen, a loss is given, a metric is not of `tfgan_zoo.metrics`, there are more
                optimizers than players, two players share one object, a number of one is out of its range, or steps on
                several devices would be compiled by XLA or fused.
        """
        check_trainable(self.all_players)
        self.check_losses(kwargs)
        check_metrics(metrics)
        chosen = self.chosen_optimizers(optimizers, kwargs)
        several = tf.distribute.get_strategy().num_replicas_in_sync > 1
        self.placed_elsewhere = self.is_placed_elsewhere()
        if jit_compile and (self.placed_elsewhere or several):
            raise ValueError("XLA compiles a step on one device, not on several: compile with jit_compile=False.")
        if several and kwargs.get("steps_per_execution", 1) > 1:
            raise ValueError("TensorFlow cannot fuse steps on several devices: compile with steps_per_execution=1.")
        self.execution = {"jit_compile": jit_compile, **kwargs}
        self.skip_nonfinite = skip_nonfinite
        super().compile(optimizer=None, **self.execution)
        scaled, scale = self.in_float16 or skip_nonfinite, 2.0**15 if self.in_float16 else 1.0
        for player, variables in self.all_players.items():
            optimizer = loss_scaled(chosen[player], scaled, scale)
            check_optimizer(player, optimizer)
            # Slot variables are created now, inside the strategy's scope, so that they exist when a model is loaded.
            if not optimizer.built:  # a loss-scaled one would create its variables again
                with self.on_device_of(variables):
                    optimizer.build(variables)
            setattr(self, f"{player}_optimizer", optimizer)
        self.evaluation_metrics = list(metrics)

    @property
    def optimizer(self):
        """All optimizers as one, which Keras' callbacks look for; None before `compile`."""
        return PlayerOptimizers(list(self.optimizers.values())) if self.compiled else None

    @optimizer.setter
    def optimizer(self, value):
        """Keras' `compile` sets None: each player has its own."""

    def check_losses(self, kwargs):
        """Refuse losses, which Keras would take and a game would ignore."""
        for name in ("loss", "loss_weights", "weighted_metrics"):
            if kwargs.get(name) is not None:
                raise ValueError(
                    f"{type(self).__name__} computes its own losses, so it takes no {name}=: leave it out. Another "
                    "loss is another game: models.LSGAN, models.WGANGP, ..., or a subclass of models.GAN with its own "
                    "`discriminator_loss` and `generator_loss`."
                )

    def chosen_optimizers(self, optimizers, kwargs):
        """Each player's optimizer, from the positional ones and those removed from `kwargs`."""
        names = list(self.all_players)
        if len(optimizers) > len(names):
            raise ValueError(
                f"received {len(optimizers)} optimizers, but {type(self).__name__} has {len(names)} players: "
                f"{', '.join(names)}."
            )
        chosen = dict.fromkeys(names, "adam") | dict(zip(names, optimizers, strict=False))
        if "optimizer" in kwargs:
            if len(names) > 1:
                expected = ", ".join(f"{name}_optimizer" for name in names)
                raise ValueError(f"{type(self).__name__} has several players: give each its own, {expected}.")
            chosen[names[0]] = kwargs.pop("optimizer")
        for key in [key for key in kwargs if key.endswith("_optimizer")]:
            player = key.removesuffix("_optimizer")
            if player not in names:
                raise ValueError(f"{type(self).__name__} has no player {player!r}; its players are {', '.join(names)}.")
            chosen[player] = kwargs.pop(key)
        objects = [id(optimizer) for optimizer in chosen.values() if not isinstance(optimizer, str)]
        if len(set(objects)) < len(objects):
            raise ValueError("two players were given the same optimizer object: give each its own.")
        return chosen

    skip_nonfinite = False  # set by `compile`

    # The networks' device

    placed_elsewhere = None  # set by `compile`

    def is_placed_elsewhere(self):
        """Whether the networks were built on another device than TensorFlow's default."""
        with tf.init_scope():
            default = tf.zeros(()).device
        devices = {variable.value.device for variables in self.all_players.values() for variable in variables}
        return bool(devices - {default}) and not tf.distribute.has_strategy()

    def on_device_of(self, variables):
        """Place computations with these variables on their device, if the networks were not built on the default."""
        elsewhere = self.placed_elsewhere
        if elsewhere is None:  # not compiled yet
            elsewhere = self.is_placed_elsewhere()
        return tf.device(variables[0].value.device) if elsewhere else contextlib.nullcontext()

    @property
    def in_float16(self):
        """Whether a network computes in half precision, whose small range needs loss scaling."""
        return any(network.compute_dtype == "float16" for network in self.layers)

    def get_compile_config(self):
        if not self.compiled:
            return None
        optimizers = {
            f"{player}_optimizer": keras.saving.serialize_keras_object(optimizer)
            for player, optimizer in self.optimizers.items()
        }
        return {**optimizers, "skip_nonfinite": self.skip_nonfinite, **self.execution}

    def compile_from_config(self, config):
        self.compile(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})


def check_metrics(metrics):
    """Refuse metrics that do not compare generated with real samples, such as Keras' own.

    Raises:
        ValueError: if one is not.
    """
    for metric in [metrics] if isinstance(metrics, str) else keras.tree.flatten(metrics):
        if not callable(getattr(metric, "update", None)):
            raise ValueError(
                f"the metric {metric!r} is not one of tfgan_zoo.metrics, which compare generated with real samples: "
                "give metrics=[tfgan_zoo.metrics.FrechetDistance(...)], or the like. Keras' own compare labels."
            )
