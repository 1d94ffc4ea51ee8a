"""What is wrong with a training, in plain words, from signals that cost little."""

from tfgan_zoo.monitor.findings import Finding, diagnose
from tfgan_zoo.monitor.problems import PROBLEMS, Problem
from tfgan_zoo.monitor.signals import MIN_EXAMPLES, Examiner, Signals

__all__ = ["PROBLEMS", "MIN_EXAMPLES", "Examiner", "Finding", "Problem", "Signals", "diagnose"]
