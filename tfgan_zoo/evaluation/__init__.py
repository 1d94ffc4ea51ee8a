"""Generators measured: against data, against a record, and for what is wrong with their training."""

from tfgan_zoo.lazy import lazy_names

PLACES = {
    "check": "record_check",
    "common_number": "comparison",
    "compare": "comparison",
    "diagnose": "diagnosis",
    "feature_network": "feature_networks",
    "record": "record_check",
}
__getattr__ = lazy_names(__name__, PLACES)


def __dir__():
    return sorted([*globals(), *PLACES])
