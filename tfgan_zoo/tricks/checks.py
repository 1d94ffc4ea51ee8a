"""What a trick asks of its numbers, and of the game it is given to."""


def check_not_negative(trick, **numbers):
    """Refuse a number below 0.

    Raises:
        ValueError: if one of them is.
    """
    for name, number in numbers.items():
        if not number >= 0:
            raise ValueError(f"{type(trick).__name__} takes {name} as a number of at least 0, not {number!r}.")


def check_image_shape(trick, game):
    """Refuse a game whose samples are not images of a known size.

    Raises:
        ValueError: if they are not.
    """
    shape = tuple(game.generator.output_shape[1:])
    if len(shape) != 3 or None in shape:
        raise ValueError(
            f"{type(trick).__name__} changes images of shape (height, width, channels), but the generator makes "
            f"samples of shape {shape}: leave it out, or use tfgan_zoo.tricks.InstanceNoise, which suits any samples."
        )


def check_cross_entropy(trick, game, reason):
    """Refuse a game whose discriminator does not learn by cross-entropy.

    Raises:
        ValueError: if it does not; the reason is said.
    """
    if not game.cross_entropy:
        raise ValueError(
            f"{type(trick).__name__} makes no sense in a {type(game).__name__}, whose discriminator does not learn by "
            f"cross-entropy: {reason}."
        )
