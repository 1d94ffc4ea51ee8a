"""What is wrong with a training, in plain words, from signals that cost little."""

from tfgan_zoo.diagnosis.findings import Finding, diagnose
from tfgan_zoo.diagnosis.illnesses import ILLNESSES, Illness
from tfgan_zoo.diagnosis.signals import LEAST_EXAMPLES, Examiner, Signals

__all__ = ["ILLNESSES", "LEAST_EXAMPLES", "Examiner", "Finding", "Illness", "Signals", "diagnose"]
