"""PixelCNN."""

import keras
from keras import ops

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.losses.variational import sums
from tfgan_zoo.models.base.network_checks import check_logit_for_each_value
from tfgan_zoo.models.base.uniform_sampling import SampledFromUniforms
from tfgan_zoo.models.yardsticks.likelihood_model import LikelihoodModel
from tfgan_zoo.networks import pixel_sampler


@keras.saving.register_keras_serializable("tfgan_zoo")
class PixelCNN(SampledFromUniforms, LikelihoodModel):
    """A fully visible belief network: the probability of an image is the product of its pixels', each given those
    before it, row by row.

    So the likelihood is exact and takes one pass, while a sample takes a pass for every pixel.

    Args:
        network: functional `keras.Model` from black and white images to logits of the same shape, of which none depends
            on its own pixel or later ones, as of `networks.pixel_cnn`.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: images (batch, height, width, 1) of -1 and 1; `predict` takes uniform numbers of the same shape.
    Output shape: the same.

    Raises:
        ValueError: if the network's output is not of its input's shape, or ends in a sigmoid.

    Example:
        >>> model = tfgan_zoo.models.PixelCNN(tfgan_zoo.networks.pixel_cnn((28, 28, 1)))
        >>> model.compile(optimizer=keras.optimizers.Adam(1e-3))
        >>> history = model.fit(data.binarized(data.load("digits")).batches(64), steps_per_epoch=900)

    Reference:
        van den Oord et al. 2016, https://arxiv.org/abs/1601.06759, eq. 1, and https://arxiv.org/abs/1606.05328.
    """

    def __init__(self, network, seed=0, **kwargs):
        super().__init__(network, seed, **kwargs)
        check_logit_for_each_value(self.network, "pixel_cnn")
        self.writer = pixel_sampler(self.network)

    @property
    def sampler(self):
        """The network that draws images, from uniform numbers."""
        return self.writer

    def log_likelihoods(self, samples, seed, training=False):
        """The exact log-probabilities of black and white images; nothing is drawn. A gray pixel counts as white with
        its gray value's probability, which is a loss, but no likelihood."""
        images = ops.cast(sample_of(samples), "float32")
        logits = ops.cast(self.forward_pass(self.network, images, training), "float32")
        return sums(0.5 * (images + 1) * logits - ops.softplus(logits))
