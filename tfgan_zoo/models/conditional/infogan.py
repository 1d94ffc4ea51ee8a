"""InfoGAN."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo.checks import check_not_negative, check_numbers
from tfgan_zoo.conditions import conditions_of, with_conditions
from tfgan_zoo.models.base.gan import GAN

CODES = "codes"  # condition of a generated sample: the codes it was generated from


@keras.saving.register_keras_serializable("tfgan_zoo")
class InfoGAN(GAN):
    """A generator whose latent codes can be recovered from its samples, and so become interpretable.

    In addition to noise, z has a categorical code (one-hot) and continuous codes (uniform on [-1, 1)). An extra head of
    the discriminator, Q, predicts them; both players minimize the negative of the variational lower bound on the mutual
    information of codes and sample. Q's Gaussian for the continuous codes has unit variance.

    Args:
        generator: as in `GAN`; its latents are noise, categorical code and continuous codes, in this order.
        discriminator: functional model with two outputs: logits (batch, 1), and Q's parameters
            (batch, num_categories + num_continuous): logits of the category, means of the continuous codes.
        num_categories: number of categories of the categorical code.
        num_continuous: number of continuous codes.
        categorical_weight, continuous_weight: lambda for each kind of code.
        redraw: whether the generator learns from new samples, as in the authors' code, rather than from those whose
            codes Q has just learned.
        **kwargs: those of `GAN`; `latents` is the noise's distribution.

    Raises:
        ValueError: if the latents are too small for codes and noise, Q's output does not fit the codes, or a weight is
            negative.

    Example:
        >>> generator = tfgan_zoo.networks.infogan_generator((28, 28, 1))
        >>> discriminator = tfgan_zoo.networks.infogan_discriminator((28, 28, 1), num_codes=12)
        >>> infogan = tfgan_zoo.models.InfoGAN(generator, discriminator, num_categories=10, num_continuous=2)

    Reference:
        Chen et al. 2016, https://arxiv.org/abs/1606.03657, eqs. 5 and 6; appendix C.1 for the codes.
    """

    terms = ("discriminator", "discriminator_information", "generator", "generator_information")

    def __init__(
        self,
        generator,
        discriminator,
        num_categories=10,
        num_continuous=2,
        categorical_weight=1.0,
        continuous_weight=0.1,
        redraw=False,
        **kwargs,
    ):
        check_numbers(self, num_categories=num_categories, num_continuous=num_continuous)
        check_codes_fit(generator, discriminator, num_categories + num_continuous)
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, categorical_weight=categorical_weight, continuous_weight=continuous_weight)
        self.num_categories = num_categories
        self.num_continuous = num_continuous
        self.categorical_weight = categorical_weight
        self.continuous_weight = continuous_weight
        self.redraw = redraw

    def draw_latents(self, num_samples, seed):
        """Noise, a one-hot category and continuous codes, each with its own seed."""
        seeds = tf.random.experimental.stateless_split(seed, 3, alg="philox")
        noise_seed, category_seed, continuous_seed = tf.unstack(seeds)
        noise_size = self.latent_shape[0] - self.num_categories - self.num_continuous
        return ops.concatenate(
            [
                self.latents((num_samples, noise_size), noise_seed),
                latent_distributions.categories((num_samples, self.num_categories), category_seed),
                latent_distributions.uniform((num_samples, self.num_continuous), continuous_seed),
            ],
            axis=-1,
        )

    def describe_input(self, name, class_names):
        words = super().describe_input(name, class_names)
        if name not in self.drawn_inputs:
            return words
        return (
            f"{words}, but for the codes, which are the last: a category, one-hot of {self.num_categories}, and "
            f"{self.num_continuous} numbers uniform on [-1, 1), whose meaning was found in training"
        )

    def generate_fake(self, real, training=True):
        """Generated images with the codes they were generated from, as a dict of "sample" and "codes"."""
        generator = self.generator if training else self.sampler
        drawn = self.fresh_inputs(real)
        (latents,) = drawn.values()
        codes = latents[:, -(self.num_categories + self.num_continuous) :]
        images = self.forward_pass(generator, {**drawn, **self.given_of(real)}, training)
        conditions = {name: conditions_of(real)[name] for name in self.conditions}
        return with_conditions(images, {**conditions, CODES: codes})

    @property
    def own_conditions(self):
        return {CODES: tuple(self.discriminator.outputs[1].shape[1:])}

    def score(self, samples, training=True):
        logits, _ = self.discriminate(samples, training)
        return ops.cast(logits, "float32")

    def infer_codes(self, images, training=False):
        """Q's prediction of the codes of images.

        Args:
            images: float tensor (batch, height, width, channels) in [-1, 1].

        Returns:
            logits of the category (batch, num_categories), means of the continuous codes (batch, num_continuous).
        """
        _, parameters = self.discriminate(images, training)
        parameters = ops.cast(parameters, "float32")
        return parameters[:, : self.num_categories], parameters[:, self.num_categories :]

    def categories(self, images):
        """The category that Q predicts for each image, integers of shape (batch,)."""
        return ops.argmax(self.infer_codes(images)[0], axis=-1)

    def code_loss(self, fake):
        """Q's negative log-likelihood of the images' codes, up to a constant (eq. 5)."""
        codes = conditions_of(fake)[CODES]
        categories, means = self.infer_codes(fake, training=True)
        categorical = keras.losses.categorical_crossentropy(
            codes[:, : self.num_categories], categories, from_logits=True
        )
        continuous = 0.5 * ops.sum(ops.square(codes[:, self.num_categories :] - means), axis=-1)
        return ops.mean(self.categorical_weight * categorical + self.continuous_weight * continuous)

    def discriminator_loss(self, real, fake):
        return {**super().discriminator_loss(real, fake), "discriminator_information": self.code_loss(fake)}

    def generator_loss(self, real, fake):
        return {**super().generator_loss(real, fake), "generator_information": self.code_loss(fake)}


def check_codes_fit(generator, discriminator, num_codes):
    """Refuse networks that do not fit the codes."""
    latent_size = generator.inputs[0].shape[-1]
    if latent_size <= num_codes:
        raise ValueError(
            f"latents of size {latent_size} leave no room for noise in addition to {num_codes} codes: "
            "build the generator with a larger latent size."
        )
    shapes = [output.shape for output in discriminator.outputs]
    if len(shapes) != 2 or shapes[1][-1] != num_codes:
        raise ValueError(
            f"the discriminator must have two outputs, logits and the {num_codes} parameters of Q, "
            f"but its outputs have the shapes {shapes}."
        )
