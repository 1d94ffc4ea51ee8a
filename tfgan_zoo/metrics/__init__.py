"""Evaluation metrics: one metric per file, statistics separate from features, results with all that defines them.

A measure is an object with `name`, `reset()`, `update(real, fake)` (on batches, inside the graph) and `result()`, which
gives a `Result`, or a tuple of them where one look at the samples answers more than one question. It says which way is
better: by `higher_is_better`, True, False or None, and with None by `best_value` where a value is best (`preferences`).
A metric that says nothing never chooses a checkpoint.
"""

from tfgan_zoo.metrics.anomaly import anomaly_scores, area_under_curve
from tfgan_zoo.metrics.bits_per_dimension import BitsPerDimension
from tfgan_zoo.metrics.bleu import BLEU, bleu, self_bleu
from tfgan_zoo.metrics.class_share import ClassShare
from tfgan_zoo.metrics.classification_accuracy_score import classification_accuracy_score
from tfgan_zoo.metrics.classification_error import ClassificationError
from tfgan_zoo.metrics.classifier import features_of, train_classifier
from tfgan_zoo.metrics.code_accuracy import CodeAccuracy, assignment_accuracy
from tfgan_zoo.metrics.code_distribution import CodeDistribution
from tfgan_zoo.metrics.colored_classifier import train_colored_classifier
from tfgan_zoo.metrics.colorfulness import Colorfulness, colorfulness
from tfgan_zoo.metrics.density_coverage import DensityCoverage, density_coverage
from tfgan_zoo.metrics.discriminative_score import DiscriminativeScore
from tfgan_zoo.metrics.energies import EnergyRatio, MeanEnergy
from tfgan_zoo.metrics.episodes import EpisodeReturns
from tfgan_zoo.metrics.evidence_bound import EvidenceBound, ImportanceWeightedBound
from tfgan_zoo.metrics.frechet import frechet_distance, frechet_distance_of
from tfgan_zoo.metrics.frechet_distances import classifier_of, float_arrays, frechet_distances
from tfgan_zoo.metrics.frechet_metric import FrechetDistance, feature_statistics
from tfgan_zoo.metrics.frequency_bands import frequency_bands
from tfgan_zoo.metrics.gradient_norm import GradientNorm, GradientNormDeviation
from tfgan_zoo.metrics.imputation_error import ImputationError
from tfgan_zoo.metrics.inception import InceptionInput, inception, inception_logits, untrained_inception
from tfgan_zoo.metrics.inception_maps import inception_features, untrained_inception_features
from tfgan_zoo.metrics.inception_score import InceptionScore, inception_score
from tfgan_zoo.metrics.inception_weights import convert_frozen_graph, fetch_inception
from tfgan_zoo.metrics.kernel_distance import KernelDistance, kernel_distance, polynomial_discrepancy
from tfgan_zoo.metrics.kernel_mmd import KernelMMD, kernel_discrepancy, median_distance
from tfgan_zoo.metrics.label_agreement import LabelAgreement
from tfgan_zoo.metrics.lpips import LPIPS
from tfgan_zoo.metrics.lpips_features import lpips_network, untrained_lpips
from tfgan_zoo.metrics.mapping_accuracy import MappingAccuracy
from tfgan_zoo.metrics.mode_score import ModeScore, mode_score
from tfgan_zoo.metrics.modes import HighQualityShare, ModeCoverage, ModesCaught, mode_coverage
from tfgan_zoo.metrics.nearest_neighbor_test import (
    NearestNeighborAccuracy,
    NearestNeighborTest,
    nearest_neighbor_test,
)
from tfgan_zoo.metrics.neighbors import neighbor_distances
from tfgan_zoo.metrics.paired_l1 import PairedL1
from tfgan_zoo.metrics.pairwise_cosine import PairwiseCosine
from tfgan_zoo.metrics.perceptual_features import perceptual_network
from tfgan_zoo.metrics.perceptual_path_length import FeatureDistance, perceptual_path_length
from tfgan_zoo.metrics.precision_recall import PrecisionRecall, precision_recall
from tfgan_zoo.metrics.prediction_error import PredictionError, rollout
from tfgan_zoo.metrics.predictive_score import PredictiveScore
from tfgan_zoo.metrics.random_features import random_features
from tfgan_zoo.metrics.ranking import RankingQuality
from tfgan_zoo.metrics.reconstruction_error import ReconstructionError
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.sample_similarity import SampleSimilarity, sample_similarity
from tfgan_zoo.metrics.segmentation_agreement import SegmentationAgreement
from tfgan_zoo.metrics.sequence_nll import HeldOutNLL, OracleNLL
from tfgan_zoo.metrics.sharpness import Sharpness, laplacian_energy
from tfgan_zoo.metrics.similarity import PSNR, SSIM, MultiscaleSSIM, multiscale_ssim, psnr, ssim
from tfgan_zoo.metrics.sliced_wasserstein import (
    SlicedWasserstein,
    sliced_wasserstein,
    sliced_wasserstein_of_images,
)
from tfgan_zoo.metrics.spectral_distance import SpectralDistance
from tfgan_zoo.metrics.spectral_norm import SpectralNormError
from tfgan_zoo.metrics.spectrogram import LogMelSpectrogram, train_sound_classifier
from tfgan_zoo.metrics.squeezenet_features import squeezenet, untrained_squeezenet
from tfgan_zoo.metrics.squeezenet_weights import convert_lpips
from tfgan_zoo.metrics.statistics import FeatureStatistics, StreamingStatistics
from tfgan_zoo.metrics.synthetic_rows import DetectorAUC, TrainOnSynthetic, detector_auc, train_on_synthetic
from tfgan_zoo.metrics.tensorflow_gan import inception_from_hub, tensorflow_gan
from tfgan_zoo.metrics.tstr_accuracy import TSTRAccuracy

__all__ = [
    "BLEU",
    "BitsPerDimension",
    "ClassShare",
    "ClassificationError",
    "CodeAccuracy",
    "CodeDistribution",
    "Colorfulness",
    "DensityCoverage",
    "DetectorAUC",
    "DiscriminativeScore",
    "EnergyRatio",
    "EpisodeReturns",
    "EvidenceBound",
    "FeatureDistance",
    "FeatureStatistics",
    "FrechetDistance",
    "GradientNorm",
    "GradientNormDeviation",
    "HeldOutNLL",
    "HighQualityShare",
    "ImportanceWeightedBound",
    "ImputationError",
    "InceptionInput",
    "InceptionScore",
    "KernelDistance",
    "KernelMMD",
    "LPIPS",
    "LabelAgreement",
    "LogMelSpectrogram",
    "MappingAccuracy",
    "MeanEnergy",
    "ModeCoverage",
    "ModeScore",
    "ModesCaught",
    "MultiscaleSSIM",
    "NearestNeighborAccuracy",
    "NearestNeighborTest",
    "OracleNLL",
    "PSNR",
    "PairedL1",
    "PairwiseCosine",
    "PrecisionRecall",
    "PredictionError",
    "RankingQuality",
    "PredictiveScore",
    "ReconstructionError",
    "Result",
    "SSIM",
    "SampleSimilarity",
    "SegmentationAgreement",
    "Sharpness",
    "SlicedWasserstein",
    "SpectralDistance",
    "SpectralNormError",
    "StreamingStatistics",
    "TrainOnSynthetic",
    "TSTRAccuracy",
    "anomaly_scores",
    "area_under_curve",
    "assignment_accuracy",
    "bleu",
    "classification_accuracy_score",
    "classifier_of",
    "colorfulness",
    "convert_frozen_graph",
    "convert_lpips",
    "density_coverage",
    "detector_auc",
    "feature_statistics",
    "features_of",
    "fetch_inception",
    "float_arrays",
    "frechet_distance",
    "frechet_distance_of",
    "frechet_distances",
    "frequency_bands",
    "inception",
    "inception_features",
    "inception_from_hub",
    "inception_logits",
    "inception_score",
    "kernel_discrepancy",
    "kernel_distance",
    "laplacian_energy",
    "lpips_network",
    "median_distance",
    "mode_coverage",
    "mode_score",
    "multiscale_ssim",
    "nearest_neighbor_test",
    "neighbor_distances",
    "perceptual_network",
    "perceptual_path_length",
    "polynomial_discrepancy",
    "precision_recall",
    "psnr",
    "random_features",
    "rollout",
    "sample_similarity",
    "self_bleu",
    "sliced_wasserstein",
    "sliced_wasserstein_of_images",
    "squeezenet",
    "ssim",
    "tensorflow_gan",
    "train_classifier",
    "train_colored_classifier",
    "train_on_synthetic",
    "train_sound_classifier",
    "untrained_inception",
    "untrained_inception_features",
    "untrained_lpips",
    "untrained_squeezenet",
]
