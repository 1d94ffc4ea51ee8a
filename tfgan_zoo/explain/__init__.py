"""Why a game does what it does: how its samples hang on the noise, what its discriminator looks at, what it copies."""

from tfgan_zoo.explain.gradients import log_magnitudes, player_gradients
from tfgan_zoo.explain.memorisation import Memorisation, memorisation, nearest
from tfgan_zoo.explain.saliency import completeness_error, integrated_gradients, scorer
from tfgan_zoo.explain.sensitivity import jacobian, principal_directions

__all__ = [
    "Memorisation",
    "completeness_error",
    "integrated_gradients",
    "jacobian",
    "log_magnitudes",
    "memorisation",
    "nearest",
    "player_gradients",
    "principal_directions",
    "scorer",
]
