"""Generators as SavedModels with their model cards, and a client of TF Serving, which needs no TensorFlow."""

from tfgan_zoo.lazy import lazy_names
from tfgan_zoo.serving.client import Client

__all__ = ["Client", "export_generator", "export_network", "forbidden_ops", "write_card"]

PLACES = {"export_generator": "export", "export_network": "export", "forbidden_ops": "export", "write_card": "card"}
__getattr__ = lazy_names(__name__, PLACES)
