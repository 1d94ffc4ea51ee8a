"""Why a game does what it does: how its samples hang on the noise, what its discriminator looks at, what it copies."""

from tfgan_zoo.explain.gradients import player_gradients
from tfgan_zoo.explain.memorization import Memorization, memorization, nearest
from tfgan_zoo.explain.saliency import completeness_error, integrated_gradients, scorer
from tfgan_zoo.explain.sensitivity import jacobian, principal_directions

__all__ = [
    "Memorization",
    "completeness_error",
    "integrated_gradients",
    "jacobian",
    "memorization",
    "nearest",
    "player_gradients",
    "principal_directions",
    "scorer",
]
