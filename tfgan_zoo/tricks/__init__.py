"""Small objects any two-player game can be given: `GAN(..., tricks=[...])`."""

from tfgan_zoo.tricks.instance_noise import InstanceNoise as InstanceNoise
from tfgan_zoo.tricks.sample_pool import SamplePool as SamplePool
from tfgan_zoo.tricks.trick import Trick as Trick
