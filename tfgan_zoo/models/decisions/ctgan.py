"""CTGAN."""

import functools

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one, check_positive
from tfgan_zoo.conditions import SAMPLE, conditions_of, sample_of
from tfgan_zoo.layers import RowActivation
from tfgan_zoo.modalities import EncodedTable
from tfgan_zoo.models.base.inputs import arrange_inputs, shapes_of
from tfgan_zoo.models.base.network_checks import check_logits
from tfgan_zoo.models.objectives.pacgan import pack
from tfgan_zoo.models.objectives.wgan_gp import WGANGP

CONDITION = "condition"  # the category that a row is asked for, one-hot
NOISE = "noise"  # Gumbel noise, by which modes and categories are drawn
LOGITS = "logits"  # of a generated row, before modes and categories are drawn


@keras.saving.register_keras_serializable("tfgan_zoo")
class CTGAN(WGANGP):
    """Whole rows of a table of mixed columns, any of whose categories can be asked for.

    The generator is given a category of one column and makes a row: of each number the mode, and the place in it; of
    each category a draw from its softmax. It learns from a critic that scores packs of rows with what was asked for
    (WGAN-GP, PacGAN), and from the cross-entropy of the category asked for. In training rare categories are asked for
    more often than they occur, of generated and of real rows alike; in sampling, as often as they occur.

    What differs from the authors' code, of which nothing is taken: real and generated rows between which the critic's
    gradient is penalized were asked for the same, and the gradient is that of the rows, as in the paper's algorithm 1;
    sampling draws categories by their counts, and runs batch normalization in inference mode; weights are not decayed.

    Args:
        generator: functional `keras.Model` from latents and `condition` to the logits of encoded rows, such as
            `tfgan_zoo.networks.ctgan_generator(row_size, condition_size)`.
        discriminator: functional `keras.Model`, the critic, from packs of rows with their conditions to raw scores,
            such as `tfgan_zoo.networks.ctgan_discriminator(row_size, condition_size)`.
        modality: `EncodedTable` of the data, as `data.encoded` gives it.
        pack_size: rows that are scored together.
        temperature: tau of the Gumbel softmax.
        discriminator_steps: of the critic for one of the generator.
        **kwargs: those of `WGANGP`.

    Input shape: `fit` takes batches {"sample": encoded rows, "condition": one-hot}, as `data.rows_by_category` gives
        them; their size is a multiple of the pack's.
    Output shape: encoded rows (batch, row_size), float32, which the modality decodes.

    Raises:
        ValueError: if the networks do not fit each other or the table, or a number is out of range.

    Example:
        >>> rows = data.rows_by_category(data.encoded(data.load("mixed_columns")))
        >>> sizes = rows.shape[0], len(rows.modality.category_places)
        >>> players = networks.ctgan_generator(*sizes), networks.ctgan_discriminator(*sizes)
        >>> gan = models.CTGAN(*players, modality=rows.modality)
        >>> gan.compile(keras.optimizers.Adam(2e-4, 0.5, 0.9), keras.optimizers.Adam(2e-4, 0.5, 0.9))
        >>> history = gan.fit(rows.batches(500), steps_per_epoch=100)
        >>> rows.modality.lines(gan.sample(3, a="rare"))  # doctest: +SKIP
        ['rare,north,-3.912,2.251,-3.049,no', ...]

    Reference:
        Xu et al. 2019, https://arxiv.org/abs/1907.00503, algorithm 1.
    """

    terms = ("critic", "gradient_penalty", "generator", "condition")
    conditions = (CONDITION,)

    def __init__(
        self, generator, discriminator, modality, pack_size=10, temperature=0.2, discriminator_steps=1, **kwargs
    ):
        check_at_least_one(self, pack_size=pack_size)
        check_positive(self, temperature=temperature)
        check_fit(generator, discriminator, modality, pack_size)
        self.pack_size = pack_size
        self.temperature = temperature
        super().__init__(generator, discriminator, discriminator_steps=discriminator_steps, modality=modality, **kwargs)

    def check_networks(self):
        """Do nothing: the constructor has checked them already, with the modality."""

    @property
    def samples_per_score(self):
        """One score per pack."""
        return self.pack_size

    @property
    def drawn_inputs(self):
        return ("latents", NOISE, CONDITION)

    @functools.cached_property
    def sampler(self):
        return self.activated(super().sampler)

    @functools.cached_property
    def sampler_in_training(self):
        return self.activated(self.generator)

    def activated(self, generator):
        """A generator of rows, of which modes and categories are drawn by noise that it is given."""
        inputs = [*(keras.Input(tensor.shape[1:], name=tensor.name) for tensor in generator.inputs)]
        noise = keras.Input((self.chosen_modality.row_size,), name=NOISE)
        named = {tensor.name: tensor for tensor in inputs}
        logits = generator(arrange_inputs(generator, named))
        rows = RowActivation(self.chosen_modality.blocks, self.temperature, dtype="float32")(logits, noise)
        latents, condition = inputs
        return keras.Model([latents, noise, condition], rows, name=f"activated_{generator.name}")

    # What is drawn and asked for

    def draw(self, num_samples, seed):
        seeds = tf.unstack(tf.random.experimental.stateless_split(seed, 3, alg="philox"))
        shapes = [(num_samples, *shape) for shape in shapes_of(self.sampler).values()]
        distributions = (self.latents, latent_distributions.gumbel, self.categories)
        drawn = (draw(shape, seed) for draw, shape, seed in zip(distributions, shapes, seeds, strict=True))
        return dict(zip(self.drawn_inputs, drawn, strict=True))

    @functools.cached_property
    def categories(self):
        """The distribution of what is asked for in sampling, by the counts of the rows to train on."""
        return latent_distributions.ColumnCategories(self.chosen_modality.counts)

    def describe_distribution(self, name):
        of_name = {NOISE: "standard Gumbel", CONDITION: str(self.categories)}
        return of_name.get(name) or super().describe_distribution(name)

    def sampler_inputs(self, num_samples, seed=0, given=None, examples=None):
        """As for any game; `given` may be the categories of a column by its name, which are then asked for in turn."""
        asked = {name: texts for name, texts in (given or {}).items() if name in self.chosen_modality.names}
        others = {name: value for name, value in (given or {}).items() if name not in asked}
        inputs = super().sampler_inputs(num_samples, seed, others, examples)
        if len(asked) > 1:
            raise ValueError(
                f"received categories of {' and '.join(asked)}; expected those of one column: ask for one."
            )
        for name, texts in asked.items():
            texts = [texts] if isinstance(texts, str) else list(texts)
            texts = [texts[sample % len(texts)] for sample in range(num_samples)]
            inputs[CONDITION] = self.chosen_modality.condition(name, texts)
        return inputs

    # The game

    def generate_fake(self, real, training=True):
        """Generated rows; in training asked for what the real ones were drawn for, with the logits they are made of."""
        drawn = self.fresh_inputs(real)
        if not training:
            return self.forward_pass(self.sampler, drawn, training)
        condition = conditions_of(real)[CONDITION]
        logits = self.forward_pass(self.generator, {"latents": drawn["latents"], CONDITION: condition})
        activation = self.sampler_in_training.layers[-1]
        return {SAMPLE: activation(logits, drawn[NOISE]), CONDITION: condition, LOGITS: logits}

    @property
    def own_conditions(self):
        return {LOGITS: (self.chosen_modality.row_size,)}

    def discriminator_inputs(self, samples):
        """Packs of rows, each beside what it was asked for."""
        condition = ops.cast(conditions_of(samples)[CONDITION], "float32")
        return pack(ops.concatenate([ops.cast(sample_of(samples), "float32"), condition], axis=-1), self.pack_size)

    def generator_loss(self, real, fake):
        asked = conditions_of(fake)
        logits = ops.take(asked[LOGITS], self.chosen_modality.category_places, axis=1)
        cross_entropy = losses.condition_cross_entropy(logits, asked[CONDITION], self.categories.sizes)
        return {**super().generator_loss(real, fake), "condition": cross_entropy}


def check_fit(generator, discriminator, modality, pack_size):
    """Refuse networks that do not fit each other or the table."""
    if not isinstance(modality, EncodedTable) or not modality.counts:
        raise ValueError(
            f"received the modality {modality!r:.80}; expected an EncodedTable with a column of categories: "
            "rows_by_category(encoded(examples)).modality."
        )
    row, condition = modality.row_size, len(modality.category_places)
    received = [*list(shapes_of(generator).items())[1:], tuple(generator.output_shape[1:])]
    if received != [(CONDITION, (condition,)), (row,)]:
        raise ValueError(
            f"the generator takes {shapes_of(generator)} and makes {generator.output_shape[1:]}; expected latents and "
            f"a condition of {condition} numbers, and rows of {row}: networks.ctgan_generator({row}, {condition})."
        )
    if tuple(discriminator.input_shape[1:]) != (pack_size * (row + condition),):
        raise ValueError(
            f"the discriminator takes {discriminator.input_shape[1:]}; expected {pack_size} rows of {row} numbers, "
            f"each with {condition} of its condition: networks.ctgan_discriminator({row}, {condition}, {pack_size})."
        )
    check_logits(discriminator, "discriminator")
