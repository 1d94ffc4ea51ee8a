"""A generator as pictures of its latents need it: what it draws, from which distribution, and what it makes of it."""

import dataclasses
from collections.abc import Callable

import numpy as np
import tensorflow as tf

from tfgan_zoo import latents, modalities
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.sampling import inputs_of, sampler_of, samples_of
from tfgan_zoo.runs.sources import GameSource, SavedModelSource
from tfgan_zoo.serving.recognition import NUM_SEEDS, recognize_latents

TRUNCATED = {latents.normal: latents.truncated_normal, latents.uniform: latents.truncated_uniform}


@dataclasses.dataclass(frozen=True)
class LatentGenerator:
    """Samples from latents, of a game or of a SavedModel.

    Args:
        name: what to call it.
        modality: `tfgan_zoo.modalities` object of its samples.
        apply: function from a dict of inputs (batch, ...) to float32 samples (batch, ...), which can be differentiated.
        draw: function (num_samples, seed) that gives a dict of all inputs, the same for the same seed.
        latents_name: which of the inputs holds the latents (num_samples, size).
        given_names: which of the inputs a user gives, such as labels.
        distribution: what the noise in the latents is drawn from, such as `latents.normal`.
        num_categories, num_continuous: how many of the last latent numbers are InfoGAN's codes: a category's one-hot
            ones, then continuous ones.
        truncation_levels, truncation_words: as those of a game; levels of its own truncation.
        truncate: function from such a level to the generator of the truncated game; None if it has none of its own.
    """

    name: str
    modality: modalities.Modality
    apply: Callable
    draw: Callable
    latents_name: str
    given_names: tuple[str, ...]
    distribution: Callable
    num_categories: int = 0
    num_continuous: int = 0
    truncation_levels: tuple[float, ...] = ()
    truncation_words: str = "numbers up to {:g}"
    truncate: Callable | None = None

    def latents(self, num_samples, seed):
        """Latents (num_samples, size), the same for the same seed."""
        return np.asarray(self.draw(num_samples, seed)[self.latents_name], np.float32)

    def fixed(self, num_rows, seed):
        """What stays the same along each of so many rows: every input but the latents, a dict of (num_rows, ...)."""
        inputs = self.draw(num_rows, seed)
        return {name: np.asarray(value) for name, value in inputs.items() if name != self.latents_name}

    def samples(self, rows, fixed):
        """The samples of rows of latents.

        Args:
            rows: latents (rows, columns, size).
            fixed: dict of the other inputs, (rows, ...) each, or (1, ...) for all rows the same.

        Returns:
            float32 array (rows, columns, ...).
        """
        rows = np.asarray(rows, np.float32)
        columns = {name: np.asarray(value)[:, None] for name, value in fixed.items()}
        return samples_of(self.apply, {self.latents_name: rows, **columns})

    def function(self, fixed):
        """The samples as a function of latents (batch, size) alone; arguments as those of `samples`, of one row."""

        def generate(rows):
            rows = tf.convert_to_tensor(rows)
            repeated = {name: tf.repeat(value, len(rows), axis=0) for name, value in fixed.items()}
            return self.apply({self.latents_name: rows, **repeated})

        return generate

    def row_names(self, fixed, names=()):
        """Names of rows, or of columns, each with what is given in it; `fixed` as that of `samples`."""
        given = [
            [f"class {value}" if name == "labels" else f"{name} {row}" for row, value in enumerate(fixed[name], 1)]
            for name in self.given_names
        ]
        if not given:
            return list(names)
        together = [", ".join(words) for words in zip(*given, strict=True)]
        if len(names) == 0:
            return together
        return [f"{name}, {together[row % len(together)]}" for row, name in enumerate(names)]

    @property
    def interpolate(self):
        """How to go from one of its latents to another: along great circles where they are normal, else straight."""
        return latents.slerp if self.distribution is latents.normal and not self.num_codes else latents.lerp

    @property
    def num_codes(self):
        """How many of the last latent numbers are codes."""
        return self.num_categories + self.num_continuous

    def truncated(self, num_samples, seed, threshold):
        """Latents whose noise lies within a threshold; codes are as they are.

        Raises:
            NotApplicable: if it is not known how to truncate their distribution.
        """
        if self.distribution not in TRUNCATED:
            raise NotApplicable(
                f"the latents of {self.name} are neither normal nor uniform: their distribution has no truncated form."
            )
        drawn = self.latents(num_samples, seed)
        noise_size = drawn.shape[1] - self.num_codes
        noise = TRUNCATED[self.distribution]((num_samples, noise_size), latents.sampling_seed(seed), threshold)
        return np.concatenate([noise, drawn[:, noise_size:]], axis=1)

    def truncated_samples(self, num_samples, seed, level):
        """Samples by the game's own truncation if it has one, else of latents within a threshold.

        Raises:
            NotApplicable: as `truncated`.
            ValueError: if the level is out of range.
        """
        generator = self.truncate(level) if self.truncate else self
        rows = generator.latents(num_samples, seed) if self.truncate else self.truncated(num_samples, seed, level)
        return generator.samples(rows[:, None], generator.fixed(num_samples, seed))[:, 0]


def latent_generator(source):
    """The generator of a source of samples.

    Args:
        source: what `runs.sources.generator` finds.

    Returns:
        `LatentGenerator`.

    Raises:
        NotApplicable: if it draws no latents, or a SavedModel does not show which.
    """
    if isinstance(source, SavedModelSource):
        return of_saved_model(source)
    return of_game(source)


def of_game(source):
    """The generator that the game of a source samples with."""
    game = source.game
    if game.latents is None:
        raise NotApplicable(f"{source.name} draws no vector of latents: `tfgan-zoo sample` shows what it makes.")
    latents_name = game.drawn_inputs[0]
    shape = game.draw(1, latents.sampling_seed(0))[latents_name].shape[1:]
    if len(shape) != 1:
        raise NotApplicable(f"the latents of {source.name} have the shape {tuple(shape)}; expected a vector a sample.")

    def truncate(level):
        return of_game(GameSource(source.name, game.truncated(level), source.examples))

    return LatentGenerator(
        source.name,
        game.modality,
        apply=sampler_of(game),
        draw=lambda num_samples, seed: inputs_of(source, num_samples, seed),
        latents_name=latents_name,
        given_names=tuple(game.given_inputs),
        distribution=game.latents,
        num_categories=game.num_categories,
        num_continuous=game.num_continuous,
        truncation_levels=game.truncation_levels,
        truncation_words=game.truncation_words,
        truncate=truncate if game.truncation_levels else None,
    )


def of_saved_model(served):
    """The generator of a SavedModel, whose latents' distribution is recognized by its own signature `sample`.

    A seed's sample must be that of the latents that this seed draws from the distribution: so nothing is guessed.
    """
    signature = served.generator.model.signatures["serving_default"]
    specs = signature.structured_input_signature[1]
    if sorted(specs) != ["latents"] or len(specs["latents"].shape) != 2:
        taken = ", ".join(f"{name} {tuple(spec.shape)}" for name, spec in specs.items())
        raise NotApplicable(f"{served.name} takes {taken}; expected latents (batch, size) alone.")
    size = specs["latents"].shape[1]

    def apply(inputs):
        (samples,) = signature(**inputs).values()
        return samples

    found = recognize_latents(lambda drawn: apply({"latents": drawn}), served.sample(NUM_SEEDS), size)
    if found is not None:
        distribution, seed_of = found

        def draw(num_samples, seed):
            return {"latents": distribution((num_samples, size), seed_of(seed))}

        return LatentGenerator(served.name, served.modality, apply, draw, "latents", (), distribution)
    raise NotApplicable(
        f"{served.name} draws its latents neither from a normal nor from a uniform distribution alone (InfoGAN has "
        "codes beside them), or draws noise inside: give its run's folder or its .keras file."
    )
