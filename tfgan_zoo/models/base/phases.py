"""Phases of training, such as pre-training and then the game, or growing and then fading in."""

import dataclasses
import functools
from collections.abc import Callable

import keras
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one


@dataclasses.dataclass(frozen=True)
class Phase:
    """One part of training, with its own training step.

    Args:
        name: its name.
        num_steps: number of training steps; None for the last phase, which has no end.
        step: bound method that takes a batch as `fit` passes it, runs a training step and returns `report`.
        terms: names of the terms that the step reports.

    Raises:
        ValueError: if it has no steps.
    """

    name: str
    num_steps: int | None
    step: Callable
    terms: tuple[str, ...]

    def __post_init__(self):
        if self.num_steps is not None:
            check_at_least_one(self, **{f"num_steps of {self.name!r}": self.num_steps})


def after_batch(train_step):
    """A training step of which nothing runs before its batch is there.

    A graph would otherwise count a step, and use its seeds, in the attempt by which Keras finds out that data of an
    unknown number of batches have ended.
    """

    @functools.wraps(train_step)
    def step(self, data):
        tensors = [leaf for leaf in tf.nest.flatten(data) if tf.is_tensor(leaf)]
        with tf.control_dependencies(tensors):
            return train_step(self, data)

    return step


class Phased(keras.Model):
    """A model whose training may have phases; its weight `steps` counts training steps.

    The phase depends only on this count, so training can resume in the middle of one. Each phase's step is traced
    separately, and may use Python control flow, as any other `train_step`.
    """

    phases = ()
    epoch_logs = None  # the last of every term in the epoch, of whichever phase

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "train_step" in vars(cls):
            cls.train_step = after_batch(cls.train_step)

    @property
    def phase(self):
        """The phase of the next training step; None where there are no phases."""
        return self.phase_at(self.current_step())

    def current_step(self):
        """Number of the next training step, from 0: a Python number, also while a step is traced."""
        with tf.init_scope():
            return int(self.steps.numpy())

    def phase_at(self, step):
        """The phase of a training step, counted from 0; None where there are no phases."""
        for phase in self.phases:
            if phase.num_steps is None or step < phase.num_steps:
                return phase
            step -= phase.num_steps
        return self.phases[-1] if self.phases else None

    def begin_phase(self):
        """Prepare for the phase that follows another: called before its first step.

        A run that was interrupted there calls it again, so it must be of no effect then.
        """

    @property
    def phase_begins(self):
        """Whether the next training step is the first of a phase that follows another."""
        step = int(self.steps.numpy())
        return step > 0 and self.phase_at(step).name != self.phase_at(step - 1).name

    @after_batch
    def train_step(self, data):
        """The current phase's step."""
        return self.phase.step(data)

    @property
    def graph_key(self):
        """What the graph of the next step depends on beside its data; None where all steps have the same graph."""
        return None if self.phase is None else self.phase.name

    def make_train_function(self, force=False):
        """As in Keras, with one function for each phase, traced when the phase begins."""
        if self.graph_key is None:
            super().make_train_function(force)
            return
        if self.train_function is not None and not force:
            return
        self.check_fused_steps()
        functions = {}

        def train_function(iterator):
            key = self.graph_key
            if self.phases and self.phase_begins:
                self.begin_phase()
            if key not in functions:
                super(Phased, self).make_train_function(force=True)
                functions[key], self.train_function = self.train_function, train_function
            self.epoch_logs.update(functions[key](iterator))
            return dict(self.epoch_logs)

        self.train_function = train_function

    def reset_metrics(self):
        """As in Keras, at the beginning of an epoch."""
        super().reset_metrics()
        self.epoch_logs = {}

    def check_fused_steps(self):
        """Refuse fused steps that would span two phases."""
        for phase in self.phases:
            if phase.num_steps is not None and phase.num_steps % self.steps_per_execution:
                raise ValueError(
                    f"the phase {phase.name!r} has {phase.num_steps} steps, which steps_per_execution="
                    f"{self.steps_per_execution} does not divide: choose a multiple of it."
                )


def terms_of(phases):
    """The names of all terms of the phases, without duplicates."""
    return tuple(dict.fromkeys(term for phase in phases for term in phase.terms))
