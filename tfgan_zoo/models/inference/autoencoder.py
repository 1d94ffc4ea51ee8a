"""Autoencoder."""

import keras
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.network_checks import functional


@keras.saving.register_keras_serializable("tfgan_zoo")
class Autoencoder(Game):
    """An encoder and a decoder that learn to give samples back by way of a small code.

    There is no adversary, and one player. Nothing asks the codes to lie anywhere: what the decoder makes of codes that
    are drawn from N(0, 1) is no sample of the data, as in a `VAE` it is. It is the yardstick for the games that put
    their codes in order.

    Args:
        encoder: functional `keras.Model` from samples to codes (batch, latent_size). Its further inputs, if it has
            any, are conditions by their names, such as `labels`.
        decoder: functional `keras.Model` from codes, an input named `latents`, to samples in [-1, 1]; its further
            inputs are conditions likewise.
        likelihood: what its output says of a sample, such as `tfgan_zoo.losses.BernoulliLikelihood()`, which is taken
            if none is given, or `tfgan_zoo.losses.GaussianLikelihood(0.1)`.
        seed: seed of every draw the game makes.
        **kwargs: `modality` and `num_classes`, as in `Game`.

    Input shape: samples (batch, ...), float in [-1, 1]; `predict` takes codes (batch, latent_size).
    Output shape: samples (batch, ...), float32.

    Raises:
        ValueError: if the networks do not fit each other, or the likelihood is not one or does not fit the decoder.

    Example:
        >>> encoder = tfgan_zoo.networks.dense_encoder((28, 28, 1))
        >>> autoencoder = tfgan_zoo.models.Autoencoder(encoder, tfgan_zoo.networks.dense_decoder((28, 28, 1)))
        >>> autoencoder.compile(optimizer=keras.optimizers.Adam(1e-3))
        >>> history = autoencoder.fit(tfgan_zoo.data.load("digits").batches(128), steps_per_epoch=469)
        >>> again = autoencoder.reconstruct(images)

    Reference:
        Hinton & Salakhutdinov 2006, "Reducing the dimensionality of data with neural networks",
        https://doi.org/10.1126/science.1127647, trained at once and not layer by layer.
    """

    terms = ("reconstruction",)
    latents = staticmethod(latent_distributions.normal)
    encoder_outputs = ("codes",)

    def __init__(self, encoder, decoder, likelihood=None, seed=0, **kwargs):
        super().__init__(self.terms, seed, **kwargs)
        self.likelihood = losses.BernoulliLikelihood() if likelihood is None else likelihood
        encoder, decoder = functional(encoder, "encoder"), functional(decoder, "decoder")
        check_inverse(encoder, decoder, self.encoder_outputs)
        check_likelihood(self.likelihood, decoder)
        self.encoder = encoder
        self.decoder = decoder

    @property
    def players(self):
        return {"autoencoder": self.encoder.trainable_variables + self.decoder.trainable_variables}

    @property
    def sampler(self):
        """The decoder."""
        return self.decoder

    @property
    def conditions(self):
        """Names of the networks' inputs beside sample and code."""
        return tuple(dict.fromkeys([*self.given_inputs, *input_names(self.encoder)[1:]]))

    def train_step(self, data):
        real = self.samples(data)
        return self.report(self.descend(lambda: self.autoencoder_loss(real), "autoencoder"))

    def autoencoder_loss(self, real):
        """Named terms whose sum encoder and decoder minimize."""
        return {"reconstruction": -ops.mean(self.log_densities(real, self.codes(real, training=True), training=True))}

    def log_densities(self, samples, codes, training=False):
        """log p(x|z) of samples, each by a code of its own: float32 (batch,) in nats."""
        network = self.likelihood.parameters_of(self.decoder)
        (name,) = self.drawn_inputs
        parameters = self.forward_pass(network, {name: codes, **self.given_of(samples)}, training)
        return self.likelihood.log_densities(sample_of(samples), parameters)


def check_likelihood(likelihood, decoder):
    """Refuse what does not say how likely a sample is, or cannot from this decoder's output."""
    if not isinstance(likelihood, losses.Likelihood):
        raise ValueError(
            f"likelihood is {likelihood!r}, expected an object such as tfgan_zoo.losses.BernoulliLikelihood(), with "
            "its parentheses, or your own subclass of losses.Likelihood."
        )
    likelihood.parameters_of(decoder)


def check_inverse(encoder, decoder, outputs, name="decoder"):
    """Refuse an encoder and a decoder that are not each other's way back.

    Args:
        encoder, decoder: functional networks.
        outputs: names of what the encoder is to give, each of the code's shape.
        name: what the game calls the decoder, for the message.
    """
    code, sample = decoder.inputs[0].shape[1:], encoder.inputs[0].shape[1:]
    given = [tensor.shape[1:] for tensor in encoder.outputs]
    if given != [code] * len(outputs):
        raise ValueError(
            f"the {name} takes codes of shape {code}, so the encoder must give {' and '.join(outputs)} of that shape, "
            f"but its outputs have the shapes {given}: build both with the same latent_size, and the encoder with "
            f"gaussian={len(outputs) > 1}."
        )
    if decoder.output_shape[1:] != sample:
        raise ValueError(
            f"the encoder takes samples of shape {sample}, but the {name} gives {decoder.output_shape[1:]}: build "
            "both for the same sample shape."
        )
