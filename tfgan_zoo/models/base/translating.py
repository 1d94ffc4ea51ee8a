"""What whoever translates pictures with a game must know of it, also of one that is exported."""

import dataclasses
from fractions import Fraction

from tfgan_zoo import networks
from tfgan_zoo.conditions import LABELS, SOURCE_KINDS
from tfgan_zoo.models.base.inputs import input_names


@dataclasses.dataclass(frozen=True)
class Translation:
    """How a network translates pictures.

    Args:
        direction: name of the network among the game's `directions`.
        source: name of the input that is the picture.
        channels: of that input.
        kind: what the picture is, one of `conditions.SOURCE_KINDS`.
        palette: colors of a label map's classes, in 0..255; None if unknown, or if the picture is something else.
        num_classes: number of classes if an input is named "labels"; else None.
        draws: whether other inputs are drawn from a seed, such as a style.
        extent: `networks.Extent`.
    """

    direction: str
    source: str
    channels: int
    kind: str
    palette: tuple | None
    num_classes: int | None
    draws: bool
    extent: networks.Extent

    def get_config(self):
        """The same as numbers, strings and lists."""
        config = dataclasses.asdict(self)
        config["extent"]["scale"] = str(self.extent.scale)
        return config

    @classmethod
    def from_config(cls, config):
        """The translation of a `get_config`, which may come from a file.

        Raises:
            ValueError, LookupError, TypeError: if it is none.
        """
        extent = dict(config["extent"])
        extent["scale"] = Fraction(extent["scale"])
        extent["fixed"] = extent["fixed"] and tuple(map(int, extent["fixed"]))
        palette = config["palette"] and tuple(tuple(map(int, color)) for color in config["palette"])
        translation = cls(**{**config, "extent": networks.Extent(**extent), "palette": palette})
        if translation.kind not in SOURCE_KINDS:
            raise ValueError(f"it names the kind {translation.kind!r}")
        return translation


def translation_of(game, direction=None):
    """How a game translates pictures, and the network that does.

    Args:
        game: `models.Game`.
        direction: name of one of the game's `directions`; None takes the first, its sampler.

    Returns:
        `Translation`, and a functional `keras.Model` for the size that the game was trained for. None for both if the
        game does not lead from a picture, perhaps with labels and what it draws, to one, or it is not known which sizes
        it takes.

    Raises:
        ValueError: if there is no such direction.
    """
    direction = direction or next(iter(game.directions()))
    if direction not in game.directions():
        raise ValueError(f"there is no direction {direction!r}; expected {' or '.join(game.directions())}.")
    network = game.directions()[direction]
    if game.modality.name != "image" or not networks.is_of_one_picture(network):
        return None, None
    picture, names = networks.picture_input(network), input_names(network)
    if picture.name in game.drawn_inputs or not set(names) <= {picture.name, LABELS, *game.drawn_inputs}:
        return None, None
    try:
        extent = networks.extent_of(network)
    except ValueError:  # the sizes that it takes are not known
        return None, None
    num_classes = game.num_classes if LABELS in names else None
    source = (picture.name, picture.shape[-1], game.source_kind, game.palette)
    return Translation(direction, *source, num_classes, bool(game.drawn_inputs), extent), network
