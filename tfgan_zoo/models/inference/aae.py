"""Adversarial autoencoder."""

import keras
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.conditions import conditions_of, sample_of, with_conditions
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.models.base.inputs import input_names, inputs_of
from tfgan_zoo.models.base.labels import LABELS, check_tables
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.models.base.partly_labeled import is_partly_labeled
from tfgan_zoo.models.inference.autoencoder import Autoencoder


@keras.saving.register_keras_serializable("tfgan_zoo")
class AAE(Autoencoder):
    """An autoencoder whose codes are made to follow a prior by a discriminator of codes.

    The encoder is the generator of a GAN whose samples are codes: those drawn from the prior are real, those of samples
    are fake. The prior need only be one that can be drawn from, such as a mixture. Each step has three phases on the
    same batch: encoder and decoder reduce the reconstruction error, the discriminator learns, and the encoder fools it.
    The encoder has an optimizer for each of its two phases, so the losses need no weights.

    With labels, the discriminator can be told the class of each code (an input `labels`): codes are then
    distributed as the prior within each class, and so independent of it, while a decoder told the class uses them for
    the style alone (section 5). With `label_components`, the prior of a class is one component of a mixture, and
    samples without a label have one label more, whose prior is the whole mixture (section 2.3).

    Args:
        encoder, decoder, likelihood: as in `Autoencoder`.
        discriminator: functional `keras.Model` from codes (batch, latent_size) to raw logits, without batch
            normalization; further inputs are conditions by their names, such as `labels`.
            `tfgan_zoo.networks.code_discriminator` is one.
        latents: the prior p(z), a function of (shape, seed) such as `tfgan_zoo.latents.normal`.
        label_components: whether the prior of a sample is the component of its label in `latents`, a
            `tfgan_zoo.latents.Mixture`, instead of all of it. Then `fit` also takes (unlabeled, (labeled, labels)), as
            `tfgan_zoo.data.partly_labeled` provides, for networks that are built for `num_classes` + 1 labels.
        **kwargs: those of `Autoencoder`.

    Raises:
        ValueError: if the networks do not fit each other, or there is no component for each label.

    Example:
        >>> encoder = tfgan_zoo.networks.dense_encoder((28, 28, 1), latent_size=8)
        >>> decoder = tfgan_zoo.networks.dense_decoder((28, 28, 1), latent_size=8)
        >>> aae = tfgan_zoo.models.AAE(encoder, decoder, tfgan_zoo.networks.code_discriminator(8))
        >>> aae.compile(*[keras.optimizers.Adam(rate) for rate in (1e-3, 2e-4, 2e-4)])
        >>> history = aae.fit(tfgan_zoo.data.load("digits").batches(128), steps_per_epoch=469)

    Reference:
        Makhzani et al. 2016, https://arxiv.org/abs/1511.05644, section 2; 2.3 for labels, 5 for the supervised one.
    """

    terms = ("reconstruction", "discriminator", "encoder")

    def __init__(
        self,
        encoder,
        decoder,
        discriminator,
        likelihood=None,
        latents=latent_distributions.normal,
        label_components=False,
        **kwargs,
    ):
        super().__init__(encoder, decoder, likelihood, **kwargs)
        self.latents = latents
        self.label_components = label_components
        self.discriminator = functional(discriminator, "discriminator", self.latent_shape)
        self.check_discriminators()
        if label_components:
            self.check_components()

    @property
    def players(self):
        """The encoder's variables are those of two players: of each phase that updates them."""
        return {
            **super().players,
            "discriminator": self.discriminator.trainable_variables,
            "encoder": self.encoder.trainable_variables,
        }

    @property
    def conditions(self):
        """Names of the networks' inputs beside sample and code."""
        return tuple(dict.fromkeys([*super().conditions, *input_names(self.discriminator)[1:]]))

    def train_step(self, data):
        return self.report(self.three_phases(self.samples(data)))

    def three_phases(self, real):
        """Reconstruction, then discriminator, then encoder; the last two share one pass of the encoder."""
        reconstruction = self.descend(lambda: self.autoencoder_loss(real), "autoencoder")
        conditions = conditions_of(real)
        prior = with_conditions(self.draw_prior(real), conditions)
        with self.tape("encoder") as encoding:
            codes = with_conditions(self.codes(real, training=True), conditions)
        discriminator = self.descend(lambda: self.discriminator_loss(prior, codes), "discriminator")
        encoder = self.descend(lambda: self.encoder_loss(codes), "encoder", encoding)
        return {**reconstruction, **discriminator, **encoder}

    def draw_prior(self, real):
        """A draw from the prior for each real sample: from the component of its label if it has one, else from all."""
        (anywhere,) = self.fresh_inputs(real).values()
        if not self.label_components:
            return anywhere
        seed, count = self.next_seed(), ops.shape(sample_of(real))[0]
        noise = replica_rows(lambda count: latent_distributions.normal((count, *self.latent_shape), seed), count)
        labels = conditions_of(real)[LABELS]
        known = (labels < self.num_classes)[:, None]
        return ops.where(known, self.latents.of_components(labels, noise), anywhere)

    def samples(self, data):
        """As in `Game`; unlabeled and labeled samples as one batch, with the label `num_classes` for the unlabeled."""
        if not (self.label_components and is_partly_labeled(data)):
            return super().samples(data)
        for network in (self.encoder, self.decoder, self.discriminator):
            check_tables(network, self.num_classes + 1)
        unlabeled, labeled = data[0], super().samples(tuple(data[1]))
        self.check_dtype(unlabeled)
        unknown = ops.full_like(labeled[LABELS], self.num_classes)
        return with_conditions(
            alternating(unlabeled, sample_of(labeled)), {LABELS: alternating(unknown, labeled[LABELS])}
        )

    def classify(self, images):
        """The class of each image whose component of the prior its code most likely belongs to.

        Args:
            images: float tensor (batch, ...) in [-1, 1].

        Returns:
            integers of shape (batch,).

        Raises:
            ValueError: if the prior has no components for the labels.
        """
        if not self.label_components:
            raise ValueError("its prior has no component for each class: build it with label_components=True.")
        return self.latents.likeliest_components(self.codes(images))

    def discriminator_loss(self, prior, codes):
        """Named terms whose sum the discriminator minimizes: draws from the prior are real, codes are fake."""
        return {"discriminator": losses.minimax_discriminator(self.code_score(prior), self.code_score(codes))}

    def encoder_loss(self, codes):
        """Named terms whose sum the encoder minimizes in its own phase."""
        return {"encoder": losses.non_saturating_generator(self.code_score(codes))}

    def code_score(self, codes, training=True):
        """The discriminator's raw logits of codes, float32.

        Args:
            codes: (batch, latent_size); or a dict of them under "sample" and the conditions by name.
            training: whether its layers run as in training.
        """
        logits = self.forward_pass(self.discriminator, inputs_of(self.discriminator, codes), training)
        return ops.cast(logits, "float32")

    def check_discriminators(self):
        """Refuse a discriminator that does not fit the codes."""
        check_code_discriminator(self.discriminator, self.latent_shape)

    def check_components(self):
        """Refuse a prior without a component for each label, and a discriminator that is not told the label."""
        if not isinstance(self.latents, latent_distributions.Mixture):
            raise ValueError(
                f"latents={self.latents!r} has no components for the labels: use a tfgan_zoo.latents.Mixture, such as "
                "tfgan_zoo.latents.GaussianRing(10), or label_components=False."
            )
        if LABELS not in input_names(self.discriminator):
            raise ValueError(
                "label_components=True needs a discriminator with an input named 'labels': build it with num_classes, "
                "as tfgan_zoo.networks.code_discriminator(2, num_classes=10)."
            )
        components = self.latents.num_components(*self.latent_shape)
        if self.num_classes is None or self.num_classes > components:
            raise ValueError(
                f"received num_classes={self.num_classes} for a prior of {components} components; expected the number "
                "of classes, and a component for each."
            )


def alternating(first, second):
    """The rows of both in turn, so that what is drawn for a batch is the same on one device and on several.

    Raises:
        ValueError: if one has more rows.
    """
    if not first.shape.is_compatible_with(second.shape):
        raise ValueError(
            f"received unlabeled samples of shape {tuple(first.shape)} and labeled ones of shape "
            f"{tuple(second.shape)}; expected as many of each, as tfgan_zoo.data.partly_labeled provides them."
        )
    return ops.reshape(ops.stack([first, second], axis=1), (-1, *first.shape[1:]))


def check_code_discriminator(discriminator, code_shape):
    """Refuse a discriminator that takes something else than codes, such as images, or ends in a sigmoid."""
    received = tuple(discriminator.inputs[0].shape[1:])
    if received != code_shape:
        raise ValueError(
            f"the discriminator takes samples of shape {received}, but the codes have the shape {code_shape}: in an "
            "adversarial autoencoder it judges codes, so build it as "
            f"tfgan_zoo.networks.code_discriminator({code_shape[-1]})."
        )
    check_logits(discriminator, "discriminator")
