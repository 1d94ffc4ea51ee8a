"""Evaluation of generators: against data, against recorded results, and for problems in their training."""

from tfgan_zoo.lazy import lazy_names

PLACES = {
    "check": "record_check",
    "common_number": "comparison",
    "compare": "comparison",
    "diagnose": "diagnosis",
    "feature_network": "feature_networks",
    "margins": "record_check",
    "record": "record_check",
}
__getattr__ = lazy_names(__name__, PLACES)


def __dir__():
    return sorted([*globals(), *PLACES])
