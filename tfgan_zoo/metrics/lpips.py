"""LPIPS: how different images look from the ones they answer to."""

from tfgan_zoo.metrics.lpips_features import LPIPS_NAME, UNWEIGHTED
from tfgan_zoo.metrics.perceptual_path_length import FeatureDistance
from tfgan_zoo.metrics.similarity import PairedSimilarity, shifted_pair

SMALLEST = 17  # pixels a side that leave something of an image at the network's last layer


class LPIPS(PairedSimilarity):
    """The perceptual distance of each generated image from the real one that it answers to: 0 for equal images.

    Unlike `PairedL1` and `PSNR` it does not reward blur: features of texture count, wherever exactly its lines lie.
    Do not measure with the network that a game has learned from, its `perceptual` one: what a network taught always
    looks well to it. A game refuses that.

    The metric's name tells what was measured: `lpips` is that of the literature with SqueezeNet, `lpips_unweighted` its
    baseline without the learned weights of features, `perceptual_<network>` anything else.

    Args:
        network: `keras.Model` from images in [-1, 1] to a list of feature maps: `lpips_network(path)`.
        split: name of the real images' split.

    Example:
        >>> metric = LPIPS(metrics.untrained_lpips())
        >>> images = tf.random.stateless_uniform((2, 32, 32, 3), (0, 1), -1, 1, alg="philox")
        >>> metric.update(images, images)
        >>> metric.result().value
        0.0

    Reference:
        Zhang et al. 2018, https://arxiv.org/abs/1801.03924, eq. 1.
    """

    higher_is_better = False

    def __init__(self, network, split="test"):
        super().__init__(split)
        self.network = network
        self.name = name_of(network)
        self.distance = FeatureDistance(network)
        self.identity = self.distance.identity

    def similarity(self, real, fake):
        first, second = (images - 1.0 for images in shifted_pair(real, fake))
        if min(first.shape[1:3]) < SMALLEST:
            raise ValueError(
                f"Received images of {first.shape[1]} x {first.shape[2]} pixels. LPIPS halves them four times: pass "
                f"images of at least {SMALLEST} x {SMALLEST}."
            )
        return self.distance(first, second)


def name_of(network):
    """The metric's name with a network."""
    if network.name == LPIPS_NAME:
        return "lpips"
    return f"lpips_{UNWEIGHTED}" if network.name.startswith(UNWEIGHTED) else f"perceptual_{network.name}"
