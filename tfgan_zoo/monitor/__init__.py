"""Detection of training problems from cheap signals."""

from tfgan_zoo.monitor.findings import Finding, diagnose, in_words
from tfgan_zoo.monitor.problems import PROBLEMS, Problem
from tfgan_zoo.monitor.signals import MIN_EXAMPLES, SignalCollector, Signals

__all__ = ["PROBLEMS", "MIN_EXAMPLES", "SignalCollector", "Finding", "Problem", "Signals", "diagnose", "in_words"]
