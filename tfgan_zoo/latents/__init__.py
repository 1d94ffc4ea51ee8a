"""Latent distributions, their truncated versions, and interpolation between latents."""

from tfgan_zoo.latents.column_categories import ColumnCategories as ColumnCategories
from tfgan_zoo.latents.distributions import categories as categories
from tfgan_zoo.latents.distributions import described as described
from tfgan_zoo.latents.distributions import gumbel as gumbel
from tfgan_zoo.latents.distributions import normal as normal
from tfgan_zoo.latents.distributions import uniform as uniform
from tfgan_zoo.latents.interpolation import lerp as lerp
from tfgan_zoo.latents.interpolation import slerp as slerp
from tfgan_zoo.latents.mixtures import GaussianMixture as GaussianMixture
from tfgan_zoo.latents.mixtures import GaussianRing as GaussianRing
from tfgan_zoo.latents.mixtures import Mixture as Mixture
from tfgan_zoo.latents.seeds import sampling_seed as sampling_seed
from tfgan_zoo.latents.truncation import TruncatedNormal as TruncatedNormal
from tfgan_zoo.latents.truncation import move_normal as move_normal
from tfgan_zoo.latents.truncation import move_uniform as move_uniform
from tfgan_zoo.latents.truncation import truncated_normal as truncated_normal
from tfgan_zoo.latents.truncation import truncated_uniform as truncated_uniform
