"""A recipe trained into a run's folder, from its first step or from its last checkpoint."""

from tfgan_zoo.training.train import train

__all__ = ["train"]
