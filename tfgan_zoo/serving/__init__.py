"""Generators as SavedModels with their model cards, and a client of TF Serving, which needs no TensorFlow."""

import importlib

from tfgan_zoo.serving.client import Client

__all__ = ["Client", "export_generator", "export_network", "forbidden_ops", "write_card"]

PLACES = {"export_generator": "export", "export_network": "export", "forbidden_ops": "export", "write_card": "card"}


def __getattr__(name):
    if name in PLACES:
        return getattr(importlib.import_module(f"{__name__}.{PLACES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(__all__)}")
