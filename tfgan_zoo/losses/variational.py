"""The two terms of the evidence lower bound: the likelihood of a sample, and the divergence of its code from the prior.

    log p(x) >= E_q(z|x)[log p(x|z)] - KL(q(z|x) || p(z))

Both are sums, over the sample's values and over the code's, and are averaged over the batch only. A mean over the
pixels with a sum over the code would weigh the divergence too much, by a factor of the number of pixels: all codes
would collapse to the prior, and the decoder would output the mean of the data.

Reference:
    Kingma & Welling 2014, arXiv:1312.6114: eq. 3 for the bound, appendix B for the divergence, C for the decoders.
"""

import math

import keras
from keras import ops

from tfgan_zoo.checks import check_positive
from tfgan_zoo.losses.checks import checked, checked_pair
from tfgan_zoo.losses.exponential import exponential


class Likelihood:
    """p(x|z) of a decoder whose output is its mean; a subclass defines `log_densities`.

    It is saved with a game by its class name and its constructor's arguments.

    Example:
        >>> likelihood = tfgan_zoo.losses.GaussianLikelihood(0.5)
        >>> loss = -keras.ops.mean(likelihood.log_densities([[0.5]], [[0.25]]))
    """

    def parameters_of(self, decoder):
        """The network whose output `log_densities` takes: the decoder, or the decoder without its last activation."""
        return decoder

    def log_densities(self, samples, parameters):
        """log p(x|z) of each sample in nats, summed over its values.

        Args:
            samples: x, (batch, ...) in [-1, 1].
            parameters: the output of `parameters_of(decoder)` for z, of the same shape.

        Returns:
            float32 (batch,).

        Raises:
            ValueError: if they are not floating point, or differ in shape.
        """
        raise NotImplementedError(f"{type(self).__name__} must override `log_densities`.")

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


@keras.saving.register_keras_serializable("tfgan_zoo")
class BernoulliLikelihood(Likelihood):
    """Black or white pixels, each white with its own probability (1 + mean) / 2.

    For gray pixels, which are treated as probabilities, this is the cross-entropy, which is a loss but not a likelihood
    of the data in nats. It is computed before the decoder's tanh, where twice the value is the logit: in float32, tanh
    is 1 from 9 up, and a pixel that is confidently wrong would have no gradient.

    Raises:
        ValueError: by `parameters_of`, if the decoder does not end in tanh.

    Reference:
        Kingma & Welling 2014, https://arxiv.org/abs/1312.6114, eq. 11, for pixels in [0, 1].
    """

    def parameters_of(self, decoder):
        last = decoder.layers[-1]
        if not isinstance(last, keras.layers.Activation) or last.activation is not keras.activations.tanh:
            raise ValueError(
                f"{decoder.name!r} ends in {type(last).__name__}, but a Bernoulli likelihood needs its logits: end it "
                "in keras.layers.Activation('tanh'), or use tfgan_zoo.losses.GaussianLikelihood."
            )
        return keras.Model(decoder.input, last.input)

    def log_densities(self, samples, parameters):
        samples, parameters = checked_pair(samples, parameters, "samples")
        return sums((1 + samples) * parameters - ops.softplus(2 * parameters))


@keras.saving.register_keras_serializable("tfgan_zoo")
class GaussianLikelihood(Likelihood):
    """Values that are normal around the decoder's output, with one standard deviation.

    The standard deviation is a trade-off between faithful reconstructions and codes that follow the prior: the weight
    of the squared error is 1 / (2 stddev^2).

    Args:
        stddev: sigma of every value, in units of the samples; positive.

    Raises:
        ValueError: if the standard deviation is not positive.

    Reference:
        Kingma & Welling 2014, https://arxiv.org/abs/1312.6114, eq. 12, with a constant variance.
    """

    def __init__(self, stddev):
        check_positive(self, stddev=stddev)
        self.stddev = stddev

    def log_densities(self, samples, parameters):
        samples, means = checked_pair(samples, parameters, "samples")
        return normal_log_densities((samples - means) / self.stddev, 2 * math.log(self.stddev))

    def get_config(self):
        return {"stddev": self.stddev}


def gaussian_kl(means, log_variances):
    """KL(N(mu, sigma^2) || N(0, 1)), summed over the code and averaged over the batch (arXiv:1312.6114, appendix B).

    Args:
        means: mu, (batch, code).
        log_variances: log sigma^2, of the same shape.

    Returns:
        float32 scalar, in nats.

    Raises:
        ValueError: if they are not floating point, or differ in shape.

    Example:
        >>> float(tfgan_zoo.losses.gaussian_kl([[3.0, 4.0]], [[0.0, 0.0]]))
        12.5
    """
    return ops.mean(gaussian_divergences(means, log_variances))


def gaussian_divergences(means, log_variances):
    """`gaussian_kl` of each example: float32 (batch,)."""
    means, log_variances = checked_codes(means, log_variances)
    return 0.5 * sums(ops.square(means) + exponential(log_variances) - log_variances - 1)


def importance_weighted_bound(log_weights):
    """-log of the mean importance weight, averaged over the batch: with one weight per sample, the negative ELBO.

    The more weights, the closer it is to -log p(x), which on average it never falls below.

    Args:
        log_weights: log p(x, z_i) - log q(z_i|x) of codes drawn from q, (batch, codes).

    Returns:
        float32 scalar, in nats.

    Raises:
        ValueError: if they are not floating point, or there are none.

    Reference:
        Burda et al. 2016, https://arxiv.org/abs/1509.00519, eq. 8.
    """
    return ops.mean(importance_weighted_bounds(log_weights))


def importance_weighted_bounds(log_weights):
    """`importance_weighted_bound` of each example: float32 (batch,)."""
    log_weights = checked(log_weights, "log-weights")
    return math.log(log_weights.shape[-1]) - ops.logsumexp(log_weights, axis=-1)


def normal_log_densities(deviations, log_variances=0.0):
    """log N(x; mu, sigma^2) of each example, summed over its values: float32 (batch,).

    Args:
        deviations: (x - mu) / sigma, (batch, ...).
        log_variances: log sigma^2, of the same shape or a number.
    """
    return -0.5 * sums(ops.square(deviations) + log_variances + math.log(2 * math.pi))


def sums(values):
    """One sum per example, (batch, ...) to (batch,)."""
    return ops.sum(ops.reshape(values, (ops.shape(values)[0], -1)), axis=-1)


def checked_codes(means, log_variances):
    """Both in float32, refused if their shapes differ."""
    means, log_variances = checked(means, "means"), checked(log_variances, "log-variances")
    if not means.shape.is_compatible_with(log_variances.shape):
        raise ValueError(
            f"the means have the shape {means.shape}, the log-variances {log_variances.shape}: pass the same shape for "
            "both, one of each for every dimension of the code."
        )
    return means, log_variances
