"""Explanations of a game: sensitivity to the noise, attention, saliency, memorization, gradients."""

from tfgan_zoo.explain.attention import attending_networks, attention_layer, attention_maps
from tfgan_zoo.explain.gradients import player_gradients
from tfgan_zoo.explain.memorization import Memorization, memorization, nearest
from tfgan_zoo.explain.saliency import completeness_error, integrated_gradients, score_function
from tfgan_zoo.explain.sensitivity import jacobian, principal_directions

__all__ = [
    "Memorization",
    "attending_networks",
    "attention_layer",
    "attention_maps",
    "completeness_error",
    "integrated_gradients",
    "jacobian",
    "memorization",
    "nearest",
    "player_gradients",
    "principal_directions",
    "score_function",
]
