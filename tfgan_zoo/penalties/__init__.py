"""Regularization terms, computed in float32: on gradients, on logits, on weights, on the lengths of paths."""

from tfgan_zoo.penalties.gradients import gradient_norm as gradient_norm
from tfgan_zoo.penalties.gradients import r1 as r1
from tfgan_zoo.penalties.gradients import r2 as r2
from tfgan_zoo.penalties.logits import drift as drift
from tfgan_zoo.penalties.logits import lecam as lecam
from tfgan_zoo.penalties.path_length import path_lengths as path_lengths
from tfgan_zoo.penalties.points import interpolate as interpolate
from tfgan_zoo.penalties.points import perturb as perturb
from tfgan_zoo.penalties.weights import clip_weights as clip_weights
from tfgan_zoo.penalties.weights import historical_averaging as historical_averaging
