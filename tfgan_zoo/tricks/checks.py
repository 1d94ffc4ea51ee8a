"""Checks of the game that a trick is attached to."""

from tfgan_zoo.modalities import modality_of_shape


def check_image_shape(trick, game):
    """Refuse a game whose samples are not images of a known size.

    Raises:
        ValueError: if they are not.
    """
    shape = tuple(game.generator.output_shape[1:])
    if game.modality.name != "image" or None in shape:
        raise ValueError(
            f"{type(trick).__name__} changes images of shape (height, width, channels), but the generator outputs "
            f"samples of shape {shape}: remove it, or use tfgan_zoo.tricks.InstanceNoise, which supports any samples."
        )


def check_no_image_conditions(trick, game):
    """Refuse a game whose discriminator takes images as conditions, which a trick would leave unchanged.

    Raises:
        ValueError: if it does.
    """
    conditions = [
        tensor.name for tensor in game.discriminator.inputs[1:] if modality_of_shape(tensor.shape[1:]).name == "image"
    ]
    if conditions:
        raise ValueError(
            f"{type(trick).__name__} changes only the samples, but the discriminator of this {type(game).__name__} "
            f"also takes images as conditions ({', '.join(conditions)}), which would no longer match: remove it, and "
            "augment both alike in the data with tfgan_zoo.data.Augmentation."
        )


def check_cross_entropy(trick, game, reason):
    """Refuse a game whose discriminator does not learn by cross-entropy.

    Raises:
        ValueError: if it does not; the message gives the reason.
    """
    if not game.cross_entropy:
        raise ValueError(
            f"{type(trick).__name__} makes no sense in a {type(game).__name__}, whose discriminator does not learn by "
            f"cross-entropy: {reason}."
        )
