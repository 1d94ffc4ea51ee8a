"""Text to image: a GAN told by a caption."""

import functools

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import FRACTION, check_range
from tfgan_zoo.conditions import SAMPLE, conditions_of, sample_of, with_sample
from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import arrange_inputs, input_names, shapes_of
from tfgan_zoo.models.base.labels import LABELS
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.networks import WordTokenizer

TEXT = "text"  # the input of both players: an encoded caption
UNLIKELY = -1e9  # logit of what is not there, whose loss is 0


@keras.saving.register_keras_serializable("tfgan_zoo")
class TextToImageGAN(GAN):
    """The generator draws what a caption says; the discriminator learns whether an image is real and shows it.

        D:  -log D(x, t) - (1 - w) log(1 - D(G(z, t), t)) - w log(1 - D(x', t)),    G:  -log D(G(z, t), t)

    A discriminator that sees only real images with their captions and generated ones need not read: it can tell them by
    their looks. It is therefore also shown real images x' that do not fit the caption (GAN-CLS). The generator learns
    from the captions, and from means of two of them, which need no images and lie where other captions may (GAN-INT);
    the discriminator never learns from means.

    Captions are encoded by a third network, which learns with the discriminator; the generator takes what it says as
    given. An image that does not fit is another of the batch, with other labels where the data have them (captions that
    say the same in other words have the same label), else with another caption.

    Args:
        generator: functional `keras.Model` from latents and encoded texts named `text` to samples in [-1, 1], such as
            `tfgan_zoo.networks.text_to_image_generator(shape)`.
        discriminator: functional `keras.Model` from samples and `text` to raw logits, such as
            `tfgan_zoo.networks.text_to_image_discriminator(shape)`.
        text_encoder: functional `keras.Model` from captions to texts (batch, text_size), such as
            `tfgan_zoo.networks.caption_encoder(vocabulary)`. The name of its input is the condition's. It may also take
            vectors, such as those of a pretrained encoder.
        mismatch_weight: w, the weight of the images that do not fit, in [0, 1); 0 never shows one.
        interpolate: whether the generator also learns from means of two encoded captions.
        **kwargs: those of `GAN`; with `num_classes` the data have labels that say which captions mean the same.

    Input shape: real samples (batch, ...) with captions (batch,), in a dict by name.

    Raises:
        ValueError: if the networks do not fit each other, the weight is out of range, or XLA is to compile a step with
            words; later, for captions with unknown words.

    Example:
        >>> digits = tfgan_zoo.data.captioned(tfgan_zoo.data.load("digits", image_shape=(28, 28, 1)))
        >>> vocabulary = tfgan_zoo.networks.vocabulary_of(digits.conditions["captions"])
        >>> encoder = tfgan_zoo.networks.caption_encoder(vocabulary)
        >>> generator = tfgan_zoo.networks.text_to_image_generator(digits.shape, width=16)
        >>> discriminator = tfgan_zoo.networks.text_to_image_discriminator(digits.shape, width=16)
        >>> gan = tfgan_zoo.models.TextToImageGAN(generator, discriminator, encoder)
        >>> gan.compile("adam", "adam")
        >>> history = gan.fit(digits.batches(64), steps_per_epoch=100)
        >>> gan.sample(captions=["a red three", "the seven is blue"]).shape
        (2, 28, 28, 3)

    Reference:
        Reed et al. 2016, https://arxiv.org/abs/1605.05396, algorithm 1 and eq. 5.
    """

    text_encoder = None

    def __init__(self, generator, discriminator, text_encoder, mismatch_weight=0.5, interpolate=True, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_range(self, FRACTION, mismatch_weight=mismatch_weight)
        text_encoder = functional(text_encoder, "text encoder")
        for network in (self.generator, self.discriminator):
            check_takes_text(network, text_encoder)
        self.text_encoder = text_encoder
        self.mismatch_weight = mismatch_weight
        self.interpolate = interpolate
        super().attach_tricks()

    def compile(self, *optimizers, jit_compile=False, **kwargs):
        if jit_compile and self.tokenizers:
            raise ValueError(f"XLA computes no strings, and {self.captions} are: compile with jit_compile=False.")
        super().compile(*optimizers, jit_compile=jit_compile, **kwargs)

    def attach_tricks(self):
        """Nothing, until there is the encoder."""

    @property
    def players(self):
        players = super().players
        encoder = [] if self.text_encoder is None else self.text_encoder.trainable_variables
        return {**players, "discriminator": [*players["discriminator"], *encoder]}

    @property
    def conditions(self):
        return (*self.given_inputs, *([] if self.num_classes is None else [LABELS]))

    @functools.cached_property
    def sampler(self):
        return told(super().sampler, self.text_encoder)

    @functools.cached_property
    def sampler_in_training(self):
        return told(self.generator, self.text_encoder)

    # Captions

    @property
    def captions(self):
        """Name of the condition that the text encoder takes."""
        return input_names(self.text_encoder)[0]

    def text_of(self, samples):
        """The encoded captions of samples, (batch, text_size), as in training; computed once per update of a player."""
        conditions = conditions_of(samples)
        if TEXT in conditions:
            return conditions[TEXT]
        captions = conditions[self.captions]
        return self.output_cache.get_or_compute(captions, True, lambda: self.forward_pass(self.text_encoder, captions))

    def discriminator_inputs(self, samples):
        image, text = input_names(self.discriminator)
        return {image: sample_of(samples), text: self.text_of(samples)}

    @property
    def tokenizers(self):
        """The text encoder's layers that take words; none where it takes vectors."""
        return [layer for layer in self.text_encoder.layers if isinstance(layer, WordTokenizer)]

    def samples(self, data):
        samples = super().samples(data)
        if tf.executing_eagerly():
            self.check_words(conditions_of(samples)[self.captions])
        return samples

    def checked_given(self, given, num_samples, examples):
        checked = super().checked_given(given, num_samples, examples)
        self.check_words(checked[self.captions])
        return checked

    def given_examples(self):
        tokenizers = self.tokenizers
        return {self.captions: [tokenizers[0].vocabulary[0]]} if tokenizers else {}

    def check_words(self, captions):
        """Refuse captions with unknown words, and name the nearest known ones."""
        for tokenizer in self.tokenizers:
            tokenizer.check(captions)

    def describe_input(self, name, class_names):
        if name == self.captions and self.tokenizers:
            return f"a caption in the words {', '.join(self.tokenizers[0].vocabulary)}"
        return super().describe_input(name, class_names)

    # The game

    def discriminator_loss(self, real, fake):
        if not self.mismatch_weight:
            return super().discriminator_loss(real, fake)
        mismatched, exist = self.mismatched(real)
        mismatched_logits = ops.where(exist[:, None], self.score(mismatched), UNLIKELY)
        loss = losses.matching_aware_discriminator(
            self.score(real), mismatched_logits, self.score(fake), self.mismatch_weight
        )
        return {"discriminator": loss}

    def mismatched(self, real):
        """Real images of other captions than those beside them.

        Args:
            real: samples with their captions.

        Returns:
            the captions, in a dict with images of the same batch that do not fit them; and whether there was such an
            image, (batch,): where there was none, the image is the caption's own.
        """
        rows = replica_rows(tf.range, ops.shape(sample_of(real))[0])
        others, exist = next_others(gather_rows(self.meanings(real)), rows)
        return with_sample(real, tf.gather(gather_rows(sample_of(real)), others)), exist

    def meanings(self, samples):
        """Numbers (batch, ...) that are the same exactly for captions of the same meaning."""
        conditions = conditions_of(samples)
        if LABELS in self.conditions:
            return conditions[LABELS]
        captions = conditions[self.captions]
        return tf.strings.to_hash_bucket_fast(captions, tf.int64.max) if captions.dtype == tf.string else captions

    def generator_loss(self, real, fake):
        scores = [self.score(fake)]
        if self.interpolate:
            scores.append(self.score(self.transform(self.generate_between(fake))))
        return {"generator": losses.non_saturating_generator(ops.concatenate(scores))}

    def generate_between(self, samples):
        """New samples of means of an encoded caption and the next, half as many as there are captions."""
        text = self.text_of(samples)
        means = (text[::2] + ops.roll(text, -1, axis=0)[::2]) / 2
        images = self.forward_pass(self.generator, {**self.fresh_inputs(means), TEXT: means})
        return {SAMPLE: images, TEXT: means}


def next_others(meanings, rows):
    """For some rows of a batch, the next row of another meaning, in turn, and whether there is one.

    Args:
        meanings: numbers (batch, ...).
        rows: integers (n,), of the batch's rows.

    Returns:
        integers (n,), the row itself where no other has another meaning; booleans (n,).

    Example:
        >>> [found.numpy().tolist() for found in next_others(tf.constant([5, 5, 7]), tf.range(3))]
        [[2, 2, 0], [True, True, True]]
    """
    count = tf.shape(meanings)[0]
    meanings = tf.reshape(meanings, (count, -1))
    turns = (rows[:, None] + tf.range(count)) % count  # (n, batch), from the row itself on
    differs = tf.reduce_any(tf.gather(meanings, turns) != tf.gather(meanings, rows)[:, None], axis=-1)
    chosen = tf.argmax(differs, axis=1)  # 0, the row itself, if none differs
    return tf.gather(turns, chosen, batch_dims=1), tf.reduce_any(differs, axis=1)


def told(generator, text_encoder):
    """A generator that takes captions in place of encoded ones."""
    latents, _ = generator.inputs
    (captions,) = text_encoder.inputs
    inputs = [keras.Input(batch_shape=old.shape, dtype=old.dtype, name=old.name) for old in (latents, captions)]
    images = generator(arrange_inputs(generator, {latents.name: inputs[0], TEXT: text_encoder(inputs[1])}))
    return keras.Model(inputs, images, name=f"told_{generator.name}")


def check_takes_text(network, text_encoder):
    """Refuse a network whose second input is not a text as it is encoded."""
    shapes = shapes_of(network)
    texts = tuple(text_encoder.output_shape[1:])
    if list(shapes)[1:] != [TEXT] or shapes[TEXT] != texts:
        received = " and ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(
            f"received {network.name!r} with the inputs {received}; expected a second and last one, named "
            f"{TEXT!r}, of the shape {texts} of what {text_encoder.name!r} returns: build the networks for the same "
            f"text size, with keras.Input({texts}, name={TEXT!r})."
        )
