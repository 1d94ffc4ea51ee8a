"""Generators measured: against data, against a record, and for what is wrong with their training."""

from tfgan_zoo.evaluation.check import check, record
from tfgan_zoo.evaluation.compare import common_number, compare
from tfgan_zoo.evaluation.diagnose import diagnose
from tfgan_zoo.evaluation.feature_networks import feature_network

__all__ = ["check", "common_number", "compare", "diagnose", "feature_network", "record"]
