"""Training techniques for any two-player game: `GAN(..., tricks=[...])`."""

from tfgan_zoo.tricks.adaptive_augmentation import AdaptiveAugmentation as AdaptiveAugmentation
from tfgan_zoo.tricks.adaptive_balance import AdaptiveBalance as AdaptiveBalance
from tfgan_zoo.tricks.differentiable_augmentation import DifferentiableAugmentation as DifferentiableAugmentation
from tfgan_zoo.tricks.feature_matching import FeatureMatching as FeatureMatching
from tfgan_zoo.tricks.gradient_penalties import DRAGANPenalty as DRAGANPenalty
from tfgan_zoo.tricks.gradient_penalties import GradientPenalty as GradientPenalty
from tfgan_zoo.tricks.historical_averaging import HistoricalAveraging as HistoricalAveraging
from tfgan_zoo.tricks.instance_noise import InstanceNoise as InstanceNoise
from tfgan_zoo.tricks.label_smoothing import LabelSmoothing as LabelSmoothing
from tfgan_zoo.tricks.lecam import LeCam as LeCam
from tfgan_zoo.tricks.sample_pool import SamplePool as SamplePool
from tfgan_zoo.tricks.trick import Trick as Trick
from tfgan_zoo.tricks.weight_clipping import WeightClipping as WeightClipping
from tfgan_zoo.tricks.zero_centered_penalties import R1 as R1
from tfgan_zoo.tricks.zero_centered_penalties import R2 as R2
