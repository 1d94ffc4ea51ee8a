"""The network of a game's perceptual distance, by the file of its weights."""

import keras

from tfgan_zoo.metrics.inception_maps import inception_features
from tfgan_zoo.metrics.squeezenet_features import FIRES, squeezenet


def perceptual_network(path, layers=""):
    """A network of features for a game to learn in.

    Args:
        path: a `.keras` file of a network from pictures in [-1, 1] to features; or a file of published weights, as for
            `inception` or `squeezenet`; None for no network.
        layers: of published weights the layers whose features count, separated by commas: "mixed" of the Inception,
            "fire5" of SqueezeNet. Of several the last has the weight 1, those before 1/4, 1/8, ...

    Returns:
        `keras.Model`; None without a path.

    Raises:
        ValueError: for published weights without layers, a .keras file with them, or an unknown layer.
        FileNotFoundError: if there is no such file.

    Example:
        >>> perceptual_network("inception.npz", "conv_2,conv_4,mixed_2")  # doctest: +SKIP
    """
    if path is None:
        return None
    names = [name.strip() for name in layers.split(",") if name.strip()]
    if str(path).endswith(".keras"):
        if names:
            raise ValueError(f"{path} is a whole network, all of whose outputs count: leave out the layers {layers!r}.")
        return keras.models.load_model(path)
    if not names:
        raise ValueError(
            f"{path} holds the weights of a published network: name the layers whose features count, such as 'mixed' "
            "of the Inception or 'fire5' of SqueezeNet."
        )
    is_squeezenet = all(name in ("conv1", *FIRES) for name in names)
    return squeezenet(path, names) if is_squeezenet else inception_features(path, names)
