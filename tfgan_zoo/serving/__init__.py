"""Generators as SavedModels with their model cards, as files of other runtimes, pages, and a client of TF Serving.

The client needs no TensorFlow, but to speak gRPC.
"""

from tfgan_zoo.lazy import lazy_names
from tfgan_zoo.serving.client import Client

__all__ = [
    "Client",
    "Generator",
    "convert",
    "export_generator",
    "export_network",
    "forbidden_ops",
    "shipped_names",
    "write_card",
    "write_page",
]

PLACES = {
    "Generator": "generator",
    "convert": "conversion",
    "export_generator": "export",
    "export_network": "export",
    "forbidden_ops": "graph_ops",
    "shipped_names": "shipped",
    "write_card": "card",
    "write_page": "page",
}
__getattr__ = lazy_names(__name__, PLACES)
