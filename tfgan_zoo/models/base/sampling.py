"""Sampling from a game: a network with named inputs; the game draws some of them, the user gives the others."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import SEED, check_numbers
from tfgan_zoo.conditions import PICTURE, conditions_of
from tfgan_zoo.latents import described, sampling_seed
from tfgan_zoo.modalities import modality_of_shape
from tfgan_zoo.models.base.inputs import arrange_inputs, check_values, input_names, shapes_of
from tfgan_zoo.models.base.labels import LABELS, checked_labels, described_classes
from tfgan_zoo.models.base.truncating import with_truncated_latents


class Sampled(keras.Model):
    """A model that users sample from.

    Attributes:
        latents: the distribution of the sampler's first input, a function of (shape, seed); or None.
        num_categories, num_continuous: number of InfoGAN's codes, which are the last entries of the latents.
        described_truncation: what truncation is, for people who are to give it (see `truncated_sampler`).
        num_classes: number of classes, if an input is named "labels".
        source_kind: what a given picture is: one of `conditions.SOURCE_KINDS`.
        palette: colors (red, green, blue) in 0..255 of the classes of a given label map; None if unknown.
        truncation_levels: numbers that the game's own `truncated` takes, for a picture of them, from nearly all samples
            to the most typical; none if there is no such method, and the latents alone are truncated.
        truncation_words: what such a number is, for the picture.
    """

    latents = None
    source_kind = PICTURE
    palette = None
    truncation_levels = ()
    truncation_words = "numbers up to {:g}"
    described_truncation = "above 0, the largest magnitude of a number of the latents"
    num_categories = 0
    num_continuous = 0

    @property
    def sampler(self):
        """The functional network that generates samples: named inputs, one output."""
        raise NotImplementedError(f"{type(self).__name__} does not define its sampler: override `sampler`.")

    def directions(self):
        """The networks that lead from a given picture to samples, by name, the sampler first.

        A method, since Keras saves a network under the first public attribute, by the alphabet, that has it.
        """
        return {"sampler": self.sampler}

    def truncated_sampler(self):
        """The sampler with one more input, `truncation` (batch,): the lower, the more typical and the less diverse.

        It is the largest magnitude of a number of the latents, above 0, within which all are moved.

        Returns:
            functional `keras.Model`; None if it is not known how to truncate the distribution of the latents.
        """
        return with_truncated_latents(self.sampler, self.latents, self.num_categories + self.num_continuous)

    @property
    def drawn_inputs(self):
        """Names of the sampler's inputs that the game draws from a seed: the first, if it has latents."""
        return () if self.latents is None else tuple(input_names(self.sampler)[:1])

    @property
    def given_inputs(self):
        """Names of the sampler's inputs that the user gives."""
        return tuple(name for name in input_names(self.sampler) if name not in self.drawn_inputs)

    def describe_inputs(self, class_names=None):
        """What each of the sampler's inputs is, for people who are to provide it.

        Args:
            class_names: name of each class in the order of the labels; None if unknown.

        Returns:
            dict from an input's name to words, in the order of the inputs.
        """
        return {name: self.describe_input(name, class_names) for name in input_names(self.sampler)}

    def describe_input(self, name, class_names):
        """One input in words; arguments as those of `describe_inputs`."""
        if name in self.drawn_inputs:
            shape = shapes_of(self.sampler)[name]
            count = f"{' x '.join(map(str, shape))} numbers" if shape else "a number"
            return f"{count}, {self.describe_distribution(name)}"
        if name == LABELS and self.num_classes is not None:
            return described_classes(self.num_classes, class_names)
        return "given"

    def describe_distribution(self, name):
        """The distribution that an input is drawn from, in words."""
        return described(self.latents)

    def given_examples(self):
        """An example (1, ...) of each given input of which zeros are none, by name, such as of a caption."""
        return {}

    @property
    def modality(self):
        """What the sampler generates: an object of `tfgan_zoo.modalities`."""
        return self.chosen_modality or modality_of_shape(self.sampler.output_shape[1:])

    @property
    def needs_examples(self):
        """Whether sampling needs inputs other than labels from the user, such as a source image."""
        return any(name != LABELS or self.num_classes is None for name in self.given_inputs)

    def draw(self, num_samples, seed):
        """The inputs that the game draws, by name: a pure function, which works in graphs too.

        Args:
            num_samples: number of samples.
            seed: integers of shape (2,).
        """
        return {name: self.draw_latents(num_samples, seed) for name in self.drawn_inputs}

    @property
    def latent_shape(self):
        """Shape of one sample's latents."""
        return tuple(self.sampler.inputs[0].shape[1:])

    def draw_latents(self, num_samples, seed):
        """Latents for `num_samples` samples; `seed` is integers of shape (2,)."""
        return self.latents((num_samples, *self.latent_shape), seed)

    def given_of(self, samples):
        """The given inputs, by name, from a batch of samples (see `samples`)."""
        conditions = conditions_of(samples)
        return {name: conditions[name] for name in self.given_inputs}

    def sampler_inputs(self, num_samples, seed=0, given=None, examples=None):
        """All inputs of the sampler, by name.

        Args:
            num_samples: number of samples.
            seed: an integer, for the drawn inputs; or an array of one for each sample, which then is drawn as if it
                were alone, as by an exported generator.
            given: dict of given inputs (num_samples, ...). Missing labels cycle through the classes.
            examples: a dataset of `tfgan_zoo.data`, whose first examples provide any other missing inputs.

        Returns:
            dict of tensors or arrays, in the order of the sampler's inputs.

        Raises:
            ValueError: if an input is missing, unknown, or does not fit.
        """
        check_numbers(self, num_samples=num_samples)
        drawn = self.draw_each(seed, num_samples) if np.ndim(seed) else self.draw_from(seed, num_samples)
        inputs = {**drawn, **self.checked_given(dict(given or {}), num_samples, examples)}
        return {name: inputs[name] for name in input_names(self.sampler)}

    def draw_from(self, seed, num_samples):
        """What is drawn for samples from one seed, by name."""
        check_numbers(self, seed=seed)
        return self.draw(num_samples, sampling_seed(seed))

    def draw_each(self, seeds, num_samples):
        """What is drawn for samples of which each has a seed of its own, by name."""
        seeds = np.asarray(seeds)
        if seeds.shape != (num_samples,) or not all(seed in SEED for seed in seeds):
            raise ValueError(
                f"received seeds of shape {seeds.shape} and type {seeds.dtype}; expected one for each of {num_samples} "
                f"samples, {SEED.expected(None)}."
            )
        if not self.drawn_inputs:
            return {}
        specs = {name: tf.TensorSpec(value.shape[1:], value.dtype) for name, value in self.draw_from(0, 1).items()}

        @tf.function
        def draw(seeds):
            def draw_one(seed):
                return {name: value[0] for name, value in self.draw(1, sampling_seed(seed)).items()}

            return tf.map_fn(draw_one, seeds, fn_output_signature=specs)

        return draw(tf.constant(seeds, tf.int64))

    def checked_given(self, given, num_samples, examples):
        """All given inputs, by name, after checks."""
        names = self.given_inputs
        if unknown := [name for name in given if name not in names]:
            takes = f"only {', '.join(names)}" if names else "nothing"
            raise ValueError(f"{type(self).__name__} is given {takes} to sample from, not {', '.join(unknown)}.")
        draws_labels = LABELS in names and self.num_classes is not None and LABELS not in given
        missing = [name for name in names if name not in given and not (draws_labels and name == LABELS)]
        if examples is not None and missing:
            given = {**self.given_by(examples, num_samples, given, missing), **given}
        elif draws_labels:
            given[LABELS] = np.arange(num_samples, dtype="int32") % self.num_classes
        tensors = {tensor.name: tensor for tensor in self.sampler.inputs}
        for name in names:
            if name not in given:
                raise ValueError(
                    f"{type(self).__name__} samples from {', '.join(names)}: give {name}=..., one per sample."
                )
            if name == LABELS:
                given[name] = checked_labels(given[name], self.num_classes)
            check_given(name, given[name], num_samples, tensors[name])
        return given

    def given_by(self, examples, num_samples, given, missing):
        """The given inputs of the first examples, all of the same examples."""
        if others := [name for name in given if name != LABELS]:
            raise ValueError(
                f"{type(self).__name__} received {', '.join(others)} without the {', '.join(missing)} of the same "
                "samples: give all, or none to take those of the examples."
            )
        batch = next(iter(examples.batches(num_samples, labels=self.labeled, shuffle=False, repeat=False)))
        return self.given_of(self.samples(batch))

    def sample(self, num_samples=None, seed=0, **given):
        """Generate samples: the same ones for the same seed and the same given inputs.

        Args:
            num_samples: number of samples; None takes the number of given inputs.
            seed: an integer, or an array of one for each sample.
            **given: the given inputs by name, such as `labels=[3, 3, 7]` or `source=images`, one per sample. Missing
                labels cycle through the classes.

        Returns:
            NumPy array (num_samples, ...) as the sampler generates them: images in [-1, 1].

        Raises:
            ValueError: if an input is missing, unknown, or does not fit.
        """
        if num_samples is None:
            if not given:
                raise ValueError(f"{type(self).__name__}.sample needs a number of samples, such as sample(16).")
            num_samples = len(next(iter(given.values())))
        inputs = self.sampler_inputs(num_samples, seed, given)
        return self.predict({name: np.asarray(value) for name, value in inputs.items()}, verbose=0)

    def export(self, filepath, *args, **kwargs):
        """Export the sampler alone, from its inputs to samples, as `keras.Model.export` does; arguments are its own.

        `tfgan_zoo.serving.export_generator` writes more: signatures that draw from a seed and give files, a version's
        folder, a model card.
        """
        return self.sampler.export(filepath, *args, **kwargs)

    def call(self, inputs, training=False):
        return self.sampler(arrange_inputs(self.sampler, inputs), training=training)


def check_given(name, value, num_samples, taken):
    """Refuse a given input whose number, shape, type or values the sampler does not take.

    Args:
        taken: what the sampler takes: anything with the shape (None, ...) and the dtype of the input.
    """
    received = tuple(np.shape(value))
    expected = (num_samples, *taken.shape[1:])
    if len(received) != len(expected) or any(
        want not in (None, have) for want, have in zip(expected, received, strict=True)
    ):
        raise ValueError(
            f"received {name} of shape {received}; expected {expected}, one for each of {num_samples} samples."
        )
    check_values(name, value, keras.backend.standardize_dtype(taken.dtype))
