"""Training of a recipe in a run's folder, from the first step or from the last checkpoint."""

from tfgan_zoo.training.train import train

__all__ = ["train"]
