"""Layers that Keras lacks, or faster versions of its own; layers that share their logic share a file.

Instance normalization is `keras.layers.GroupNormalization(groups=-1)`, a resize-convolution is
`keras.layers.UpSampling2D` before `keras.layers.Conv2D`.
"""

from tfgan_zoo.layers.batch_normalization import BatchNormalization as BatchNormalization
from tfgan_zoo.layers.clip_in_inference import ClipInInference as ClipInInference
from tfgan_zoo.layers.color_scaling import ColorScaling as ColorScaling
from tfgan_zoo.layers.conditional_normalization import ConditionalBatchNormalization as ConditionalBatchNormalization
from tfgan_zoo.layers.conditional_normalization import (
    ConditionalInstanceNormalization as ConditionalInstanceNormalization,
)
from tfgan_zoo.layers.dropout import Dropout as Dropout
from tfgan_zoo.layers.equalized import EqualizedConv2D as EqualizedConv2D
from tfgan_zoo.layers.equalized import EqualizedConv2DTranspose as EqualizedConv2DTranspose
from tfgan_zoo.layers.equalized import EqualizedDense as EqualizedDense
from tfgan_zoo.layers.fade_in import FadeIn as FadeIn
from tfgan_zoo.layers.gaussian_noise import GaussianNoise as GaussianNoise
from tfgan_zoo.layers.highway import Highway as Highway
from tfgan_zoo.layers.learned_constant import LearnedConstant as LearnedConstant
from tfgan_zoo.layers.maxout import Maxout as Maxout
from tfgan_zoo.layers.minibatch_discrimination import MinibatchDiscrimination as MinibatchDiscrimination
from tfgan_zoo.layers.minibatch_standard_deviation import MinibatchStandardDeviation as MinibatchStandardDeviation
from tfgan_zoo.layers.modulated_conv2d import ModulatedConv2D as ModulatedConv2D
from tfgan_zoo.layers.monte_carlo_dropout import MonteCarloDropout as MonteCarloDropout
from tfgan_zoo.layers.noise_injection import NoiseInjection as NoiseInjection
from tfgan_zoo.layers.phase_shuffle import PhaseShuffle as PhaseShuffle
from tfgan_zoo.layers.pixel_normalization import PixelNormalization as PixelNormalization
from tfgan_zoo.layers.pixel_shuffle import PixelShuffle as PixelShuffle
from tfgan_zoo.layers.reference_batch import ReferenceBatch as ReferenceBatch
from tfgan_zoo.layers.reference_removal import ReferenceRemoval as ReferenceRemoval
from tfgan_zoo.layers.resampling import Blur2D as Blur2D
from tfgan_zoo.layers.resampling import FilteredUpSampling2D as FilteredUpSampling2D
from tfgan_zoo.layers.row_activation import RowActivation as RowActivation
from tfgan_zoo.layers.self_attention import SelfAttention as SelfAttention
from tfgan_zoo.layers.spade import SPADE as SPADE
from tfgan_zoo.layers.spectral import SpectralConv2D as SpectralConv2D
from tfgan_zoo.layers.spectral import SpectralConv2DTranspose as SpectralConv2DTranspose
from tfgan_zoo.layers.spectral import SpectralDense as SpectralDense
from tfgan_zoo.layers.spectral import SpectralEmbedding as SpectralEmbedding
from tfgan_zoo.layers.spread import Spread as Spread
from tfgan_zoo.layers.style_truncation import StyleTruncation as StyleTruncation
from tfgan_zoo.layers.vector_batch_normalization import VectorBatchNormalization as VectorBatchNormalization
from tfgan_zoo.layers.virtual_batch_normalization import VirtualBatchNormalization as VirtualBatchNormalization
