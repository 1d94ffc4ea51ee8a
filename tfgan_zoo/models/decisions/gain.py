"""GAIN."""

import functools

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative, check_numbers
from tfgan_zoo.conditions import conditions_of
from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.modalities.table import MASK, SOURCE
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.inputs import arrange_inputs, shapes_of
from tfgan_zoo.models.base.network_checks import check_logits, functional

ROWS, HINT = "rows", "hint"  # the discriminator's inputs


@keras.saving.register_keras_serializable("tfgan_zoo")
class GAIN(Game):
    """Fills the gaps of a table's rows; of each value the discriminator tells whether it was observed or filled in.

    The generator makes every value of a row, from what was observed of it and from noise in the gaps. It learns that
    its values in the gaps pass as observed, and that the others lie near what was observed. The discriminator sees the
    filled row and a hint: most of the observed values are named to it, without which many generators would be as good.

        D:  mean over all values of  -m log D - (1 - m) log(1 - D),    D = D(x^, h),  x^ = m x + (1 - m) G
        G:  mean over all values of  -(1 - m) log D,  plus  alpha mean((m x - m G)^2) / mean(m)

    Observed values leave it as they came, to the bit. What is missing is never looked at, whether known or not.

    Args:
        generator: functional `keras.Model` from latents, `source`, rows with 0 in their gaps, and `mask`, 1 where a
            value is observed, to every value in [-1, 1], such as `tfgan_zoo.networks.gain_generator(num_columns)`.
        discriminator: functional `keras.Model` from `rows`, filled ones, and `hint` to a raw logit for each value, such
            as `tfgan_zoo.networks.gain_discriminator(num_columns)`.
        hint_share: share of the observed values that are named to the discriminator, from 0 to 1.
        reconstruction_weight: alpha, of the squared error of observed values, of columns in [0, 1].
        adversarial_weight: of the generator's adversarial loss; 0 leaves the error alone to learn from.
        latents: distribution of the noise.
        **kwargs: those of `Game`: `seed`, `modality`.

    Input shape: `fit` takes batches {"sample": rows, "source": ..., "mask": ...} (batch, columns), as
        `data.with_gaps` gives them.
    Output shape: filled rows (batch, columns), float32.

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of range.

    Example:
        >>> rows = tfgan_zoo.data.with_gaps(tfgan_zoo.data.load("breast_cancer"))
        >>> networks = tfgan_zoo.networks.gain_generator(30), tfgan_zoo.networks.gain_discriminator(30)
        >>> game = tfgan_zoo.models.GAIN(*networks, modality=rows.modality)
        >>> game.compile("adam", "adam")
        >>> history = game.fit(rows.batches(128), steps_per_epoch=100)
        >>> game.sample(source=rows.conditions["source"], mask=rows.conditions["mask"]).shape
        (456, 30)

    Reference:
        Yoon et al. 2018, https://arxiv.org/abs/1806.02920, algorithm 1. The hint and the losses over all values are
        those of the authors' code, https://github.com/jsyoon0823/GAIN; the paper names all values but one.
    """

    terms = ("discriminator", "generator", "reconstruction")
    conditions = (SOURCE, MASK)

    def __init__(
        self,
        generator,
        discriminator,
        hint_share=0.9,
        reconstruction_weight=100.0,
        adversarial_weight=1.0,
        latents=latent_distributions.uniform,
        seed=0,
        **kwargs,
    ):
        super().__init__(self.terms, seed, **kwargs)
        check_numbers(self, hint_share=hint_share)
        check_not_negative(self, reconstruction_weight=reconstruction_weight, adversarial_weight=adversarial_weight)
        self.generator = functional(generator, "generator")
        self.discriminator = functional(discriminator, "discriminator")
        check_fit(self.generator, self.discriminator)
        self.hint_share = hint_share
        self.reconstruction_weight = reconstruction_weight
        self.adversarial_weight = adversarial_weight
        self.latents = latents

    @property
    def players(self):
        return {
            "generator": self.generator.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
        }

    @functools.cached_property
    def sampler(self):
        """The generator, of whose values only those in the gaps are taken."""
        inputs = [keras.Input(old.shape[1:], dtype="float32", name=old.name) for old in self.generator.inputs]
        named = {tensor.name: tensor for tensor in inputs}
        generated = self.generator(arrange_inputs(self.generator, named))
        return keras.Model(inputs, filled(named[SOURCE], generated, named[MASK]), name="filled_rows")

    def train_step(self, data):
        """One step of the discriminator, then one of the generator, of the same filled rows and the same hint."""
        real = self.samples(data)
        hint = self.draw_hint(real)
        with self.tape("generator") as generation:
            generated = self.generate(real)
        terms = self.descend(lambda: self.discriminator_terms(real, generated, hint), "discriminator")
        terms |= self.descend(lambda: self.generator_terms(real, generated, hint), "generator", generation)
        return self.report(terms)

    def generate(self, real):
        """Every value of each row, observed or not, as the generator makes it in training."""
        inputs = {**self.fresh_inputs(real), **self.given_of(real)}
        return ops.cast(self.forward_pass(self.generator, inputs), "float32")

    def draw_hint(self, real):
        """The observed values, 1, without those that chance hides, which are 0 as what is missing is."""
        mask, seed = mask_of(real), self.next_seed()
        uniform = replica_rows(
            lambda count: tf.random.stateless_uniform((count, mask.shape[1]), seed, alg="philox"), ops.shape(mask)[0]
        )
        return mask * ops.cast(uniform < self.hint_share, "float32")

    def logits(self, real, generated, hint):
        """The discriminator's raw logits of the filled rows, float32 (batch, columns)."""
        rows = filled(conditions_of(real)[SOURCE], generated, mask_of(real))
        return ops.cast(self.forward_pass(self.discriminator, {ROWS: rows, HINT: hint}), "float32")

    def discriminator_terms(self, real, generated, hint):
        """Named terms whose sum the discriminator minimizes."""
        logits = self.logits(real, generated, hint)
        return {"discriminator": losses.imputation_discriminator(logits, mask_of(real))}

    def generator_terms(self, real, generated, hint):
        """Named terms whose sum the generator minimizes."""
        mask, source = mask_of(real), ops.cast(conditions_of(real)[SOURCE], "float32")
        adversarial = losses.imputation_generator(self.logits(real, generated, hint), mask)
        share = ops.mean(gather_rows(mask))
        error = losses.observed_error(source / 2, generated / 2, mask, share)  # of columns in [0, 1]
        return {
            "generator": self.adversarial_weight * adversarial,
            "reconstruction": self.reconstruction_weight * error,
        }

    def describe_input(self, name, class_names):
        if name == SOURCE:
            return "rows, each column scaled to [-1, 1] by the range in modality.json, 0 where a value is missing"
        if name == MASK:
            return "1 where a value of the row is known, 0 where it is missing"
        return super().describe_input(name, class_names)


def mask_of(samples):
    """The mask of samples, float32."""
    return ops.cast(conditions_of(samples)[MASK], "float32")


def filled(source, generated, mask):
    """Rows as they were observed, generated values in their gaps."""
    return ops.where(mask > 0.5, ops.cast(source, "float32"), ops.cast(generated, "float32"))


def check_fit(generator, discriminator):
    """Refuse networks of other inputs, or of another number of columns."""
    columns = tuple(generator.output_shape[1:])
    for network, names in ((generator, (None, SOURCE, MASK)), (discriminator, (ROWS, HINT))):
        shapes = shapes_of(network)
        fits = len(shapes) == len(names) and all(
            expected in (None, name) and shape == columns
            for expected, (name, shape) in zip(names, shapes.items(), strict=True)
        )
        if not fits or tuple(network.output_shape[1:]) != columns:
            received = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
            raise ValueError(
                f"{network.name!r} takes {received} and makes {tuple(network.output_shape[1:])}; expected all of shape "
                f"{columns}, the inputs named {' and '.join(name or 'latents' for name in names)}: build both with "
                "networks.gain_generator and networks.gain_discriminator for the same number of columns."
            )
    check_logits(discriminator, "discriminator")
