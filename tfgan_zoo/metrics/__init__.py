"""What is measured: one measure per file, statistics apart from features, figures that say how they were made.

A measure is an object with `name`, `reset()`, `update(real, fake)` (on batches, inside the graph) and `result()`, which
gives a `Figure`.
"""

from tfgan_zoo.metrics.classification_error import ClassificationError
from tfgan_zoo.metrics.classifier import features_of, train_classifier
from tfgan_zoo.metrics.code_accuracy import CodeAccuracy, assignment_accuracy
from tfgan_zoo.metrics.energies import EnergyRatio, MeanEnergy
from tfgan_zoo.metrics.figure import Figure
from tfgan_zoo.metrics.frechet import frechet_distance, frechet_distance_of
from tfgan_zoo.metrics.frechet_distances import float_arrays, frechet_distances
from tfgan_zoo.metrics.frechet_measure import FrechetDistance, feature_statistics
from tfgan_zoo.metrics.gradient_norm import GradientNorm, GradientNormDeviation
from tfgan_zoo.metrics.inception import InceptionInput, inception, inception_logits, untrained_inception
from tfgan_zoo.metrics.inception_weights import convert_frozen_graph, fetch_inception
from tfgan_zoo.metrics.kernel_mmd import KernelMMD, kernel_discrepancy, median_distance
from tfgan_zoo.metrics.mapping_accuracy import MappingAccuracy
from tfgan_zoo.metrics.modes import HighQualityShare, ModeCoverage, ModesCaught, mode_coverage
from tfgan_zoo.metrics.pairwise_cosine import PairwiseCosine
from tfgan_zoo.metrics.spectral_norm import SpectralNormError
from tfgan_zoo.metrics.statistics import FeatureStatistics, StreamingStatistics
from tfgan_zoo.metrics.tensorflow_gan import inception_from_hub, tensorflow_gan

__all__ = [
    "ClassificationError",
    "CodeAccuracy",
    "EnergyRatio",
    "FeatureStatistics",
    "Figure",
    "FrechetDistance",
    "GradientNorm",
    "GradientNormDeviation",
    "HighQualityShare",
    "InceptionInput",
    "KernelMMD",
    "MappingAccuracy",
    "MeanEnergy",
    "ModeCoverage",
    "ModesCaught",
    "PairwiseCosine",
    "SpectralNormError",
    "StreamingStatistics",
    "assignment_accuracy",
    "convert_frozen_graph",
    "feature_statistics",
    "features_of",
    "fetch_inception",
    "float_arrays",
    "frechet_distance",
    "frechet_distance_of",
    "frechet_distances",
    "inception",
    "inception_from_hub",
    "inception_logits",
    "kernel_discrepancy",
    "median_distance",
    "mode_coverage",
    "tensorflow_gan",
    "train_classifier",
    "untrained_inception",
]
