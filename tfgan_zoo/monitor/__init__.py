"""What is wrong with a training, in plain words, from signals that cost little."""

from tfgan_zoo.monitor.findings import Finding, diagnose
from tfgan_zoo.monitor.problems import ILLNESSES, Illness
from tfgan_zoo.monitor.signals import LEAST_EXAMPLES, Examiner, Signals

__all__ = ["ILLNESSES", "LEAST_EXAMPLES", "Examiner", "Finding", "Illness", "Signals", "diagnose"]
